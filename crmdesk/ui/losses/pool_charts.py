"""The charts of the lost pool: chips for the questions, and one or two cards that answer the one chosen.

Only what is in sight is counted, off the window's thread. Knows not how anything is counted or drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.insight.outcomes.period_before import wish_before
from crmdesk.qt.tasks import Watch, was_cancelled
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.charts.chart_card import ChartCard
from crmdesk.ui.charts.chart_picture import ChartPicture
from crmdesk.ui.losses.board_pictures import reasons_picture, trend_picture
from crmdesk.ui.losses.chart_bar import ChartBar
from crmdesk.ui.losses.chart_wishes import ChartWishes, recall_charts, remember_charts
from crmdesk.ui.losses.figure_kinds import SEGMENTS, WHY, FigureKind, figure_kinds, questions
from crmdesk.ui.losses.figure_pictures import figure_base, figure_picture
from crmdesk.ui.losses.heat_choice import HeatChoice
from crmdesk.ui.workbench import Workbench

_SLOT = "losses_charts"
_GAP = 12


@dataclass(frozen=True, slots=True)
class _Counted:
    """What was counted for the charts in sight: the period before by its wish, or a figure for each card."""

    before: LossBoard | None = None
    wish: PoolFilter | None = None
    figures: tuple[Any, ...] = ()


class PoolCharts(QWidget):
    """Emits the wish a mark leads to, or ``wish_entered`` for who goes on to the deals; a mark chosen again gives up.

    ``reason_opened`` is for what is below a reason.
    """

    wish_chosen = Signal(object)
    wish_entered = Signal(object)
    reason_opened = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._board: LossBoard | None = None
        self._counted = _Counted()
        self._period, self._inside = "", ""
        self._takes_keyboard = False
        self._questions = questions()
        self.wishes = recall_charts(bench.view_state)
        if self.wishes.chip not in self._questions:
            self.wishes = replace(self.wishes, chip=WHY)
        self.bar = ChartBar(self._questions)
        self.bar.question_chosen.connect(self.show_question)
        self.bar.measure_switched.connect(self.switch_measure)
        self.bar.compare_switched.connect(self.switch_compare)
        self.heat = HeatChoice()
        self.heat.chosen.connect(lambda by, group: self._wish(replace(self.wishes, heat=by, group=group)))
        self._cards: dict[str, tuple[ChartCard, ...]] = {}
        self._pages = QStackedWidget()
        self.reasons, self.trend = self._add_page(WHY, (_("Why we lose"), _("Trend by month")))
        self.up = IconButton("arrow-left", look="quiet", name=_("Back to all reasons"))
        self.up.clicked.connect(lambda: self._show_inside(""))
        self.up.hide()
        self.reasons.add_control(self.up, first=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP // 2)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        self._show_page()

    @property
    def cards(self) -> tuple[ChartCard, ...]:
        """The cards in sight."""
        return self._cards[self.wishes.chip]

    @property
    def measure(self) -> IconButton:
        """Switches between counting losses and adding up their amounts."""
        return self.bar.measure

    def show_board(self, board: LossBoard, period: str) -> None:
        """Draw anew what follows from these counts; ``period`` is the period in words."""
        self._board, self._period = board, period
        if self._inside and not self._is_inside(board):
            self._inside = ""
        self._load()

    def show_question(self, key: str) -> None:
        """Show the charts that answer a question."""
        if key != self.wishes.chip:
            self._wish(replace(self.wishes, chip=key))

    def step(self, by: int) -> None:
        """Show the charts of the next question, or of the one before, and go to them."""
        keys = list(self._questions)
        self._takes_keyboard = True
        self.show_question(keys[(keys.index(self.wishes.chip) + by) % len(keys)])

    def switch_measure(self) -> None:
        """Count losses, or add up their amounts."""
        self._wish(replace(self.wishes, by_amount=not self.wishes.by_amount), reads=False)

    def switch_compare(self) -> None:
        """Compare with the period before, or no more."""
        self._wish(replace(self.wishes, compare=not self.wishes.compare))

    def switch_table(self) -> None:
        """Show tables in place of the charts, or the charts again."""
        self._wish(replace(self.wishes, as_table=not self.wishes.as_table), reads=False)

    def _wish(self, wishes: ChartWishes, *, reads: bool = True) -> None:
        if wishes.chip != self.wishes.chip:
            self._counted = _Counted()
        self.wishes = wishes
        remember_charts(self._bench.view_state, wishes)
        self._show_page()
        if reads:
            self._load()
        else:
            self._draw()

    def _add_page(self, question: str, names: tuple[str, ...]) -> tuple[ChartCard, ...]:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._cards[question] = cards = tuple(ChartCard(name, self._bench) for name in names)
        for card in cards:
            card.bar_chosen.connect(lambda key, card=card: self._choose(card, key))
            card.bar_entered.connect(lambda key, card=card: self._enter(card, key))
            card.bar_opened.connect(lambda key, card=card: self._open(card, key))
            card.table_switched.connect(self.switch_table)
            row.addWidget(card, 1)
        self._pages.addWidget(page)
        return cards

    def _show_page(self) -> None:
        kinds = figure_kinds(self.wishes)
        if self.wishes.chip not in self._cards:
            cards = self._add_page(self.wishes.chip, tuple(kind.name for kind in kinds))
            if self.wishes.chip == SEGMENTS:
                cards[0].add_control(self.heat)
        page, holder = list(self._cards).index(self.wishes.chip), QApplication.focusWidget()
        if page != self._pages.currentIndex() and holder is not None and self._pages.isAncestorOf(holder):
            # Else Qt would pass the keyboard on to whatever is next when the page goes out of sight.
            self.bar.chips[self.wishes.chip].setFocus()
        self._pages.setCurrentIndex(page)
        is_why = self.wishes.chip == WHY
        self.bar.show_wishes(
            self.wishes,
            by_amount=is_why or any(kind.by_amount for kind in kinds),
            compares=is_why or any(kind.compares for kind in kinds),
        )
        self.setFocusProxy(self.cards[0])

    def _load(self) -> None:
        """Count what the charts in sight need besides the board."""
        if self._board is None:
            return
        if self.wishes.chip == WHY:
            self._load_before(self._board)
        else:
            self._load_figures(self._board)

    def _load_before(self, board: LossBoard) -> None:
        """The charts over the board stand at once; marks of the period before join them."""
        earlier = wish_before(board.wanted, self._bench.services.desk.today()) if self.wishes.compare else None
        if self._counted.wish != earlier or earlier is None:
            self._counted = _Counted()
        self._draw()
        if earlier is None:
            self._bench.runner.forget(_SLOT)
            return
        pool = self._bench.services.pool
        self._start(lambda _watch: _Counted(pool.board(earlier), earlier))

    def _load_figures(self, board: LossBoard) -> None:
        wishes, figures = self.wishes, self._bench.services.figures
        for card in self.cards:
            card.show_busy(_("Counting…"))
        kinds = figure_kinds(wishes)
        self._start(
            lambda watch: _Counted(
                figures=tuple(kind.read(figures, figure_base(board, kind), wishes, watch) for kind in kinds)
            )
        )

    def _start(self, count: Callable[[Watch], _Counted]) -> None:
        self._bench.runner.start(_SLOT, count, done=self._show, failed=self._show_failure)

    def _show(self, counted: _Counted) -> None:
        self._counted = counted
        if self.wishes.chip == SEGMENTS:
            self.heat.show_heat(*counted.figures)
        self._draw()

    def _show_failure(self, error: CrmError) -> None:
        sentence = _("Counting was stopped.") if was_cancelled(error) else error.message
        for card in self.cards:
            card.show_failure(sentence)

    def _draw(self) -> None:
        if self._board is None or (self.wishes.chip != WHY and not self._counted.figures):
            return
        self.up.setVisible(bool(self._inside))
        for card, picture in zip(self.cards, self._pictures(self._board), strict=True):
            card.show_picture(picture, as_table=self.wishes.as_table)
            card.outline_where(partial(self._is_chosen, picture))
        if self._takes_keyboard:
            self._takes_keyboard = False
            self.cards[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _is_chosen(self, picture: ChartPicture[PoolFilter], key: str) -> bool:
        """Whether the deals of a mark are those in sight."""
        return self._board is not None and picture.wish(key) == self._board.wanted

    def _pictures(self, board: LossBoard) -> tuple[ChartPicture[PoolFilter], ...]:
        if self.wishes.chip == WHY:
            before = self._counted.before
            reasons = reasons_picture(board, before, self._inside, self._period, self.wishes)
            return reasons, trend_picture(board, before, self._period, self.wishes)
        kinds: tuple[FigureKind, ...] = figure_kinds(self.wishes)
        return tuple(
            figure_picture(kind, figure, board, self._period, self.wishes)
            for kind, figure in zip(kinds, self._counted.figures, strict=True)
        )

    def _is_inside(self, board: LossBoard) -> bool:
        """Whether the reason looked into is still there, and nothing but it or what is below it is wished."""
        below = {entry.uid for entry in board.reasons_in(self._inside)} | {self._inside}
        return board.reason(self._inside) is not None and board.wanted.reasons <= below

    def _show_inside(self, uid: str) -> None:
        self._inside = uid
        self._draw()

    def _choose(self, card: ChartCard, key: str) -> None:
        wish = card.picture.wish(key) if card.picture else None
        if card.picture is not None and wish is not None:
            self.wish_chosen.emit(card.picture.base if self._is_chosen(card.picture, key) else wish)

    def _enter(self, card: ChartCard, key: str) -> None:
        wish = card.picture.wish(key) if card.picture else None
        if wish is not None:
            self.wish_entered.emit(wish)

    def _open(self, card: ChartCard, key: str) -> None:
        """Look into a reason where there is more below it; go on to the deals of any other mark."""
        if card is not self.reasons:
            self._enter(card, key)
        elif self._board is not None and self._board.reasons_in(key) and key:
            self._inside = key
            self.reason_opened.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit shows the charts of that question; Escape stops the counting."""
        keys = list(self._questions)
        if event.text().isdecimal() and 0 < int(event.text()) <= len(keys):
            self._takes_keyboard = True
            self.show_question(keys[int(event.text()) - 1])
        elif event.key() == Qt.Key.Key_Escape and self._bench.runner.busy(_SLOT):
            self._bench.runner.cancel(_SLOT)
        else:
            super().keyPressEvent(event)
