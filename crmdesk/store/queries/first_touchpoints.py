"""How customers first came across us, and who has not been asked yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from crmdesk.domain.first_touch import FirstTouch
from crmdesk.store.chunks import chunked
from crmdesk.store.schema import CustomerRow, FirstTouchpointRow, TagGroupRow, TagRow
from crmdesk.store.workspace import Source

CHANNELS = "source"
"""The key of the group of tags that are channels."""


@dataclass(frozen=True, slots=True)
class KeptFirstTouch:
    """An answer as it is kept: its row, and its channel by id."""

    id: int
    channel_id: int | None
    told: FirstTouch


def first_touch_of(source: Source, customer_id: int) -> FirstTouch:
    """What is known of one customer; an empty answer where nobody has asked."""
    kept = first_touches(source, [customer_id]).get(customer_id)
    return kept.told if kept is not None else FirstTouch()


def first_touches(source: Source, customer_ids: Collection[int]) -> Mapping[int, KeptFirstTouch]:
    """The answers of those of the customers that were asked, by customer."""
    found: dict[int, KeptFirstTouch] = {}
    for part in chunked(list(customer_ids)):
        found |= _kept(source, FirstTouchpointRow.customer_id.in_(part))
    return found


def all_first_touches(source: Source) -> Mapping[int, KeptFirstTouch]:
    """Every answer, by customer."""
    return _kept(source)


def channels(source: Source) -> dict[str, int]:
    """The channels on offer in their order: the tags of their group by name, with their ids."""
    query = (
        select(TagRow.name, TagRow.id)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagGroupRow.key == CHANNELS, TagGroupRow.retired.is_(False), TagRow.retired.is_(False))
        .order_by(TagRow.position, TagRow.id)
    )
    return {row.name: row.id for row in source.connection.execute(query)}


def unasked() -> Any:
    """The condition that a customer has not answered yet."""
    answered = select(FirstTouchpointRow.customer_id).where(
        or_(FirstTouchpointRow.forgotten, FirstTouchpointRow.channel_id.is_not(None))
    )
    return CustomerRow.id.not_in(answered) & CustomerRow.holding.is_(False)


def first_touches_through(source: Source, tag_id: int) -> list[int]:
    """The rows of the answers that name a channel."""
    query = select(FirstTouchpointRow.id).where(FirstTouchpointRow.channel_id == tag_id)
    return list(source.connection.execute(query).scalars())


def _kept(source: Source, *conditions: Any) -> dict[int, KeptFirstTouch]:
    query = (
        select(FirstTouchpointRow, TagRow.name.label("channel"))
        .outerjoin(TagRow, TagRow.id == FirstTouchpointRow.channel_id)
        .where(*conditions)
    )
    return {
        row.customer_id: KeptFirstTouch(
            row.id, row.channel_id, FirstTouch(row.channel or "", row.happened, row.saw, row.forgotten)
        )
        for row in source.connection.execute(query)
    }
