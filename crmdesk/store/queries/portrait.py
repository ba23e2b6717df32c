"""The customers of each group counted by their tags.

Ids come as one text for each group and each tag, because hundreds of thousands of rows take several times as long to
hand over.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
from crmdesk.store.queries.tag_tree import PlacedTag, placed_tags
from crmdesk.store.schema import CustomerRow, TagAssignmentRow, TagGroupRow, TagRow
from crmdesk.store.workspace import Source

_GROUPS = {
    CustomerStatus.SIGNED.value: CustomerGroup.SIGNED,
    CustomerStatus.PROSPECT.value: CustomerGroup.PROSPECTS,
    CustomerStatus.LOST.value: CustomerGroup.LOST,
}
_HELD = (
    TagAssignmentRow.to_day.is_(None),
    TagAssignmentRow.contact_id.is_(None),
    TagAssignmentRow.deal_id.is_(None),
)


def count_portrait(source: Source, wanted: PortraitFilter, span: DaySpan) -> Portrait:
    """Count the tags that customers have now; a tag that is retired still counts where it is had."""
    tags = placed_tags(source)
    families = _families(source, tags)
    shown = {group: family for group, family in families.items() if not wanted.groups or family.uid in wanted.groups}
    groups = _groups_of_customers(source, _obtained(wanted, span))
    holders = _holders(source, tags, shown)
    uses = [
        use
        for tag, customers in holders.items()
        if _is_shown(tags[tag], shown[tags[tag].group_id], wanted.level)
        and (use := _use(tags[tag], shown[tags[tag].group_id], customers, groups)).total
    ]
    places = {family.uid: place for place, family in enumerate(families.values())}
    uses.sort(key=lambda use: (-use.total, places[use.tag.group_uid], use.tag.name, use.tag.uid))
    sizes = Counter(groups.values())
    return Portrait({group: sizes[group] for group in CustomerGroup}, tuple(uses), tuple(families.values()))


def _families(source: Source, tags: Mapping[int, PlacedTag]) -> dict[int, PortraitFamily]:
    """The groups of tags that any customer has now, by id, in their order; without a colour they have their place's."""
    has_holders = exists(select(TagAssignmentRow.id).where(TagAssignmentRow.tag_id == TagRow.id, *_HELD))
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


def _groups_of_customers(source: Source, conditions: Sequence[Condition]) -> dict[int, CustomerGroup]:
    customers = select(CustomerRow.id, status_expression().label("status")).where(
        CustomerRow.holding.is_(False), *conditions
    )
    listed = customers.subquery()
    query = select(listed.c.status, func.group_concat(listed.c.id)).group_by(listed.c.status)
    return {customer: _GROUPS[status] for status, ids in source.connection.execute(query) for customer in _numbers(ids)}


def _holders(source: Source, tags: Mapping[int, PlacedTag], shown: Iterable[int]) -> dict[int, set[int]]:
    """The customers that have a tag of these groups or one below it, by the id of the tag."""
    groups = set(shown)
    of_groups = [tag for tag, placed in tags.items() if placed.group_id in groups]
    query: Any = (
        select(TagAssignmentRow.tag_id, func.group_concat(TagAssignmentRow.customer_id))
        .where(TagAssignmentRow.tag_id.in_(of_groups), *_HELD)
        .group_by(TagAssignmentRow.tag_id)
    )
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for tag, ids in source.connection.execute(query):
        for place in tags[tag].path:
            holders[place].update(_numbers(ids))
    return holders


def _numbers(ids: str) -> Iterable[int]:
    return map(int, ids.split(","))


def _is_shown(tag: PlacedTag, family: PortraitFamily, level: int | None) -> bool:
    return level is None or family.levels == 1 or len(tag.path) == level


def _use(
    tag: PlacedTag, family: PortraitFamily, customers: Iterable[int], groups: Mapping[int, CustomerGroup]
) -> TagUse:
    counts = Counter(map(groups.get, customers))
    shown = PortraitTag(tag.uid, tag.name, family.uid, family.name, family.colour, len(tag.path))
    return TagUse(shown, {group: counts[group] for group in CustomerGroup})
