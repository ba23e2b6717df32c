"""Which intake is better: of the deals created in a month, how many were won, lost or still open months later.

A month of age is meant as days (30, 61, 91 …), so that each number is exactly that of the deals it leads to. Pure
functions over columns; knows neither the store nor the screen.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Mask, OutcomeColumns
from crmdesk.insight.outcomes.measures import NO_AGE, ages_at_end
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

AGES = {1: 30, 2: 61, 3: 91, 6: 183, 12: 365}
"""After how many months is looked, and how many days those are."""

Fate = Literal["won", "lost", "open"]
"""What can have become of a deal at an age."""

PART = "|"
"""Between the age in months, the month of creation and the outcome in the key of a mark."""

_LATER_THAN_ALL = date.max.year * 12


@dataclass(frozen=True, slots=True)
class Cohort:
    """The ``n`` deals created in a month (2026-03) and what had become of them at each of ``AGES``.

    None where the youngest of them is not that old yet.
    """

    month: str
    n: int
    won: tuple[Share | None, ...]
    lost: tuple[Share | None, ...]
    open: tuple[Share | None, ...]

    def shares(self, fate: Fate) -> tuple[Share | None, ...]:
        """The shares of one outcome at each of ``AGES``; together the three are all deals."""
        return {"won": self.won, "lost": self.lost, "open": self.open}[fate]

    def key(self, place: int, fate: Fate) -> str:
        """The key of the mark for the deals that were won, or lost, up to an age; no list has those still open."""
        return "" if fate == "open" else PART.join((str(tuple(AGES)[place]), self.month, fate))


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The months in which deals were created, in their order; the period of ``stated`` is that of creation."""

    stated: Stated
    rows: tuple[Cohort, ...]

    def wish(self, key: str) -> PoolFilter | None:
        """The deals of a month that were won, or lost, up to an age."""
        age, _part, rest = key.partition(PART)
        month, _part, outcome = rest.partition(PART)
        if not age.isdecimal() or int(age) not in AGES or all(row.month != month for row in self.rows):
            return None
        wanted = replace(self.stated.wanted, since=None, until=None, month="", undated=False)
        return replace(wanted, cohort=month, days=(0, AGES[int(age)]), won=outcome == "won")


def cohorts(columns: OutcomeColumns, mask: Mask, stated: Stated, *, today: date) -> Cohorts:
    """The deals of the mask, however they stand, that were created in the period of ``stated``.

    A deal that ended on an unknown day, or before it began, is left out.
    """
    first = stated.since.toordinal() if stated.since else 1
    last = stated.until.toordinal() if stated.until else date.max.toordinal()
    ages = ages_at_end(columns)
    seen = mask & (columns.created >= first) & (columns.created <= last)
    seen &= (columns.status == OPEN) | (ages != NO_AGE)
    months = columns.created_month[seen]
    begin = int(months.min(initial=_LATER_THAN_ALL))
    totals = np.bincount(months - begin).tolist()
    status, ages = columns.status[seen], ages[seen]

    def counted(outcome: int, days: int) -> list[int]:
        reached = (status == outcome) & (ages <= days)
        return [int(n) for n in np.bincount(months[reached] - begin, minlength=len(totals))]

    counts = {outcome: [counted(outcome, days) for days in AGES.values()] for outcome in (WON, LOST)}

    ended = zip(counts[WON], counts[LOST], strict=True)
    counts[OPEN] = [[n - won - lost for n, won, lost in zip(totals, *both, strict=True)] for both in ended]

    def shares(place: int, outcome: int) -> tuple[Share | None, ...]:
        return tuple(
            share_of(column[place], totals[place], stated.minimum) if _is_mature(begin + place, days, today) else None
            for column, days in zip(counts[outcome], AGES.values(), strict=True)
        )

    rows = tuple(
        Cohort(_month(month), n, *(shares(month - begin, outcome) for outcome in (WON, LOST, OPEN)))
        for month, n in enumerate(totals, begin)
        if n
    )
    return Cohorts(replace(stated, n=sum(totals), undated=0), rows)


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _is_mature(month: int, days: int, today: date) -> bool:
    """Whether even a deal created on the last day of a month (year * 12 + month - 1) is so many days old."""
    year, at = month // 12, month % 12 + 1
    return date(year, at, monthrange(year, at)[1]).toordinal() + days <= today.toordinal()
