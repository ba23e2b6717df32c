"""What a unit of work has changed so far, one entry per row, as the journal will keep it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from crmdesk.store.chunks import chunked
from crmdesk.store.schema import Base

Values = Mapping[str, Any]


@dataclass(slots=True)
class RowChange:
    """One row before and after; None stands for a row that is gone. Updates hold only changed columns."""

    uid: str
    before: dict[str, Any]
    after: dict[str, Any] | None


class Recorder:
    """Collects changes and folds several to one row into one.

    ``new`` are the rows that were not there before, their uids by table and key: what they hold is not kept, for it
    stands in the table.
    """

    def __init__(self) -> None:
        self.new: dict[str, dict[int, str]] = {}
        self._changes: dict[tuple[str, int], RowChange] = {}

    def inserted(self, table: Table, uids: Mapping[int, str]) -> None:
        """Note new rows, uids by key."""
        self.new.setdefault(table.name, {}).update(uids)
        if self._changes:
            for row_id in uids:
                self._changes.pop((table.name, row_id), None)

    def updated(self, table: Table, row_id: int, uid: str, before: Values, after: Values) -> None:
        """Note changed columns of a row."""
        if row_id in self.new.get(table.name, ()):
            return
        known = self._changes.get((table.name, row_id))
        if known is None:
            self._changes[table.name, row_id] = RowChange(uid, dict(before), dict(after))
        elif known.after is not None:
            known.before = {**before, **known.before}
            known.after = {**known.after, **after}

    def deleted(self, table: Table, row_id: int, row: Values) -> None:
        """Note a row that is gone, with all it held."""
        if self.new.get(table.name, {}).pop(row_id, None) is not None:
            return
        known = self._changes.pop((table.name, row_id), None)
        restored = {**row, **(known.before if known is not None else {})}
        self._changes[table.name, row_id] = RowChange(row["uid"], _present(restored), None)

    def changes(self) -> list[tuple[str, int, RowChange]]:
        """Every row that was there and is different now or gone, in the order first touched."""
        return [
            (table, row_id, change)
            for (table, row_id), change in self._changes.items()
            if change.before != change.after
        ]


def _present(row: Values) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and name != "id"}


class UidMap:
    """Foreign keys to uids and back, for the journal; asks the database for what it has not seen."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._uids: dict[str, dict[int, str]] = {}

    def learn(self, table: str, row_id: int, uid: str) -> None:
        """Remember a row that was just written or is about to be."""
        self._uids.setdefault(table, {})[row_id] = uid

    def outward(self, table: Table, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows with every foreign key replaced by the uid of the row it points to."""
        result = [dict(row) for row in rows]
        for column, target in foreign_keys(table):
            self._load(target, {row[column] for row in rows if row.get(column) is not None})
            uids = self._uids.get(target.name, {})
            for row in result:
                if row.get(column) is not None:
                    # A reference to nothing (found and repaired by ``check``) has no uid to travel under.
                    row[column] = uids.get(row[column], f"missing {row[column]}")
        return result

    def inward(self, table: Table, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The reverse of ``outward``.

        Raises KeyError when a row points to one that is not there.
        """
        result = [dict(row) for row in rows]
        for column, target in foreign_keys(table):
            wanted = {row[column] for row in rows if row.get(column) is not None}
            if not wanted:
                continue
            ids = {uid: row_id for row_id, uid in self._uids.get(target.name, {}).items()}
            for part in chunked([uid for uid in wanted if uid not in ids]):
                found = self._connection.execute(select(target.c.uid, target.c.id).where(target.c.uid.in_(part)))
                ids.update((row.uid, row.id) for row in found)
            for row in result:
                if row.get(column) is not None:
                    row[column] = ids[row[column]]
        return result

    def _load(self, target: Table, ids: Iterable[int]) -> None:
        known = self._uids.setdefault(target.name, {})
        for part in chunked([row_id for row_id in ids if row_id not in known]):
            found = self._connection.execute(select(target.c.id, target.c.uid).where(target.c.id.in_(part)))
            known.update((row.id, row.uid) for row in found)


def foreign_keys(table: Table) -> list[tuple[str, Table]]:
    """The columns of a table that point to another row, with the table they point to."""
    return [(key.parent.name, key.column.table) for key in table.foreign_keys if isinstance(key.column.table, Table)]


def table_named(name: str) -> Table:
    """The table of the workspace with this name."""
    return Base.metadata.tables[name]
