"""The lost deals as a table: which columns are shown, and which of the deals are selected."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.view_state import ViewState
from crmdesk.ui.losses.column_memory import ColumnMemory
from crmdesk.ui.losses.pool_cells import DealCell, ReasonCell, arrow_rect
from crmdesk.ui.losses.pool_columns import NONE
from crmdesk.ui.losses.pool_model import PoolModel
from crmdesk.ui.workbench import Workbench

_ROW = 36


class PoolGrid(RecordTable):
    """Rows of deals of which several can be selected; Return, a double click or a click on its arrow opens one."""

    opened = Signal()

    def __init__(self, model: RecordModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, model.columns, name, parent)
        self._records = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setSectionsMovable(True)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.setMouseTracking(True)
        self._pressed_on_arrow = False

    def selected(self) -> list[Any]:
        """The records selected, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._records.records[row] for row in rows]

    def enter(self) -> None:
        """Go to the rows, to the first of them unless some are selected already."""
        self.setFocus()
        if not self.selectionModel().hasSelection():
            self.selectRow(0)
        self.scrollTo(self.currentIndex())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_on_arrow = self._is_on_arrow(event)
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed_on_arrow and self._is_on_arrow(event):
            self.opened.emit()
        self._pressed_on_arrow = False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = self._is_on_arrow(event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def _is_on_arrow(self, event: QMouseEvent) -> bool:
        index, place = self.indexAt(event.position().toPoint()), event.position()
        is_plain = not event.modifiers() and Qt.MouseButton.RightButton not in (event.button(), event.buttons())
        return is_plain and index.column() == 0 and arrow_rect(self.visualRect(index)).contains(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class PoolTable(QWidget):
    """Shows the deals it is handed, in the columns a person has chosen."""

    opened = Signal()
    selection_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: ViewState = bench.view_state
        self.model = PoolModel(bench.services.desk.today(), self)
        self.grid = PoolGrid(self.model, _("Lost deals"))
        self.grid.setItemDelegateForColumn(0, DealCell(bench.appearance, self.grid))
        self.grid.setItemDelegateForColumn(1, ReasonCell(bench.appearance, self.grid))
        self.grid.selectionModel().selectionChanged.connect(self.selection_changed)
        self.grid.opened.connect(self.opened)
        self.grid.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.grid.viewport().mapToGlobal(place))
        )
        self._memory = ColumnMemory(self.grid, self.model.columns, self._views)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.grid)

    def show_deals(self, losses: Sequence[LostDeal], total: int) -> None:
        """Show the deals read so far of so many; those selected stay so."""
        self.model.show_page(losses, total)

    def choose_columns(self) -> None:
        """Offer the columns to show or hide."""
        self._memory.open_menu(QPoint(self.grid.width() - 160, 0))

    def enter(self) -> None:
        """Go to the deals, to the first of them unless some are selected already."""
        self.grid.enter()

    def selected(self) -> list[LostDeal]:
        """The deals selected, in the order of the table."""
        return self.grid.selected()

    def current(self) -> LostDeal | None:
        """The deal the keyboard is at."""
        return self.model.record(self.grid.currentIndex())

    def keys(self) -> list[str]:
        """The keys of the columns shown, from left to right."""
        return [str(self.model.columns[column].key) for column in self._memory.shown()]

    def titles(self) -> list[str]:
        """The titles of the columns shown."""
        return [self.model.columns[column].title for column in self._memory.shown()]

    def cells(self, loss: LostDeal) -> list[str]:
        """The texts of a deal in the columns shown; nothing where only a stroke stands."""
        texts = (self.model.columns[column].text(loss) for column in self._memory.shown())
        return ["" if text == NONE else text for text in texts]
