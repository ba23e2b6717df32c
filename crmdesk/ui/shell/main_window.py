"""The window: shows an open workspace, leads from one screen to another, and speaks another language when asked."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.clock import Clock
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, language, use_language
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.back_button import BackButton
from crmdesk.qt.composition_guard import CompositionGuard
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.notices import Notice
from crmdesk.qt.single_instance import SingleInstance
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.translation import speak
from crmdesk.ui.actions import Actions
from crmdesk.ui.commands.command import APPEARANCE, LANGUAGE
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES, PORTRAIT, START, CommandContext
from crmdesk.ui.shell.backup_watch import BackupWatch
from crmdesk.ui.shell.machine import KeptViews, Machine
from crmdesk.ui.shell.new_workspace import NewWorkspace
from crmdesk.ui.shell.open_workspace import Equipment, OpenWorkspace
from crmdesk.ui.shell.sample_company import SampleMaking
from crmdesk.ui.shell.side_work import SideWork
from crmdesk.ui.shell.start_page import StartPage
from crmdesk.ui.shell.status_bar import Keeping
from crmdesk.ui.shell.top_bar import TopBar
from crmdesk.ui.shell.ways import Ways
from crmdesk.ui.shell.window_frame import WindowFrame
from crmdesk.ui.shell.window_handlers import handlers_of
from crmdesk.ui.shell.window_place import keep_place, restore_place
from crmdesk.ui.shell.workspace_chooser import WorkspaceChooser, WorkspaceOpening
from crmdesk.ui.workbench import Person
from crmdesk.wiring import Services

_SCREEN = "window.screen"


class MainWindow(QMainWindow):
    """Begins with the start page; ``chooser.open`` leads to a workspace."""

    def __init__(
        self,
        clock: Clock,
        machine: Machine,
        appearance: Appearance,
        files: FileChooser,
        instance: SingleInstance | None = None,
    ) -> None:
        super().__init__()
        self._machine, self._appearance, self._files = machine, appearance, files
        self._opened: OpenWorkspace | None = None
        self._screen = START
        self._came_from = ""
        self._can_undo = self._can_redo = self._has_sample = False
        self.ways = Ways(self)
        self._back_button = BackButton(self)
        self._back_button.pressed.connect(lambda: self.commands["view.back"].trigger())
        self.runner = TaskRunner(self)
        self.side_work = SideWork(self.runner, self)
        self.views = KeptViews(machine, self)
        files.state = self.views.state
        CompositionGuard(appearance.application, self)
        # Drafts are kept with the views, so that it can be said that there is one.
        self.views.changed.connect(self._show_keeping)
        self.instance = instance or SingleInstance()
        self.instance.setParent(self)
        self.instance.show_requested.connect(self.come_to_front)
        opening = WorkspaceOpening(clock, machine, self.side_work.do)
        self.chooser = WorkspaceChooser(self, files, opening, self.instance, self.show_workspace, self._refuse)
        self._sample_making = SampleMaking(self.chooser, self.runner, lambda: self.start_page, self)
        self.setWindowTitle("crmdesk")
        self.commands = self._furnish()
        restore_place(self, self.views.state)
        self.show_screen(START)

    @property
    def opened(self) -> OpenWorkspace:
        """The open workspace.

        Raises RuntimeError when there is none; commands that need one are then disabled.
        """
        if self._opened is None:
            raise RuntimeError("no workspace is open")
        return self._opened

    @property
    def notice(self) -> Notice:
        """Where things are told in passing."""
        return self._frame.notice

    @property
    def start_page(self) -> StartPage:
        """What is shown while no workspace is open."""
        return self._frame.start_page

    @property
    def top_bar(self) -> TopBar:
        """The bar with the search field."""
        return self._frame.top_bar

    @property
    def frame_of_window(self) -> WindowFrame:
        """All that is inside the window."""
        return self._frame

    def show_workspace(self, services: Services) -> None:
        """Show a workspace in place of whatever is shown."""
        self._close_workspace()
        self._machine.remember_workspace(services.desk.workspace.path)
        self._show(services, self.views.state.text(_SCREEN, CUSTOMERS))

    def show_screen(self, screen: str) -> None:
        """Show one of the screens."""
        widget = self.start_page if screen == START else self.opened.screen(screen)
        self._screen = screen
        self._came_from = ""
        if self._opened is not None:
            self._opened.customers.offer_way_back(offered=False)
            self.views.state.put(_SCREEN, screen)
        self._frame.show_screen(screen, widget)
        self.update_commands()

    def come_to_front(self) -> None:
        """Show the window above all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.activateWindow()

    def set_language(self, code: str) -> None:
        """Speak another language, now and at the next start; nothing that is open or half written is lost."""
        self._machine.remember_language(code)
        # Later: what asks for it, a menu of the old language, must not vanish while it is still asking.
        QTimer.singleShot(0, self, partial(self._speak, code))

    def set_appearance(self, mode: str) -> None:
        """Look light, dark or as the system does, now and at the next start."""
        self._appearance.set_mode(mode)
        self._machine.remember_appearance(mode)
        self.commands.check_mode(APPEARANCE, mode)

    def focus_search(self) -> None:
        """Go to the search field."""
        self._frame.palette_of_commands.focus()

    def go_to_notice(self) -> None:
        """Move the keyboard to what was just told, or back."""
        self.notice.take_keyboard()

    def update_commands(self) -> None:
        """Enable the commands that make sense now."""
        opened = self._opened
        self._frame.drop_guide.enabled = opened is not None and not opened.is_exchanging
        if opened is None:
            self.commands.update_to(CommandContext())
            return
        self._show_keeping()
        deal = opened.customers.selected_deal()
        self.commands.update_to(
            CommandContext(
                is_open=True,
                screen=self._screen,
                has_customer=opened.customers.selected_customer() is not None,
                customers_selected=opened.customers.list.selected_count(),
                are_customers_filtered=not opened.customers.list.filter.query.is_everybody,
                deal_status=deal.status if deal else None,
                losses_selected=opened.count_selected_losses(),
                tags_selected=opened.count_selected_tags(),
                touches=opened.customers.timeline.selection(),
                can_undo=self._can_undo,
                can_redo=self._can_redo,
                came_from=self._came_from,
                is_busy=opened.is_exchanging,
                has_sample=self._has_sample,
            )
        )

    def _show_keeping(self) -> None:
        """Say at the foot whether all is saved."""
        if self._opened is None:
            return
        drafted = self._opened.customers.composer.draft().is_worth_keeping
        keeping = Keeping.DRAFT if drafted else Keeping.SAVED
        self._frame.status.show_keeping(Keeping.SAVING if self._opened.is_exchanging else keeping)

    def _look_back(self) -> None:
        """See what the journal can take back now."""
        history = self.opened.services.history
        self._can_undo, self._can_redo = history.next_undo() is not None, history.next_redo() is not None
        self._has_sample = self.opened.services.demo.is_present()
        self._frame.status.sample.setVisible(self._has_sample)
        self.update_commands()

    def go_back(self) -> None:
        """Return to the chart that led to the customers."""
        self.show_screen(self._came_from)

    def _open_lost_deal(self, customer: str, deal: str, touch: str) -> None:
        self._show_customers_from(LOSSES)
        self.opened.customers.open_customer(customer, deal, touch)

    def _open_tagged_customers(self, query: CustomerQuery) -> None:
        self._show_customers_from(PORTRAIT)
        self.opened.customers.search(query.text)

    def _show_customers_from(self, screen: str) -> None:
        self.show_screen(CUSTOMERS)
        self._came_from = screen
        self.opened.customers.offer_way_back(offered=True)
        self.update_commands()

    def _make(self, new: NewWorkspace) -> None:
        self._machine.remember_person(new.me, new.time_zone)
        if new.with_sample:
            self._sample_making.start(new)
            return
        try:
            self.chooser.make(new)
        except CrmError as error:
            self.start_page.refuse(error)
            return
        if new.import_next:
            self.commands["workspace.import"].trigger()

    def _change_person(self, me: str, time_zone: str) -> None:
        before = self._machine.actor, self._machine.time_zone
        if (me, time_zone) == before:
            return
        self._machine.remember_person(me, time_zone)
        # Where the environment says who works here, that stays.
        if before != (self._machine.actor, self._machine.time_zone):
            self._open_anew()

    def _follow_person(self, changes: Changes) -> None:
        """Whoever works here goes by the name the workspace now has for them: the undo of a new one brings it back."""
        if changes.everything or "member" in changes.uids:
            self._change_person(self.opened.services.configuration.people.my_name(), self._machine.time_zone)

    def _follow_company(self, changes: Changes) -> None:
        """What the services know of the company from their start must be read again when it changes."""
        if changes.everything or "setting" in changes.uids:
            services = self.opened.services
            if services.configuration.company.company().currency != services.desk.currency:
                self._open_anew()

    def _open_anew(self) -> None:
        # Later: whoever asks for it belongs to the screens that go.
        QTimer.singleShot(0, self.opened, self._open_once_more)

    def _open_once_more(self) -> None:
        """Open the same workspace with all that is shown anew, the keyboard and the notice where they were."""
        offered, focused = self.opened.operations.standing_offer, QApplication.focusWidget()
        kind, name = type(focused), focused.accessibleName() if focused is not None else ""
        self.chooser.open(self.opened.services.desk.workspace.path)
        same = (each for each in self.findChildren(QWidget) if type(each) is kind and each.accessibleName() == name)
        if name and (again := next((each for each in same if each.isVisible()), None)) is not None:
            again.setFocus()
        if offered is not None:
            self.opened.operations.offer(offered)

    def _refuse(self, sentence: str) -> None:
        if self._opened is None:
            self.start_page.show_error(sentence)
        else:
            self.notice.tell(sentence)

    def _show(self, services: Services, screen: str) -> None:
        frame = self._frame
        opened = OpenWorkspace(
            services,
            Equipment(
                window=self,
                screens=frame.stack,
                actions=self.commands,
                appearance=self._appearance,
                runner=self.runner,
                notice=frame.notice,
                strip=frame.status.strip,
                status=frame.status.line,
                files=self._files,
                view_state=self.views.state,
                person=Person(services.desk.actor, self._machine.time_zone, self._change_person),
            ),
        )
        self._opened = opened
        opened.customers.selection_changed.connect(self._follow_selection)
        opened.customers.timeline.touch_selected.connect(self.update_commands)
        opened.customers.composer.logged.connect(self._show_keeping)
        opened.bus.changed.connect(self._look_back)
        opened.bus.changed.connect(self._follow_company)
        opened.bus.changed.connect(self._follow_person)
        opened.exchange_busy_changed.connect(self.update_commands)
        opened.customer_actions.export_requested.connect(self.ways.export_customers)
        opened.lost_deal_opened.connect(self._open_lost_deal)
        opened.losses_selected.connect(self.update_commands)
        opened.tagged_customers_opened.connect(self._open_tagged_customers)
        opened.tagged_customers_exported.connect(self.ways.export_customers)
        opened.tags_selected.connect(self.update_commands)
        opened.settings_requested.connect(self.ways.show_settings)
        path = services.desk.workspace.path
        self.setWindowTitle(_("{workspace} – crmdesk").format(workspace=path.stem))
        frame.status.show_place(path)
        frame.start_page.show_error("")
        frame.palette_of_commands.serve(services, lambda: opened.recent.uids)
        BackupWatch(services, self.runner, self.side_work, frame.status, opened)
        self._look_back()
        if opened.recent.last:
            opened.customers.open_customer(opened.recent.last)
        self.show_screen(screen)

    def _follow_selection(self) -> None:
        customer = self.opened.customers.selected_customer()
        if customer is not None:
            self.opened.recent.show(customer.uid)
        self.update_commands()

    def _close_workspace(self) -> None:
        if self._opened is None:
            return
        # First away from its screens: one that comes to the front would begin to read.
        self._frame.stack.setCurrentWidget(self.start_page)
        self._opened.close()
        self._opened = None
        self.runner.finish()

    def _speak(self, code: str) -> None:
        if code == language():
            return
        services, screen = self._opened.services if self._opened else None, self._screen
        entered = self.start_page.edited()
        self._close_workspace()
        use_language(code)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            speak(application)
        self._appearance.changed.disconnect(self.commands.dress)
        self.commands.retire()
        self.commands = self._furnish()
        self.start_page.enter(entered)
        if services is None:
            self.show_screen(START)
        else:
            self._show(services, screen)

    def _furnish(self) -> Actions:
        """Make everything that has words: commands, menus, and what is inside the window."""
        commands = Actions(handlers_of(self), self)
        commands.check_mode(APPEARANCE, self._appearance.mode)
        commands.check_mode(LANGUAGE, language())
        self._appearance.changed.connect(commands.dress)
        self.menuBar().clear()
        commands.fill(self.menuBar())
        self._frame = WindowFrame(commands, self._appearance, self.runner, self._files, self._machine.actor, self)
        self._frame.start_page.workspace_requested.connect(self._make)
        self._frame.start_page.strip.cancel_requested.connect(self._sample_making.stop)
        self._sample_making.follow()
        self._frame.palette_of_commands.row_opened.connect(self.ways.open_found)
        self._frame.drop_guide.files_dropped.connect(self.ways.take_files)
        self._frame.status.backups_requested.connect(self.ways.show_backups)
        self._frame.drop_guide.workspace_dropped.connect(self.chooser.open)
        self.setCentralWidget(self._frame)
        self._watch_drops()
        return commands

    def _watch_drops(self) -> None:
        if self.windowHandle() is not None:
            self._frame.drop_guide.watch(self.windowHandle())
            self._back_button.watch(self.windowHandle())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch_drops()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        keep_place(self, self.views.state)
        self.views.write()
        self.runner.finish()
        self.instance.release()
        super().closeEvent(event)
