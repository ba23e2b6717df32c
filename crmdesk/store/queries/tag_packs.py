"""Tag groups as they are packed, and what is known of those a pack is taken into."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.tag_pack import PackGroup, PackTag
from crmdesk.store.queries.tag_use import aliases_in, aliases_taken_in
from crmdesk.store.schema import TagGroupRow, TagRow
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A group, retired or not."""

    id: int
    key: str
    name: str
    retired: bool
    applies_to: AppliesTo
    single_choice: bool
    colour: int | None


@dataclass(frozen=True, slots=True)
class KnownTag:
    """A tag, retired or not, with the other words that are taken for it."""

    id: int
    key: str
    name: str
    parent_id: int | None
    retired: bool
    aliases: tuple[str, ...] = ()


def packed_groups(source: Source, uids: Collection[str]) -> tuple[PackGroup, ...]:
    """The groups with these uids in their order, each with its tags in use and their words in this group."""
    query = select(TagGroupRow).where(TagGroupRow.uid.in_(list(uids))).order_by(TagGroupRow.position, TagGroupRow.id)
    return tuple(
        PackGroup(
            name=row.name,
            key=row.key,
            family=row.family,
            applies_to=AppliesTo(row.applies_to),
            single_choice=row.single_choice,
            colour=row.colour,
            tags=_below(_tags_in_use(source, row.id), None),
        )
        for row in source.connection.execute(query).all()
    )


def known_groups(source: Source) -> list[KnownGroup]:
    """Every group in its order."""
    query = select(TagGroupRow).order_by(TagGroupRow.position, TagGroupRow.id)
    return [
        KnownGroup(
            row.id, row.key, row.name, row.retired, AppliesTo(row.applies_to), row.single_choice, row.colour
        )
        for row in source.connection.execute(query)
    ]  # fmt: skip


def known_tags(source: Source, group_id: int) -> list[KnownTag]:
    """The tags of a group in their order, and those of others that its words lead to."""
    aliases: dict[int, list[str]] = {}
    for alias in {
        each.id: each for each in (*aliases_in(source, group_id), *aliases_taken_in(source, group_id))
    }.values():
        aliases.setdefault(alias.target_id, []).append(alias.name)
    query = select(TagRow).where(TagRow.group_id == group_id, TagRow.merged_into_id.is_(None))
    return [
        KnownTag(row.id, row.key, row.name, row.parent_id, row.retired, tuple(aliases.get(row.id, ())))
        for row in source.connection.execute(query.order_by(TagRow.position, TagRow.id))
    ]


def _tags_in_use(source: Source, group_id: int) -> list[KnownTag]:
    """The tags in use; one whose higher tag is not stands at the top. Words taken in other groups stay behind."""
    own: dict[int, list[str]] = {}
    for alias in aliases_taken_in(source, group_id):
        own.setdefault(alias.target_id, []).append(alias.name)
    tags = [tag for tag in known_tags(source, group_id) if not tag.retired]
    used = {tag.id for tag in tags}
    return [
        KnownTag(
            tag.id,
            tag.key,
            tag.name,
            tag.parent_id if tag.parent_id in used else None,
            retired=False,
            aliases=tuple(own.get(tag.id, ())),
        )
        for tag in tags
    ]


def _below(tags: list[KnownTag], above: int | None) -> tuple[PackTag, ...]:
    return tuple(
        PackTag(tag.name, tag.key, tag.aliases, _below(tags, tag.id)) for tag in tags if tag.parent_id == above
    )
