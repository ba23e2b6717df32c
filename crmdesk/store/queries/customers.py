"""Customers as lists and cards show them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, case, exists, func, select

from crmdesk.domain.customer import Contact, ContactPoint, Customer, CustomerStatus, PointKind
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.held_tags import HELD_BY_CUSTOMER
from crmdesk.store.schema import (
    ContactPointRow,
    ContactRow,
    CustomerRow,
    DealRow,
    LossEventRow,
    MemberRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
    TouchRow,
)
from crmdesk.store.times import moment
from crmdesk.store.workspace import Source


def status_expression() -> Any:
    """The derived status of the customer in the enclosing query."""
    of_customer = select(DealRow.id).where(DealRow.customer_id == CustomerRow.id)
    won = exists(of_customer.where(DealRow.status == "won").correlate(CustomerRow))
    going = exists(of_customer.where(DealRow.status.in_(("open", "hold"))).correlate(CustomerRow))
    lost = exists(of_customer.join(LossEventRow, LossEventRow.deal_id == DealRow.id).correlate(CustomerRow))
    return case(
        (won, CustomerStatus.SIGNED.value),
        (lost & ~going, CustomerStatus.LOST.value),
        else_=CustomerStatus.PROSPECT.value,
    )


def customers(source: Source, conditions: Iterable[Any] = (), *, limit: int | None = None) -> list[Customer]:
    """Customers that meet all conditions (made by ``queries.filters``), by name."""
    query = _customer_select().where(*conditions).order_by(CustomerRow.name_key, CustomerRow.id).limit(limit)
    return _complete(source, source.connection.execute(query).all())


def customers_by_id(source: Source, ids: Sequence[int]) -> dict[int, Customer]:
    """Customers by id."""
    rows: list[Any] = []
    for part in chunked(ids):
        rows.extend(source.connection.execute(_customer_select().where(CustomerRow.id.in_(part))))
    return {customer.id: customer for customer in _complete(source, rows)}


def contacts(source: Source, customer_id: int) -> list[Contact]:
    """The people at a customer, in the order they were added."""
    points: dict[int | None, list[ContactPoint]] = {}
    reach = select(ContactPointRow).where(ContactPointRow.customer_id == customer_id).order_by(ContactPointRow.id)
    for row in source.connection.execute(reach):
        points.setdefault(row.contact_id, []).append(ContactPoint(PointKind(row.kind), row.value, row.value_key))
    query = select(ContactRow).where(ContactRow.customer_id == customer_id).order_by(ContactRow.id)
    return [
        Contact(
            id=row.id,
            uid=row.uid,
            customer_id=row.customer_id,
            name=row.name,
            title=row.title,
            role=row.role,
            external_id=row.external_id,
            points=tuple(points.get(row.id, ())),
            extra=row.extra,
        )
        for row in source.connection.execute(query)
    ]


def _customer_select() -> Select[*tuple[Any, ...]]:
    last_touch = (
        select(func.max(TouchRow.occurred_at))
        .where(
            TouchRow.customer_id == CustomerRow.id,
            TouchRow.status == TouchStatus.DONE.value,
            # What the program noted by itself (a stage move, a loss) is no contact with anybody.
            TouchRow.system.is_(False),
        )
        .correlate(CustomerRow)
        .scalar_subquery()
    )
    return select(
        CustomerRow,
        MemberRow.name.label("owner_name"),
        status_expression().label("status"),
        last_touch.label("last_touch_at"),
    ).outerjoin(MemberRow, MemberRow.id == CustomerRow.owner_id)


def _complete(source: Source, rows: Sequence[Any]) -> list[Customer]:
    ids = [row.id for row in rows]
    numbers = _points(source, ids)
    tags = _tags(source, ids)
    steps = _next_steps(source, ids)
    return [_record(row, numbers.get(row.id, []), tags.get(row.id, []), steps.get(row.id)) for row in rows]


def _record(row: Any, points: list[Any], tags: list[Any], step: Any) -> Customer:
    return Customer(
        id=row.id,
        uid=row.uid,
        name=row.name,
        owner=row.owner_name or "",
        status=CustomerStatus(row.status),
        phones=tuple(point.value for point in points if PointKind(point.kind).is_number),
        emails=tuple(point.value for point in points if point.kind == PointKind.EMAIL.value),
        tags=tuple(dict.fromkeys(tag.name for tag in tags)),
        address=row.address,
        city=row.city,
        note=row.note,
        source=next((tag.name for tag in tags if tag.group_key == "source"), ""),
        external_id=row.external_id,
        holding=row.holding,
        created_at=moment(row.created_at, row.created_offset, row.created_precision),
        last_touch_at=moment(row.last_touch_at, row.created_offset) if row.last_touch_at is not None else None,
        next_step_at=moment(step.occurred_at, step.occurred_offset, step.occurred_precision) if step else None,
        next_step=(step.title or step.body) if step else "",
        extra=row.extra,
    )


def _points(source: Source, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for part in chunked(ids):
        query = (
            select(ContactPointRow.customer_id, ContactPointRow.kind, ContactPointRow.value)
            .where(ContactPointRow.customer_id.in_(part))
            .order_by(ContactPointRow.id)
        )
        for row in source.connection.execute(query):
            found.setdefault(row.customer_id, []).append(row)
    return found


def _tags(source: Source, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for part in chunked(ids):
        query = (
            select(TagAssignmentRow.customer_id, TagRow.name, TagGroupRow.key.label("group_key"))
            .join(TagRow, TagRow.id == TagAssignmentRow.tag_id)
            .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
            .where(
                TagAssignmentRow.customer_id.in_(part),
                *HELD_BY_CUSTOMER,
            )
            .order_by(TagGroupRow.position, TagRow.position, TagAssignmentRow.id)
        )
        for row in source.connection.execute(query):
            found.setdefault(row.customer_id, []).append(row)
    return found


def _next_steps(source: Source, ids: Sequence[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for part in chunked(ids):
        query = (
            select(
                TouchRow.customer_id,
                TouchRow.occurred_at,
                TouchRow.occurred_offset,
                TouchRow.occurred_precision,
                TouchRow.title,
                TouchRow.body,
            )
            # Concatenated so that SQLite does not take the index of statuses and walk through all planned touches.
            .where(TouchRow.customer_id.in_(part), TouchRow.status.concat("") == TouchStatus.PLANNED.value)
            .order_by(TouchRow.due_at, TouchRow.id)
        )
        for row in source.connection.execute(query):
            found.setdefault(row.customer_id, row)
    return found
