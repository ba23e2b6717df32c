"""The other words by which entries of a list are found: others merged into it, or made to lead to it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, literal, select

from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.unit import table_of
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A word for an entry, and for a tag the group it is taken in."""

    id: int
    uid: str
    key: str
    name: str
    group_id: int | None
    target_id: int


def alias_rows(source: Source, edited: EditedList, *conditions: ColumnElement[bool]) -> list[AliasRow]:
    """The words of a list, in the order they came."""
    table = table_of(edited.row)
    group: Any = table.c.group_id if edited.has("group_id") else literal(None)
    key: Any = table.c.key if edited.has("key") else literal("")
    columns: tuple[Any, ...] = (table.c.id, table.c.uid, key, table.c.name, group, table.c.merged_into_id)
    query = select(*columns).where(table.c.merged_into_id.is_not(None), *conditions).order_by(table.c.id)
    return [AliasRow(*row) for row in source.connection.execute(query)]


def alias_called(source: Source, edited: EditedList, uid: str) -> AliasRow | None:
    """The word with this uid, if it is still there."""
    return next(iter(alias_rows(source, edited, table_of(edited.row).c.uid == uid)), None)
