"""People, ways to reach them and tags for an export: each kind in one pass, whatever the number of customers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from crmdesk.domain.customer import ContactPoint, PointKind
from crmdesk.store.queries.entry_words import alias_rows
from crmdesk.store.queries.export_selection import Selection
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.schema import (
    ContactPointRow,
    ContactRow,
    CustomerRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
)
from crmdesk.store.workspace import Source

_parent = aliased(TagRow)

# Group and tag.
HeldTag = tuple[str, str]


class Holder(Enum):
    """Who has a tag or can be reached."""

    CUSTOMER = "customer"
    CONTACT = "contact"
    DEAL = "deal"


@dataclass(frozen=True, slots=True)
class ExportedContact:
    """A person with the customer."""

    id: int
    uid: str
    name: str
    customer: str
    customer_uid: str
    title: str
    role: str
    external_id: str
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExportedTag:
    """An entry of the list of tags; ``parent`` is empty for one at the top, ``group_key`` for a group of the user's.

    ``holders`` is customer, contact or deal; with ``single`` each of them has one tag of the group at most.
    """

    group: str
    name: str
    parent: str
    group_key: str
    holders: str
    single: bool
    words: tuple[str, ...]


def exported_contacts(source: Source, selection: Selection) -> list[ExportedContact]:
    """The people at the chosen customers, customer by customer."""
    query = (
        select(ContactRow, CustomerRow.name.label("customer"), CustomerRow.uid.label("customer_uid"))
        .join(CustomerRow, CustomerRow.id == ContactRow.customer_id)
        .where(*selection.customers)
        .order_by(CustomerRow.name_key, CustomerRow.id, ContactRow.id)
    )
    return [
        ExportedContact(
            id=row.id,
            uid=row.uid,
            name=row.name,
            customer=row.customer,
            customer_uid=row.customer_uid,
            title=row.title,
            role=row.role,
            external_id=row.external_id,
            extra=row.extra,
        )
        for row in source.connection.execute(query)
    ]


def exported_tags(source: Source, selection: Selection) -> list[ExportedTag]:
    """The tags in use, group by group; with a filter only those given to the chosen customers and deals."""
    query = (
        select(
            TagRow.id,
            TagRow.name,
            TagGroupRow.name.label("group_name"),
            TagGroupRow.key.label("group_key"),
            TagGroupRow.applies_to,
            TagGroupRow.single_choice,
            _parent.name.label("parent_name"),
        )
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .outerjoin(_parent, _parent.id == TagRow.parent_id)
        .where(TagRow.retired.is_(False), TagGroupRow.retired.is_(False))
        .order_by(TagGroupRow.position, TagGroupRow.id, TagRow.position, TagRow.id)
    )
    chosen = selection.about(TagAssignmentRow.customer_id, TagAssignmentRow.deal_id)
    if chosen:
        query = query.where(
            TagRow.id.in_(select(TagAssignmentRow.tag_id).where(TagAssignmentRow.to_day.is_(None), *chosen))
        )
    words: dict[int, list[str]] = {}
    for word in alias_rows(source, EditedList.TAGS):
        words.setdefault(word.target_id, []).append(word.name)
    return [
        ExportedTag(
            row.group_name,
            row.name,
            row.parent_name or "",
            row.group_key,
            row.applies_to,
            row.single_choice,
            tuple(words.get(row.id, ())),
        )
        for row in source.connection.execute(query)
    ]


def held_tags(source: Source, holder: Holder) -> dict[int, list[HeldTag]]:
    """The tags in force of all customers, people or deals by their id, in the order of the tag list."""
    owner, *others = _holders(TagAssignmentRow, holder)
    query = (
        select(owner, TagAssignmentRow.tag_id, TagRow.name, TagGroupRow.name.label("group_name"))
        .join(TagRow, TagRow.id == TagAssignmentRow.tag_id)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagAssignmentRow.to_day.is_(None), owner.is_not(None), *(other.is_(None) for other in others))
        .order_by(TagGroupRow.position, TagRow.position, TagAssignmentRow.id)
    )
    tags: dict[int, HeldTag] = {}
    held: dict[int, list[HeldTag]] = {}
    for owner_id, tag_id, name, group in source.connection.execute(query):
        tag = tags.setdefault(tag_id, (group, name))
        of_owner = held.setdefault(owner_id, [])
        if tag not in of_owner:
            of_owner.append(tag)
    return held


def held_points(source: Source, holder: Holder) -> dict[int, list[ContactPoint]]:
    """The ways to reach all customers themselves, or the people at them, by their id, in the order added."""
    owner, *others = _holders(ContactPointRow, holder)
    query = (
        select(owner, ContactPointRow.kind, ContactPointRow.value, ContactPointRow.value_key)
        .where(owner.is_not(None), *(other.is_(None) for other in others))
        .order_by(ContactPointRow.id)
    )
    held: dict[int, list[ContactPoint]] = {}
    for owner_id, kind, value, key in source.connection.execute(query):
        held.setdefault(owner_id, []).append(ContactPoint(PointKind(kind), value, key))
    return held


def _holders(model: type[TagAssignmentRow | ContactPointRow], holder: Holder) -> list[Any]:
    """The column that names the holder, and those that must be empty because they name a closer one."""
    closer: list[Any] = [model.contact_id] + ([model.deal_id] if model is TagAssignmentRow else [])
    if holder is Holder.CUSTOMER:
        return [model.customer_id, *closer]
    return [TagAssignmentRow.deal_id] if holder is Holder.DEAL else [model.contact_id]
