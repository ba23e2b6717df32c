"""Adding very many rows to a table of a workspace, with the indexes of that table made once at the end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

_PIECE = 20_000

Connection = Any
"""A connection of the driver itself; what is written through it is in no journal."""


def fill(connection: Connection, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
    """Insert rows; ``columns`` are the names of their values, separated by blanks."""
    names = columns.split()
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608  # names are literals
    left = iter(rows)
    while piece := list(islice(left, _PIECE)):
        connection.executemany(statement, piece)


@contextmanager
def indexed_later(connection: Connection, *tables: str) -> Iterator[None]:
    """Without the indexes of these tables for the length of the block."""
    marks = ", ".join("?" * len(tables))
    found = connection.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL AND tbl_name IN ({marks})",  # noqa: S608
        tables,
    ).fetchall()
    for name, _definition in found:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in found:
        connection.execute(definition)


def ids(connection: Connection, table: str, condition: str = "1") -> list[int]:
    """The keys of the rows that meet a condition."""
    rows = connection.execute(f"SELECT id FROM {table} WHERE {condition} ORDER BY id")  # noqa: S608  # literals
    return [row[0] for row in rows]
