"""The lost deals on their card, in one of three forms: a list, a board by reason, the queue of those to win back."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.loss_pool import Dimension, LostDeal
from crmdesk.domain.money import totals
from crmdesk.domain.pool_look import PoolMode
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import LossBoard
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.choice_strip import ChoiceStrip
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.losses.pool_table import PoolTable
from crmdesk.ui.losses.reason_board import ReasonBoard
from crmdesk.ui.losses.win_back_queue import WinBackQueue
from crmdesk.ui.losses.wish_chips import WishChips
from crmdesk.ui.workbench import Workbench

_LOWEST = 190
_CELL_PAD = 9  # where the texts of the columns begin


class PoolDeals(QFrame):
    """All forms show the same deals and tell of the same things; ``mode_chosen`` asks for another form."""

    mode_chosen = Signal(object)
    wish_dropped = Signal(object)
    selection_changed = Signal()
    opened = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, bench: Workbench, mode: PoolMode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setMinimumHeight(_LOWEST)
        self._actions, today = bench.actions, bench.services.desk.today()
        # From the outside to the inside, as in ``LossView``.
        self._stack = QStackedWidget()
        self.states = StateStack(self._stack, self)
        self.table = PoolTable(bench, self._stack)
        self.board = ReasonBoard(bench.appearance, today, self._stack)
        self.queue = WinBackQueue(bench, self._stack)
        self._forms: dict[PoolMode, PoolTable | ReasonBoard | WinBackQueue] = {
            PoolMode.LIST: self.table,
            PoolMode.BOARD: self.board,
            PoolMode.QUEUE: self.queue,
        }
        names = {PoolMode.LIST: _("List"), PoolMode.BOARD: _("Board"), PoolMode.QUEUE: _("Win-back")}
        self.switch = ChoiceStrip(_("Form"), [(each.value, name) for each, name in names.items()])
        self.switch.chosen.connect(self._take)
        self.mode = mode
        for form in self._forms.values():
            self._stack.addWidget(form)
            form.selection_changed.connect(self.selection_changed)
            form.opened.connect(self.opened)
            form.menu_requested.connect(self.menu_requested)
        self._sums = ShortenedLabel("muted")
        self.chips = WishChips()
        self.chips.dropped.connect(self.wish_dropped)
        self.columns = IconButton("columns-3", look="quiet", name=_("Choose columns"))
        self.columns.clicked.connect(self.table.choose_columns)
        self._lay_out(bench)
        self.show_mode(mode)

    @property
    def form(self) -> PoolTable | ReasonBoard | WinBackQueue:
        """The form in sight."""
        return self._forms[self.mode]

    def show_mode(self, mode: PoolMode) -> None:
        """Bring a form to the front."""
        self.mode = mode
        self._stack.setCurrentWidget(self.form)
        self.switch.show_key(mode.value)
        self.columns.setVisible(mode is PoolMode.LIST)

    def show_head(self, sums: str, wishes: Mapping[Dimension, str]) -> None:
        """Say how many deals there are of what worth, and what they are narrowed down by."""
        self._sums.show_text(sums)
        self.chips.show_wishes(wishes)

    def show_found(self, board: LossBoard) -> None:
        """Show the deals, or why there are none."""
        if board.total.n:
            self.states.show_content()
            return
        undated = ngettext(
            "{n} loss has no known day, so it is in no period.",
            "{n} losses have no known day, so they are in no period.",
            board.undated.n,
        ).format(n=wording.number(board.undated.n))
        nothing = (
            _("Nothing was won for all that you chose together.")
            if board.wanted.won
            else _("Nothing was lost for all that you chose together.")
        )
        self.states.show_empty(
            "search",
            _("No deal fits") if board.wanted.won else _("No loss fits"),
            undated if board.undated.n else nothing,
            self._actions.several("losses.clear"),
        )

    def selected(self) -> list[LostDeal]:
        """The deals selected, in the order of the form."""
        return self.form.selected()

    def current(self) -> LostDeal | None:
        """The deal the keyboard is at."""
        return self.form.current()

    def selection_words(self) -> str:
        """How many deals are selected, and their sums by currency; nothing for none."""
        losses = self.selected()
        if not losses:
            return ""
        count = ngettext("{n} selected", "{n} selected", len(losses)).format(n=wording.number(len(losses)))
        sums = wording.amounts(totals(loss.amount for loss in losses).values())
        return " · ".join(part for part in (count, sums) if part)

    def _take(self, key: str) -> None:
        """One form is always shown, so that a second click changes nothing."""
        self.switch.show_key(key or self.mode.value)
        if key:
            self.mode_chosen.emit(PoolMode(key))

    def _lay_out(self, bench: Workbench) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_CELL_PAD, 6, 8, 4)
        head.setSpacing(8)
        head.addWidget(self.switch)
        head.addWidget(self._sums, 1)
        head.addWidget(self.chips, 2)
        export = IconButton("sheet", _("Excel"), look="quiet", name=_("Export these losses…"))
        export.clicked.connect(bench.actions["losses.export"].trigger)
        head.addWidget(export)
        head.addWidget(self.columns)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 6)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self.states, 1)
