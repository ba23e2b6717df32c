"""New rows put into the journal by SQLite itself, out of their tables: nothing of them passes through Python."""

from functools import cache

from sqlalchemy import JSON, Boolean, Column, Connection, Integer, Table

from crmdesk.store.recorder import foreign_keys


def write_inserted(connection: Connection, change_set: int, table: Table, first: int, last: int) -> None:
    """Append the rows of a table with keys from ``first`` to ``last`` to a change set, as they are now."""
    connection.exec_driver_sql(_statement(table), (change_set, table.name, first, last))


@cache
def _statement(table: Table) -> str:
    image = "||".join(_member(table, column) for column in table.columns if column.name != "id")
    rows = f"{table.name} AS this WHERE id BETWEEN ? AND ? ORDER BY id"
    columns = f"?, ?, id, uid, '{{'||ltrim({image}, ',')||'}}'"
    begin = "INSERT INTO change_row (change_set_id, table_name, row_id, row_uid, after)"
    return f"{begin} SELECT {columns} FROM {rows}"  # noqa: S608  # the names are our own


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
