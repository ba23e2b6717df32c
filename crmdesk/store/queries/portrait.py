"""The customers of each group counted by their tags.

Ids come as one text for each group and each tag, because hundreds of thousands of rows take several times as long to
hand over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import exists, func, select

from crmdesk.domain.customer import CustomerStatus
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.portrait import (
    CustomerGroup,
    Portrait,
    PortraitFamily,
    PortraitFilter,
    PortraitTag,
    TagUse,
)
from crmdesk.store.queries.customers import status_expression
from crmdesk.store.queries.filters import Condition, DaySpan
from crmdesk.store.queries.held_tags import HELD_BY_CUSTOMER
from crmdesk.store.queries.tag_tree import PlacedTag, placed_tags
from crmdesk.store.schema import CustomerRow, TagAssignmentRow, TagGroupRow, TagRow
from crmdesk.store.workspace import Source

_KINDS = {CustomerStatus.SIGNED.value: 1, CustomerStatus.PROSPECT.value: 2, CustomerStatus.LOST.value: 3}


def count_portrait(source: Source, wanted: PortraitFilter, span: DaySpan) -> Portrait:
    """Count the tags that customers have now; a tag that is retired still counts where it is had."""
    tags = placed_tags(source)
    families = _families(source, tags)
    shown = {group: family for group, family in families.items() if not wanted.groups or family.uid in wanted.groups}
    kinds = _kinds(source, _obtained(wanted, span))
    holders = _holders(source, tags, shown)
    uses = [
        use
        for tag, customers in holders.items()
        if _is_shown(tags[tag], shown[tags[tag].group_id], wanted.level)
        and (use := _use(tags[tag], shown[tags[tag].group_id], customers, kinds)).total
    ]
    places = {family.uid: place for place, family in enumerate(families.values())}
    uses.sort(key=lambda use: (-use.total, places[use.tag.group_uid], use.tag.name, use.tag.uid))
    return Portrait(_by_group(kinds), tuple(uses), tuple(families.values()))


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


def _obtained(wanted: PortraitFilter, span: DaySpan) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.since is not None:
        conditions.append(CustomerRow.created_at >= span(wanted.since)[0])
    if wanted.until is not None:
        conditions.append(CustomerRow.created_at < span(wanted.until)[1])
    return conditions


def _kinds(source: Source, conditions: Sequence[Condition]) -> bytearray:
    """By id of customer the place of its group in ``CustomerGroup`` counted from 1; 0 for who does not count."""
    newest = source.connection.execute(select(func.max(CustomerRow.id))).scalar_one() or 0
    kinds = bytearray(newest + 1)
    customers = select(CustomerRow.id, status_expression().label("status")).where(
        CustomerRow.holding.is_(False), *conditions
    )
    listed = customers.subquery()
    query = select(listed.c.status, func.group_concat(listed.c.id)).group_by(listed.c.status)
    for status, ids in source.connection.execute(query):
        kind = _KINDS[status]
        for customer in _numbers(ids):
            kinds[customer] = kind
    return kinds


def _holders(source: Source, tags: Mapping[int, PlacedTag], shown: Iterable[int]) -> dict[int, Collection[int]]:
    """The customers that have a tag of these groups or one below it, each once, by the id of the tag."""
    groups = set(shown)
    of_groups = [tag for tag, placed in tags.items() if placed.group_id in groups]
    query: Any = (
        select(TagAssignmentRow.tag_id, func.group_concat(TagAssignmentRow.customer_id.distinct()))
        .where(TagAssignmentRow.tag_id.in_(of_groups), *HELD_BY_CUSTOMER)
        .group_by(TagAssignmentRow.tag_id)
    )
    parts: defaultdict[int, list[list[int]]] = defaultdict(list)
    for tag, ids in source.connection.execute(query):
        customers = list(_numbers(ids))
        for place in tags[tag].path:
            parts[place].append(customers)
    # Only who has several tags below one may be there twice.
    return {tag: lists[0] if len(lists) == 1 else set().union(*lists) for tag, lists in parts.items()}


def _numbers(ids: str) -> Iterable[int]:
    return map(int, ids.split(","))


def _is_shown(tag: PlacedTag, family: PortraitFamily, level: int | None) -> bool:
    return level is None or family.levels == 1 or len(tag.path) == level


def _use(tag: PlacedTag, family: PortraitFamily, customers: Iterable[int], kinds: bytearray) -> TagUse:
    shown = PortraitTag(tag.uid, tag.name, family.uid, family.name, family.colour, len(tag.path))
    return TagUse(shown, _by_group(bytes(map(kinds.__getitem__, customers))))


def _by_group(kinds: bytes | bytearray) -> dict[CustomerGroup, int]:
    return {group: kinds.count(kind) for kind, group in enumerate(CustomerGroup, start=1)}
