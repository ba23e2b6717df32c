"""The screen of lost deals: what to narrow down by, why and when deals are lost, and the deals themselves."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_pool import Dimension, LostDeal, PoolFilter, PoolOrder
from crmdesk.domain.pool_look import OWN_DAYS, PoolLook, PoolMode
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.commands.command import POOL_FORM
from crmdesk.ui.losses.loss_actions import LossActions
from crmdesk.ui.losses.period import in_period, period_words
from crmdesk.ui.losses.pool_charts import PoolCharts
from crmdesk.ui.losses.pool_deals import PoolDeals
from crmdesk.ui.losses.pool_memory import recall, remember, wanted_now
from crmdesk.ui.losses.pool_panes import PoolPanes
from crmdesk.ui.losses.pool_reading import PAGE, PILE_PAGE, Reading, read_pool
from crmdesk.ui.losses.pool_side import PoolSide
from crmdesk.ui.losses.pool_wishes import without
from crmdesk.ui.losses.pool_words import sums_text, wishes
from crmdesk.ui.losses.queue_columns import queue_words
from crmdesk.ui.losses.replay_panel import ReplayPanel
from crmdesk.ui.saved_views import SavedViews, ViewedScreen
from crmdesk.ui.workbench import Workbench

_SLOT, _PAGES = "losses", "losses_page"
_MENU = (
    *("losses.open", "losses.change_reason", "losses.owner", "losses.review", "losses.agree", "losses.unreview"),
    *("losses.win_back", "losses.plan", "losses.discard"),
)
_MENU_OUT = ("losses.copy", "losses.export")


class LossView(QWidget):
    """Reads when it is shown. Emits the customer, the deal and the touch of a loss that a person opens."""

    deal_opened = Signal(str, str, str)
    settings_requested = Signal(str)
    change_reason_requested = Signal(object)
    reason_given = Signal(object, str)
    """The uids of deals, and the name of the reason they were dropped on."""
    selection_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._pool = bench, bench.services.pool
        self._look = recall(bench.view_state)
        self._wanted = wanted_now(self._look, bench.services.desk.today())
        self._board: LossBoard | None = None
        self._stale, self._goes_on = True, False
        # From the outside to the inside: Qt dresses whatever is in a widget anew when that gets into another.
        self.panes = PoolPanes(bench.view_state)
        self.states = StateStack(self.panes, self)
        self.side = PoolSide(bench, self._look.period, self.panes)
        self.charts = PoolCharts(bench, self.panes.splitter)
        self.deals = PoolDeals(bench, self._look.mode, self.panes.splitter)
        self.table = self.deals.table
        self.table.model.order = self._look.order
        self.replay = ReplayPanel(bench, self.panes)
        self.actions_of = LossActions(bench, self.deals, self._shown)
        self.views = SavedViews(
            bench,
            self.side.views,
            ViewedScreen(lambda: self.look, lambda: not self.look.wanted, self.show_look, self.show_all),
        )
        self._follow_parts()
        self.panes.lay_out(self.side, self.charts, self.deals, self.replay)
        self.panes.show_mode(self._look.mode)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.states)
        bench.actions.check_mode(POOL_FORM, self._look.mode.value)
        bench.bus.changed.connect(self._reload)

    def _follow_parts(self) -> None:
        self.side.wish_changed.connect(self.show_losses)
        self.side.reasons_requested.connect(lambda: self.settings_requested.emit("reasons"))
        self.charts.wish_chosen.connect(self._choose)
        self.charts.wish_entered.connect(self._go_on)
        self.charts.bar.question_chosen.connect(lambda _key: self.views.show())
        self.deals.wish_dropped.connect(self._drop)
        self.deals.mode_chosen.connect(self.show_mode)
        self.deals.selection_changed.connect(self._tell_selection)
        self.deals.opened.connect(self.open_current)
        self.deals.menu_requested.connect(self._open_menu)
        self.deals.board.more_requested.connect(self._load_pile)
        self.deals.board.reason_dropped.connect(self._move_to)
        self.table.model.order_changed.connect(self._show_order)
        self.table.model.more_requested.connect(self._load_more)
        self.panes.replay_turned.connect(lambda: self.replay.show_selection(self.selected()))
        self.replay.touch_opened.connect(lambda loss, uid: self.deal_opened.emit(loss.customer_uid, loss.deal_uid, uid))

    @property
    def look(self) -> PoolLook:
        """All that is shown, as it can be kept under a name."""
        return replace(self._look.settled(), chart=self.charts.wishes.chip)

    @property
    def wanted(self) -> PoolFilter:
        """Which losses are shown."""
        return self._wanted

    def show_losses(self, wanted: PoolFilter, period: str) -> None:
        """Show the losses of a wish; ``period`` is the name of its period."""
        self._take(replace(self._look, wanted=wanted, period=period), wanted)

    def show_look(self, look: PoolLook) -> None:
        """Show a way of looking at the pool that was kept."""
        self.table.model.order = look.order
        if look.chart in self.charts.bar.chips:
            self.charts.show_question(look.chart)
        self._take(look, wanted_now(look, self._bench.services.desk.today()))

    def show_mode(self, mode: PoolMode) -> None:
        """Show the same deals in another form; what is selected stays so, as far as it is in sight."""
        if mode is not self._look.mode:
            self._take(replace(self._look, mode=mode), self._wanted)

    def _show_order(self, order: PoolOrder) -> None:
        self._take(replace(self._look, order=order), self._wanted)

    def _take(self, look: PoolLook, wanted: PoolFilter) -> None:
        self._look, self._wanted = replace(look, wanted=wanted), wanted
        remember(self._bench.view_state, self._look)
        self._bench.actions.check_mode(POOL_FORM, look.mode.value)
        self.deals.show_mode(look.mode)
        self.panes.show_mode(look.mode)
        self.views.show()
        self._load(afresh=True)

    def turn_over(self) -> None:
        """Show the won deals instead of the lost ones, or the other way round."""
        self.side.turn_over()

    def show_all(self) -> None:
        """Give up everything that is wished."""
        self.side.wish_all()

    def selected(self) -> list[LostDeal]:
        """The losses selected."""
        return self.deals.selected()

    def open_current(self) -> None:
        """Go to where the current loss happened."""
        loss = self.deals.current()
        if loss is not None:
            self.deal_opened.emit(loss.customer_uid, loss.deal_uid, loss.touch_uid)

    def change_reason(self) -> None:
        """Ask for another reason of the losses selected."""
        if losses := self.selected():
            self.change_reason_requested.emit([loss.deal_uid for loss in losses])

    def toggle_replay(self) -> None:
        """Show the replay at the right, or hide it."""
        self.panes.toggle_replay()

    def _of_period(self) -> PoolFilter:
        """All losses of the period."""
        if self._look.period == OWN_DAYS:
            return PoolFilter(since=self._wanted.since, until=self._wanted.until)
        return in_period(PoolFilter(), self._look.period, self._bench.services.desk.today())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._of_period() != self._wanted:
            self.show_losses(self._of_period(), self._look.period)
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()
        self._tell_selection()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.panes.keep()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go_to_chart()

    def _go_to_chart(self) -> None:
        """Where the keyboard begins; while there is no chart yet, it waits."""
        chart = self.charts.cards[0].focusProxy()
        if self.hasFocus() and chart is not None and chart.isVisible():
            chart.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _reload(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self, *, afresh: bool = False) -> None:
        """Count and read anew; as many deals as are shown, or the first page ``afresh``."""
        self._stale = False
        if self._board is None:
            self.states.show_busy(_("Counting losses…"))
        look, wanted = self._look, self._wanted
        limit = PAGE if afresh else max(PAGE, self.table.model.rowCount())
        self._bench.runner.cancel(_PAGES)
        self._bench.runner.start(
            _SLOT,
            lambda _watch: read_pool(self._pool, self._bench.services.win_backs, wanted, look.order, look.mode, limit),
            done=lambda reading: self._show(reading, look.mode, afresh=afresh),
            failed=self._show_failure,
        )

    def _load_more(self) -> None:
        if self._bench.runner.busy(_PAGES) or self._bench.runner.busy(_SLOT):
            return
        wanted, order, offset = self._wanted, self._look.order, self.table.model.rowCount()
        self._bench.runner.start(
            _PAGES,
            lambda _watch: self._pool.deals(wanted, order, limit=PAGE, offset=offset),
            done=lambda losses: self._append(losses, wanted, order, offset),
            failed=self._show_failure,
        )

    def _load_pile(self, uid: str) -> None:
        """Read the next cards of a column of the board."""
        pile = next((pile for pile in self.deals.board.piles if pile.entry.uid == uid), None)
        if pile is None or self._bench.runner.busy(_PAGES) or self._bench.runner.busy(_SLOT):
            return
        order, offset = self._look.order, len(pile.losses)
        self._bench.runner.start(
            _PAGES,
            lambda _watch: self._pool.deals(pile.wanted, order, limit=PILE_PAGE, offset=offset),
            done=lambda losses: self.deals.board.add_page(pile, losses),
            failed=self._show_failure,
        )

    def _append(self, losses: Sequence[LostDeal], wanted: PoolFilter, order: PoolOrder, offset: int) -> None:
        model = self.table.model
        if (wanted, order, offset) == (self._wanted, model.order, model.rowCount()):
            model.show_page([*model.records, *losses], model.total)

    def _show(self, reading: Reading, mode: PoolMode, *, afresh: bool) -> None:
        board = self._board = reading.board
        self._adopt(board)
        if not board.everything:
            self.states.show_empty(
                "chart-column",
                _("No deal has been lost"),
                _("When one is, mark it “Lost…” at its customer: the reasons are counted here."),
                self._bench.actions.several("view.customers"),
            )
            return
        self.side.show_board(board, self._look.period)
        words = period_words(board.wanted, self._look.period, self._bench.services.desk.today())
        self.charts.show_board(board, words)
        sums = sums_text(board)
        if mode is PoolMode.BOARD:
            self.deals.board.show_piles(reading.piles)
        elif mode is PoolMode.QUEUE:
            self.deals.queue.show_items(reading.queue)
            sums = queue_words(reading.queue)
        else:
            self.table.model.show_titles(won=board.wanted.won)
            self.table.show_deals(reading.losses, board.total.n)
        self.deals.show_head(sums, wishes(board))
        if afresh:
            self.table.grid.scrollToTop()
        self.deals.show_found(board)
        # Only now: nobody should see charts that have not got their place yet.
        self.states.show_content()
        self._tell_selection()
        self._place_keyboard()

    def _adopt(self, board: LossBoard) -> None:
        """Go on with what was found of the wish, in which what was merged since is what it became."""
        if board.left_out:
            self._bench.notice.tell(_("What is no longer there was left out of what you asked for."))
        if board.wanted != self._wanted:
            self._wanted, self._look = board.wanted, replace(self._look, wanted=board.wanted)
            remember(self._bench.view_state, self._look)
            self.views.show()

    def _place_keyboard(self) -> None:
        """From a bar to its deals, for who went on from it; to the chart, for who has just come."""
        if self._goes_on and self._board is not None and self._board.total.n:
            self.deals.form.enter()
        elif self.hasFocus():
            # Later: the chart that has just been made is not shown yet.
            QTimer.singleShot(0, self, self._go_to_chart)
        self._goes_on = False

    def _show_failure(self, error: CrmError) -> None:
        self._stale, self._goes_on = True, False
        if not was_cancelled(error):
            self.states.show_failure(error.message, self._bench.actions.several("view.losses"))

    def _choose(self, wanted: PoolFilter) -> None:
        """Show the deals of a mark of a chart."""
        self._goes_on = False
        self.show_losses(wanted, self._look.period)

    def _go_on(self, wanted: PoolFilter) -> None:
        """Show the deals of a mark and go to them."""
        self._goes_on = True
        self.show_losses(wanted, self._look.period)

    def _move_to(self, uid: str) -> None:
        """Give the deals selected another reason."""
        entry = self._board.reason(uid) if self._board is not None else None
        if entry is not None and not self._wanted.won:
            self.reason_given.emit([loss.deal_uid for loss in self.selected()], entry.name)

    def _drop(self, dimension: Dimension) -> None:
        self.show_losses(without(self._wanted, dimension), self._look.period)

    def _shown(self) -> tuple[PoolFilter, PoolOrder, Sequence[str]]:
        """What is wished, in which order, and in words for whoever reads it elsewhere."""
        words = period_words(self._wanted, self._look.period, self._bench.services.desk.today())
        told = [_("Period: {period}").format(period=words)]
        if self._board is not None:
            told += [sums_text(self._board), *wishes(self._board).values()]
        return self._wanted, self._look.order, told

    def _tell_selection(self) -> None:
        if self.isVisible():
            self._bench.status.show_text(self.deals.selection_words())
            self.replay.show_selection(self.selected())
        self.selection_changed.emit()

    def _open_menu(self, place: QPoint) -> None:
        if self.selected():
            menu = self._bench.actions.context_menu(self, *_MENU)
            menu.addSeparator()
            menu.addActions(self._bench.actions.several(*_MENU_OUT))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)
