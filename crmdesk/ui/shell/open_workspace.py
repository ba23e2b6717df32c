"""An open workspace in the window: its services, its screens, and what commands do to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.notices import Notice
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.view_state import ViewState
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.qt.widgets.status_line import StatusLine
from crmdesk.ui.actions import Actions
from crmdesk.ui.change_bus import ChangeBus
from crmdesk.ui.commands.context import CUSTOMERS, EXCHANGE, LOSSES, PORTRAIT, CommandContext
from crmdesk.ui.customers.customer_actions import CustomerActions
from crmdesk.ui.customers.customer_view import CustomerView
from crmdesk.ui.customers.kept_query import kept_query
from crmdesk.ui.customers.left_list import keep_list, list_key
from crmdesk.ui.deals.deal_actions import DealActions
from crmdesk.ui.deals.outcome_actions import OutcomeActions
from crmdesk.ui.deals.rival_actions import RivalActions
from crmdesk.ui.deals.voice_actions import VoiceActions
from crmdesk.ui.operations import Operations
from crmdesk.ui.shell.load_ahead import load_ahead
from crmdesk.ui.shell.look_back import LookBack
from crmdesk.ui.shell.outside_watch import OutsideWatch
from crmdesk.ui.shell.recent_customers import RecentCustomers
from crmdesk.ui.shell.sample_company import remove_sample
from crmdesk.ui.workbench import TABLES, Person, Workbench

if TYPE_CHECKING:
    from crmdesk.ui.exchange.exchange_view import ExchangeView
    from crmdesk.ui.losses.loss_view import LossView
    from crmdesk.ui.portrait.portrait_view import PortraitView
    from crmdesk.ui.quick_log.quick_log_window import QuickLogWindow
    from crmdesk.ui.settings.settings_view import SettingsView
    from crmdesk.wiring import Services


_AHEAD = "load ahead"
_CALM = 400
"""Milliseconds after which a window that has just come up has been read."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """The parts of the window that a workspace works with."""

    window: QWidget
    screens: QWidget
    actions: Actions
    appearance: Appearance
    runner: TaskRunner
    notice: Notice
    strip: JobStrip
    status: StatusLine
    files: FileChooser
    view_state: ViewState
    person: Person


class OpenWorkspace(QObject):
    """Lives as long as the workspace is open, or until it is shown in another language."""

    exchange_busy_changed = Signal()
    losses_selected = Signal()
    lost_deal_opened = Signal(str, str, str)
    """A customer, their deal, and the touch that was its loss."""
    tags_selected = Signal()
    tagged_customers_opened = Signal(object)
    """The query of the customers of some tags."""
    tagged_customers_exported = Signal(object)
    """Their uids."""
    settings_requested = Signal(str)
    met_deal_opened = Signal(str, str, str)
    """A customer and their deal, in which a competitor was met; no touch."""
    touch_logged = Signal(str)
    """The customer's uid."""

    def __init__(self, services: "Services", equipment: Equipment, *, at_once: bool = True) -> None:
        super().__init__(equipment.window)
        self.services, self._screens = services, equipment.screens
        self.bus = ChangeBus(self)
        self.operations = Operations(
            services.history, self.bus, equipment.notice, equipment.runner, equipment.strip, self
        )
        self.operations.busy_changed.connect(self.exchange_busy_changed)
        # Before anything is read, so that no change is missed between.
        self.outside = OutsideWatch(services.history, self.bus, equipment.window, self)
        self.bench = Workbench(
            services=services,
            operations=self.operations,
            bus=self.bus,
            runner=equipment.runner,
            actions=equipment.actions,
            appearance=equipment.appearance,
            notice=equipment.notice,
            strip=equipment.strip,
            status=equipment.status,
            files=equipment.files,
            view_state=equipment.view_state,
            person=equipment.person,
            window=equipment.window,
        )
        self.recent = RecentCustomers(services.desk.workspace.path, equipment.view_state, self)
        self.customers = CustomerView(self.bench, equipment.screens, at_once=at_once)
        self._losses: LossView | None = None
        self._portrait: PortraitView | None = None
        self._exchange: ExchangeView | None = None
        self._settings: SettingsView | None = None
        self._quick_log: QuickLogWindow | None = None
        if at_once:
            for _portion in self._finish():
                pass

    def portions(self) -> Iterator[None]:
        """Make the first screen, a part at a time; for whoever did not want it ``at_once``."""
        yield from self.customers.portions()
        yield from self._finish()

    def _note_selection(self) -> None:
        customer = self.customers.selected_customer()
        if customer is not None:
            self.recent.show(customer.uid)

    def _finish(self) -> Iterator[None]:
        self.customers.selection_changed.connect(self._note_selection)
        self.customers.composer.logged.connect(self.touch_logged)
        self.look_back = LookBack(self.bench)
        self.customer_actions = CustomerActions(self.bench, self.customers.list)
        self.customers.list.picked.connect(self.customers.selection_changed)
        selected_deal = self.customers.selected_deal
        self.outcome_actions = OutcomeActions(self.bench, selected_deal, self)
        self.deal_actions = DealActions(self.bench, selected_deal, self.outcome_actions.explain_win)
        self.rival_actions = RivalActions(self.bench, selected_deal)
        self.voice_actions = VoiceActions(self.bench, selected_deal, self.customers.timeline.selected_touch, self)
        self.voice_actions.touch_opened.connect(self.lost_deal_opened)
        QTimer.singleShot(_CALM, self, self._load_ahead)
        yield

    @property
    def is_exchanging(self) -> bool:
        """Whether an import or an export is going on, or is being taken back."""
        return self.bench.runner.busy(TABLES) or self.operations.is_busy

    @property
    def losses(self) -> "LossView":
        """The failure pool, made when it is first visited."""
        if self._losses is None:
            from crmdesk.ui.losses.loss_view import LossView

            self._losses = LossView(self.bench, self._screens)
            self._losses.deal_opened.connect(self.lost_deal_opened)
            self._losses.selection_changed.connect(self.losses_selected)
            self._losses.change_reason_requested.connect(self.outcome_actions.change_reason)
            self._losses.reason_given.connect(self.outcome_actions.give_reason)
            self._losses.actions_of.plan_requested.connect(self.outcome_actions.plan_win_back)
            self._losses.settings_requested.connect(self.settings_requested)
        return self._losses

    def count_selected_losses(self) -> int:
        """How many losses are selected in the failure pool."""
        return len(self._losses.selected()) if self._losses is not None else 0

    @property
    def portrait(self) -> "PortraitView":
        """The clouds of tags, made when they are first visited."""
        if self._portrait is None:
            from crmdesk.ui.portrait.portrait_view import PortraitView

            self._portrait = PortraitView(self.bench, self._screens)
            self._portrait.selection_changed.connect(self.tags_selected)
            self._portrait.customers_opened.connect(self.tagged_customers_opened)
            self._portrait.export_requested.connect(self.tagged_customers_exported)
        return self._portrait

    def count_selected_tags(self) -> int:
        """How many tags are selected in the clouds."""
        return len(self._portrait.selection.uids) if self._portrait is not None else 0

    @property
    def exchange(self) -> "ExchangeView":
        """The screen for sheets, made when it is first visited."""
        if self._exchange is None:
            from crmdesk.ui.exchange.exchange_view import ExchangeView

            self._exchange = ExchangeView(self.bench, self._screens)
            self._exchange.busy_changed.connect(self.exchange_busy_changed)
        return self._exchange

    @property
    def settings(self) -> "SettingsView":
        """The screen of settings, made when it is first visited."""
        if self._settings is None:
            from crmdesk.ui.settings.settings_view import SettingsView

            self._settings = SettingsView(self.bench, self._screens)
            self._settings.deal_opened.connect(self.met_deal_opened)
        return self._settings

    @property
    def quick_log(self) -> "QuickLogWindow":
        """The window in which touches are logged, made when it is first needed."""
        if self._quick_log is None:
            from crmdesk.ui.quick_log.quick_log_window import QuickLogWindow

            self._quick_log = QuickLogWindow(self.bench, lambda: self.recent.uids)
            self._quick_log.form.logged.connect(self.touch_logged)
        return self._quick_log

    def open_quick_log(self) -> None:
        """Bring it to the front, about the customer and the deal shown last."""
        deal = self.customers.selected_deal()
        self.quick_log.open_for(self.recent.last, deal.uid if deal is not None else "")

    @property
    def has_draft(self) -> bool:
        """Whether anything is written that is not on a timeline yet."""
        written = self._quick_log is not None and self._quick_log.form.has_draft
        return written or self.customers.composer.has_draft

    def keep_drafts(self) -> None:
        """Keep what is half written, for the next start."""
        self.customers.composer.keep()
        if self._quick_log is not None:
            self._quick_log.close()

    def remove_sample(self) -> None:
        """Take the sample company out."""
        remove_sample(self.bench, self.exchange_busy_changed.emit)

    def screen(self, name: str) -> QWidget:
        """One of the screens by its name."""
        if name in (CUSTOMERS, LOSSES):
            return self.customers if name == CUSTOMERS else self.losses
        if name == PORTRAIT:
            return self.portrait
        return self.exchange if name == EXCHANGE else self.settings

    def _load_ahead(self) -> None:
        finding = self.services.finding
        self.bench.runner.start(
            _AHEAD, lambda _watch: load_ahead(finding), done=lambda _none: None, failed=lambda _error: None
        )

    def context(self) -> CommandContext:
        """What commands depend on, as far as the workspace knows it."""
        deal = self.customers.selected_deal()
        return CommandContext(
            is_open=True,
            has_customer=self.customers.selected_customer() is not None,
            customers_selected=self.customers.list.selected_count(),
            are_customers_filtered=not self.customers.list.filter.query.is_everybody,
            deal_status=deal.status if deal else None,
            has_lost_deal=self.customers.has_lost_deal(),
            losses_selected=self.count_selected_losses(),
            are_deals_won=self._losses is not None and self._losses.wanted.won,
            tags_selected=self.count_selected_tags(),
            touches=self.customers.timeline.selection(),
            is_busy=self.is_exchanging,
        )

    def keep_first_page(self) -> None:
        """Keep what is in sight of the customers, for the next start to begin with."""
        left, desk, state = self.customers.left_list(self.outside.known), self.services.desk, self.bench.view_state
        if left is not None:
            keep_list(state, list_key(desk.workspace.path, kept_query(state), desk.actor, desk.today()), left)

    def close(self) -> None:
        """Take the screens away."""
        self.outside.timer.stop()
        # What they offer, such as to undo, is of this workspace.
        self.bench.notice.leave()
        self.bench.strip.end()
        for screen in (
            *(self.customers, self._losses, self._portrait, self._exchange, self._settings, self._quick_log),
        ):
            if screen is not None:
                # It may live on for a moment, and would ask for what is then told to nobody.
                for timer in screen.findChildren(QTimer):
                    timer.stop()
                screen.setParent(None)
                screen.deleteLater()
        self.deleteLater()
