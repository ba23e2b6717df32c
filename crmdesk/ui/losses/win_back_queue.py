"""The queue of the lost deals to win back: whom to ask next, what it may bring, and why it may work."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _
from crmdesk.ui.losses.pool_cells import DealCell, ReasonCell
from crmdesk.ui.losses.pool_model import PoolModel
from crmdesk.ui.losses.pool_table import PoolGrid
from crmdesk.ui.workbench import Workbench


class WinBackQueue(QWidget):
    """Shows the deals it is handed in their order."""

    opened = Signal()
    selection_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PoolModel(bench.services.desk.today(), self)
        self.grid = PoolGrid(self.model, _("Deals to win back"))
        self.grid.setItemDelegateForColumn(0, DealCell(bench.appearance, self.grid))
        self.grid.setItemDelegateForColumn(1, ReasonCell(bench.appearance, self.grid))
        self.grid.selectionModel().selectionChanged.connect(self.selection_changed)
        self.grid.opened.connect(self.opened)
        self.grid.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.grid.viewport().mapToGlobal(place))
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.grid)

    def selected(self) -> list[LostDeal]:
        """The deals selected, in the order of the queue."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedRows())
        return [loss for row in rows if (loss := self.model.record(self.model.index(row, 0))) is not None]

    def current(self) -> LostDeal | None:
        """The deal the keyboard is at."""
        return self.model.record(self.grid.currentIndex())

    def enter(self) -> None:
        """Go to the first deal unless some are selected already."""
        self.grid.setFocus()
        if not self.grid.selectionModel().hasSelection():
            self.grid.selectRow(0)

    def show_deals(self, losses: Sequence[LostDeal]) -> None:
        """Show these."""
        self.model.show_page(losses, len(losses))
