"""New rows put into the journal, and compared with it, by SQLite itself: nothing of them passes through Python."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Integer, Table

from crmdesk.store.recorder import foreign_keys


def write_inserted(connection: Connection, change_set: int, table: Table, first: int, last: int) -> None:
    """Append the rows of a table with keys from ``first`` to ``last`` to a change set, as they are now."""
    connection.exec_driver_sql(_statement(table), (change_set, table.name, first, last))


def as_inserted(
    connection: Connection, change_set: int, table: Table, columns: Sequence[str]
) -> dict[int, dict[str, Any]]:
    """Rows of a table that a change set has added and that are letter for letter as it left them, some columns by key.

    One that is missing here may be the same nevertheless: two texts of JSON can mean the same.
    """
    wanted = ", ".join(f"this.{name}" for name in ("id", *columns))
    rows = f"change_row AS entry JOIN {table.name} AS this ON this.id = entry.row_id"
    which = "entry.change_set_id=? AND entry.table_name=? AND entry.before IS NULL"
    query = f"SELECT {wanted} FROM {rows} WHERE {which} AND entry.after = {_image(table)}"  # noqa: S608  # our own names
    found = connection.exec_driver_sql(query, (change_set, table.name))
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in found}


@cache
def _statement(table: Table) -> str:
    rows = f"{table.name} AS this WHERE id BETWEEN ? AND ? ORDER BY id"
    columns = f"?, ?, id, uid, {_image(table)}"
    begin = "INSERT INTO change_row (change_set_id, table_name, row_id, row_uid, after)"
    return f"{begin} SELECT {columns} FROM {rows}"  # noqa: S608  # the names are our own


@cache
def _image(table: Table) -> str:
    """The row called ``this`` as the journal keeps it."""
    members = "||".join(_member(table, column) for column in table.columns if column.name != "id")
    return f"'{{'||ltrim({members}, ',')||'}}'"


def _member(table: Table, column: Column[object]) -> str:
    """``,"name":value`` as the journal keeps it; nothing for NULL, which an empty JSON column is too."""
    value = f"this.{column.name}"
    named = f"',\"{column.name}\":'||{_value(table, column)}"
    if isinstance(column.type, JSON):
        return f"iif({value} IS NULL OR {value}='null', '', {named})"
    return f"iif({value} IS NULL, '', {named})" if column.nullable else named


def _value(table: Table, column: Column[object]) -> str:
    value = f"this.{column.name}"
    target = dict(foreign_keys(table)).get(column.name)
    if target is not None:
        uid = f"(SELECT uid FROM {target.name} WHERE id={value})"  # noqa: S608  # our own names
        return f"json_quote(coalesce({uid}, 'missing '||{value}))"
    if isinstance(column.type, Boolean):
        return f"iif({value}, 'true', 'false')"
    return value if isinstance(column.type, (Integer, JSON)) else f"json_quote({value})"
