"""Doing the reverse of a change set.

Before anything is touched, every row must still be as the change set left it; otherwise the undo is refused and the
data stays as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from crmdesk.domain.errors import ConflictError
from crmdesk.i18n import _
from crmdesk.store import journal
from crmdesk.store.chunks import among, chunked
from crmdesk.store.dialects import sqlite
from crmdesk.store.dialects.sqlite_journal import as_inserted
from crmdesk.store.journal import JournalledChange
from crmdesk.store.recorder import table_named
from crmdesk.store.schema import Base
from crmdesk.store.unit import Unit, table_of

Image = dict[str, Any]

# What must be known of a row to take it away: whose it was, where the search index has to hear of it.
_NEEDED = {"contact_point": ("uid", "customer_id", "contact_id")}


def apply_inverse(unit: Unit, change_set: int) -> None:
    """Bring back what a change set changed.

    Raises ConflictError when a row has been changed or is referred to since.
    """
    sqlite.postpone_foreign_keys(unit.connection)
    unit.mirrors(change_set)
    # Of an import these are nearly all; what they hold need not be looked at any more.
    new = {
        table: as_inserted(unit.connection, change_set, table_named(table), _NEEDED.get(table, ("uid",)))
        for table in journal.tables_of(unit.connection, change_set)
    }
    changes = journal.read(unit.connection, change_set, new)
    for change in changes:
        unit.uids().learn(change.table, change.row_id, change.uid)
    by_table: dict[str, list[JournalledChange]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    resolved = {table: _resolve(unit, table, rows) for table, rows in by_table.items()}
    current = {table: _require_unchanged(unit, table, rows) for table, rows in resolved.items()}
    for table, images in reversed(new.items()):
        unit.delete(_model(table), list(images), images)
    for table, rows in reversed(resolved.items()):
        _reverse(unit, _model(table), rows, current[table])


def _resolve(unit: Unit, table: str, rows: Sequence[JournalledChange]) -> list[JournalledChange]:
    return [
        JournalledChange(row.table, row.row_id, row.uid, before, after)
        for row, before, after in zip(
            rows,
            _inward(unit, table, [row.before for row in rows]),
            _inward(unit, table, [row.after for row in rows]),
            strict=True,
        )
    ]


def _inward(unit: Unit, table: str, images: Sequence[Image | None]) -> list[Image | None]:
    present = [image for image in images if image is not None]
    try:
        resolved = iter(unit.uids().inward(table_named(table), present))
    except KeyError:
        raise _changed_since() from None
    return [next(resolved) if image is not None else None for image in images]


def _require_unchanged(unit: Unit, table_name: str, rows: Sequence[JournalledChange]) -> dict[int, Image]:
    """The rows as they are now, by id, once it is sure that they are as the change set left them."""
    table = table_named(table_name)
    empty: Image = dict.fromkeys(column.name for column in table.columns)
    current: dict[int, Image] = {}
    for part in chunked([row.row_id for row in rows]):
        for found in unit.connection.execute(select(table).where(among(table.c.id, part))).mappings():
            current[found["id"]] = dict(found)
    if not all(_as_left(row, current.get(row.row_id), empty) for row in rows):
        raise _changed_since()
    return current


def _as_left(change: JournalledChange, current: Image | None, empty: Image) -> bool:
    if change.after is None or current is None:
        return change.after is None and current is None
    if change.before is None:
        return current == {**empty, "id": change.row_id, **change.after}
    return all(current[name] == change.after.get(name) for name in {**change.before, **change.after})


def _reverse(unit: Unit, model: type[Base], rows: Sequence[JournalledChange], current: Mapping[int, Image]) -> None:
    unit.delete(model, [row.row_id for row in rows if row.before is None], current)
    unit.insert(
        model, [{"id": row.row_id, **row.before} for row in rows if row.after is None and row.before is not None]
    )
    same_columns: dict[tuple[str, ...], list[Image]] = {}
    for row in rows:
        if row.before is not None and row.after is not None:
            names = tuple(sorted({*row.before, *row.after}))
            values = {name: row.before.get(name) for name in names}
            same_columns.setdefault(names, []).append({"id": row.row_id, **values})
    for updates in same_columns.values():
        unit.update(model, updates)


def _model(table_name: str) -> type[Base]:
    return next(mapper.class_ for mapper in Base.registry.mappers if table_of(mapper.class_).name == table_name)


def _changed_since() -> ConflictError:
    return ConflictError(_("This has been changed since, so it cannot be taken back; nothing was changed."))
