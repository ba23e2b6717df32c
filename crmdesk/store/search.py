"""Keeping the full-text index in step with the rows, in the same transaction.

What can be found: touches by title, body, the words among their facts and the names of their files; customers, contacts
and deals by name, pinyin and initials; customers and contacts also by their phone numbers and addresses, customers by
their note.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Connection, String, func, select, type_coerce

from crmdesk.domain.touch_detail import said
from crmdesk.store.chunks import among, chunked
from crmdesk.store.dialects import sqlite_search
from crmdesk.store.dialects.sqlite import from_json
from crmdesk.store.dialects.sqlite_search import room_for_many
from crmdesk.store.recorder import RowChange
from crmdesk.store.schema import AttachmentRow, ContactPointRow, ContactRow, CustomerRow, DealRow, TouchRow
from crmdesk.store.text.pinyin import readings
from crmdesk.store.text.tokens import index_terms

_NAMED = {"customer": CustomerRow, "contact": ContactRow, "deal": DealRow}
_INDEXED = ("touch", *_NAMED)
_POINTS = "contact_point"
_FILES = "attachment"
_PIECE = 2000


def reindex(
    connection: Connection,
    new: Mapping[str, Collection[int]],
    changes: Sequence[tuple[str, int, RowChange]],
    pause: Callable[[], None] = lambda: None,
) -> None:
    """Bring the index up to date with the new rows, ids by table, and the changed ones.

    ``pause`` is called often, so that it can stop the work by raising.
    """
    known: dict[str, set[int]] = {}
    points: list[tuple[int, RowChange]] = []
    files: list[tuple[int, RowChange]] = []
    for table, row_id, change in changes:
        if table == _POINTS:
            points.append((row_id, change))
        elif table == _FILES:
            files.append((row_id, change))
        elif table in _INDEXED:
            known.setdefault(table, set()).add(row_id)
    known.setdefault("touch", set()).update(
        _holders(connection, new.get(_FILES, ()), files) - set(new.get("touch", ()))
    )
    for kind, owner in _owners(connection, new.get(_POINTS, ()), points):
        if owner not in new.get(kind, ()):
            known.setdefault(kind, set()).add(owner)
    for table in _INDEXED:
        existed = known.get(table, set())
        ids = sorted(existed.union(new.get(table, ())))
        with room_for_many(connection, _index_of(table)) if len(ids) > _PIECE else nullcontext():
            for part in chunked(ids, _PIECE):
                pause()
                _write(connection, table, part, existed)


def rebuild(connection: Connection) -> None:
    """Make the index anew from the rows."""
    sqlite_search.make_anew(connection)
    for kind in _INDEXED:
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
    rowids = old if kind == "touch" else [sqlite_search.name_rowid(kind, row_id) for row_id in old]
    sqlite_search.replace(connection, _index_of(kind), rowids, terms)


def _index_of(kind: str) -> sqlite_search.SearchTable:
    return "touch_search" if kind == "touch" else "name_search"


def _touch_terms(connection: Connection, ids: Sequence[int]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for part in chunked(ids):
        query = select(TouchRow.id, TouchRow.title, TouchRow.body, type_coerce(TouchRow.detail, String))
        files = file_names(connection, part)
        found.extend(
            (row_id, index_terms("\n".join((said(title, body, from_json(detail)), *files.get(row_id, ())))))
            for row_id, title, body, detail in connection.execute(query.where(among(TouchRow.id, part)))
        )
    return found


def file_names(connection: Connection, touches: Sequence[int]) -> dict[int, list[str]]:
    """The names of the files on each of these touches that has any."""
    query = select(AttachmentRow.touch_id, AttachmentRow.name).order_by(AttachmentRow.id)
    found: dict[int, list[str]] = {}
    for part in chunked(touches):
        for touch, name in connection.execute(query.where(among(AttachmentRow.touch_id, part))):
            found.setdefault(touch, []).append(name)
    return found


def _holders(connection: Connection, new: Iterable[int], files: Iterable[tuple[int, RowChange]]) -> set[int]:
    """The touches that the files are on, and were."""
    touches: set[int] = set()
    present = [*new]
    for row_id, change in files:
        touches.update(image["touch_id"] for image in (change.before, change.after) if image and "touch_id" in image)
        present.append(row_id)
    for part in chunked(sorted(present)):
        query = select(AttachmentRow.touch_id).where(among(AttachmentRow.id, part))
        touches.update(connection.execute(query).scalars())
    return touches


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
        return select(CustomerRow.id, CustomerRow.name, CustomerRow.note).where(among(CustomerRow.id, ids))
    if kind == "contact":
        return select(ContactRow.id, ContactRow.name, ContactRow.title).where(among(ContactRow.id, ids))
    return select(DealRow.id, DealRow.name, DealRow.external_id).where(among(DealRow.id, ids))


def _reach(connection: Connection, kind: str, ids: Sequence[int]) -> dict[int | None, list[str]]:
    if kind == "deal":
        return {}
    owner = ContactPointRow.contact_id if kind == "contact" else ContactPointRow.customer_id
    query = select(owner, ContactPointRow.contact_id, ContactPointRow.value, ContactPointRow.value_key)
    reach: dict[int | None, list[str]] = {}
    for row_id, contact, value, value_key in connection.execute(query.where(among(owner, ids))):
        # Not left to the query, which would look for all points of nobody before it looks for those of the customers.
        if contact is None or kind == "contact":
            reach.setdefault(row_id, []).extend(dict.fromkeys((value, value_key)))
    return reach


def _owners(
    connection: Connection, new: Iterable[int], points: Iterable[tuple[int, RowChange]]
) -> set[tuple[str, int]]:
    """Whose the points are and were, by kind and id."""
    owners: set[tuple[str, int]] = set()
    present = [*new]
    for row_id, change in points:
        images = [image for image in (change.before, change.after) if image and "customer_id" in image]
        owners.update(_owner(image["customer_id"], image.get("contact_id")) for image in images)
        present.append(row_id)
    for part in chunked(sorted(present)):
        query = select(ContactPointRow.customer_id, ContactPointRow.contact_id).where(among(ContactPointRow.id, part))
        owners.update(_owner(customer, contact) for customer, contact in connection.execute(query))
    return owners


def _owner(customer: int, contact: int | None) -> tuple[str, int]:
    return ("contact", contact) if contact is not None else ("customer", customer)
