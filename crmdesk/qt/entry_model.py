"""A model of the entries of a list that people edit, flat or of two levels.

Like ``RecordModel`` it never reads anything, and a new hand of entries becomes the smallest set of changes. What people
do to an entry, it only asks for. Knows nothing of what the entries are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.roles import RECORD

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MIME = "application/x-crmdesk-entry"
_TOP = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is shown; ``above`` is the key of the one it stands below, empty at the upper level.

    ``colour`` is a place in the palette of data; with ``fixed`` the entry can be moved but not renamed or taken away.
    """

    key: str
    name: str
    detail: str = ""
    badge: str = ""
    above: str = _TOP
    retired: bool = False
    deletable: bool = False
    fixed: bool = False
    colour: int | None = None

    @property
    def spoken(self) -> str:
        """The entry as a screen reader says it."""
        parts = (self.name, self.badge, _("retired") if self.retired else "", self.detail)
        return ", ".join(part for part in parts if part)


class EntryModel(QAbstractItemModel):
    """Keys are unique. ``move_requested`` brings an entry's key and that of the one it precedes, empty for last."""

    rename_requested = Signal(str, str)
    move_requested = Signal(str, str)

    def __init__(self, parent: QObject | None = None, *, movable: bool = True) -> None:
        super().__init__(parent)
        self._movable = movable
        self._levels: dict[str, list[Entry]] = {_TOP: []}
        # A lower index points to the entry above it by a number that never changes.
        self._numbers: dict[str, int] = {}
        self._keys: dict[int, str] = {0: _TOP}

    def entry(self, index: Index) -> Entry | None:
        """The entry at an index."""
        if not index.isValid():
            return None
        level = self._levels.get(self._keys.get(index.internalId(), _TOP), [])
        return level[index.row()] if index.row() < len(level) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where an entry stands; invalid if it is not here."""
        for above, level in self._levels.items():
            for row, entry in enumerate(level):
                if entry.key == key:
                    return self.createIndex(row, 0, self._numbers.get(above, 0))
        return QModelIndex()

    @property
    def is_deep(self) -> bool:
        """Whether any entry stands below another."""
        return any(level for above, level in self._levels.items() if above)

    def siblings(self, entry: Entry) -> Sequence[Entry]:
        """The entries of its level, itself included, in order."""
        return tuple(self._levels.get(entry.above, ()))

    def refresh(self, entries: Sequence[Entry]) -> None:
        """Show these; an entry below one that is not among them is left out."""
        levels: dict[str, list[Entry]] = {_TOP: []}
        for entry in entries:
            levels.setdefault(entry.above, []).append(entry)
        self._refresh_level(_TOP, levels[_TOP])
        for entry in levels[_TOP]:
            self._refresh_level(entry.key, levels.get(entry.key, []))

    def _refresh_level(self, above: str, wanted: Sequence[Entry]) -> None:
        level = self._levels.setdefault(above, [])
        parent = self.index_of(above) if above else QModelIndex()
        keys = {entry.key for entry in wanted}
        for row in reversed(range(len(level))):
            if level[row].key not in keys:
                self.beginRemoveRows(parent, row, row)
                self._levels.pop(level.pop(row).key, None)
                self.endRemoveRows()
        for row, entry in enumerate(wanted):
            self._place(level, parent, row, entry)
            if level[row] != entry:
                level[row] = entry
                index = self.index(row, 0, parent)
                self.dataChanged.emit(index, index)

    def _place(self, level: list[Entry], parent: QModelIndex, row: int, entry: Entry) -> None:
        if row < len(level) and level[row].key == entry.key:
            return
        at = next((place for place in range(row + 1, len(level)) if level[place].key == entry.key), None)
        if at is not None:
            self.beginMoveRows(parent, at, at, parent, row)
            level.insert(row, level.pop(at))
            self.endMoveRows()
            return
        self.beginInsertRows(parent, row, row)
        level.insert(row, entry)
        if not entry.above and entry.key not in self._numbers:
            number = len(self._keys)
            self._numbers[entry.key], self._keys[number] = number, entry.key
        self.endInsertRows()

    @override
    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        above = self.entry(parent)
        level = self._levels.get(above.key if above else _TOP, [])
        if column != 0 or not 0 <= row < len(level) or (above is not None and above.above):
            return QModelIndex()
        return self.createIndex(row, 0, self._numbers[above.key] if above else 0)

    @override
    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt overloads the name
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.index_of(self._keys[index.internalId()])

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        above = self.entry(parent)
        if above is not None and above.above:
            return 0
        return len(self._levels.get(above.key if above else _TOP, []))

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return entry.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(entry.name)
            case _:
                return entry if role == RECORD else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a new name; it is shown once it is there."""
        entry = self.entry(index)
        if entry is not None and role == Qt.ItemDataRole.EditRole and str(value).strip() != entry.name:
            self.rename_requested.emit(entry.key, str(value))
        return False

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index)
        if entry is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not entry.fixed:
            flags |= Qt.ItemFlag.ItemIsEditable
        if self._movable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags if entry.above else flags | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        entry = self.entry(indexes[0]) if indexes else None
        data.setData(_MIME, (entry.key if entry else "").encode())
        return data

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Only between the entries of its own level."""
        entry = self.entry(self.index_of(_key_in(data)))
        above = self.entry(parent)
        return entry is not None and row >= 0 and entry.above == (above.key if above else _TOP)

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move; nothing is taken from where it was until it has been done."""
        entry = self.entry(self.index_of(_key_in(data)))
        if entry is not None and self.canDropMimeData(data, action, row, column, parent):
            level = self._levels[entry.above]
            before = level[row].key if row < len(level) else _TOP
            if before != entry.key:
                self.move_requested.emit(entry.key, before)
        return False


def _key_in(data: QMimeData) -> str:
    return bytes(data.data(_MIME).data()).decode()
