"""What stands open: promises not settled, enquiries not answered, hidden pains not raised."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, TextClause, bindparam, func, select, text
from sqlalchemy.orm import aliased

from crmdesk.domain.touch import Touch
from crmdesk.store.queries.due_spans import DONE, OPEN, OPEN_PROMISE, PROMISE_DUE, DueSpan, promised_in
from crmdesk.store.queries.timeline import touches_by_uid
from crmdesk.store.queries.touches import touch_records, touch_select
from crmdesk.store.schema import CustomerRow, MemberRow, TouchKindRow, TouchRow
from crmdesk.store.workspace import Source

# An answer that was deleted since is none.
_UNANSWERED = text(
    "NOT EXISTS (SELECT 1 FROM touch AS answer WHERE answer.uid = json_extract(touch.detail, '$.answered_by'))"
)
_UNTOLD = text(
    "json_extract(touch.detail, '$.voiced') = 'hidden' AND coalesce(json_extract(touch.detail, '$.told'), 'no') = 'no'"
)

_OWNER = func.coalesce(MemberRow.name, "")


def promises_due(source: Source, span: DueSpan) -> list[Touch]:
    """Open promises due then, the earliest first."""
    query = touch_select().where(*OPEN_PROMISE, promised_in(span))
    return touch_records(source, query.order_by(text(PROMISE_DUE), TouchRow.id))


def open_promises(source: Source, customer_id: int) -> list[Touch]:
    """A customer's open promises, the earliest due first, those without a day last."""
    query = _of_kind("promise", OPEN, of_all=False).order_by(
        text(f"{PROMISE_DUE} IS NULL"), text(PROMISE_DUE), TouchRow.occurred_at, TouchRow.id
    )
    return touch_records(source, query, {"customer": customer_id})


def settled_promises(source: Source, customer_id: int) -> Counter[tuple[str, str]]:
    """How many promises to and of a customer were settled, by side and state; one without a side was ours."""
    side, state = (func.json_extract(TouchRow.detail, path) for path in ("$.side", "$.state"))
    query = (
        select(func.coalesce(side, "ours"), state, func.count())
        .where(TouchRow.id.in_(_ids("promise", of_all=False)), state.in_(("kept", "broken")))
        .group_by(side, state)
    )
    counted: Counter[tuple[str, str]] = Counter()
    for whose, how, count in source.connection.execute(query, {"customer": customer_id}):
        counted[whose, how] += count
    return counted


def unanswered_enquiries(source: Source, customer_id: int | None = None) -> list[Touch]:
    """Enquiries without an answer, of one customer or all, the oldest first."""
    return _oldest_first(source, "enquiry", _UNANSWERED, customer_id)


def untold_pains(source: Source, customer_id: int | None = None) -> list[Touch]:
    """Hidden pains that nobody has raised with the customer, of one customer or all, the oldest first."""
    return _oldest_first(source, "pain", _UNTOLD, customer_id)


def customers_unanswered() -> Select[int]:
    """Ids of the customers that asked something and wait for an answer."""
    return select(TouchRow.customer_id).where(TouchRow.id.in_(_ids("enquiry", of_all=True)), _UNANSWERED, DONE)


def customers_untold() -> Select[int]:
    """Ids of the customers with a hidden pain that nobody has raised with them."""
    return select(TouchRow.customer_id).where(TouchRow.id.in_(_ids("pain", of_all=True)), _UNTOLD, DONE)


def customers_signalling(since: date, until: date) -> Select[int]:
    """Ids of the customers that gave a buying signal between two local days, both included."""
    within = TouchRow.local_day.between(since.isoformat(), until.isoformat())
    return select(TouchRow.customer_id).where(TouchRow.id.in_(_ids("signal", of_all=True)), within, DONE)


def waits_by_owner(source: Source) -> Mapping[str, list[int]]:
    """How long each answered enquiry waited, in milliseconds, by who looks after the customer; empty for nobody."""
    asked, answer = aliased(TouchRow), aliased(TouchRow)
    named = func.json_extract(asked.detail, "$.answered_by")
    query = (
        select(_OWNER, answer.occurred_at - asked.occurred_at)
        .select_from(asked)
        .join(answer, answer.uid == named)
        .join(CustomerRow, CustomerRow.id == asked.customer_id)
        .outerjoin(MemberRow, MemberRow.id == CustomerRow.owner_id)
        .where(asked.id.in_(_ids("enquiry", of_all=True)))
    )
    waits: defaultdict[str, list[int]] = defaultdict(list)
    for owner, waited in source.connection.execute(query):
        waits[owner].append(max(waited, 0))
    return waits


def unanswered_by_owner(source: Source) -> Mapping[str, int]:
    """How many enquiries wait for an answer, by who looks after the customer."""
    query = _by_owner(func.count()).where(TouchRow.id.in_(_ids("enquiry", of_all=True)), _UNANSWERED, DONE)
    return {str(owner): int(count) for owner, count in source.connection.execute(query.group_by(_OWNER))}


def our_promises_by_owner(source: Source) -> Mapping[str, Counter[str]]:
    """How many of our own promises were kept and broken, by who looks after the customer."""
    side, state = (func.json_extract(TouchRow.detail, path) for path in ("$.side", "$.state"))
    query = (
        _by_owner(state, func.count())
        .where(TouchRow.id.in_(_ids("promise", of_all=True)), state.in_(("kept", "broken")))
        .where(func.coalesce(side, "ours") == "ours")
        .group_by(_OWNER, state)
    )
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for owner, how, count in source.connection.execute(query):
        counted[owner][how] += count
    return counted


def answers(source: Source, touches: Iterable[Touch]) -> Mapping[str, Touch]:
    """The entries by which enquiries among the touches were answered, by their own uids."""
    named = {str(uid) for touch in touches if touch.kind == "enquiry" and (uid := touch.detail.get("answered_by"))}
    return touches_by_uid(source, sorted(named)) if named else {}


def _oldest_first(source: Source, kind: str, condition: TextClause, customer_id: int | None) -> list[Touch]:
    query = _of_kind(kind, condition, of_all=customer_id is None).order_by(TouchRow.occurred_at, TouchRow.id)
    return touch_records(source, query, {"customer": customer_id})


def _by_owner(*values: Any) -> Select[*tuple[Any, ...]]:
    """Something of touches beside the owner of their customers."""
    return (
        select(_OWNER, *values)
        .select_from(TouchRow)
        .join(CustomerRow, CustomerRow.id == TouchRow.customer_id)
        .outerjoin(MemberRow, MemberRow.id == CustomerRow.owner_id)
    )


@cache
def _of_kind(key: str, condition: TextClause, *, of_all: bool) -> Select[*tuple[Any, ...]]:
    return touch_select().where(TouchRow.id.in_(_ids(key, of_all=of_all)), condition, DONE)


def _ids(key: str, *, of_all: bool) -> Select[int]:
    """Touches of a kind, of all customers or the one bound: read off the index of the timeline alone."""
    told = aliased(TouchRow)
    kind = select(TouchKindRow.id).where(TouchKindRow.key == key).scalar_subquery()
    ids = select(told.id).where(told.kind_id == kind)
    return ids if of_all else ids.where(told.customer_id == bindparam("customer"))
