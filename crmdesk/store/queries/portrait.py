"""Every customer with its tags and the day it signed, as texts of numbers: see ``domain.persona``.

They come as a few long texts, because hundreds of thousands of rows take several times as long to hand over.
"""

from collections.abc import Mapping

from sqlalchemy import exists, func, select

from crmdesk.domain.customer import CustomerStatus
from crmdesk.domain.deal import DealStatus
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.persona import PersonaTexts, TagInTree
from crmdesk.domain.portrait import PortraitFamily, PortraitFilter, PortraitTag
from crmdesk.store.dialects.sqlite_columns import number_columns, ordinal_of_moment
from crmdesk.store.queries.customers import status_expression
from crmdesk.store.queries.filters import Condition, DaySpan
from crmdesk.store.queries.held_tags import HELD_BY_CUSTOMER
from crmdesk.store.queries.tag_tree import PlacedTag, placed_tags
from crmdesk.store.schema import CustomerRow, TagAssignmentRow, TagGroupRow, TagRow
from crmdesk.store.workspace import Source

_KINDS = {CustomerStatus.SIGNED.value: 1, CustomerStatus.PROSPECT.value: 2, CustomerStatus.LOST.value: 3}
_HELD = "tag_assignment NOT INDEXED WHERE contact_id IS NULL AND deal_id IS NULL AND to_day IS NULL"
_SIGNED = f"""
    (SELECT customer_id, min({ordinal_of_moment("closed_at", "closed_offset")}) AS day FROM deal
    WHERE status = '{DealStatus.WON}' AND closed_at IS NOT NULL GROUP BY customer_id)
"""  # noqa: S608  # constants alone


def persona_texts(source: Source, wanted: PortraitFilter, span: DaySpan) -> PersonaTexts:
    """Everybody, with the tags that they have now, also where these are retired; of ``wanted`` the period counts."""
    known = placed_tags(source)
    families = _families(source, known)
    order = {group: place for place, group in enumerate(families)}
    shown = {tag for tag in known.values() if tag.group_id in order}
    ordered = sorted(shown, key=lambda tag: (order[tag.group_id], tag.name, tag.uid))
    places = {tag.id: place for place, tag in enumerate(ordered, 1)}
    everybody = _groups(source, [])
    period = _obtained(wanted, span)
    return PersonaTexts(
        groups=everybody,
        counted=_groups(source, period) if period else everybody,
        held=number_columns(source.connection, {"customer": "customer_id", "tag": "tag_id"}, _HELD),
        signed=number_columns(source.connection, {"customer": "customer_id", "day": "day"}, _SIGNED),
        tags=tuple(_in_tree(tag, families[tag.group_id], places) for tag in ordered),
        places={key: places[tag.id] for key, tag in known.items() if tag.id in places},
        families=tuple(families.values()),
    )


def _families(source: Source, tags: Mapping[int, PlacedTag]) -> dict[int, PortraitFamily]:
    """The groups of tags that any customer has now, by id, in their order; without a colour they have their place's."""
    has_holders = exists(select(TagAssignmentRow.id).where(TagAssignmentRow.tag_id == TagRow.id, *HELD_BY_CUSTOMER))
    in_use = {tags[tag] for tag in source.connection.execute(select(TagRow.id).where(has_holders)).scalars()}
    levels: dict[int, int] = {}
    for tag in in_use:
        levels[tag.group_id] = max(levels.get(tag.group_id, 1), len(tag.path))
    query = (
        select(TagGroupRow.id, TagGroupRow.uid, TagGroupRow.name, TagGroupRow.colour, TagGroupRow.position)
        .where(TagGroupRow.applies_to == AppliesTo.CUSTOMER.value)
        .order_by(TagGroupRow.position, TagGroupRow.id)
    )
    return {
        row.id: PortraitFamily(row.uid, row.name, row.position if row.colour is None else row.colour, levels[row.id])
        for row in source.connection.execute(query)
        if row.id in levels
    }


def _in_tree(tag: PlacedTag, family: PortraitFamily, places: Mapping[int, int]) -> TagInTree:
    shown = PortraitTag(tag.uid, tag.name, family.uid, family.name, family.colour, len(tag.path))
    return TagInTree(shown, places.get(tag.path[-2], 0) if len(tag.path) > 1 else 0)


def _obtained(wanted: PortraitFilter, span: DaySpan) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.since is not None:
        conditions.append(CustomerRow.created_at >= span(wanted.since)[0])
    if wanted.until is not None:
        conditions.append(CustomerRow.created_at < span(wanted.until)[1])
    return conditions


def _groups(source: Source, conditions: list[Condition]) -> bytes:
    """By id of customer the place of its group in ``CustomerGroup`` counted from 1; 0 for who does not count."""
    newest = source.connection.execute(select(func.max(CustomerRow.id))).scalar_one() or 0
    kinds = bytearray(newest + 1)
    customers = select(CustomerRow.id, status_expression().label("status"))
    listed = customers.where(CustomerRow.holding.is_(False), *conditions).subquery()
    query = select(listed.c.status, func.group_concat(listed.c.id)).group_by(listed.c.status)
    for status, ids in source.connection.execute(query):
        kind = _KINDS[status]
        for customer in map(int, ids.split(",")):
            kinds[customer] = kind
    return bytes(kinds)
