"""The record of everything that changed: written with each unit of work, read for undo, redo, history and the bin.

History is never edited. An undo is a change set of its own that does the reverse of its target; a redo is the reverse
of an undo. What can be undone or redone next follows from reading the change sets backwards.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, func, insert, literal, select

from crmdesk.domain.ids import new_uid
from crmdesk.store.authorship import made_by
from crmdesk.store.chunks import among, chunked, stretches
from crmdesk.store.dialects.sqlite_journal import write_inserted
from crmdesk.store.recorder import RowChange, UidMap, table_named
from crmdesk.store.schema import ChangeRow, ChangeSetRow

# Rows written by one statement.
_STRETCH = 5000


class Kind(StrEnum):
    """What a change set is to the ones before it."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Entry:
    """The head of a change set; ``at`` in milliseconds of UTC, ``target`` what an undo or redo reverses."""

    kind: Kind
    label: str
    actor: str
    at: int
    offset: int
    target: int | None


@dataclass(frozen=True, slots=True)
class JournalledChange:
    """One row as the journal keeps it; foreign keys are uids."""

    table: str
    row_id: int
    uid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Target:
    """A change set that can be reversed next, and how many rows it changed."""

    id: int
    label: str
    rows: int


def write(
    connection: Connection,
    entry: Entry,
    new: Mapping[str, Mapping[int, str]],
    changes: Sequence[tuple[str, int, RowChange]],
    uids: UidMap,
    pause: Callable[[], None] = lambda: None,
) -> int:
    """Append a change set; returns its id. ``new`` are the uids of new rows by table and key.

    ``pause`` is called often, so that it can stop the work by raising.
    """
    change_set = _begin(connection, entry, len(changes) + sum(map(len, new.values())))
    for name, rows_of_table in new.items():
        for first, last in stretches(rows_of_table, _STRETCH):
            pause()
            write_inserted(connection, change_set, table_named(name), first, last)
    rows = [
        {"change_set_id": change_set, "table_name": table, "row_id": row_id, "row_uid": change.uid}
        for table, row_id, change in changes
    ]
    for side in ("before", "after"):
        for position, image in _outward(changes, side, uids):
            rows[position][side] = image
    for part in chunked(rows, 2000):
        connection.execute(insert(ChangeRow), [{"before": None, "after": None, **row} for row in part])
    return change_set


def write_inverse(connection: Connection, entry: Entry, of: int) -> int:
    """Append a change set whose rows are those of another with before and after exchanged; returns its id."""
    mirrored = select(
        ChangeRow.table_name, ChangeRow.row_id, ChangeRow.row_uid, ChangeRow.after, ChangeRow.before
    ).where(ChangeRow.change_set_id == of)
    count = connection.execute(select(func.count()).where(ChangeRow.change_set_id == of)).scalar_one()
    change_set = _begin(connection, entry, count)
    columns = ["change_set_id", "table_name", "row_id", "row_uid", "before", "after"]
    rows = mirrored.with_only_columns(literal(change_set), *mirrored.selected_columns).order_by(ChangeRow.id)
    connection.execute(insert(ChangeRow).from_select(columns, rows))
    return change_set


def _begin(connection: Connection, entry: Entry, row_count: int) -> int:
    change_set = connection.execute(
        insert(ChangeSetRow).returning(ChangeSetRow.id),
        {
            "uid": new_uid(),
            "kind": entry.kind.value,
            "label": entry.label,
            "actor": entry.actor,
            "at": entry.at,
            "offset": entry.offset,
            "target_id": entry.target,
            "row_count": row_count,
        },
    ).scalar_one()
    return int(change_set)


def _outward(
    changes: Sequence[tuple[str, int, RowChange]], side: str, uids: UidMap
) -> Iterator[tuple[int, dict[str, Any]]]:
    by_table: dict[str, list[int]] = {}
    for position, (table, _row_id, change) in enumerate(changes):
        if getattr(change, side) is not None:
            by_table.setdefault(table, []).append(position)
    for table, positions in by_table.items():
        images = [getattr(changes[position][2], side) for position in positions]
        yield from zip(positions, uids.outward(table_named(table), images), strict=True)


def read(
    connection: Connection, change_set: int, without_new: Mapping[str, Collection[int]] = MappingProxyType({})
) -> list[JournalledChange]:
    """The rows of a change set in the order they were written, but for the new ones of these ids by table."""
    of_set = ChangeRow.change_set_id == change_set
    columns = (ChangeRow.table_name, ChangeRow.row_id, ChangeRow.row_uid, ChangeRow.before, ChangeRow.after)
    if not any(without_new.values()):
        found = connection.execute(select(*columns).where(of_set).order_by(ChangeRow.id))
        return [JournalledChange(*row) for row in found]
    heads = connection.execute(
        select(ChangeRow.id, ChangeRow.table_name, ChangeRow.row_id, ChangeRow.before.is_(None))
        .where(of_set)
        .order_by(ChangeRow.id)
    )
    wanted = [key for key, table, row_id, is_new in heads if not (is_new and row_id in without_new.get(table, ()))]
    changes: list[JournalledChange] = []
    for part in chunked(wanted):
        query = select(*columns).where(among(ChangeRow.id, part)).order_by(ChangeRow.id)
        changes.extend(JournalledChange(*row) for row in connection.execute(query))
    return changes


def tables_of(connection: Connection, change_set: int) -> list[str]:
    """The tables a change set has changed, in the order it did."""
    query = select(ChangeRow.table_name).where(ChangeRow.change_set_id == change_set)
    return list(connection.execute(query.group_by(ChangeRow.table_name).order_by(func.min(ChangeRow.id))).scalars())


def undo_target(connection: Connection, actor: str) -> Target | None:
    """The actor's newest change set that is in force, or None."""
    return next(undo_targets(connection, actor), None)


def undo_targets(connection: Connection, actor: str) -> Iterator[Target]:
    """The actor's change sets that are in force, in the order they would be undone."""
    cancelled: set[int] = set()
    for entry in _backwards(connection, actor):
        if entry.id in cancelled:
            continue
        if entry.kind == Kind.UNDO:
            cancelled.add(entry.target_id)
        else:
            # Once a redo is taken back, the undo it had reversed is met further down and is in force again.
            yield Target(entry.id, entry.label, entry.row_count)


def redo_target(connection: Connection, actor: str) -> Target | None:
    """The actor's newest undo in force that nothing new has followed, or None."""
    cancelled: set[int] = set()
    for entry in _backwards(connection, actor):
        if entry.id in cancelled:
            continue
        if entry.kind == Kind.UNDO:
            return Target(entry.id, entry.label, entry.row_count)
        if entry.kind == Kind.DO:
            return None
        cancelled.add(entry.target_id)
    return None


def _backwards(connection: Connection, actor: str) -> Iterator[Any]:
    result = connection.execution_options(yield_per=100).execute(
        select(ChangeSetRow.id, ChangeSetRow.kind, ChangeSetRow.label, ChangeSetRow.target_id, ChangeSetRow.row_count)
        .where(made_by(connection, actor))
        .order_by(ChangeSetRow.id.desc())
    )
    with result:
        yield from result
