"""The lists a company edits as they stand: any entry with its neighbours, and whether anything refers to it.

An entry merged into another is no entry any more, only another word for that one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, select

from crmdesk.domain.errors import NotFoundError
from crmdesk.i18n import _
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.schema import Base
from crmdesk.store.unit import table_of
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class ListedRow:
    """An entry of any list. ``above`` is the entry it stands below, ``group`` the tag group it belongs to."""

    id: int
    uid: str
    key: str
    name: str
    retired: bool
    system: bool
    above: int | None
    group: int | None


def listed_row(source: Source, edited: EditedList, uid: str) -> ListedRow:
    """The entry with this uid.

    Raises NotFoundError when somebody has deleted it.
    """
    found = _rows(source, edited, _select(edited).where(table_of(edited.row).c.uid == uid))
    if not found:
        raise NotFoundError(_("This entry is no longer there; somebody has deleted it."))
    return found[0]


def all_rows(source: Source, edited: EditedList) -> list[ListedRow]:
    """Every entry in its order, retired ones included."""
    table = table_of(edited.row)
    order = [table.c.position] if edited.has("position") else []
    return _rows(source, edited, _select(edited).order_by(*order, table.c.id))


def siblings(source: Source, edited: EditedList, row: ListedRow) -> list[ListedRow]:
    """The entries among which one is ordered, itself included."""
    return [other for other in all_rows(source, edited) if (other.above, other.group) == (row.above, row.group)]


def referred_to(source: Source, edited: EditedList, row_ids: Iterable[int]) -> set[int]:
    """Those of the entries that any row of the workspace points to."""
    target = table_of(edited.row)
    columns = [
        key.parent for table in Base.metadata.sorted_tables for key in table.foreign_keys if key.column.table is target
    ]
    return {
        row_id
        for row_id in row_ids
        if any(_exists(source, column, row_id) for column in columns)
    }  # fmt: skip


def _exists(source: Source, column: Any, row_id: int) -> bool:
    query = _without_merged(select(column).where(column == row_id), column.table)
    return source.connection.execute(query.limit(1)).first() is not None


def _select(edited: EditedList) -> Select[Any]:
    table = table_of(edited.row)
    return _without_merged(select(table), table)


def _without_merged(query: Select[Any], table: Table) -> Select[Any]:
    # What stands by an entry as another word for it goes with it.
    return query.where(table.c.merged_into_id.is_(None)) if "merged_into_id" in table.columns else query


def _rows(source: Source, edited: EditedList, query: Select[Any]) -> list[ListedRow]:
    table: Table = table_of(edited.row)
    names = {"key": "", "system": False, "parent_id": None, "group_id": None}
    missing = {name: value for name, value in names.items() if name not in table.columns}
    found = []
    for row in source.connection.execute(query).mappings():
        values = {**row, **missing}
        found.append(
            ListedRow(
                values["id"], values["uid"], values["key"], values["name"], values["retired"],
                values["system"], values["parent_id"], values["group_id"],
            )
        )  # fmt: skip
    return found
