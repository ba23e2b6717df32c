"""A view of very many rows over a model of blocks: what comes into sight is read right before it is painted.

It is a table of one column and no headers, for a table of rows of one height asks no row how it is laid out. Typing
into it is told letter by letter as one word, so that whoever knows the records can jump to one.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QElapsedTimer, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from crmdesk.qt.block_model import BlockModel
from crmdesk.qt.row_runs import runs
from crmdesk.qt.widgets.editor_refusal import EditorRefusal

_Flag = QItemSelectionModel.SelectionFlag
_Cursor = QAbstractItemView.CursorAction


class BlockList(QTableView):
    """Rows of one height in pixels, several of which may be selected.

    Whoever hears that a row was edited may ``refuse`` it: the editor then stays, with what was typed and the reason.
    """

    typed = Signal(str)

    def __init__(self, model: BlockModel[Any], name: str, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks = model
        self._word, self._since = "", QElapsedTimer()
        self._refused = ""
        self.refusal = EditorRefusal(self.viewport())
        self.setAccessibleName(name)
        self._lay_out(row_height)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
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

    def rows_in_sight(self) -> range:
        """The rows that can be seen, wholly or in part."""
        first, last = self.indexAt(QPoint(1, 1)), self.indexAt(QPoint(1, self.viewport().height() - 1))
        if not first.isValid():
            return range(0)
        return range(first.row(), last.row() + 1 if last.isValid() else self._blocks.rowCount())

    def refuse(self, sentence: str) -> None:
        """Do not take the edit that is being told, and say why."""
        self._refused = sentence

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if rows := self.rows_in_sight():
            self._blocks.ensure(rows[0], rows[-1])
        super().paintEvent(event)

    @override
    def moveCursor(self, cursorAction: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        # Home and End alone stay in their row, which has one column.
        if cursorAction in (_Cursor.MoveHome, _Cursor.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(cursorAction, modifiers)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        refused, self._refused = self._refused, ""
        if refused and hint is not QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.refusal.show_beside(editor, refused)
            return
        self.refusal.hide()
        super().closeEditor(editor, hint)

    @override
    def updateEditorGeometries(self) -> None:
        super().updateEditorGeometries()
        self.refusal.follow()

    @override
    def keyboardSearch(self, search: str) -> None:
        started = self._since.isValid() and self._since.elapsed() < QGuiApplication.styleHints().keyboardInputInterval()
        self._word = self._word + search if started else search
        self._since.start()
        if self._word.strip():
            self.typed.emit(self._word)

    def _lay_out(self, row_height: int) -> None:
        """Rows of a fixed height, and one column as wide as the view."""
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
