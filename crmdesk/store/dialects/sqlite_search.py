"""The full-text tables of SQLite: writing, removing and matching rows of prepared terms.

``touch_search`` has the ids of touches. ``name_search`` serves customers, contacts and deals: its row ids are
four times the id plus a number for the kind.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import Connection, Integer, TextualSelect, bindparam, column, text

from crmdesk.store.dialects.sqlite import SEARCH_DDL, SEARCH_TABLES

SearchTable = Literal["touch_search", "name_search"]

# Bytes of terms gathered before they are written: what SQLite does by itself, and for thousands of rows.
_GATHERED = 2**20
_GATHERED_OF_MANY = 2**24

_NAMED = ("customer", "contact", "deal")
# Read from the index once, for a single letter begins thousands of its words.
_CUSTOMERS_NAMED = """
    WITH found AS MATERIALIZED (SELECT rowid AS place FROM name_search WHERE name_search MATCH :words)
    SELECT place / 4 FROM found WHERE place % 4 = 0
    UNION SELECT customer_id FROM contact WHERE id IN (SELECT place / 4 FROM found WHERE place % 4 = 1)
    UNION SELECT customer_id FROM deal WHERE id IN (SELECT place / 4 FROM found WHERE place % 4 = 2)
"""


def name_rowid(kind: str, row_id: int) -> int:
    """The row of ``name_search`` for a customer, contact or deal."""
    return row_id * 4 + _NAMED.index(kind)


def named(rowid: int) -> tuple[str, int]:
    """Kind and id behind a row of ``name_search``."""
    return _NAMED[rowid % 4], rowid // 4


def replace(
    connection: Connection, table: SearchTable, rowids: Sequence[int], terms: Sequence[tuple[int, str]]
) -> None:
    """Forget ``rowids``, then index ``terms`` (row id and prepared terms)."""
    if rowids:
        forget = f"DELETE FROM {table} WHERE rowid=?"  # noqa: S608  # the name is one of two literals
        connection.exec_driver_sql(forget, [(rowid,) for rowid in rowids])
    if terms:
        add = f"INSERT INTO {table}(rowid, terms) VALUES (?, ?)"  # noqa: S608  # likewise
        connection.exec_driver_sql(add, [*terms])


@contextmanager
def room_for_many(connection: Connection, table: SearchTable) -> Iterator[None]:
    """Let the index gather more terms in memory for the length of the block: thousands of rows take a third less."""
    _gather(connection, table, _GATHERED_OF_MANY)
    yield
    _gather(connection, table, _GATHERED)


def _gather(connection: Connection, table: SearchTable, size: int) -> None:
    set_size = f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', ?)"  # noqa: S608  # one of two literals
    connection.exec_driver_sql(set_size, (size,))


def make_anew(connection: Connection) -> None:
    """Replace the indexes by empty ones, however damaged they are."""
    for table, definition in zip(SEARCH_TABLES, SEARCH_DDL, strict=True):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        connection.execute(text(definition))


def matching_names(connection: Connection, expression: str, limit: int) -> list[tuple[str, int]]:
    """Kind and id of customers, contacts and deals that match, newest rows first."""
    found = connection.execute(
        text("SELECT rowid FROM name_search WHERE name_search MATCH :words ORDER BY rowid DESC LIMIT :top"),
        {"words": expression, "top": limit},
    )
    return [named(row.rowid) for row in found]


def customers_named(expression: str) -> TextualSelect:
    """Ids of the customers that match by themselves, by a person there or by a deal, as part of another statement."""
    return (
        text(_CUSTOMERS_NAMED)
        .bindparams(bindparam("words", expression, unique=True))
        .columns(column("customer_id", Integer))
    )


def matching_touches(connection: Connection, expression: str, limit: int) -> list[int]:
    """Ids of the touches that match, the latest to occur first."""
    found = connection.execute(
        text(
            "SELECT touch.id FROM touch_search JOIN touch ON touch.id = touch_search.rowid"
            " WHERE touch_search MATCH :words ORDER BY touch.occurred_at DESC, touch.id DESC LIMIT :top"
        ),
        {"words": expression, "top": limit},
    )
    return [row.id for row in found]


def lately_recorded_touches(connection: Connection, expression: str, reach: int, limit: int) -> list[int]:
    """Ids of touches that match, the latest to occur first, among the ``reach`` matching ones recorded last.

    For somebody who is still typing: a short word may match half of all touches, which takes long to order.
    """
    found = connection.execute(
        text(
            "SELECT touch.id FROM touch WHERE touch.id IN (SELECT rowid FROM touch_search"
            " WHERE touch_search MATCH :words ORDER BY rowid DESC LIMIT :reach)"
            " ORDER BY touch.occurred_at DESC, touch.id DESC LIMIT :top"
        ),
        {"words": expression, "reach": reach, "top": limit},
    )
    return [row.id for row in found]


def indexed_terms(connection: Connection, table: SearchTable) -> dict[int, frozenset[str]]:
    """Every row of the index with its terms, read back through the fts5vocab module.

    Rows without any term cannot be told from absent ones, which finds the same. A row whose size is not on record
    could not be deleted and counts as absent, too. Raises DatabaseError when the index cannot be read.
    """
    connection.execute(text(f"CREATE VIRTUAL TABLE temp.audited USING fts5vocab(main, '{table}', 'instance')"))
    try:
        held: dict[int, set[str]] = {}
        sized = set(connection.execute(text(f"SELECT id FROM {table}_docsize")).scalars())  # noqa: S608  # likewise
        for row in connection.execute(text("SELECT doc, term FROM temp.audited")):
            if row.doc in sized:
                held.setdefault(row.doc, set()).add(row.term)
    finally:
        connection.execute(text("DROP TABLE temp.audited"))
    return {rowid: frozenset(terms) for rowid, terms in held.items()}
