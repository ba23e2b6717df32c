"""Rows of a table on their way to the driver, without a detour for each of them.

What the library does for every row it is given, namely look up how each kind of value is kept, is done here once.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from crmdesk.domain.ids import new_uids


class Insertion:
    """The statement that adds rows to a table, and their values in its order."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        compiled = table.insert().compile(dialect=dialect, column_keys=[column.name for column in table.columns])
        self._statement = str(compiled)
        self._pick = itemgetter(*(compiled.positiontup or ()))
        self._defaults = {column.name: _default(column) for column in table.columns}
        self._kept_otherwise = _processors(table, dialect)

    def add(self, connection: Connection, rows: Sequence[Mapping[str, Any]], following: int) -> dict[int, str]:
        """Write rows; those without a key get the following ones. Returns their uids by key, in order."""
        uids = iter(new_uids(len(rows)))
        written: dict[int, str] = {}
        values = []
        for row in rows:
            complete = {**self._defaults, **row}
            if complete["id"] is None:
                complete["id"] = following
                following += 1
            if not complete["uid"]:
                complete["uid"] = next(uids)
            for name, process in self._kept_otherwise:
                complete[name] = process(complete[name])
            written[complete["id"]] = complete["uid"]
            values.append(self._pick(complete))
        connection.exec_driver_sql(self._statement, values)
        return written


@lru_cache(maxsize=128)
def insertion_into(table: Table, dialect: Dialect) -> Insertion:
    """The insertion into a table, prepared once."""
    return Insertion(table, dialect)


def _processors(table: Table, dialect: Dialect) -> list[tuple[str, Callable[[Any], Any]]]:
    """The columns whose values are not kept as they are."""
    found = ((column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in table.columns)
    return [(name, process) for name, process in found if process is not None]


def _default(column: Column[Any]) -> Any:
    if column.name in {"extra", "detail"}:
        return {}
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
