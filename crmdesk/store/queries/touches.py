"""The timeline: what happened with a customer, and what is due."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.store.schema import ContactRow, CustomerRow, DealRow, MemberRow, TouchKindRow, TouchRow
from crmdesk.store.times import milliseconds, moment
from crmdesk.store.workspace import Source

_actor = aliased(MemberRow)
_recorder = aliased(MemberRow)


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
    return [touch_record(row) for row in source.connection.execute(query)]


def by_ids(source: Source, ids: Collection[int]) -> dict[int, Touch]:
    """Touches by id."""
    query = touch_select().where(TouchRow.id.in_(ids))
    return {row.id: touch_record(row) for row in source.connection.execute(query)}


def planned(source: Source, *, until: Moment, since: Moment | None = None) -> list[Touch]:
    """Planned touches due before ``until`` (and not before ``since``), the earliest first."""
    query = touch_select().where(TouchRow.status == TouchStatus.PLANNED.value, TouchRow.due_at < milliseconds(until))
    if since is not None:
        query = query.where(TouchRow.due_at >= milliseconds(since))
    query = query.order_by(TouchRow.due_at, TouchRow.id)
    return [touch_record(row) for row in source.connection.execute(query)]


def touch_select() -> Select[*tuple[Any, ...]]:
    """Every column of a touch with the names of what it refers to; made for ``touch_record``."""
    return (
        select(
            TouchRow,
            TouchKindRow.key.label("kind_key"),
            TouchKindRow.name.label("kind_name"),
            TouchKindRow.touch_class,
            CustomerRow.name.label("customer_name"),
            CustomerRow.uid.label("customer_uid"),
            ContactRow.name.label("contact_name"),
            DealRow.name.label("deal_name"),
            DealRow.uid.label("deal_uid"),
            _actor.name.label("actor_name"),
            _recorder.name.label("recorder_name"),
        )
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .join(CustomerRow, CustomerRow.id == TouchRow.customer_id)
        .outerjoin(ContactRow, ContactRow.id == TouchRow.contact_id)
        .outerjoin(DealRow, DealRow.id == TouchRow.deal_id)
        .outerjoin(_actor, _actor.id == TouchRow.actor_id)
        .outerjoin(_recorder, _recorder.id == TouchRow.recorded_by_id)
    )


def touch_record(row: Any) -> Touch:
    """A row of ``touch_select`` as a record."""
    return Touch(
        id=row.id,
        uid=row.uid,
        kind=row.kind_key or row.kind_name,
        kind_name=row.kind_name,
        touch_class=row.touch_class,
        status=TouchStatus(row.status),
        direction=Direction(row.direction),
        occurred_at=moment(row.occurred_at, row.occurred_offset, row.occurred_precision),
        recorded_at=moment(row.recorded_at, row.recorded_offset),
        actor=row.actor_name or "",
        recorded_by=row.recorder_name or "",
        customer=row.customer_name,
        customer_uid=row.customer_uid,
        contact=row.contact_name or "",
        deal=row.deal_name or "",
        deal_uid=row.deal_uid or "",
        minutes=row.minutes,
        title=row.title,
        body=row.body,
        detail=row.detail,
        source=row.source,
        system=row.system,
        pinned=row.pinned,
        extra=row.extra,
    )
