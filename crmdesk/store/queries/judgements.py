"""What is thought of customers by their tags, and the entries of the timeline that say how they were obtained."""

from collections.abc import Collection

from sqlalchemy import select

from crmdesk.store.chunks import chunked
from crmdesk.store.queries.held_tags import HELD_BY_CUSTOMER
from crmdesk.store.schema import MemberRow, TagAssignmentRow, TagGroupRow, TagRow, TouchKindRow, TouchRow
from crmdesk.store.workspace import Source


def tags_in_groups(source: Source, customers: Collection[int], groups: Collection[str]) -> dict[tuple[int, str], str]:
    """The tags on customers themselves now, by customer and key of the group; of several in a group the first."""
    found: dict[tuple[int, str], str] = {}
    for part in chunked(list(customers)):
        query = (
            select(TagAssignmentRow.customer_id, TagGroupRow.key, TagRow.name)
            .join(TagRow, TagRow.id == TagAssignmentRow.tag_id)
            .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
            .where(
                TagAssignmentRow.customer_id.in_(part),
                *HELD_BY_CUSTOMER,
                TagGroupRow.key.in_(groups),
            )
            .order_by(TagRow.position, TagRow.id)
        )
        for customer, group, name in source.connection.execute(query):
            found.setdefault((customer, group), name)
    return found


def member_names_by_id(source: Source) -> dict[int | None, str]:
    """What colleagues are called; nobody has no name."""
    rows = source.connection.execute(select(MemberRow.id, MemberRow.name))
    return {None: "", **{row.id: row.name for row in rows}}


def lead_entries(source: Source, customers: Collection[int]) -> dict[int, int]:
    """The entry with which the timeline of each customer begins, by customer."""
    found: dict[int, int] = {}
    for part in chunked(list(customers)):
        query = (
            select(TouchRow.customer_id, TouchRow.id)
            .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
            .where(TouchRow.customer_id.in_(part), TouchKindRow.key == "lead", TouchRow.system)
            .order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc())
        )
        found.update((customer, touch) for customer, touch in source.connection.execute(query))
    return found
