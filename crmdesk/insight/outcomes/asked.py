"""A wish asked of the columns: which deals fit, and what a figure says of itself.

Knows neither the store nor the screen.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Codes, Mask, OutcomeColumns
from crmdesk.insight.outcomes.selection import months_of, select
from crmdesk.insight.outcomes.stated import Stated

ALL = (OPEN, WON, LOST)
CLOSED = (WON, LOST)
DAYS = frozenset({Dimension.PERIOD, Dimension.MONTH})
"""The dimensions about when a deal ended."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """``touches`` of each row are there if a number of them is wished for; ``minimum`` deals make a rate."""

    columns: OutcomeColumns
    wanted: PoolFilter
    today: date
    minimum: int
    touches: Codes | None = None

    def deals(self, outcomes: Collection[int], *, but: Collection[Dimension] = ()) -> Mask:
        """The deals of these outcomes that fit, leaving aside the dimensions ``but``."""
        return select(self.columns, self.wanted, self.today, but=but, outcomes=outcomes, touches=self.touches)

    def stated(self, mask: Mask) -> Stated:
        """What is said of the deals of a mask; undated are those that fit but for their unknown day."""
        since, until = wished_days(self.wanted)
        undated = 0
        if since or until:
            undated = int(np.count_nonzero(self.deals(CLOSED, but=DAYS) & (self.columns.closed == 0)))
        return Stated(int(np.count_nonzero(mask)), since, until, self.wanted, self.minimum, undated)

    def currency(self, mask: Mask, usual: str) -> str:
        """The usual currency, unless none of the deals has an amount in it: then that of most of them."""
        counts = np.bincount(self.columns.currency[mask & self.columns.priced], minlength=len(self.columns.currencies))
        found = {named.uid: int(n) for named, n in zip(self.columns.currencies, counts, strict=True) if n}
        return usual if usual in found or not found else max(found, key=lambda code: (found[code], code))


def wished_days(wanted: PoolFilter) -> tuple[date | None, date | None]:
    """The first and the last day of the period, and of its part that is looked at; None for an open end."""
    since, until = wanted.since, wanted.until
    if not wanted.month:
        return since, until
    first, last = months_of(wanted.month)
    begin, end = _first_of(first), _first_of(last + 1) - timedelta(days=1)
    return max(begin, since or begin), min(end, until or end)


def of_all_deals(wanted: PoolFilter) -> PoolFilter:
    """The wish without what only a deal that has ended can have."""
    none: frozenset[Any] = frozenset()
    return replace(wanted, reasons=none, stages=none, reviews=none, voices=none, days=None, touches=None, undated=False)


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
