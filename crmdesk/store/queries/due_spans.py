"""What is due in a span of days, in SQL: said once for whoever lists it and for whoever counts the customers waiting.

What is planned or promised for a day is due on the day of that name, wherever that day has begun already.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, and_, or_, select, text, union_all

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import WinBack
from crmdesk.domain.moment import Precision
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.schema import DealRow, LossEventRow, TouchKindRow, TouchRow

# Between the clocks of two places on earth, in milliseconds.
_WIDEST_ZONES = 26 * 60 * 60 * 1000

PROMISE_DUE = "json_extract(touch.detail, '$.due')"
"""As the index of open promises is worded, like ``OPEN``; with a bound path it would not be used."""

DONE = text("+touch.status = 'done'")
"""Worded so that no index of it is tried: nearly every touch is done."""

OPEN = text("coalesce(json_extract(touch.detail, '$.state'), 'open') = 'open'")
"""What was said and is not settled."""

# Worded so that the index of open promises is taken and not that of the kinds.
OPEN_PROMISE = (text("+touch_kind.key = 'promise'"), OPEN, DONE)
"""The conditions on an open promise and its kind."""


@dataclass(frozen=True, slots=True)
class DueSpan:
    """Local days, both included, and in milliseconds of UTC the first instants of the first and of the one after them.

    Without a first day everything that is due by the last.
    """

    first: date | None
    last: date
    start: int | None
    end: int


def planned_in(span: DueSpan) -> ColumnElement[bool]:
    """The condition on a touch that is planned."""
    by_day = and_(TouchRow.occurred_precision == Precision.DAY.value, _within(TouchRow.local_day, span))
    since = [TouchRow.due_at >= span.start] if span.start is not None else []
    by_time = and_(TouchRow.occurred_precision != Precision.DAY.value, TouchRow.due_at < span.end, *since)
    # What can be found in an index, for the rest cannot.
    near = TouchRow.due_at < span.end + _WIDEST_ZONES
    return and_(TouchRow.status == TouchStatus.PLANNED.value, near, or_(by_day, by_time))


def promised_in(span: DueSpan) -> TextClause:
    """The condition on a touch that is an open promise, besides ``OPEN_PROMISE``."""
    if span.first is None:
        return text(f"{PROMISE_DUE} <= :last").bindparams(last=span.last.isoformat())
    between = text(f"{PROMISE_DUE} BETWEEN :first AND :last")
    return between.bindparams(first=span.first.isoformat(), last=span.last.isoformat())


def win_back_in(span: DueSpan) -> ColumnElement[bool]:
    """The condition on a loss that is to be tried again."""
    return and_(
        LossEventRow.reopened_at.is_(None),
        LossEventRow.win_back != WinBack.NO.value,
        _within(LossEventRow.win_back_on, span),
    )


def resumed_in(span: DueSpan) -> ColumnElement[bool]:
    """The condition on a deal that was put off."""
    return and_(DealRow.status == DealStatus.HOLD.value, _within(DealRow.hold_until, span))


def customers_waiting(span: DueSpan) -> Any:
    """The keys of the customers with whom anything of it is due."""
    promises = select(TouchRow.customer_id).join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
    losses = select(DealRow.customer_id).join(LossEventRow, LossEventRow.deal_id == DealRow.id)
    parts: tuple[Select[Any], ...] = (
        select(TouchRow.customer_id).where(planned_in(span)),
        promises.where(*OPEN_PROMISE, promised_in(span)),
        losses.where(win_back_in(span)),
        select(DealRow.customer_id).where(resumed_in(span)),
    )
    return union_all(*parts)


def _within(column: Any, span: DueSpan) -> ColumnElement[bool]:
    last = span.last.isoformat()
    condition: ColumnElement[bool] = (
        column <= last if span.first is None else column.between(span.first.isoformat(), last)
    )
    return condition
