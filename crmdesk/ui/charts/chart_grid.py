"""A chart as a table to be read, walked through and heard row by row. Knows nothing of the chart."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from crmdesk.render.chart_table import ChartTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW = 30
_NOWHERE = QModelIndex()
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORD = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class ChartTableModel(QAbstractTableModel):
    """The cells as texts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: ChartTable | None = None
        self._texts: list[list[str]] = []

    def show_table(self, table: "ChartTable") -> None:
        """Show another table."""
        from crmdesk.render.chart_table import cell_text

        self.beginResetModel()
        self.table, self._texts = table, [[cell_text(cell) for cell in row] for row in table.rows]
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._texts)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.headings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.table is None or not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts[index.row()][index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if self.table.is_number(index.column()) else _WORD
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.table.headings[index.column()]}: {self._texts[index.row()][index.column()]}"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.table is None or orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _NUMBER if self.table.is_number(section) else _WORD
        return self.table.headings[section] if role == Qt.ItemDataRole.DisplayRole else None


class ChartGrid(QTableView):
    """Emits the key of a row by a click or Space (``chosen``), a double click (``opened``), Return (``entered``)."""

    chosen = Signal(str)
    opened = Signal(str)
    entered = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows = ChartTableModel(self)
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(False)
        self.clicked.connect(lambda index: self._tell(self.chosen, index))
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))

    def show_table(self, table: "ChartTable", summary: str) -> None:
        """Show a table, with the row of before as the current one; ``summary`` is told to who cannot see it."""
        row = max(0, min(self.currentIndex().row(), len(table.rows) - 1))
        self.rows.show_table(table)
        self.setAccessibleDescription(summary)
        if table.rows:
            self.setCurrentIndex(self.rows.index(row, 0))

    def _tell(self, signal: Any, index: Index) -> None:
        key = self.rows.table.key(index.row()) if self.rows.table is not None and index.isValid() else ""
        if key:
            signal.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            opens = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._tell(self.opened if opens else self.entered, self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._tell(self.chosen, self.currentIndex())
        else:
            super().keyPressEvent(event)
