"""Does the search index hold exactly what it should? Reads the index back term by term and compares."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from crmdesk.store import search
from crmdesk.store.dialects import sqlite_search
from crmdesk.store.dialects.sqlite_search import SearchTable
from crmdesk.store.schema import ContactRow, CustomerRow, DealRow, TouchRow

_PIECE = 5000
_UNREADABLE = -1


def stale_entries(connection: Connection) -> list[int]:
    """Index rows that are missing, left over or out of date; one entry for an index that cannot even be read."""
    try:
        return _stale(connection)
    except DatabaseError:
        return [_UNREADABLE]


def _stale(connection: Connection) -> list[int]:
    found: list[int] = []
    indexes: list[tuple[SearchTable, dict[str, type[Any]]]] = [
        ("touch_search", {"touch": TouchRow}),
        ("name_search", {"customer": CustomerRow, "contact": ContactRow, "deal": DealRow}),
    ]
    for table, models in indexes:
        held = sqlite_search.indexed_terms(connection, table)
        for kind, model in models.items():
            found.extend(_differing(connection, kind, model, held))
        found.extend(held)
    return found


def _differing(connection: Connection, kind: str, model: type[Any], held: dict[int, frozenset[str]]) -> Iterator[int]:
    """Index rows of one kind that differ; all of the kind are taken out of ``held``."""
    highest = connection.execute(select(func.max(model.id))).scalar() or 0
    for start in range(0, highest, _PIECE):
        ids = range(start + 1, min(start + _PIECE, highest) + 1)
        for rowid, terms in search.terms_of(connection, kind, ids):
            if held.pop(rowid, frozenset()) != frozenset(terms.split()):
                yield rowid
