"""A model of frozen records for tables and lists.

It never reads anything: it is handed records, and a new hand of them becomes the smallest set of removals, insertions
and changes, so that selection and scroll position survive. Knows nothing of what the records are.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from crmdesk.qt.columns import Column, Record
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.roles import RECORD, SORT
from crmdesk.qt.row_runs import runs, staying

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LONGEST_TIP = 600
_TEXTS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel, Generic[Record]):
    """Records by their identity. A list view shows the first column."""

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        identity: Callable[[Record], Hashable],
        parent: QObject | None = None,
        *,
        spoken: Callable[[Record], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._spoken = spoken
        self._records: list[Record] = []

    @property
    def records(self) -> tuple[Record, ...]:
        """What is shown, in order."""
        return tuple(self._records)

    def record(self, index: Index) -> Record | None:
        """The record at an index of this model."""
        return self._records[index.row()] if index.isValid() and index.row() < len(self._records) else None

    def row_of(self, identity: object) -> int | None:
        """Where the record with an identity stands."""
        return next((row for row, record in enumerate(self._records) if self._identity(record) == identity), None)

    def refresh(self, records: Sequence[Record]) -> None:
        """Show these records; each identity must occur once."""
        new = {self._identity(record): record for record in records}
        kept = self._staying(list(new))
        for first, last in reversed(list(runs([row for row, key in enumerate(self._keys()) if key not in kept]))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._records[first : last + 1]
            self.endRemoveRows()
        ordered = list(new.values())
        for first, last in runs([row for row, key in enumerate(new) if key not in kept]):
            self.beginInsertRows(QModelIndex(), first, last)
            self._records[first:first] = ordered[first : last + 1]
            self.endInsertRows()
        pairs = zip(self._records, ordered, strict=True)
        changed = [row for row, (old, record) in enumerate(pairs) if old is not record and old != record]
        self._records = ordered
        for first, last in runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _keys(self) -> list[Hashable]:
        return [self._identity(record) for record in self._records]

    def _staying(self, keys: Sequence[Hashable]) -> set[Hashable]:
        """Those that are there already and need not move."""
        before = self._keys()
        if before == keys:
            return set(keys)
        return staying(before, keys)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._records)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record(index)
        if record is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(record)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(record) if self._spoken else column.text(record)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(column.text(record)[:_LONGEST_TIP])
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBERS if column.number else None
            case _:
                return {RECORD: record, SORT: (column.order or column.text)(record)}.get(role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBERS if self.columns[section].number else _TEXTS
        return None
