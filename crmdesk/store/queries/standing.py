"""What stands open: promises not settled, enquiries not answered, hidden pains not raised."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, func, select, text

from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.store.queries.timeline import touches_by_uid
from crmdesk.store.queries.touches import touch_records, touch_select
from crmdesk.store.schema import TouchKindRow, TouchRow
from crmdesk.store.workspace import Source

Condition = ColumnElement[bool] | TextClause

_DONE = TouchRow.status == TouchStatus.DONE.value
_OPEN = text("coalesce(json_extract(touch.detail, '$.state'), 'open') = 'open'")
_SETTLED = text("json_extract(touch.detail, '$.state') IN ('kept', 'broken')")
# An answer that was deleted since is none.
_UNANSWERED = text(
    "NOT EXISTS (SELECT 1 FROM touch AS answer WHERE answer.uid = json_extract(touch.detail, '$.answered_by'))"
)
_UNTOLD = text(
    "json_extract(touch.detail, '$.voiced') = 'hidden' AND coalesce(json_extract(touch.detail, '$.told'), 'no') = 'no'"
)
# Worded as the index of what is due is: with a bound path it would not be used.
_DUE = "json_extract(touch.detail, '$.due')"


def promises_due(source: Source, until: date) -> list[Touch]:
    """Open promises due up to a day, the earliest first."""
    due = text(f"{_DUE} <= :until").bindparams(until=until.isoformat())
    return touch_records(source, _of_kind("promise", due, _OPEN, _DONE).order_by(text(_DUE), TouchRow.id))


def open_promises(source: Source, customer_id: int) -> list[Touch]:
    """A customer's open promises, the earliest due first, those without a day last."""
    query = _of_kind("promise", TouchRow.customer_id == customer_id, _OPEN, _DONE)
    return touch_records(source, query.order_by(text(f"{_DUE} IS NULL"), text(_DUE), TouchRow.occurred_at))


def settled_promises(source: Source, customer_id: int) -> Counter[tuple[str, str]]:
    """How many promises to and of a customer were settled, by side and state; one without a side was ours."""
    side, state = (func.json_extract(TouchRow.detail, path) for path in ("$.side", "$.state"))
    query = (
        select(func.coalesce(side, "ours"), state, func.count())
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(TouchKindRow.key == "promise", TouchRow.customer_id == customer_id, _SETTLED)
        .group_by(side, state)
    )
    counted: Counter[tuple[str, str]] = Counter()
    for whose, how, count in source.connection.execute(query):
        counted[whose, how] += count
    return counted


def unanswered_enquiries(source: Source, customer_id: int | None = None) -> list[Touch]:
    """Enquiries without an answer, of one customer or all, the oldest first."""
    query = _of_kind("enquiry", _UNANSWERED, _DONE, *_with(customer_id))
    return touch_records(source, query.order_by(TouchRow.occurred_at, TouchRow.id))


def untold_pains(source: Source, customer_id: int | None = None) -> list[Touch]:
    """Hidden pains that nobody has raised with the customer, of one customer or all, the oldest first."""
    query = _of_kind("pain", _UNTOLD, _DONE, *_with(customer_id))
    return touch_records(source, query.order_by(TouchRow.occurred_at, TouchRow.id))


def answers(source: Source, touches: Iterable[Touch]) -> Mapping[str, Touch]:
    """The entries by which enquiries among the touches were answered, by their own uids."""
    named = {str(uid) for touch in touches if touch.kind == "enquiry" and (uid := touch.detail.get("answered_by"))}
    return touches_by_uid(source, sorted(named)) if named else {}


def _of_kind(key: str, *conditions: Condition) -> Select[*tuple[Any, ...]]:
    return touch_select().where(TouchKindRow.key == key, *conditions)


def _with(customer_id: int | None) -> tuple[Condition, ...]:
    return () if customer_id is None else (TouchRow.customer_id == customer_id,)
