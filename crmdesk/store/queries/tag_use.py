"""Who has a tag, now and before; the tags below one and the other words for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.tag_spans import TagHolder, TagSpan
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.entry_words import AliasRow, alias_rows
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.schema import TagAssignmentRow, TagGroupRow, TagRow
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What the tags of a group have in common."""

    id: int
    name: str
    applies_to: AppliesTo
    single_choice: bool


def group_facts(source: Source, group_id: int) -> GroupFacts:
    """A group by its id, retired or not."""
    columns = (TagGroupRow.id, TagGroupRow.name, TagGroupRow.applies_to, TagGroupRow.single_choice)
    row = source.connection.execute(select(*columns).where(TagGroupRow.id == group_id)).one()
    return GroupFacts(row.id, row.name, AppliesTo(row.applies_to), row.single_choice)


def spans_of(source: Source, tag_ids: Iterable[int]) -> list[TagSpan]:
    """When anything has or had one of these tags."""
    found: list[TagSpan] = []
    for part in chunked(list(tag_ids)):
        query = select(TagAssignmentRow).where(TagAssignmentRow.tag_id.in_(part))
        found.extend(_span(row) for row in source.connection.execute(query))
    return found


def count_holders(source: Source, tag_id: int, other_id: int) -> tuple[int, int]:
    """How many customers, people or deals have a tag now, and how many of them another as well."""
    other = aliased(TagAssignmentRow)
    holder = func.coalesce(TagAssignmentRow.contact_id, TagAssignmentRow.deal_id, TagAssignmentRow.customer_id)
    count = select(func.count(holder.distinct())).where(
        TagAssignmentRow.tag_id == tag_id, TagAssignmentRow.to_day.is_(None)
    )
    same = and_(
        other.tag_id == other_id,
        other.to_day.is_(None),
        other.customer_id == TagAssignmentRow.customer_id,
        other.contact_id.is_not_distinct_from(TagAssignmentRow.contact_id),
        other.deal_id.is_not_distinct_from(TagAssignmentRow.deal_id),
    )
    both = count.where(exists(select(other.id).where(same)))
    return source.connection.execute(count).scalar_one(), source.connection.execute(both).scalar_one()


def kinds_of_holders(source: Source, group_id: int) -> set[AppliesTo]:
    """What has any tag of a group now."""
    in_group = select(TagRow.id).where(TagRow.group_id == group_id)
    query = (
        select(TagAssignmentRow.contact_id.is_not(None), TagAssignmentRow.deal_id.is_not(None))
        .where(TagAssignmentRow.tag_id.in_(in_group), TagAssignmentRow.to_day.is_(None))
        .distinct()
    )
    return {
        AppliesTo.CONTACT if of_contact else AppliesTo.DEAL if of_deal else AppliesTo.CUSTOMER
        for of_contact, of_deal in source.connection.execute(query)
    }


def aliases_in(source: Source, group_id: int) -> list[AliasRow]:
    """The other words for the tags of a group, in the order they came."""
    at_home = select(TagRow.id).where(TagRow.group_id == group_id)
    return alias_rows(source, EditedList.TAGS, TagRow.merged_into_id.in_(at_home))


def aliases_taken_in(source: Source, group_id: int) -> list[AliasRow]:
    """The words taken in a group for tags of whatever group."""
    return alias_rows(source, EditedList.TAGS, TagRow.group_id == group_id)


def _span(row: Any) -> TagSpan:
    return TagSpan(
        row.id,
        row.tag_id,
        TagHolder(row.customer_id, row.contact_id, row.deal_id),
        date.fromisoformat(row.from_day),
        date.fromisoformat(row.to_day) if row.to_day else None,
    )
