"""The charts of the lost pool: chips for the questions, and one or two cards that answer the one chosen.

Only what is in sight is counted, off the window's thread. Knows not how anything is counted or drawn.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.insight.outcomes.headings import reason_of_heading, wish_into
from crmdesk.insight.outcomes.period_before import wish_before
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.charts.chart_card import ChartCard
from crmdesk.ui.losses.chart_bar import ChartBar
from crmdesk.ui.losses.chart_counts import Count, Counted, before_count, figures_count, pictures
from crmdesk.ui.losses.chart_pages import ChartPages
from crmdesk.ui.losses.chart_wishes import ChartWishes, recall_charts, remember_charts
from crmdesk.ui.losses.fate_choice import FateChoice
from crmdesk.ui.losses.figure_kinds import COHORTS, HEAT, SEGMENTS, WHY, figure_kinds, questions
from crmdesk.ui.losses.heat_choice import HeatChoice
from crmdesk.ui.workbench import Workbench

_SLOT = "losses_charts"
_GAP = 6


class PoolCharts(QWidget):
    """Emits the wish a mark leads to, or ``wish_entered`` for who goes on to the deals; a mark chosen again gives up.

    The heading of a reason leads to its deals and to the reasons below it, in all charts by reason alike, as long as
    nothing else than it or what is below it is wished of the reasons.
    """

    wish_chosen = Signal(object)
    wish_entered = Signal(object)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._board: LossBoard | None = None
        self._counted = Counted()
        self._period = ""
        self._takes_keyboard = False
        self._questions = questions()
        self.wishes = recall_charts(bench.view_state)
        if self.wishes.chip not in self._questions:
            self.wishes = replace(self.wishes, chip=WHY)
        self.bar = ChartBar(self._questions)
        self.bar.question_chosen.connect(self.show_question)
        self.bar.measure_switched.connect(self.switch_measure)
        self.bar.compare_switched.connect(self.switch_compare)
        self.heat, self.fate = HeatChoice(), FateChoice()
        self.heat.chosen.connect(lambda by: self._wish(replace(self.wishes, heat=by[0], group=by[1])))
        self.fate.chosen.connect(lambda fate: self._wish(replace(self.wishes, fate=fate), reads=False))
        self._pages = ChartPages(bench)
        self._pages.mark_chosen.connect(self._choose)
        self._pages.mark_entered.connect(self._enter)
        self._pages.mark_opened.connect(self._open)
        self._pages.up_requested.connect(self.go_up)
        self._pages.table_switched.connect(self.switch_table)
        names = (_("Why we lose"), _("Trend by month"))
        self.reasons, self.trend = self._pages.add(WHY, names, by_reason=(True, False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        self._show_page()

    @property
    def cards(self) -> tuple[ChartCard, ...]:
        """The cards in sight."""
        return self._pages.cards(self.wishes.chip)

    @property
    def ups(self) -> tuple[IconButton, ...]:
        """The ways back to all reasons on the cards in sight."""
        return self._pages.ups(self.wishes.chip)

    @property
    def measure(self) -> IconButton:
        """Switches between counting losses and adding up their amounts."""
        return self.bar.measure

    def show_board(self, board: LossBoard, period: str) -> None:
        """Draw anew what follows from these counts; ``period`` is the period in words."""
        self._board, self._period = board, period
        if self.wishes.inside and not self._is_inside(board):
            self.wishes = replace(self.wishes, inside="")
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

    def go_up(self) -> None:
        """From what is below a reason back to all reasons, and to the deals of all of them."""
        if self._board is not None and self.wishes.inside:
            self.wishes = replace(self.wishes, inside="")
            self.wish_chosen.emit(replace(self._board.wanted, reasons=frozenset()))

    def _wish(self, wishes: ChartWishes, *, reads: bool = True) -> None:
        if wishes.chip != self.wishes.chip:
            self._counted = Counted()
        self.wishes = wishes
        remember_charts(self._bench.view_state, wishes)
        self._show_page()
        if reads:
            self._load()
        else:
            self._draw()

    def _show_page(self) -> None:
        kinds, chip = figure_kinds(self.wishes), self.wishes.chip
        if not self._pages.has(chip):
            cards = self._pages.add(chip, [kind.name for kind in kinds], by_reason=[kind.by_reason for kind in kinds])
            choices: dict[str, QWidget] = {HEAT: self.heat, COHORTS: self.fate}
            for kind, card in zip(kinds, cards, strict=True):
                if kind.key in choices:
                    card.add_control(choices[kind.key])
        holder = QApplication.focusWidget()
        if not self._pages.is_in_sight(chip) and holder is not None and self._pages.isAncestorOf(holder):
            # Else Qt would pass the keyboard on to whatever is next when the page goes out of sight.
            self.bar.chips[chip].setFocus()
        self._pages.show_page(chip)
        is_why = chip == WHY
        self.bar.show_wishes(
            self.wishes,
            by_amount=is_why or any(kind.by_amount for kind in kinds),
            compares=is_why or any(kind.compares for kind in kinds),
        )
        self.fate.show_fate(self.wishes.fate)
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
        services = self._bench.services
        earlier = wish_before(board.wanted, services.desk.today()) if self.wishes.compare else None
        if self._counted.wish != earlier or earlier is None:
            self._counted = Counted()
        self._draw()
        if earlier is None:
            self._bench.runner.forget(_SLOT)
        else:
            self._start(before_count(services.pool, earlier))

    def _load_figures(self, board: LossBoard) -> None:
        for card in self.cards:
            card.show_busy(_("Counting…"))
        self._start(figures_count(self._bench.services.figures, board, self.wishes))

    def _start(self, count: Count) -> None:
        self._bench.runner.start(_SLOT, count, done=self._show, failed=self._show_failure)

    def _show(self, counted: Counted) -> None:
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
        for up in self.ups:
            up.setVisible(bool(self.wishes.inside))
        shown = pictures(self._board, self._counted, self._period, self.wishes)
        for card, picture in zip(self.cards, shown, strict=True):
            card.show_picture(picture, as_table=self.wishes.as_table)
            card.outline_where(partial(self._is_chosen, card))
        if self._takes_keyboard:
            self._takes_keyboard = False
            self.cards[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _is_chosen(self, card: ChartCard, key: str) -> bool:
        """Whether the deals of a mark are those in sight; a heading stands for more than its deals."""
        return self._board is not None and not reason_of_heading(key) and _led_to(card, key) == self._board.wanted

    def _is_inside(self, board: LossBoard) -> bool:
        """Whether the reason looked into is still there, and nothing but it or what is below it is wished."""
        inside, wished = self.wishes.inside, board.wanted.reasons
        below = {entry.uid for entry in board.reasons_in(inside)} | {inside}
        return board.reason(inside) is not None and bool(wished) and wished <= below

    def _choose(self, card: ChartCard, key: str) -> None:
        wish = _led_to(card, key)
        if uid := reason_of_heading(key):
            self._look_into(uid)
        elif card.picture is not None and wish is not None:
            self.wish_chosen.emit(card.picture.base if self._is_chosen(card, key) else wish)

    def _enter(self, card: ChartCard, key: str) -> None:
        wish = _led_to(card, key)
        if uid := reason_of_heading(key):
            self._look_into(uid)
        elif wish is not None:
            self.wish_entered.emit(wish)

    def _open(self, card: ChartCard, key: str) -> None:
        """Look into a reason where there is more below it; go on to the deals of any other mark."""
        uid = self._whole_reason(card, key)
        if uid and self._board is not None and self._board.reasons_in(uid) and uid != self.wishes.inside:
            self._look_into(uid)
        else:
            self._enter(card, key)

    def _whole_reason(self, card: ChartCard, key: str) -> str:
        """The uid of the reason a mark stands for as a whole; empty for a mark of anything else, or of several."""
        wish = _led_to(card, key)
        if wish is None or card.picture is None or len(wish.reasons) != 1:
            return ""
        alike = replace(wish, reasons=card.picture.base.reasons, won=card.picture.base.won) == card.picture.base
        return next(iter(wish.reasons)) if alike else ""

    def _look_into(self, uid: str) -> None:
        if self._board is not None:
            self.wishes = replace(self.wishes, inside=uid)
            self.wish_chosen.emit(wish_into(self._board.wanted, uid))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit shows the charts of that question; Escape stops the counting, Backspace leads to all reasons."""
        keys = list(self._questions)
        if event.text().isdecimal() and 0 < int(event.text()) <= len(keys):
            self._takes_keyboard = True
            self.show_question(keys[int(event.text()) - 1])
        elif event.key() == Qt.Key.Key_Escape and self._bench.runner.busy(_SLOT):
            self._bench.runner.cancel(_SLOT)
        elif event.key() == Qt.Key.Key_Backspace and self.wishes.inside:
            self.go_up()
        else:
            super().keyPressEvent(event)


def _led_to(card: ChartCard, key: str) -> PoolFilter | None:
    """The wish a mark leads to."""
    return card.picture.wish(key) if card.picture is not None else None
