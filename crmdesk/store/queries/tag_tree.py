"""The tags in their trees: which tag one that was merged has become, and which stand above it."""

from dataclasses import dataclass

from sqlalchemy import select

from crmdesk.store.schema import TagRow
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag in its group; ``path`` has the ids of those above it, from the top, and its own at the end."""

    id: int
    uid: str
    name: str
    group_id: int
    path: tuple[int, ...]


def placed_tags(source: Source) -> dict[int, PlacedTag]:
    """Every tag by id, retired ones included; one that was merged into another is that other."""
    query = select(TagRow.id, TagRow.uid, TagRow.name, TagRow.group_id, TagRow.parent_id, TagRow.merged_into_id)
    rows = {row.id: row for row in source.connection.execute(query)}
    merged = {row.id: row.merged_into_id for row in rows.values()}
    now = {tag: _last(tag, merged) for tag in rows}
    above = {tag: now.get(row.parent_id) for tag, row in rows.items()}
    placed = {
        tag: PlacedTag(tag, row.uid, row.name, row.group_id, tuple(reversed(_chain(tag, above))))
        for tag, row in rows.items()
    }
    return {tag: placed[now[tag]] for tag in rows}


def _last(tag: int, following: dict[int, int | None]) -> int:
    return _chain(tag, following)[-1]


def _chain(tag: int, following: dict[int, int | None]) -> list[int]:
    """The tag and those that follow it one after another; a file written by others may lead round in a circle."""
    chain = [tag]
    while (after := following.get(chain[-1])) is not None and after not in chain:
        chain.append(after)
    return chain
