"""A model of very many records: it holds the keys of all rows in order, and the records of those that were in sight.

Records come in blocks through ``read``, when a view calls ``ensure`` before it shows them; ``data`` never reads. New
keys become the smallest removals and insertions where few rows move. Knows nothing of what the records are.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.qt.row_runs import few_edits, runs, shared, staying

BLOCK = 40
"""Rows read at once: a little more than a screen shows."""

Record = TypeVar("Record")
Keys = Sequence[int]

_NOWHERE = QModelIndex()
# So many records are kept, so many rows may move one by one before all are shown anew.
_MOST_KEPT = 100 * BLOCK
_MOST_MOVED = 1000


class BlockModel(QAbstractListModel, Generic[Record]):
    """Rows by key. A row whose record is not there yet has no text; ``edited`` tells what a person typed into one."""

    edited = Signal(object, str)

    def __init__(
        self,
        read: Callable[[Keys], Mapping[int, Record]],
        text: Callable[[Record], str],
        spoken: Callable[[Record], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._text, self._spoken = read, text, spoken
        self._keys: array[int] = array("q")
        self._records: dict[int, Record] = {}

    @property
    def keys(self) -> "array[int]":
        """The keys of all rows, in order; not to be changed."""
        return self._keys

    def row_of(self, key: int) -> int | None:
        """Where a key stands."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def key(self, index: Index) -> int | None:
        """The key at an index of this model."""
        return self._keys[index.row()] if index.isValid() and index.row() < len(self._keys) else None

    def record(self, index: Index) -> Record | None:
        """The record at an index, if it has been read."""
        key = self.key(index)
        return None if key is None else self._records.get(key)

    def ensure(self, first: int, last: int) -> None:
        """Read the blocks with these rows, unless they are here."""
        first = max(0, first) // BLOCK * BLOCK
        wanted = self._keys[first : (last // BLOCK + 1) * BLOCK]
        missing = [key for key in wanted if key not in self._records]
        if not missing:
            return
        # The oldest go first, and those in sight are not among them.
        for key in wanted:
            if key in self._records:
                self._records[key] = self._records.pop(key)
        self._records.update(self._read(missing))
        while len(self._records) > _MOST_KEPT:
            del self._records[next(iter(self._records))]
        self.dataChanged.emit(self.index(first), self.index(first + len(wanted) - 1))

    def forget(self, keys: Iterable[int] | None = None) -> None:
        """Read these records (all without ``keys``) again when they are next in sight."""
        if keys is None:
            self._records.clear()
            if self._keys:
                self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))
            return
        for key in keys:
            if self._records.pop(key, None) is not None and (row := self.row_of(key)) is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def show_keys(self, keys: "array[int]") -> None:
        """Show these rows; each key must occur once. Where very many would move, the model is reset."""
        old = self._keys
        if keys == old:
            return
        head = shared(old, keys)
        tail = shared(old[head:][::-1], keys[head:][::-1])
        before, after = old[head : len(old) - tail], keys[head : len(keys) - tail]
        edits = few_edits(before, after)
        if edits is None and len(before) + len(after) > _MOST_MOVED:
            self.beginResetModel()
            self._keys = keys
            self.endResetModel()
            return
        if edits is None:
            kept = staying(before, after)
            edits = [[row for row, key in enumerate(part) if key not in kept] for part in (before, after)]
        self._exchange(head, edits, after)

    def _exchange(self, head: int, edits: Sequence[Sequence[int]], after: "array[int]") -> None:
        """Remove some rows and insert others of ``after``, both counted from ``head``."""
        going, coming = edits
        for first, last in reversed(list(runs(going))):
            self.beginRemoveRows(_NOWHERE, head + first, head + last)
            del self._keys[head + first : head + last + 1]
            self.endRemoveRows()
        for first, last in runs(coming):
            self.beginInsertRows(_NOWHERE, head + first, head + last)
            self._keys[head + first : head + first] = after[first : last + 1]
            self.endInsertRows()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record(index)
        if record is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(record)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(record)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(self._text(record))
            case _:
                return record if role == RECORD else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; whoever hears it changes the record or does not."""
        key = self.key(index)
        if key is None or role != Qt.ItemDataRole.EditRole:
            return False
        if value != self.data(index):
            self.edited.emit(key, str(value))
        return True
