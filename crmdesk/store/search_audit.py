"""Does the search index hold exactly what it should? Reads the index back term by term and compares."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from crmdesk.store import search
from crmdesk.store.dialects import sqlite_search
from crmdesk.store.dialects.sqlite_search import SearchTable

_UNREADABLE = -1


def stale_entries(connection: Connection) -> list[int]:
    """Index rows that are missing, left over or out of date; one entry for an index that cannot even be read."""
    try:
        return _stale(connection)
    except DatabaseError:
        return [_UNREADABLE]


def _stale(connection: Connection) -> list[int]:
    found: list[int] = []
    indexes: dict[SearchTable, tuple[str, ...]] = {
        "touch_search": ("touch",),
        "name_search": ("customer", "contact", "deal"),
    }
    for table, kinds in indexes.items():
        held = sqlite_search.indexed_terms(connection, table)
        for kind in kinds:
            found.extend(_differing(connection, kind, held))
        found.extend(held)
    return found


def _differing(connection: Connection, kind: str, held: dict[int, frozenset[str]]) -> Iterator[int]:
    """Index rows of one kind that differ; all of the kind are taken out of ``held``."""
    for ids in search.pieces(connection, kind):
        for rowid, terms in search.terms_of(connection, kind, ids):
            if held.pop(rowid, frozenset()) != frozenset(terms.split()):
                yield rowid
