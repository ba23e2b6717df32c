"""What a customer's timeline can be filtered by, each with how many touches have it."""

from typing import Any

from sqlalchemy import Select, func, select

from crmdesk.domain.timeline import Choice
from crmdesk.domain.touch import Direction
from crmdesk.store.queries.timeline_filter import Sought, conditions_of, values_of
from crmdesk.store.schema import ContactRow, DealRow, MemberRow, TouchRow
from crmdesk.store.workspace import Source

_found = func.count().label("found")


def people(source: Source, sought: Sought) -> tuple[Choice, ...]:
    """People at the customer, by uid, those with most touches first."""
    query = select(ContactRow.uid.label("key"), ContactRow.name, _found)
    return _choices(source, query.join(TouchRow, TouchRow.contact_id == ContactRow.id), sought)


def colleagues(source: Source, sought: Sought) -> tuple[Choice, ...]:
    """Who did it, by name."""
    query = select(MemberRow.name.label("key"), MemberRow.name, _found)
    return _choices(source, query.join(TouchRow, TouchRow.actor_id == MemberRow.id), sought)


def deals(source: Source, sought: Sought) -> tuple[Choice, ...]:
    """What it was about, by uid."""
    query = select(DealRow.uid.label("key"), DealRow.name, _found)
    return _choices(source, query.join(TouchRow, TouchRow.deal_id == DealRow.id), sought)


def directions(source: Source, sought: Sought) -> dict[Direction, int]:
    """How often the customer began, and how often we."""
    query = (
        select(TouchRow.direction, _found)
        .where(*conditions_of(sought.wanted, sought.kinds), TouchRow.direction != "")
        .group_by(TouchRow.direction)
    )
    return {Direction(row.direction): row.found for row in source.connection.execute(query, values_of(sought))}


def _choices(source: Source, query: Select[*tuple[Any, ...]], sought: Sought) -> tuple[Choice, ...]:
    key, name, found = query.selected_columns
    query = query.where(*conditions_of(sought.wanted, sought.kinds)).group_by(key, name).order_by(found.desc(), name)
    return tuple(Choice(row.key, row.name, row.found) for row in source.connection.execute(query, values_of(sought)))
