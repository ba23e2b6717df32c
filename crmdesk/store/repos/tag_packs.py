"""Groups and tags as a pack brings them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from crmdesk.domain.tag_pack import PackGroup, PackTag
from crmdesk.store.queries.tag_packs import KnownGroup, KnownTag
from crmdesk.store.schema import TagGroupRow, TagRow
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def add_group(unit: Unit, group: PackGroup, *, position: int) -> int:
    """Add a group without its tags; returns its id."""
    row = {
        "key": group.key,
        "name": group.name.strip(),
        "family": group.family,
        "applies_to": group.applies_to.value,
        "single_choice": group.single_choice,
        "colour": group.colour,
        "position": position,
    }
    return unit.insert(TagGroupRow, [row])[0]


def add_tag(unit: Unit, group_id: int, tag: PackTag, *, parent_id: int | None) -> int:
    """Add a tag last on its level, without its words; returns its id."""
    level = select(func.count()).where(TagRow.group_id == group_id, TagRow.parent_id.is_not_distinct_from(parent_id))
    name = tag.name.strip()
    row = {"key": tag.key, "group_id": group_id, "parent_id": parent_id, "name": name, "name_key": fold(name)}
    return unit.insert(TagRow, [{**row, "position": unit.connection.execute(level).scalar_one()}])[0]


def change_group(unit: Unit, known: KnownGroup, wanted: Mapping[str, Any]) -> bool:
    """Make a group so; whether it was otherwise."""
    unit.update(TagGroupRow, [{"id": known.id, **wanted}])
    return any(getattr(known, name) != value for name, value in wanted.items())


def change_tag(unit: Unit, known: KnownTag, wanted: Mapping[str, Any]) -> bool:
    """Make a tag so; whether it was otherwise."""
    unit.update(TagRow, [{"id": known.id, **wanted}])
    return any(getattr(known, name) != value for name, value in wanted.items())
