"""A list view over a model of blocks: what comes into sight is read right before it is painted.

Typing into the list is told letter by letter as one word, so that whoever knows the records can jump to one.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from crmdesk.qt.block_model import BlockModel
from crmdesk.qt.row_runs import runs

ModelIndex = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag


class BlockList(QListView):
    """Rows of one height, several of which may be selected."""

    typed = Signal(str)

    def __init__(self, model: BlockModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks = model
        self._word, self._since = "", QElapsedTimer()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows, in order."""
        keys = self._blocks.keys
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.count()))
        ranges = sorted((part.top(), part.bottom()) for part in parts)
        return [key for top, bottom in ranges for key in keys[top : bottom + 1]]

    def select_keys(self, keys: Sequence[int], current: int | None) -> None:
        """Select those of the rows that are here and make one the current row."""
        wanted = set(keys)
        chosen = QItemSelection()
        rows = [row for row, key in enumerate(self._blocks.keys) if key in wanted] if len(wanted) > 1 else []
        for first, last in runs(rows):
            chosen.select(self._blocks.index(first), self._blocks.index(last))
        if current is None:
            self.selectionModel().clear()
            return
        self.selectionModel().setCurrentIndex(self._blocks.index(current), _Flag.ClearAndSelect)
        self.selectionModel().select(chosen, _Flag.Select)

    def selected_count(self) -> int:
        """How many rows are selected."""
        chosen = self.selectionModel().selection()
        return sum(chosen.at(place).height() for place in range(chosen.count()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        first, last = self.indexAt(QPoint(1, 1)), self.indexAt(QPoint(1, self.viewport().height() - 1))
        if first.isValid():
            self._blocks.ensure(first.row(), last.row() if last.isValid() else self._blocks.rowCount() - 1)
        super().paintEvent(event)

    @override
    def dataChanged(self, topLeft: ModelIndex, bottomRight: ModelIndex, roles: Sequence[int] = ()) -> None:
        # QListView would lay all rows out anew, though every row keeps its height whatever it says.
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, list(roles))

    @override
    def keyboardSearch(self, search: str) -> None:
        started = self._since.isValid() and self._since.elapsed() < QGuiApplication.styleHints().keyboardInputInterval()
        self._word = self._word + search if started else search
        self._since.start()
        if self._word.strip():
            self.typed.emit(self._word)
