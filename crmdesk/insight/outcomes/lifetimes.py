"""How long deals live until they are lost, and until they are won, with the deals that still go on in their due place.

Survival is estimated as E. L. Kaplan and P. Meier do ("Nonparametric Estimation from Incomplete Observations", Journal
of the American Statistical Association 53, 1958), with the variance of M. Greenwood (1926) and its interval of 95 % on
the scale log(-log), which stays between 0 and 1 (J. D. Kalbfleisch, R. L. Prentice, "The Statistical Analysis of
Failure Time Data", 1980). A period is looked at as H. Brenner and O. Gefeller do ("An alternative approach to
monitoring cancer patient survival", Cancer 78, 1996): a deal counts from the day it is both begun and within the
period, so that the ends that are counted are exactly those of the period.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Mask, OutcomeColumns, Whole
from crmdesk.insight.outcomes.stated import QUANTILE, Stated

_WIDTHS = (1, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650)
_HALF = 0.5 + 1e-12
PART = "|"
"""Between the days and the outcome in the key of a mark."""


@dataclass(frozen=True, slots=True)
class Step:
    """``ended`` of the ``at_risk`` deals came to this end after ``day`` days; others went out of sight: ``censored``.

    ``survival`` is the share that lives on after it, from ``low`` to ``high`` with 95 %.
    """

    day: int
    at_risk: int
    ended: int
    censored: int
    survival: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Survival until one end, the other end and all that still goes on being censored; a step for each day known.

    ``median`` is the first day after which at most half live on; None where more than half do.
    """

    n: int
    ended: int
    censored: int
    median: int | None
    steps: tuple[Step, ...]

    def at(self, day: int) -> Step | None:
        """The last step up to a day; None before the first."""
        return next((step for step in reversed(self.steps) if step.day <= day), None)


@dataclass(frozen=True, slots=True)
class Band:
    """Days of age, both included, with the deals that ended at that age; ``at_risk`` had lived so long."""

    first: int
    last: int
    lost: int
    won: int
    at_risk: int


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """Both curves over the same deals."""

    stated: Stated
    lost: Curve
    won: Curve

    @property
    def longest(self) -> int:
        """The highest age at which a deal ended, in days; the highest of all where none has."""
        pairs = zip(self.lost.steps, self.won.steps, strict=True)
        ends = [lost.day for lost, won in pairs if lost.ended or won.ended]
        return max(ends) if ends else self.lost.steps[-1].day

    def bands(self, most: int) -> tuple[Band, ...]:
        """The ages up to the longest in at most so many stretches of like length, unless even years are not enough."""
        if not self.lost.steps:
            return ()
        width = next((width for width in _WIDTHS if self.longest < width * most), _WIDTHS[-1])
        starts = range(0, self.longest + 1, width)
        return tuple(self._band(first, first + width - 1) for first in starts)

    def wish(self, key: str) -> PoolFilter | None:
        """The deals lost, or won, at the ages of a mark."""
        days, _part, outcome = key.partition(PART)
        first, _dash, last = days.partition("-")
        if outcome not in ("lost", "won"):
            return None
        return replace(self.stated.wanted, days=(int(first), int(last)), won=outcome == "won")

    def _band(self, first: int, last: int) -> Band:
        within = [place for place, step in enumerate(self.lost.steps) if first <= step.day <= last]
        at_risk = next((step.at_risk for step in self.lost.steps if step.day >= first), 0)
        lost, won = (sum(curve.steps[place].ended for place in within) for curve in (self.lost, self.won))
        return Band(first, last, lost, won, at_risk)


def band_key(band: Band, *, won: bool) -> str:
    """The key of the mark for the deals that were won, or lost, at these ages."""
    return f"{band.first}-{band.last}{PART}{'won' if won else 'lost'}"


def lifetimes(columns: OutcomeColumns, mask: Mask, stated: Stated, *, today: date) -> Lifetimes:
    """The deals of the mask, however they stand, as far as they were under way in the period of ``stated``.

    Ages are in whole days. A deal that ended on an unknown day, or before it began, is left out.
    """
    first = stated.since.toordinal() if stated.since else 0
    last = min(stated.until, today).toordinal() if stated.until else today.toordinal()
    status, begun, closed = columns.status, columns.created, columns.closed
    ends = np.where(status == OPEN, last, closed)
    seen = mask & (begun > 0) & (begun <= last) & (ends >= np.maximum(begun, first)) & ((status == OPEN) | (closed > 0))
    status, begun, ends = status[seen], begun[seen].astype(np.int64), ends[seen].astype(np.int64)
    within = ends <= last
    ages = np.minimum(ends, last) - begun
    entries = np.maximum(0, first - begun)
    lost, won = (kaplan_meier(ages, (status == kind) & within, entries) for kind in (LOST, WON))
    return Lifetimes(replace(stated, n=len(ages)), lost, won)


def kaplan_meier(ages: Whole, ended: Mask, entries: Whole) -> Curve:
    """Survival of ``len(ages)`` deals, each seen from the age ``entries`` on until ``ages``, where it ``ended`` or not.

    A deal that comes into sight at an age is not yet at risk at that age, unless it is its first day.
    """
    if not len(ages):
        return Curve(0, 0, 0, None, ())
    all_gone = np.bincount(ages)
    days = np.flatnonzero(all_gone)
    gone = all_gone[days]
    deaths = np.bincount(ages[ended], minlength=len(all_gone))[days]
    at_risk = _entered(entries, days) - np.concatenate(([0], np.cumsum(gone)[:-1]))
    survival, low, high = _estimates(at_risk, deaths)
    steps = zip(days, at_risk, deaths, gone - deaths, survival, low, high, strict=True)
    median = days[survival <= _HALF]
    total = int(deaths.sum())
    return Curve(
        n=len(ages),
        ended=total,
        censored=len(ages) - total,
        median=int(median[0]) if len(median) else None,
        steps=tuple(Step(*(int(one) for one in step[:4]), *(float(one) for one in step[4:])) for step in steps),
    )


def _entered(entries: Whole, days: Whole) -> Whole:
    """How many deals had come into sight before each age, or were there from the beginning."""
    from_begin = np.count_nonzero(entries == 0)
    later = np.sort(entries[entries > 0])
    return from_begin + np.searchsorted(later, days, side="left")


def _estimates(at_risk: Whole, deaths: Whole) -> tuple[NDArray[np.float64], ...]:
    """Survival after each age and the ends of its interval; where nobody has ended yet, or all have, it is certain."""
    n, left = at_risk.astype(float), (at_risk - deaths).astype(float)
    survival = np.cumprod(np.divide(left, n, out=np.ones_like(n), where=n > 0))
    greenwood = np.cumsum(np.divide(deaths, n * left, out=np.zeros_like(n), where=n * left > 0))
    uncertain = (survival > 0) & (survival < 1)
    log = np.log(survival, out=np.full_like(survival, -1.0), where=uncertain)
    reach = QUANTILE * np.sqrt(greenwood) / log
    low, high = (np.exp(-np.exp(np.log(-log) + sign * reach)) for sign in (-1, 1))
    return survival, np.where(uncertain, low, survival), np.where(uncertain, high, survival)
