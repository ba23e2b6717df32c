"""The lost deals read so far. It asks for the next page and for another order, and reads nothing itself."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal, PoolColumn, PoolOrder
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.ui.losses.pool_columns import pool_columns

_NOWHERE = QModelIndex()
_ARROWS = {True: " ↓", False: " ↑"}


class PoolModel(RecordModel[LostDeal]):
    """Knows how many deals there are beyond those it has."""

    more_requested = Signal()
    order_changed = Signal(object)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(pool_columns(today), lambda loss: loss.deal_uid, parent)
        self.today = today
        self.order = PoolOrder()
        self.total = 0

    def show_titles(self, *, won: bool) -> None:
        """Call the columns as they are called of won deals, or of lost ones."""
        self.columns = pool_columns(self.today, won=won)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def show_page(self, losses: Sequence[LostDeal], total: int) -> None:
        """Show all the deals read so far; ``total`` is how many there are."""
        self.total = total
        self.refresh(losses)

    @override
    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        return not parent.isValid() and self.rowCount() < self.total

    @override
    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        self.more_requested.emit()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            self._order_by(PoolOrder())
        else:
            descending = order == Qt.SortOrder.DescendingOrder
            self._order_by(PoolOrder(PoolColumn(self.columns[column].key), descending))

    def _order_by(self, order: PoolOrder) -> None:
        if order != self.order:
            self.order = order
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.order_changed.emit(order)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and told and self.columns[section].key == self.order.column:
            return f"{told}{_ARROWS[self.order.descending]}"
        return told
