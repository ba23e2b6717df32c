"""How the share of won deals among those that ended changes: by month, or by quarter or year where those are many.

The rate is won / (won + lost); open deals are in neither. Knows neither the store nor the screen.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.loss_trend import Step, spans_between, step_between
from crmdesk.insight.outcomes.columns import LOST, WON, Mask, OutcomeColumns, Whole
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

PART = "|"
"""Between the span and the outcome in a key."""
WON_PART, LOST_PART = "won", "lost"


@dataclass(frozen=True, slots=True)
class WinSpan:
    """One month, quarter or year; ``key`` is 2026-03, 2026-Q1 or 2026. It is partial when not all of it counts."""

    key: str
    first: date
    last: date
    partial: bool
    won: Share

    @property
    def lost(self) -> int:
        """How many deals were lost in it."""
        return self.won.whole - self.won.part


@dataclass(frozen=True, slots=True)
class WinRate:
    """The spans without gaps, all of them together, and the span before, if there is one to compare with.

    ``won`` counts deals of unknown days too where no period is wished, so it can be more than the spans together.
    """

    stated: Stated
    step: Step
    spans: tuple[WinSpan, ...]
    won: Share
    before: Share | None

    def wish(self, key: str) -> PoolFilter | None:
        """The lost or the won deals of a span (``2026-03|won``); the lost ones for its bare key."""
        month, _part, outcome = key.partition(PART)
        if all(span.key != month for span in self.spans):
            return None
        return replace(self.stated.wanted, month=month, won=outcome == WON_PART)


def win_rate(
    columns: OutcomeColumns, chosen: Mask, stated: Stated, *, today: date, before: Mask | None = None
) -> WinRate:
    """Count the ``chosen`` rows that ended; ``before`` are those of the span before.

    It goes from the first day of the period to its last where they are stated, else from the first end to today.
    """
    won, lost = (chosen & (columns.status == status) for status in (WON, LOST))
    months = columns.closed_month
    dated = months[(won | lost) & (months >= 0)]
    first = stated.since or (_first_of(int(dated.min())) if len(dated) else today)
    last = stated.until or max(today, _first_of(int(dated.max())) if len(dated) else today)
    step = step_between(first, last)
    begins = list(spans_between(first, last, step))
    starts = np.array([begin.year * 12 + begin.month - 1 for _key, begin, _end in begins])
    won_in, lost_in = (_by_span(months[which], starts, step) for which in (won, lost))
    spans = tuple(
        WinSpan(key, begin, end, _is_partial(begin, end, stated, today), share_of(w, w + miss, stated.minimum))
        for (key, begin, end), w, miss in zip(begins, won_in.tolist(), lost_in.tolist(), strict=True)
    )
    return WinRate(stated, step, spans, _share(columns, chosen, stated), _before(columns, before, stated))


def _by_span(months: Whole, starts: Whole, step: Step) -> Whole:
    """How many of the months, told as year * 12 + month - 1, are in each span."""
    at = (months - starts[0]) // step.months
    inside = at[(months >= starts[0]) & (at < len(starts))]
    return np.bincount(inside, minlength=len(starts)).astype(np.int64)


def _is_partial(begin: date, end: date, stated: Stated, today: date) -> bool:
    since, until = stated.since or begin, stated.until or end
    return begin < since or end > until or begin <= today < end


def _share(columns: OutcomeColumns, chosen: Mask, stated: Stated) -> Share:
    won = int(np.count_nonzero(chosen & (columns.status == WON)))
    lost = int(np.count_nonzero(chosen & (columns.status == LOST)))
    return share_of(won, won + lost, stated.minimum)


def _before(columns: OutcomeColumns, before: Mask | None, stated: Stated) -> Share | None:
    return None if before is None else _share(columns, before, stated)


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
