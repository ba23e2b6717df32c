"""One column of the board: a reason with its sums, and the cards of its deals. Reads nothing and changes nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _
from crmdesk.insight.loss_board import Entry
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.looks import show_look
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.ui import wording
from crmdesk.ui.losses.deal_card import DealCard, spoken_card
from crmdesk.ui.losses.pool_model import PoolModel

WIDTH = 236
"""Of a card with the gap beside it, in pixels: what a column takes at least."""

_MIME = "application/x-crmdesk-losses"
_Flag = QItemSelectionModel.SelectionFlag
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardModel(PoolModel):
    """The deals of a column, which can be dragged elsewhere."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        loss = self.record(index)
        if loss is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_card(loss, self.today)
        return super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        # Only a sign that cards are on their way: the board knows which are selected.
        data = QMimeData()
        data.setData(_MIME, b"losses")
        return data


class CardList(QListView):
    """The cards, side by side where there is room for several.

    Return or a double click opens one, Space selects, Left and Right lead to the card and then to the column beside.
    """

    opened = Signal()
    sideways = Signal(int)
    entered = Signal()
    chosen_alone = Signal()
    cards_dropped = Signal()

    def __init__(self, model: CardModel, name: str, card: DealCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._card, self._lanes = card, 1
        self.setItemDelegate(card)
        self.setAccessibleName(name)
        self.setProperty("look", "cards")
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in _SIDEWAYS and not event.modifiers():
            self._go_sideways(event, _SIDEWAYS[key])
        elif key == Qt.Key.Key_Space:
            self.selectionModel().select(self.currentIndex(), _Flag.Toggle)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # Qt keeps the room of the scroll bar free before it wraps, whether there is one or not.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        room = self.maximumViewportSize().width() - bar
        self._lanes = max(1, room // WIDTH)
        self._card.share_line(room, self._lanes)
        self.setWrapping(self._lanes > 1)
        self.setFlow(QListView.Flow.LeftToRight if self.isWrapping() else QListView.Flow.TopToBottom)
        super().resizeEvent(event)

    @override
    def selectionCommand(self, index: Index, event: QEvent | None = None) -> _Flag:
        found = super().selectionCommand(index, event)
        if found & _Flag.Clear:
            self.chosen_alone.emit()
        return found

    @override
    def selectAll(self) -> None:
        self.chosen_alone.emit()
        super().selectAll()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take_or_leave(event)
        show_look(self, "cards_target" if event.isAccepted() else "cards")

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        show_look(self, "cards")

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take_or_leave(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        show_look(self, "cards")
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            # Nothing moves by itself: whoever hears of it changes the reason.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.cards_dropped.emit()
        else:
            event.ignore()

    def _go_sideways(self, event: QKeyEvent, step: int) -> None:
        """To the card beside, or out of the column where there is none."""
        beside = self.currentIndex().row() % self._lanes + step
        if self.currentIndex().isValid() and 0 <= beside < self._lanes:
            super().keyPressEvent(event)
        else:
            self.sideways.emit(step)

    def _take_or_leave(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()


class ReasonColumn(QFrame):
    """A reason (``uid``) above its cards."""

    def __init__(self, entry: Entry, appearance: Appearance, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.uid = entry.uid
        self.setMinimumWidth(WIDTH)
        self.model = CardModel(today, self)
        self.cards = CardList(self.model, entry.name, DealCard(appearance, today, self))
        appearance.changed.connect(self.cards.viewport().update)
        self._name, self._sums = ShortenedLabel("section"), ShortenedLabel("small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._name)
        layout.addWidget(self._sums)
        layout.addSpacing(4)
        layout.addWidget(self.cards, 1)

    def show_deals(self, entry: Entry, name: str, losses: Sequence[LostDeal]) -> None:
        """Show the cards read so far of all there are."""
        self._name.show_text(name)
        count = wording.number(entry.tally.n)
        sums = wording.amounts(entry.tally.money())
        self._sums.show_text(" · ".join(part for part in (count, sums) if part))
        self.cards.setAccessibleName(_("{reason}: {n} deals").format(reason=name, n=count))
        self.model.show_page(losses, entry.tally.n)

    def selected(self) -> list[LostDeal]:
        """The deals selected, from top to bottom."""
        # To select all selects every column of the model, of which a card is only one.
        rows = sorted({index.row() for index in self.cards.selectionModel().selectedIndexes()})
        return [self.model.records[row] for row in rows]

    def current(self) -> LostDeal | None:
        """The deal the keyboard is at."""
        found: LostDeal | None = self.cards.currentIndex().data(RECORD)
        return found
