"""What identifies the rows there are, in one pass: for matching imports and finding duplicates."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from crmdesk.domain.customer import CustomerRef
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.held_tags import HELD_BY_CUSTOMER
from crmdesk.store.queries.history import columns_edited_by_hand
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
from crmdesk.store.workspace import Source


@dataclass(slots=True)
class Identities:
    """Rows by table: mutable mappings of plain columns, keyed by id."""

    customers: dict[int, dict[str, Any]] = field(default_factory=dict)
    contacts: dict[int, dict[str, Any]] = field(default_factory=dict)
    points: list[dict[str, Any]] = field(default_factory=list)
    deals: dict[int, dict[str, Any]] = field(default_factory=dict)


def identities(source: Source) -> Identities:
    """Customers, contacts, their points and deals as plain columns."""
    return Identities(
        customers={row["id"]: row for row in _rows(source, select(CustomerRow))},
        contacts={row["id"]: row for row in _rows(source, select(ContactRow))},
        points=_rows(source, select(ContactPointRow)),
        deals={row["id"]: row for row in _rows(source, select(DealRow))},
    )


def places_of_customers(source: Source, groups: Sequence[str]) -> dict[int, dict[str, str]]:
    """Tags in force of the groups with these keys, by customer and group."""
    query = (
        select(TagAssignmentRow.customer_id, TagGroupRow.key, TagRow.name)
        .join(TagRow, TagRow.id == TagAssignmentRow.tag_id)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagGroupRow.key.in_(groups), TagAssignmentRow.to_day.is_(None), TagAssignmentRow.deal_id.is_(None))
    )
    found: dict[int, dict[str, str]] = {}
    for customer, group, name in source.connection.execute(query):
        found.setdefault(customer, {})[group] = name
    return found


def touches_by_key(source: Source) -> dict[str, dict[str, Any]]:
    """What an import may change of touches, by uid and, for imported ones, by source key."""
    columns = (
        TouchRow.id,
        TouchRow.uid,
        TouchRow.source_key,
        TouchRow.kind_id,
        TouchRow.status,
        TouchRow.direction,
        TouchRow.minutes,
        TouchRow.title,
        TouchRow.body,
        TouchRow.detail,
        TouchRow.occurred_at,
        TouchRow.occurred_offset,
        TouchRow.occurred_precision,
        TouchRow.local_day,
        TouchRow.due_at,
    )
    found: dict[str, dict[str, Any]] = {}
    for row in _rows(source, select(*columns)):
        found[row["uid"]] = row
        if row["source_key"]:
            found[row["source_key"]] = row
    return found


def newest_entries(source: Source, deals: Sequence[int], kinds: Collection[int]) -> dict[int, dict[str, Any]]:
    """Of each deal the newest entry the program made of these kinds: id and detail."""
    columns = (TouchRow.id, TouchRow.deal_id, TouchRow.detail)
    found: dict[int, dict[str, Any]] = {}
    for part in chunked(deals):
        query = select(*columns).where(TouchRow.deal_id.in_(part), TouchRow.kind_id.in_(kinds), TouchRow.system)
        found.update((row["deal_id"], row) for row in _rows(source, query.order_by(TouchRow.id)))
    return found


def deal_ids(source: Source, uids: Iterable[str]) -> dict[str, int]:
    """Ids of deals by uid."""
    found: dict[str, int] = {}
    for part in chunked(list(uids)):
        query = select(DealRow.uid, DealRow.id).where(DealRow.uid.in_(part))
        found.update((row.uid, row.id) for row in source.connection.execute(query))
    return found


def deals_by_name(source: Source) -> dict[tuple[int, str], int]:
    """Deals by customer and folded name; of several the newest."""
    query = select(DealRow.customer_id, DealRow.name_key, DealRow.id).order_by(DealRow.id)
    return {(row.customer_id, row.name_key): row.id for row in source.connection.execute(query)}


def members_by_name(source: Source) -> dict[str, dict[str, Any]]:
    """Colleagues by folded name."""
    return {row["name_key"]: row for row in _rows(source, select(MemberRow))}


def member_names(source: Source) -> dict[int, str]:
    """What each colleague is called, by id."""
    return {row.id: row.name for row in source.connection.execute(select(MemberRow.id, MemberRow.name))}


def tag_groups_of(source: Source) -> dict[int, int]:
    """The group of every tag."""
    return {row.id: row.group_id for row in source.connection.execute(select(TagRow.id, TagRow.group_id))}


def losses_by_id(source: Source) -> dict[int, dict[str, Any]]:
    """Every loss, reopened ones included."""
    return {row["id"]: row for row in _rows(source, select(LossEventRow))}


def open_assignments(source: Source) -> dict[tuple[int, int | None, int | None, int], int]:
    """Assignments in force by customer, contact, deal and tag."""
    query = select(TagAssignmentRow).where(TagAssignmentRow.to_day.is_(None))
    return {
        (row.customer_id, row.contact_id, row.deal_id, row.tag_id): row.id for row in source.connection.execute(query)
    }


def assignments_ended_by_hand(source: Source) -> dict[tuple[int, int | None, int | None], set[int]]:
    """Tags a person has taken off again, by customer, contact and deal."""
    ended = _rows(source, select(TagAssignmentRow).where(TagAssignmentRow.to_day.is_not(None)))
    edited = columns_edited_by_hand(source, "tag_assignment", [row["uid"] for row in ended])
    found: dict[tuple[int, int | None, int | None], set[int]] = {}
    for row in ended:
        if "to_day" in edited.get(row["uid"], ()):
            found.setdefault((row["customer_id"], row["contact_id"], row["deal_id"]), set()).add(row["tag_id"])
    return found


def tags_held(source: Source, customer_id: int) -> dict[int, int]:
    """Assignments in force on a customer itself, by tag."""
    query = select(TagAssignmentRow.tag_id, TagAssignmentRow.id).where(
        TagAssignmentRow.customer_id == customer_id,
        *HELD_BY_CUSTOMER,
    )
    return {row.tag_id: row.id for row in source.connection.execute(query)}


def losses_in_force(source: Source, deals: Collection[int]) -> dict[int, dict[str, Any]]:
    """Losses of these deals that have not been reopened, by deal."""
    found: dict[int, dict[str, Any]] = {}
    for part in chunked(list(deals)):
        query = select(LossEventRow).where(LossEventRow.deal_id.in_(part), LossEventRow.reopened_at.is_(None))
        found.update((row["deal_id"], row) for row in _rows(source, query.order_by(LossEventRow.id)))
    return found


def customers_reached_by(source: Source, keys: Collection[str]) -> list[tuple[CustomerRef, str, str]]:
    """Customers with a number or address of one of these keys, with its kind and key."""
    query = (
        select(CustomerRow.id, CustomerRow.uid, CustomerRow.name, ContactPointRow.kind, ContactPointRow.value_key)
        .join(CustomerRow, CustomerRow.id == ContactPointRow.customer_id)
        .where(ContactPointRow.value_key.in_(keys))
        .order_by(ContactPointRow.id)
    )
    return [
        (CustomerRef(row.id, row.uid, row.name), row.kind, row.value_key) for row in source.connection.execute(query)
    ]


def customer_names(source: Source) -> dict[int, CustomerRef]:
    """Every customer but the holding one, by id."""
    query = select(CustomerRow.id, CustomerRow.uid, CustomerRow.name).where(CustomerRow.holding.is_(False))
    return {row.id: CustomerRef(row.id, row.uid, row.name) for row in source.connection.execute(query)}


def _rows(source: Source, query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in source.connection.execute(query).mappings()]
