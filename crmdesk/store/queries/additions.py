"""What a unit of work has added to things so far: ways to reach them, and tags."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from crmdesk.store.chunks import among, chunked
from crmdesk.store.schema import ContactPointRow, TagAssignmentRow
from crmdesk.store.schema.base import Base
from crmdesk.store.unit import Unit


def added_points(unit: Unit) -> Iterator[dict[str, Any]]:
    """The rows of the new phone numbers and addresses."""
    return _added(unit, ContactPointRow)


def added_tags(unit: Unit) -> Iterator[dict[str, Any]]:
    """The rows of the new assignments of tags."""
    return _added(unit, TagAssignmentRow)


def _added(unit: Unit, model: type[Base]) -> Iterator[dict[str, Any]]:
    for ids in chunked(sorted(unit.new_so_far(model))):
        yield from map(dict, unit.connection.execute(select(model).where(among(model.id, ids))).mappings())
