"""Keeping the full-text index in step with the rows, in the same transaction.

What can be found: touches by title and body; customers, contacts and deals by name, pinyin and initials; customers and
contacts also by their phone numbers and addresses, customers by their note.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from crmdesk.store.chunks import chunked
from crmdesk.store.dialects import sqlite_search
from crmdesk.store.recorder import RowChange
from crmdesk.store.schema import ContactPointRow, ContactRow, CustomerRow, DealRow, TouchRow
from crmdesk.store.text.pinyin import readings
from crmdesk.store.text.tokens import index_terms

_NAMED = {"customer": CustomerRow, "contact": ContactRow, "deal": DealRow}
_PIECE = 5000


def reindex(connection: Connection, changes: Sequence[tuple[str, int, RowChange]]) -> None:
    """Bring the index up to date with the changed rows."""
    existed: dict[str, set[int]] = {}
    stale: dict[str, set[int]] = {}
    points: list[tuple[int, RowChange]] = []
    for table, row_id, change in changes:
        if table == "contact_point":
            points.append((row_id, change))
        elif table == "touch" or table in _NAMED:
            stale.setdefault(table, set()).add(row_id)
            if change.before is not None:
                existed.setdefault(table, set()).add(row_id)
    for kind, owner in _owners(connection, points):
        if owner not in stale.get(kind, ()):
            stale.setdefault(kind, set()).add(owner)
            existed.setdefault(kind, set()).add(owner)
    for table, ids in stale.items():
        for part in chunked(sorted(ids), _PIECE):
            _write(connection, table, part, existed.get(table, set()))


def rebuild(connection: Connection) -> None:
    """Make the index anew from the rows."""
    sqlite_search.make_anew(connection)
    for kind in ("touch", *_NAMED):
        for ids in pieces(connection, kind):
            _write(connection, kind, ids, set())


def pieces(connection: Connection, kind: str) -> Iterator[Sequence[int]]:
    """All ids a kind of row may have, a few thousand at a time."""
    model = _NAMED.get(kind, TouchRow)
    highest = connection.execute(select(func.max(model.id))).scalar() or 0
    yield from chunked(range(1, highest + 1), _PIECE)


def terms_of(connection: Connection, kind: str, ids: Sequence[int]) -> list[tuple[int, str]]:
    """What the index should hold for these rows: row id of the index and terms."""
    if kind == "touch":
        return _touch_terms(connection, ids)
    return [(sqlite_search.name_rowid(kind, row_id), terms) for row_id, terms in _name_terms(connection, kind, ids)]


def _write(connection: Connection, kind: str, ids: Sequence[int], existed: set[int]) -> None:
    terms = terms_of(connection, kind, ids)
    old = [row_id for row_id in ids if row_id in existed]
    if kind == "touch":
        sqlite_search.replace(connection, "touch_search", old, terms)
    else:
        rowids = [sqlite_search.name_rowid(kind, row_id) for row_id in old]
        sqlite_search.replace(connection, "name_search", rowids, terms)


def _touch_terms(connection: Connection, ids: Sequence[int]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for part in chunked(ids):
        query = select(TouchRow.id, TouchRow.title, TouchRow.body).where(TouchRow.id.in_(part))
        found.extend((row.id, index_terms(f"{row.title}\n{row.body}")) for row in connection.execute(query))
    return found


def _name_terms(connection: Connection, kind: str, ids: Sequence[int]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for part in chunked(ids):
        reach = _reach(connection, kind, part)
        for row_id, name, more in connection.execute(_name_query(kind, part)):
            words = index_terms("\n".join([name, more, *reach.get(row_id, ())]))
            found.append((row_id, " ".join([words, *readings(name)])))
    return found


def _name_query(kind: str, ids: Sequence[int]) -> Any:
    if kind == "customer":
        return select(CustomerRow.id, CustomerRow.name, CustomerRow.note).where(CustomerRow.id.in_(ids))
    if kind == "contact":
        return select(ContactRow.id, ContactRow.name, ContactRow.title).where(ContactRow.id.in_(ids))
    return select(DealRow.id, DealRow.name, DealRow.external_id).where(DealRow.id.in_(ids))


def _reach(connection: Connection, kind: str, ids: Sequence[int]) -> dict[int | None, list[str]]:
    if kind == "deal":
        return {}
    owner = ContactPointRow.contact_id if kind == "contact" else ContactPointRow.customer_id
    query = select(owner, ContactPointRow.value, ContactPointRow.value_key).where(owner.in_(ids))
    if kind == "customer":
        query = query.where(ContactPointRow.contact_id.is_(None))
    reach: dict[int | None, list[str]] = {}
    for row_id, value, value_key in connection.execute(query):
        reach.setdefault(row_id, []).extend(dict.fromkeys((value, value_key)))
    return reach


def _owners(connection: Connection, points: Iterable[tuple[int, RowChange]]) -> set[tuple[str, int]]:
    owners: set[tuple[str, int]] = set()
    unknown: list[int] = []
    for row_id, change in points:
        images = [image for image in (change.before, change.after) if image and "customer_id" in image]
        owners.update(_owner(image["customer_id"], image.get("contact_id")) for image in images)
        if not images or change.before is not None:
            unknown.append(row_id)
    for part in chunked(unknown):
        query = select(ContactPointRow.customer_id, ContactPointRow.contact_id).where(ContactPointRow.id.in_(part))
        owners.update(_owner(row.customer_id, row.contact_id) for row in connection.execute(query))
    return owners


def _owner(customer: int, contact: int | None) -> tuple[str, int]:
    return ("contact", contact) if contact is not None else ("customer", customer)
