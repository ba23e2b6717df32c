"""The lost deals as cards, one column per reason of the first level. Reads nothing: it is handed pages and asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import LostDeal, PoolFilter, Tally
from crmdesk.i18n import _
from crmdesk.insight.loss_board import Entry, LossBoard
from crmdesk.qt.appearance import Appearance
from crmdesk.ui.losses.pool_wishes import in_reason
from crmdesk.ui.losses.reason_column import ReasonColumn

_GAP = 10
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


@dataclass(frozen=True, slots=True)
class Pile:
    """What stands in a column: how many deals of a reason fit ``wanted``, and those of them read so far."""

    entry: Entry
    wanted: PoolFilter
    losses: tuple[LostDeal, ...] = ()


def piles_of(board: LossBoard) -> list[Pile]:
    """The columns of a board, none of them read yet; a reason of which nothing fits has none."""
    made = []
    for entry in board.reasons_in(""):
        wanted = in_reason(board, entry.uid)
        if wanted is None:
            continue
        chosen = [one for one in board.reasons_in(entry.uid) if one.uid in wanted.reasons]
        tally = sum((one.tally for one in chosen), Tally()) if chosen else entry.tally
        if tally.n:
            made.append(Pile(Entry(entry.uid, entry.name, tally, hue=entry.hue), wanted))
    return made


class ReasonBoard(QFrame):
    """``more_requested`` brings the uid of the reason whose next cards are wanted.

    ``reason_dropped`` brings that of another reason for the deals selected.
    """

    opened = Signal()
    selection_changed = Signal()
    more_requested = Signal(str)
    reason_dropped = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, appearance: Appearance, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._today = appearance, today
        self.columns: list[ReasonColumn] = []
        self.piles: list[Pile] = []
        self._place = 0
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(10, 0, 10, 4)
        self._row.setSpacing(_GAP)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self._scroll.setProperty("look", "open")
        inside.setProperty("look", "open")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setAccessibleName(_("Board by reason"))

    def show_piles(self, piles: Sequence[Pile]) -> None:
        """Show these columns; those that stay keep what is selected in them."""
        self.piles = list(piles)
        wanted = [pile.entry.uid for pile in piles]
        for column in [column for column in self.columns if column.uid not in wanted]:
            self.columns.remove(column)
            column.hide()
            column.deleteLater()
        kept = {column.uid: column for column in self.columns}
        self.columns = [kept.get(pile.entry.uid) or self._column(pile.entry) for pile in piles]
        for place, (column, pile) in enumerate(zip(self.columns, piles, strict=True)):
            self._row.insertWidget(place, column)
            column.show_deals(pile.entry, _name(pile.entry), pile.losses)
        self._place = min(self._place, max(0, len(self.columns) - 1))

    def add_page(self, pile: Pile, losses: Sequence[LostDeal]) -> None:
        """Put the next page below the cards of a column, unless the column has been read anew meanwhile."""
        for place, known in enumerate(self.piles):
            if known is pile:
                self.piles[place] = longer = replace(pile, losses=(*pile.losses, *losses))
                self.columns[place].show_deals(longer.entry, _name(longer.entry), longer.losses)

    def selected(self) -> list[LostDeal]:
        """The deals selected, column by column."""
        return [loss for column in self.columns for loss in column.selected()]

    def current(self) -> LostDeal | None:
        """The deal the keyboard is at."""
        return self.columns[self._place].current() if self.columns else None

    def enter(self) -> None:
        """Go to the cards, to the first of them unless the keyboard was at one before."""
        if self.columns:
            self._go_to(self._place, self.columns[self._place].cards.currentIndex().row())

    def _column(self, entry: Entry) -> ReasonColumn:
        column = ReasonColumn(entry, self._appearance, self._today)
        cards = column.cards
        cards.opened.connect(self.opened)
        cards.sideways.connect(lambda step: self._go_beside(column, step))
        cards.entered.connect(lambda: self._note_place(column))
        cards.cards_dropped.connect(lambda: self.reason_dropped.emit(column.uid))
        cards.chosen_alone.connect(lambda: self._leave_others(column))
        cards.selectionModel().selectionChanged.connect(self.selection_changed)
        cards.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(cards.viewport().mapToGlobal(place))
        )
        column.model.more_requested.connect(lambda: self.more_requested.emit(column.uid))
        return column

    def _leave_others(self, column: ReasonColumn) -> None:
        """A plain choice in one column gives up that of the others, as in one list."""
        for other in self.columns:
            if other is not column:
                other.cards.clearSelection()

    def _note_place(self, column: ReasonColumn) -> None:
        self._place = self.columns.index(column)
        self._scroll.ensureWidgetVisible(column, _GAP, 0)

    def _go_beside(self, column: ReasonColumn, step: int) -> None:
        place = self.columns.index(column) + step
        if 0 <= place < len(self.columns):
            self._go_to(place, column.cards.currentIndex().row())

    def _go_to(self, place: int, row: int) -> None:
        column = self.columns[place]
        column.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        if not (column.selected() and column.cards.currentIndex().row() == row):
            column.cards.setCurrentIndex(column.model.index(max(0, min(row, column.model.rowCount() - 1)), 0))
            column.cards.selectionModel().select(column.cards.currentIndex(), _SELECT)


def _name(entry: Entry) -> str:
    return _("Not recorded") if entry.uid == NOT_RECORDED else entry.name
