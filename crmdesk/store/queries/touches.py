"""The timeline: what happened with a customer, and what is due."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, String, func, select, type_coerce
from sqlalchemy.orm import aliased

from crmdesk.domain.moment import Precision
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.store.dialects.sqlite import from_json
from crmdesk.store.queries.due_spans import DueSpan, planned_in
from crmdesk.store.schema import ContactRow, CustomerRow, DealRow, MemberRow, TouchKindRow, TouchRow
from crmdesk.store.times import milliseconds, moment
from crmdesk.store.workspace import Source

_actor = aliased(MemberRow)
_recorder = aliased(MemberRow)
_EXACT = Precision.SECOND.value
_STATUSES = {status.value: status for status in TouchStatus}
_DIRECTIONS = {direction.value: direction for direction in Direction}


def timeline(
    source: Source,
    customer_id: int,
    *,
    deal_id: int | None = None,
    kinds: Collection[int] = (),
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    before: Touch | None = None,
) -> list[Touch]:
    """The customer's touches, the latest to occur first; days are local days, both included.

    ``before`` continues after the last touch of an earlier page.
    """
    query = touch_select().where(TouchRow.customer_id == customer_id)
    if deal_id is not None:
        query = query.where(TouchRow.deal_id == deal_id)
    if kinds:
        query = query.where(TouchRow.kind_id.in_(kinds))
    if since is not None:
        query = query.where(TouchRow.local_day >= since.isoformat())
    if until is not None:
        query = query.where(TouchRow.local_day <= until.isoformat())
    if before is not None:
        at = milliseconds(before.occurred_at)
        query = query.where((TouchRow.occurred_at < at) | ((TouchRow.occurred_at == at) & (TouchRow.id < before.id)))
    query = query.order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc()).limit(limit)
    return touch_records(source, query)


def by_ids(source: Source, ids: Collection[int]) -> dict[int, Touch]:
    """Touches by id."""
    return {touch.id: touch for touch in touch_records(source, touch_select().where(TouchRow.id.in_(ids)))}


def references_of(source: Source, touch_id: int) -> tuple[int, int | None, int | None]:
    """The keys of the customer, the person and the deal of a touch."""
    query = select(TouchRow.customer_id, TouchRow.contact_id, TouchRow.deal_id).where(TouchRow.id == touch_id)
    row = source.connection.execute(query).one()
    return row.customer_id, row.contact_id, row.deal_id


def planned(source: Source, span: DueSpan) -> list[Touch]:
    """Planned touches due then, the earliest first."""
    query = touch_select().where(planned_in(span))
    return touch_records(source, query.order_by(TouchRow.due_at, TouchRow.id))


@cache
def touch_select() -> Select[*tuple[Any, ...]]:
    """What a touch is made of, with the names of what it refers to; made for ``touch_record``."""
    return (
        select(
            TouchRow.id,
            TouchRow.uid,
            TouchRow.status,
            TouchRow.direction,
            TouchRow.occurred_at,
            TouchRow.occurred_offset,
            TouchRow.occurred_precision,
            TouchRow.recorded_at,
            TouchRow.recorded_offset,
            TouchRow.minutes,
            TouchRow.title,
            TouchRow.body,
            type_coerce(TouchRow.detail, String),
            TouchRow.source,
            TouchRow.system,
            TouchRow.pinned,
            type_coerce(TouchRow.extra, String),
            func.coalesce(func.nullif(TouchKindRow.key, ""), TouchKindRow.name),
            TouchKindRow.name,
            TouchKindRow.touch_class,
            CustomerRow.name,
            CustomerRow.uid,
            func.coalesce(ContactRow.name, ""),
            func.coalesce(DealRow.name, ""),
            func.coalesce(DealRow.uid, ""),
            func.coalesce(_actor.name, ""),
            func.coalesce(_recorder.name, ""),
        )
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .join(CustomerRow, CustomerRow.id == TouchRow.customer_id)
        .outerjoin(ContactRow, ContactRow.id == TouchRow.contact_id)
        .outerjoin(DealRow, DealRow.id == TouchRow.deal_id)
        .outerjoin(_actor, _actor.id == TouchRow.actor_id)
        .outerjoin(_recorder, _recorder.id == TouchRow.recorded_by_id)
    )


def touch_records(
    source: Source, query: Select[*tuple[Any, ...]], values: Mapping[str, object] | None = None
) -> list[Touch]:
    """All that a query made from ``touch_select`` finds with these values bound."""
    return [touch_record(row) for row in source.connection.execute(query, values).all()]


def touch_record(row: Any) -> Touch:
    """A row of ``touch_select``, whatever columns were added to it, as a record.

    By place and not by name, which takes a fifth of the time: timelines are made of hundreds of them.
    """
    (
        row_id, uid, status, direction, at, offset, precision, recorded_at, recorded_offset, minutes, title, body,
        detail, source, system, pinned, extra, kind, kind_name, touch_class, customer, customer_uid, contact, deal,
        deal_uid, actor, recorder, *_more,
    ) = row  # fmt: skip
    occurred = moment(at, offset, precision)
    is_live = recorded_at == at and recorded_offset == offset and precision == _EXACT
    return Touch(
        row_id, uid, kind, kind_name, touch_class, _STATUSES[status], _DIRECTIONS[direction], occurred,
        occurred if is_live else moment(recorded_at, recorded_offset), actor, recorder, customer, customer_uid,
        contact, deal, deal_uid, minutes, title, body, from_json(detail), source, system, pinned, from_json(extra),
    )  # fmt: skip
