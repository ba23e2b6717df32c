"""How we fare against each competitor: met, lost, won, and how its price compares with ours.

Pure functions over columns; knows neither the store nor the screen.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.columns import LOST, WON, Mask, OutcomeColumns
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

PART = "|"
"""Between the column and the competitor in the key of a mark."""


@dataclass(frozen=True, slots=True)
class PriceGap:
    """The median of (their price - our amount) / our amount over ``n`` deals; ``typical`` is None of too few."""

    typical: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor: in how many deals it was met, how those against it ended, and the last day it was heard of.

    ``won`` is the share of those won among those that ended; ``last_seen`` is the latest day a deal with it began or
    ended.
    """

    uid: str
    name: str
    met: int
    won: Share
    gap: PriceGap
    last_seen: date | None

    @property
    def lost(self) -> int:
        """How many deals with it were lost."""
        return self.won.whole - self.won.part

    @property
    def open(self) -> int:
        """How many deals with it go on."""
        return self.met - self.won.whole

    def key(self, *, won: bool) -> str:
        """The key of the mark for the deals won against it, or lost to it."""
        return f"{'won' if won else 'lost'}{PART}{self.uid}"

    @property
    def rate_key(self) -> str:
        """The key of its win rate, which leads to the deals lost to it."""
        return f"rate{PART}{self.uid}"


@dataclass(frozen=True, slots=True)
class Rivals:
    """The competitors by how often they were met; ``alone`` deals met none that is known."""

    stated: Stated
    rows: tuple[Rival, ...]
    alone: int

    def wish(self, key: str) -> PoolFilter | None:
        """The deals that were lost to a competitor , or won against it."""
        column, _part, uid = key.partition(PART)
        if all(row.uid != uid for row in self.rows):
            return None
        return replace(self.stated.wanted, competitors=frozenset({uid}), won=column == "won")


def rivals(columns: OutcomeColumns, mask: Mask, stated: Stated) -> Rivals:
    """The competitors met in the deals of the mask, however they stand."""
    pairs = columns.competitors
    met = mask[pairs.rows] & (pairs.codes > 0)
    rows, codes = pairs.rows[met], pairs.codes[met]
    n = len(columns.competitor_names)
    counts = np.bincount(codes, minlength=n)
    won, lost = (np.bincount(codes[columns.status[rows] == kind], minlength=n) for kind in (WON, LOST))
    seen = np.zeros(n, np.int32)
    np.maximum.at(seen, codes, np.maximum(columns.created, columns.closed)[rows])
    gaps = _gaps(columns, mask, stated.minimum)
    found = [
        Rival(
            uid=named.uid,
            name=named.name,
            met=int(counts[code]),
            won=share_of(int(won[code]), int(won[code] + lost[code]), stated.minimum),
            gap=gaps[code],
            last_seen=date.fromordinal(int(seen[code])) if seen[code] else None,
        )
        for code, named in enumerate(columns.competitor_names)
        if counts[code]
    ]
    found.sort(key=lambda rival: (-rival.met, -rival.won.whole, rival.name))
    alone = mask.copy()
    alone[rows] = False
    return Rivals(stated, tuple(found), int(np.count_nonzero(alone)))


def _gaps(columns: OutcomeColumns, mask: Mask, minimum: int) -> list[PriceGap]:
    """By competitor, by how much of our amount its prices were above ours, where both are in one currency."""
    prices = columns.prices
    ours = columns.amount[prices.rows]
    fits = mask[prices.rows] & columns.priced[prices.rows] & (ours > 0)
    fits &= columns.currency[prices.rows] == prices.currency
    shares, codes = (prices.minor[fits] - ours[fits]) / ours[fits], prices.codes[fits]
    ends = np.cumsum(np.bincount(codes, minlength=len(columns.competitor_names)))[:-1]
    return [_gap(of_one, minimum) for of_one in np.split(shares[np.argsort(codes, kind="stable")], ends)]


def _gap(shares: NDArray[np.float64], minimum: int) -> PriceGap:
    return PriceGap(float(np.median(shares)) if len(shares) >= max(1, minimum) else None, len(shares))
