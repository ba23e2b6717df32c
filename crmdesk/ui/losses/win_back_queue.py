"""The queue of the lost deals to win back: whom to ask next, what it may bring, and why it may work."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painted_cell import PAD, PaintedCell
from crmdesk.qt.painting import draw_chip, draw_line, line_width
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.losses.pool_cells import DealCell, ReasonCell
from crmdesk.ui.losses.pool_table import PoolGrid
from crmdesk.ui.losses.queue_columns import DUE, Queued, chance_hint, queue_columns, when_text
from crmdesk.ui.workbench import Workbench

_CHIP_SIDES = 16


class QueueModel(RecordModel[Queued]):
    """The items in the order in which they are worth a try."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(queue_columns(today), lambda queued: queued.loss.deal_uid, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        queued = self.record(index)
        if queued is not None and role == Qt.ItemDataRole.ToolTipRole and self.columns[index.column()].key == "chance":
            return tool_tip(chance_hint(queued.item))
        return super().data(index, role)


class DueCell(PaintedCell):
    """The day to try again; on a coloured ground once it has come."""

    def __init__(self, appearance: Appearance, today: date, parent: QObject | None = None) -> None:
        super().__init__(appearance, parent)
        self._today = today

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = line_width(when_text(index.data(RECORD).item, self._today), self._appearance.theme.sizes.body)
        return QSize(round(wide + _CHIP_SIDES + 2 * PAD), 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, record: Queued, *, pointed: bool) -> None:
        theme, text = self._appearance.theme, when_text(record.item, self._today)
        if record.item.is_due(self._today):
            draw_chip(painter, cell, text, (theme.positive, theme.chip_positive), theme.sizes.small)
        else:
            draw_line(painter, cell, text, theme.text, theme.sizes.body)


class WinBackQueue(QWidget):
    """Shows the items it is handed in their order."""

    opened = Signal()
    selection_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, today = bench.actions, bench.services.desk.today()
        self.model = QueueModel(today, self)
        self.grid = PoolGrid(self.model, _("Deals to win back"))
        self.grid.setSortingEnabled(False)
        self.grid.setItemDelegateForColumn(0, DealCell(bench.appearance, self.grid))
        self.grid.setItemDelegateForColumn(1, ReasonCell(bench.appearance, self.grid))
        place = next(at for at, column in enumerate(self.model.columns) if column.key == DUE)
        self.grid.setItemDelegateForColumn(place, DueCell(bench.appearance, today, self.grid))
        self.grid.selectionModel().selectionChanged.connect(self.selection_changed)
        self.grid.opened.connect(self.opened)
        self.grid.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.grid.viewport().mapToGlobal(place))
        )
        self.states = StateStack(self.grid)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.states)

    def show_items(self, items: Sequence[Queued]) -> None:
        """Show these, or say what would be here."""
        self.model.refresh(items)
        if items:
            self.states.show_content()
            return
        self.states.show_empty(
            "rotate-ccw",
            _("Nobody to win back here"),
            _("Lost deals wait here once a day, an event or a verdict says that another try is worth it."),
            self._actions.several("losses.list"),
        )

    def selected(self) -> list[LostDeal]:
        """The deals selected, in the order of the queue."""
        return [queued.loss for queued in self.grid.selected()]

    def current(self) -> LostDeal | None:
        """The deal the keyboard is at."""
        queued = self.model.record(self.grid.currentIndex())
        return queued.loss if queued is not None else None

    def enter(self) -> None:
        """Go to the first item unless some are selected already."""
        self.grid.enter()
