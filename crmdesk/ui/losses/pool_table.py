"""The table of lost deals on its card: what it is narrowed down by, the deals, and which of them are selected."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.loss_pool import Dimension, LostDeal, PoolColumn, PoolOrder
from crmdesk.domain.money import totals
from crmdesk.i18n import _, ngettext
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.view_state import ViewState
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.losses.column_memory import ColumnMemory
from crmdesk.ui.losses.pool_cells import DealCell, ReasonCell, arrow_rect
from crmdesk.ui.losses.pool_columns import NONE
from crmdesk.ui.losses.pool_model import PoolModel
from crmdesk.ui.workbench import Workbench

_ROW = 36
_LOWEST = 160
_CELL_PAD = 9  # where the texts of the columns begin
_LONGEST_CHIP = 34


class PoolGrid(RecordTable):
    """Several rows can be selected; Return, a double click or a click on the arrow of a deal opens the current one."""

    opened = Signal()

    def __init__(self, model: PoolModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, model.columns, name, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setSectionsMovable(True)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.setMouseTracking(True)
        self._pressed_on_arrow = False

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


class PoolTable(QFrame):
    """Shows the deals it is handed; emits which dimension is no longer to be narrowed down."""

    wish_dropped = Signal(object)
    selection_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setMinimumHeight(_LOWEST)
        self._views: ViewState = bench.view_state
        self.model = PoolModel(bench.services.desk.today(), self)
        self.model.order = _kept_order(bench.view_state)
        self.grid = PoolGrid(self.model, _("Lost deals"))
        self.grid.setItemDelegateForColumn(0, DealCell(bench.appearance, self.grid))
        self.grid.setItemDelegateForColumn(1, ReasonCell(bench.appearance, self.grid))
        self.grid.selectionModel().selectionChanged.connect(self.selection_changed)
        self._memory = ColumnMemory(self.grid, self.model.columns, self._views)
        self.model.order_changed.connect(self._keep_order)
        self._heading, self._sums = label(_("Lost deals"), "section"), label("", "muted")
        self._columns = IconButton("columns-3", look="quiet", name=_("Choose columns"))
        self._columns.clicked.connect(lambda: self._memory.open_menu(QPoint(self.grid.width() - 160, 0)))
        self._chips = FlowLayout(gap=6)
        self.states = StateStack(self.grid)
        self._lay_out(bench)

    def show_deals(self, losses: Sequence[LostDeal], total: int) -> None:
        """Show the deals read so far of so many; those selected stay so."""
        self.model.show_page(losses, total)

    def show_head(self, sums: str, wishes: Mapping[Dimension, str]) -> None:
        """Say how many deals there are of what worth, and what they are narrowed down by."""
        self._sums.setText(sums)
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for dimension, words in wishes.items():
            shown = words if len(words) <= _LONGEST_CHIP else f"{words[:_LONGEST_CHIP]}…"
            chip = IconButton("x", shown, look="chip", name=_("Do not narrow down by {what}").format(what=words))
            chip.clicked.connect(lambda _checked=False, dropped=dimension: self.wish_dropped.emit(dropped))
            self._chips.addWidget(chip)
            chip.show()

    def enter(self) -> None:
        """Go to the deals, to the first of them unless some are selected already."""
        self.grid.setFocus()
        if not self.grid.selectionModel().hasSelection():
            self.grid.selectRow(0)
        self.grid.scrollTo(self.grid.currentIndex())

    def selected(self) -> list[LostDeal]:
        """The deals selected, in the order of the table."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedRows())
        return [loss for row in rows if (loss := self.model.record(self.model.index(row, 0))) is not None]

    def current(self) -> LostDeal | None:
        """The deal the keyboard is at."""
        return self.model.record(self.grid.currentIndex())

    def selection_words(self) -> str:
        """How many deals are selected, and their sum; nothing for none."""
        losses = self.selected()
        if not losses:
            return ""
        count = ngettext("{n} selected", "{n} selected", len(losses)).format(n=wording.number(len(losses)))
        sums = wording.amounts(totals(loss.amount for loss in losses).values())
        return " · ".join(part for part in (count, sums) if part)

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

    def _keep_order(self, order: PoolOrder) -> None:
        self._views.put("losses.order", (order.column.value, "down" if order.descending else "up"))

    def _lay_out(self, bench: Workbench) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_CELL_PAD, 6, 8, 2)
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addWidget(self._sums)
        chips = QWidget()
        around = QVBoxLayout(chips)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addLayout(self._chips)
        around.addStretch(1)
        head.addWidget(chips, 1)
        export = IconButton("sheet", _("Excel"), look="quiet", name=_("Export these losses…"))
        export.clicked.connect(bench.actions["losses.export"].trigger)
        head.addWidget(export)
        head.addWidget(self._columns)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 6)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self.states, 1)


def _kept_order(views: ViewState) -> PoolOrder:
    kept = views.texts("losses.order", ("lost", "down"))
    known = {column.value for column in PoolColumn}
    if len(kept) != 2 or kept[0] not in known:
        return PoolOrder()
    return PoolOrder(PoolColumn(kept[0]), kept[1] == "down")
