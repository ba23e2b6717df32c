"""The window: rail, top bar, screens, foot. Shows an open workspace and leads from one screen to another."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.notices import Notice
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.view_state import ViewState
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.ui.actions import Actions
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES, START, CommandContext
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.navigation_rail import NavigationRail
from crmdesk.ui.shell.open_workspace import Equipment, OpenWorkspace
from crmdesk.ui.shell.side_work import SideWork
from crmdesk.ui.shell.start_page import StartPage
from crmdesk.ui.shell.top_bar import TopBar
from crmdesk.ui.shell.window_handlers import handlers_of
from crmdesk.ui.shell.workspace_chooser import WorkspaceChooser, WorkspaceOpening
from crmdesk.wiring import Services

_SIZE = (1280, 800)
_SMALLEST = (1020, 640)


class MainWindow(QMainWindow):
    """Begins with the start page; ``chooser.open`` leads to a workspace."""

    def __init__(self, clock: Clock, machine: Machine, appearance: Appearance, files: FileChooser) -> None:
        super().__init__()
        self._machine, self._appearance, self._files = machine, appearance, files
        self._opened: OpenWorkspace | None = None
        self._screen = START
        self._came_from_losses = self._can_undo = self._can_redo = False
        self.runner = TaskRunner(self)
        self.side_work = SideWork(self.runner, self)
        opening = WorkspaceOpening(clock, machine.actor, self.side_work.do)
        self.chooser = WorkspaceChooser(self, files, opening, self.show_workspace, self._refuse)
        self.commands = Actions(handlers_of(self), self)
        self.commands.check_mode(appearance.mode)
        self.start_page = StartPage(self.commands)
        self.top_bar = TopBar(self.commands)
        self._rail = NavigationRail(self.commands, appearance)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        self._strip = JobStrip()
        self._saved, self._place = label(_("Saved"), "small"), ShortenedLabel("small")
        self.notice = Notice(self._lay_out())
        self.top_bar.search_changed.connect(self._search)
        appearance.changed.connect(self.commands.dress)
        self.resize(*_SIZE)
        self.setMinimumSize(*_SMALLEST)
        self.show_screen(START)

    @property
    def opened(self) -> OpenWorkspace:
        """The open workspace.

        Raises RuntimeError when there is none; commands that need one are then disabled.
        """
        if self._opened is None:
            raise RuntimeError("no workspace is open")
        return self._opened

    def show_workspace(self, services: Services) -> None:
        """Show a workspace in place of whatever is shown."""
        if self._opened is not None:
            # First away from its screens: one that comes to the front would begin to read.
            self._stack.setCurrentWidget(self.start_page)
            self._opened.close()
            self.runner.finish()
        parts = (self.commands, self._appearance, self.runner, self.notice, self._strip, self._files, ViewState())
        opened = OpenWorkspace(services, Equipment(self, *parts))
        self._opened = opened
        self._stack.addWidget(opened.customers)
        self._stack.addWidget(opened.losses)
        opened.customers.selection_changed.connect(self.update_commands)
        opened.bus.changed.connect(self._look_back)
        opened.tables.busy_changed.connect(self.update_commands)
        opened.losses.deal_opened.connect(self._open_lost_deal)
        path = services.desk.workspace.path
        self._machine.remember_workspace(path)
        self.setWindowTitle(_("{workspace} – crmdesk").format(workspace=path.stem))
        self._place.show_text(str(path))
        self.start_page.show_error("")
        self.top_bar.forget()
        self._look_back()
        self.show_screen(CUSTOMERS)

    def show_screen(self, screen: str) -> None:
        """Show one of the screens."""
        self._screen = screen
        self._came_from_losses = False
        shown: dict[str, QWidget] = {START: self.start_page}
        if self._opened is not None:
            shown |= {CUSTOMERS: self._opened.customers, LOSSES: self._opened.losses}
            self._opened.customers.offer_way_back(offered=False)
        self._stack.setCurrentWidget(shown[screen])
        self._rail.show_screen(screen)
        for part in (self._rail, self.top_bar, self._foot):
            part.setVisible(screen != START)
        self.update_commands()

    def set_appearance(self, mode: str) -> None:
        """Look light, dark or as the system does, now and at the next start."""
        self._appearance.set_mode(mode)
        self._machine.remember_appearance(mode)
        self.commands.check_mode(mode)

    def start_touch(self) -> None:
        """Go to where a touch with the customer selected is written down."""
        if self._screen != CUSTOMERS:
            self.show_screen(CUSTOMERS)
        self.opened.customers.start_touch()

    def focus_search(self) -> None:
        """Go to the search field."""
        self.top_bar.focus_search()

    def update_commands(self) -> None:
        """Enable the commands that make sense now."""
        opened = self._opened
        if opened is None:
            self.commands.update_to(CommandContext())
            return
        deal = opened.customers.selected_deal()
        self.commands.update_to(
            CommandContext(
                is_open=True,
                screen=self._screen,
                has_customer=opened.customers.selected_customer() is not None,
                deal_status=deal.status if deal else None,
                can_undo=self._can_undo,
                can_redo=self._can_redo,
                came_from_losses=self._came_from_losses,
                is_busy=opened.tables.is_busy,
            )
        )

    def _look_back(self) -> None:
        """See what the journal can take back now."""
        history = self.opened.services.history
        self._can_undo, self._can_redo = history.next_undo() is not None, history.next_redo() is not None
        self.update_commands()

    def _open_lost_deal(self, customer: str, deal: str) -> None:
        self.show_screen(CUSTOMERS)
        self._came_from_losses = True
        self.opened.customers.offer_way_back(offered=True)
        self.opened.customers.open_customer(customer, deal)
        self.update_commands()

    def _search(self, expression: str) -> None:
        if self._screen != CUSTOMERS:
            self.show_screen(CUSTOMERS)
        self.opened.customers.search(expression)

    def _refuse(self, sentence: str) -> None:
        if self._opened is None:
            self.start_page.show_error(sentence)
        else:
            self.notice.tell(sentence)

    def _lay_out(self) -> QWidget:
        self.setWindowTitle("crmdesk")
        self.commands.fill(self.menuBar())
        self._foot = QFrame()
        self._foot.setProperty("look", "foot")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 3, 10, 3)
        foot.setSpacing(12)
        foot.addWidget(self._saved)
        foot.addWidget(self._place, 1)
        foot.addWidget(self._strip)
        self._foot.setFixedHeight(36)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self._stack, 1)
        right.addWidget(self._foot)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        return whole

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.runner.finish()
        super().closeEvent(event)
