"""The unit of work: one transaction, one change set.

All changes to a workspace go through ``insert``, ``update`` and ``delete`` of a unit, each for many rows at once. They
note what changed, and ``flush`` writes the journal and the search index in the same transaction. Nothing else in the
program may change data (``store.guard`` raises), so the journal is complete by construction.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, select

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CancelledError, ConflictError
from crmdesk.domain.moment import Moment
from crmdesk.i18n import _
from crmdesk.store import journal, search
from crmdesk.store.chunks import among, chunked
from crmdesk.store.dialects import sqlite
from crmdesk.store.guard import permitted
from crmdesk.store.insertion import insertion_into
from crmdesk.store.recorder import Recorder, RowChange, UidMap
from crmdesk.store.schema import Base
from crmdesk.store.times import milliseconds

Row = dict[str, Any]
_INSERT_PIECE = 2000


class Unit:
    """Open while a piece of work runs; made by ``Workspace.unit``."""

    def __init__(
        self,
        connection: Connection,
        *,
        label: str,
        actor: str,
        now: Moment,
        kind: journal.Kind = journal.Kind.DO,
        target: int | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.connection = connection
        self.actor = actor
        self.now = now
        self._entry = journal.Entry(kind, label, actor, milliseconds(now), now.offset, target)
        self._recorder = Recorder()
        self._uids = UidMap(connection)
        self._cancelled = cancelled
        self._inverse_of: int | None = None
        self.changes = Changes()

    def insert(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add rows; missing uids and column defaults are filled in. Returns the new ids in order.

        A row may bring its own ``id`` only to come back as what it was (undo of a deletion).
        """
        table = table_of(model)
        insertion = insertion_into(table, self.connection.dialect)
        following = sqlite.highest_id(self.connection, table.name) + 1
        remaining, ids = iter(rows), list[int]()
        while part := list(islice(remaining, _INSERT_PIECE)):
            self.check_cancelled()
            with permitted(self.connection):
                written = insertion.add(self.connection, part, following)
            self._recorder.inserted(table, written)
            following = max(following, *(row_id + 1 for row_id in written))
            ids.extend(written)
        return ids

    def update(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Change rows; each names its ``id`` and the columns to set. All rows must set the same columns.

        Raises ConflictError when a row is gone. Values that are already so are not recorded.
        """
        if not rows:
            return
        table = table_of(model)
        names = [name for name in rows[0] if name != "id"]
        known = self._current(table, [row["id"] for row in rows], names)
        statement = (
            table.update()
            .where(table.c.id == bindparam("row_id"))
            .values({name: bindparam(f"new_{name}") for name in names})
        )
        changed = [row for row in rows if any(known[row["id"]][name] != row[name] for name in names)]
        for part in chunked(changed, _INSERT_PIECE):
            self.check_cancelled()
            parameters = [{"row_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in part]
            with permitted(self.connection):
                self.connection.execute(statement, parameters)
        for row in changed:
            before = known[row["id"]]
            different = [name for name in names if before[name] != row[name]]
            self._recorder.updated(
                table,
                row["id"],
                before["uid"],
                {name: before[name] for name in different},
                {name: row[name] for name in different},
            )

    def delete(self, model: type[Base], ids: Sequence[int], known: Mapping[int, Row] | None = None) -> None:
        """Remove rows; children must be removed in the same unit. ``known`` has the rows as read in this unit, if any.

        Raises ConflictError when a row is gone already.
        """
        table = table_of(model)
        if known is None:
            known = self._current(table, ids, [column.name for column in table.columns])
        for part in chunked(ids):
            self.check_cancelled()
            with permitted(self.connection):
                self.connection.execute(table.delete().where(among(table.c.id, part)))
        for row_id in ids:
            self._recorder.deleted(table, row_id, known[row_id])
            self._uids.learn(table.name, row_id, known[row_id]["uid"])

    def describe(self, label: str) -> None:
        """What undo and history call this unit, once the things it is about have been found."""
        self._entry = replace(self._entry, label=label)

    def mirrors(self, change_set: int) -> None:
        """Say that this unit does exactly the reverse of a change set, so that the journal can be turned around."""
        self._inverse_of = change_set

    def uids(self) -> UidMap:
        """Uids of the rows seen so far, for reading the journal."""
        return self._uids

    def changes_so_far(self) -> list[tuple[str, int, RowChange]]:
        """The table, the id, and what was and is, of every row that was there before and is different now."""
        return self._recorder.changes()

    def new_so_far(self, model: type[Base]) -> Collection[int]:
        """The ids of the rows of a table that were not there before."""
        return self._recorder.new.get(table_of(model).name, {}).keys()

    def check_cancelled(self) -> None:
        """Stop here if the person asked for it.

        Raises CancelledError; the transaction is then rolled back.
        """
        if self._cancelled():
            raise CancelledError(_("Cancelled; nothing was changed."))

    def flush(self) -> None:
        """Write journal and search index for everything changed; called once, right before the commit."""
        changes, new = self._recorder.changes(), self._recorder.new
        if changes or any(new.values()):
            self.check_cancelled()
            with permitted(self.connection):
                if self._inverse_of is None:
                    journal.write(self.connection, self._entry, new, changes, self._uids, self.check_cancelled)
                else:
                    journal.write_inverse(self.connection, self._entry, self._inverse_of)
                search.reindex(self.connection, new, changes, self.check_cancelled)
            self.check_cancelled()
        by_table: dict[str, list[str]] = {name: list(uids.values()) for name, uids in new.items() if uids}
        for table_name, _row_id, change in changes:
            by_table.setdefault(table_name, []).append(change.uid)
        self.changes = Changes({name: tuple(uids) for name, uids in by_table.items()})

    def _current(self, table: Table, ids: Sequence[int], names: Sequence[str]) -> dict[int, Row]:
        columns = [table.c[name] for name in dict.fromkeys(["id", "uid", *names])]
        found: dict[int, Row] = {}
        for part in chunked(ids):
            result = self.connection.execute(select(*columns).where(among(table.c.id, part)))
            found.update({row.id: dict(row._mapping) for row in result})  # noqa: SLF001  # SQLAlchemy's public name
        if len(found) != len(set(ids)):
            raise ConflictError(_("Someone has removed what was to be changed; nothing was changed."))
        return found


def table_of(model: type[Base]) -> Table:
    """The table behind a mapped class."""
    return cast("Table", model.__table__)
