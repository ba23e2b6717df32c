"""The screen of lost deals. A reason chosen at the left or in the chart shows the deals lost for it in the table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss import NOT_RECORDED, PooledDeal
from crmdesk.domain.money import totals
from crmdesk.i18n import _, ngettext
from crmdesk.insight.losses import LossTable
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.roles import RECORD, SORT
from crmdesk.qt.tasks import Watch, was_cancelled
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.losses.deal_cell import ROW, DealCell
from crmdesk.ui.losses.pool_columns import pool_columns
from crmdesk.ui.losses.reason_list import EVERY, ReasonList, reason_counts
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.render.chart_view import ParetoView

_SLOT = "losses"
_SIDE = 204
_LOWEST_CHART = 240
_LOWEST_TABLE = 160
_CHART_AND_TABLE = (430, 320)


@dataclass(frozen=True, slots=True)
class _Pool:
    """The losses counted by reason, the deals behind them, and the name of the reason that stands for none."""

    table: LossTable
    deals: tuple[PooledDeal, ...]
    unrecorded: str


class LossView(QWidget):
    """Reads when it is shown; emits the customer and the deal of the row a person opens."""

    deal_opened = Signal(str, str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._actions = bench.services, bench.runner, bench.actions
        self._appearance = bench.appearance
        self._pool: _Pool | None = None
        self._stale = True
        self.chart: ParetoView | None = None
        self.reasons = ReasonList(bench.appearance)
        self.model: RecordModel[PooledDeal] = RecordModel(
            pool_columns(self._services.desk.today()), lambda deal: deal.uid, self
        )
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT)
        self._sorted.setSortLocaleAware(True)
        self.table = RecordTable(self._sorted, self.model.columns, _("Lost deals"))
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        named = DealCell(bench.appearance, lambda deal: (deal.customer, deal.name), self.table, bold=True)
        self.table.setItemDelegateForColumn(0, named)
        explained = DealCell(bench.appearance, lambda deal: (deal.reason, deal.subreason), self.table)
        self.table.setItemDelegateForColumn(1, explained)
        self.table.activated.connect(self._open)
        self._heading = label("", "section")
        self._sums = label("", "muted")
        self.clear_filter = IconButton("x", _("Show all reasons"), look="quiet")
        self.clear_filter.clicked.connect(lambda: self.reasons.choose(EVERY))
        self._lay_out()
        self.reasons.reason_chosen.connect(lambda _key: self._show_deals())
        bench.bus.changed.connect(self._reload)
        bench.appearance.changed.connect(self._dress)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def _reload(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._stale = False
        if self._pool is None:
            self.states.show_busy(_("Counting losses…"))
        self._runner.start(_SLOT, self._read, done=self._show, failed=self._show_failure)

    def _read(self, _watch: Watch) -> _Pool:
        from crmdesk.services.losses import LossQuestion

        reasons = self._services.losses.reasons()
        unrecorded = next((reason.name for reason in reasons if reason.key == NOT_RECORDED), "")
        return _Pool(self._services.losses.table(LossQuestion()), tuple(self._services.losses.pool()), unrecorded)

    def _show(self, pool: _Pool) -> None:
        self._pool = pool
        if not pool.table.n:
            self.states.show_empty(
                "chart-column",
                _("No deal has been lost"),
                _("When one is, mark it “Lost…” at its customer: the reasons are counted here."),
                self._actions.several("view.customers"),
            )
            return
        self.states.show_content()
        self.reasons.show_reasons(reason_counts(pool.table))
        self._draw(pool.table)
        self._show_deals()

    def _show_failure(self, error: CrmError) -> None:
        self._stale = True
        if not was_cancelled(error):
            self.states.show_failure(error.message)

    def _draw(self, table: LossTable) -> None:
        if self.chart is None:
            # The chart's libraries are large and not needed for anything else.
            from crmdesk.render.chart_view import ParetoView

            self.chart = ParetoView(self._appearance.theme)
            self.chart.group_chosen.connect(self.reasons.choose)
            self._chart_place.addWidget(self.chart)
        self.chart.show_table(table, _("Why we lose"))

    def _dress(self) -> None:
        if self.chart is not None:
            self.chart.set_theme(self._appearance.theme)

    def _show_deals(self) -> None:
        reason = self.reasons.chosen()
        if self._pool is None or reason is None:
            return
        wanted = self._pool.unrecorded if reason.key == NOT_RECORDED else reason.key
        deals = [deal for deal in self._pool.deals if reason.key == EVERY or deal.reason == wanted]
        self.model.refresh(deals)
        self._heading.setText(_("Lost deals") if reason.key == EVERY else reason.name)
        count = ngettext("{n} deal", "{n} deals", len(deals)).format(n=wording.number(len(deals)))
        sums = wording.amounts(totals(deal.amount for deal in deals).values())
        self._sums.setText(" · ".join(part for part in (count, sums) if part))
        self.clear_filter.setVisible(reason.key != EVERY)

    def _open(self, index: QModelIndex) -> None:
        deal: PooledDeal | None = index.data(RECORD)
        if deal is not None:
            self.deal_opened.emit(deal.customer_uid, deal.uid)

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("look", "panel_left")
        side.setFixedWidth(_SIDE)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 14, 1, 0)
        heading = label(_("Lost pool"), "heading")
        heading.setContentsMargins(16, 0, 16, 6)
        left.addWidget(heading)
        left.addWidget(self.reasons, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(12)
        splitter.setProperty("look", "open")
        chart, self._chart_place = _card(_LOWEST_CHART)
        splitter.addWidget(chart)
        splitter.addWidget(self._table_card())
        splitter.setSizes(list(_CHART_AND_TABLE))
        splitter.setChildrenCollapsible(False)
        right = QWidget()
        margin = QVBoxLayout(right)
        margin.setContentsMargins(12, 12, 12, 12)
        margin.addWidget(splitter)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(right, 1)
        self.states = StateStack(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.states)

    def _table_card(self) -> QFrame:
        frame, inside = _card(_LOWEST_TABLE)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 4)
        head.addWidget(self._heading)
        head.addWidget(self._sums)
        head.addStretch(1)
        head.addWidget(self.clear_filter)
        inside.addLayout(head)
        inside.addWidget(self.table, 1)
        return frame


def _card(lowest: int) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("look", "card")
    frame.setMinimumHeight(lowest)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(6, 6, 6, 6)
    return frame, layout
