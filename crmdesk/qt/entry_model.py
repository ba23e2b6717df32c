"""A model of the entries of a list that people edit, flat or a tree.

Like ``RecordModel`` it never reads anything, and a new hand of entries becomes the smallest set of changes. What people
do to an entry, it only asks for. Knows nothing of what the entries are.
"""

from collections.abc import Mapping, Sequence
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
    """An entry as it is shown; ``above`` is the key of the one it stands below, empty at the top.

    ``note`` stands muted behind the name. ``colour`` is a place in the palette of data; with ``fixed`` the entry can be
    moved but not renamed or taken away.
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
    note: str = ""

    @property
    def spoken(self) -> str:
        """The entry as a screen reader says it."""
        parts = (self.name, self.note, self.badge, _("retired") if self.retired else "", self.detail)
        return ", ".join(part for part in parts if part)


class EntryModel(QAbstractItemModel):
    """Keys are unique. ``move_requested`` brings an entry's key and that of the one it precedes, empty for last.

    With ``nests`` entries may be put below others, on at most so many levels: ``nest_requested`` brings the key of the
    entry, that of the one it is to stand below, empty for the top, and that of the one it is to precede there.
    """

    rename_requested = Signal(str, str)
    move_requested = Signal(str, str)
    nest_requested = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None, *, movable: bool = True, nests: int = 0) -> None:
        super().__init__(parent)
        self._movable, self._nests = movable, nests
        self._levels: dict[str, list[Entry]] = {_TOP: []}
        # An index points to the entry above it by a number that never changes.
        self._numbers: dict[str, int] = {_TOP: 0}
        self._keys: dict[int, str] = {0: _TOP}

    def entry(self, index: Index) -> Entry | None:
        """The entry at an index."""
        if not index.isValid():
            return None
        level = self._levels.get(self._keys.get(index.internalId(), _TOP), [])
        return level[index.row()] if index.row() < len(level) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where an entry stands; invalid if it is not here, as for the top."""
        for above, level in self._levels.items():
            for row, entry in enumerate(level):
                if entry.key == key:
                    return self.createIndex(row, 0, self._numbers.get(above, 0))
        return QModelIndex()

    @property
    def is_deep(self) -> bool:
        """Whether any entry stands below another."""
        return any(level for above, level in self._levels.items() if above)

    @property
    def nests(self) -> bool:
        """Whether entries may be put below others."""
        return self._nests > 0

    def siblings(self, entry: Entry) -> Sequence[Entry]:
        """The entries of its level, itself included, in order."""
        return tuple(self._levels.get(entry.above, ()))

    def depth(self, entry: Entry) -> int:
        """How many entries it stands below."""
        return len(self._path(entry.above))

    def fits_below(self, key: str, above: str) -> bool:
        """Whether an entry, with all below it, may be put below another, or at the top."""
        path = self._path(above)
        return key not in path and len(path) + self._height(key) <= self._nests

    def refresh(self, entries: Sequence[Entry]) -> None:
        """Show these; an entry below one that is not among them is left out."""
        levels: dict[str, list[Entry]] = {_TOP: []}
        for entry in entries:
            levels.setdefault(entry.above, []).append(entry)
        # First out of where they were: an entry is never in two places.
        home = {entry.key: entry.above for entry in entries}
        self._remove_gone(_TOP, home)
        self._refresh_level(_TOP, levels)

    def _remove_gone(self, above: str, home: Mapping[str, str]) -> None:
        level = self._levels.get(above, [])
        for row in reversed(range(len(level))):
            key = level[row].key
            if home.get(key) == above:
                self._remove_gone(key, home)
            else:
                self.beginRemoveRows(self.index_of(above), row, row)
                level.pop(row)
                self._forget(key)
                self.endRemoveRows()

    def _forget(self, key: str) -> None:
        for entry in self._levels.pop(key, []):
            self._forget(entry.key)

    def _refresh_level(self, above: str, levels: Mapping[str, Sequence[Entry]]) -> None:
        level, parent = self._levels.setdefault(above, []), self.index_of(above)
        for row, entry in enumerate(levels.get(above, ())):
            self._place(level, parent, row, entry)
            if level[row] != entry:
                level[row] = entry
                index = self.index(row, 0, parent)
                self.dataChanged.emit(index, index)
            self._refresh_level(entry.key, levels)

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
        if entry.key not in self._numbers:
            number = len(self._keys)
            self._numbers[entry.key], self._keys[number] = number, entry.key
        self.endInsertRows()

    def _path(self, key: str) -> list[str]:
        """The entry and all it stands below; nothing for the top."""
        path: list[str] = []
        entry = self.entry(self.index_of(key))
        while entry is not None:
            path.append(entry.key)
            entry = self.entry(self.index_of(entry.above))
        return path

    def _height(self, key: str) -> int:
        return 1 + max((self._height(entry.key) for entry in self._levels.get(key, ())), default=0)

    @override
    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        above = self.entry(parent)
        key = above.key if above else _TOP
        if column != 0 or not 0 <= row < len(self._levels.get(key, [])):
            return QModelIndex()
        return self.createIndex(row, 0, self._numbers[key])

    @override
    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt overloads the name
        return self.index_of(self._keys[index.internalId()]) if index.isValid() else QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        above = self.entry(parent)
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
        return flags | Qt.ItemFlag.ItemIsDropEnabled if self.nests or not entry.above else flags

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
        """Between the entries of its own level, or, where entries nest, wherever it fits."""
        entry, above = self.entry(self.index_of(_key_in(data))), self.entry(parent)
        if entry is None:
            return False
        if entry.above == (above.key if above else _TOP):
            return row >= 0
        return self.fits_below(entry.key, above.key if above else _TOP)

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move; nothing is taken from where it was until it has been done."""
        entry, above = self.entry(self.index_of(_key_in(data))), self.entry(parent)
        if entry is not None and self.canDropMimeData(data, action, row, column, parent):
            key = above.key if above else _TOP
            level = self._levels.get(key, [])
            before = level[row].key if 0 <= row < len(level) else _TOP
            if key != entry.above:
                self.nest_requested.emit(entry.key, key, before)
            elif before != entry.key:
                self.move_requested.emit(entry.key, before)
        return False


def _key_in(data: QMimeData) -> str:
    return bytes(data.data(_MIME).data()).decode()
