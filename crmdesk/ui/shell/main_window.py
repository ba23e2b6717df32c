"""The window: shows an open workspace, leads from one screen to another, and speaks another language when asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, language, use_language
from crmdesk.qt.override import override
from crmdesk.ui.commands.context import CUSTOMERS, START
from crmdesk.ui.shell.machine import KeptViews, Machine
from crmdesk.ui.shell.standing import Standing
from crmdesk.ui.shell.window_place import keep_place, restore_place

# The window paints its first rows before any of this is loaded; see ``start_up``.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from crmdesk.domain.clock import Clock
    from crmdesk.qt.appearance import Appearance
    from crmdesk.qt.file_chooser import FileChooser
    from crmdesk.qt.notices import Notice
    from crmdesk.qt.single_instance import SingleInstance
    from crmdesk.ui.actions import Actions
    from crmdesk.ui.shell.new_workspace import NewWorkspace
    from crmdesk.ui.shell.open_workspace import OpenWorkspace
    from crmdesk.ui.shell.start_page import StartPage
    from crmdesk.ui.shell.start_up import StartUp
    from crmdesk.ui.shell.top_bar import TopBar
    from crmdesk.ui.shell.window_frame import WindowFrame
    from crmdesk.wiring import Services

_SCREEN = "window.screen"
_QUIT = "program.quit"
QUICK_LOG = "touch.quick_log"
"""The command that a second start may wish for."""
MENUS = "window.menus"
"""The height of the menus is kept by this name."""


class MainWindow(QMainWindow):
    """Begins with the start page; ``chooser.open`` leads to a workspace.

    Without an appearance it is a bare window in its place, and whoever wants it so has to ``furnish`` it later.
    """

    def __init__(
        self,
        clock: Clock,
        machine: Machine,
        appearance: Appearance | None,
        files: FileChooser | None = None,
        instance: SingleInstance | None = None,
    ) -> None:
        super().__init__()
        self.clock, self._machine = clock, machine
        self._opened: OpenWorkspace | None = None
        self.start_up: StartUp | None = None
        self.shown_screen = START
        self.came_from = ""
        self._is_furnished = False
        self._standing = Standing(self)
        self.views = KeptViews(machine, self)
        self.setWindowTitle("crmdesk")
        restore_place(self, self.views.state)
        if appearance is not None:
            self.furnish(appearance, files, instance)
            self.show_screen(START)

    def furnish(self, appearance: Appearance, files: FileChooser | None, instance: SingleInstance | None) -> None:
        """Give it commands and everything that is around a screen."""
        from crmdesk.qt.back_button import BackButton
        from crmdesk.qt.composition_guard import CompositionGuard
        from crmdesk.qt.file_chooser import FileChooser
        from crmdesk.qt.single_instance import SingleInstance
        from crmdesk.qt.tasks import TaskRunner
        from crmdesk.ui.shell.reopening import Reopening
        from crmdesk.ui.shell.sample_company import SampleMaking
        from crmdesk.ui.shell.side_work import SideWork
        from crmdesk.ui.shell.ways import Ways
        from crmdesk.ui.shell.workspace_chooser import WorkspaceChooser, WorkspaceOpening

        self._appearance, self._files = appearance, files or FileChooser()
        self._files.state = self.views.state
        self._reopening = Reopening(self, self._machine)
        self.ways = Ways(self)
        self._back_button = BackButton(self)
        self._back_button.pressed.connect(self._press_back)
        self.runner = TaskRunner(self)
        self.side_work = SideWork(self.runner, self)
        CompositionGuard(appearance.application, self)
        self.instance = instance or SingleInstance()
        self.instance.setParent(self)
        self.instance.show_requested.connect(self.come_to_front)
        self.instance.wished.connect(self._follow_wish)
        opening = WorkspaceOpening(self.clock, self._machine, self.side_work.do)
        self.chooser = WorkspaceChooser(self, self._files, opening, self.instance, self.show_workspace, self.refuse)
        self._sample_making = SampleMaking(self.chooser, self.runner, lambda: self.start_page, self)
        self.commands = self._put_into_words()
        self._is_furnished = True
        self._watch_drops()
        # Drafts are kept with the views, so that it can be said that there is one.
        self.views.changed.connect(self._standing.show_keeping)

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open, and all of it there."""
        return self._opened is not None and self.start_up is None

    @property
    def opened(self) -> OpenWorkspace:
        """The open workspace.

        Raises RuntimeError when there is none; commands that need one are then disabled.
        """
        if self._opened is None:
            raise RuntimeError("no workspace is open")
        return self._opened

    @property
    def opened_or_none(self) -> OpenWorkspace | None:
        """The open workspace, all of it there or not yet."""
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
        for _portion in self._show(services):
            pass
        self.show_screen(self.screen_left)

    @property
    def screen_left(self) -> str:
        """The screen that was in front when a workspace was last open."""
        return self.views.state.text(_SCREEN, CUSTOMERS)

    def show_in_portions(self, services: Services) -> Iterator[None]:
        """``show_workspace`` a part at a time, without bringing a screen to the front."""
        self._machine.remember_workspace(services.desk.workspace.path)
        yield from self._show(services, at_once=False)

    def show_screen(self, screen: str) -> None:
        """Show one of the screens."""
        widget = self.start_page if screen == START else self.opened.screen(screen)
        self.shown_screen = screen
        self.came_from = ""
        if self._opened is not None:
            self._opened.customers.offer_way_back(offered=False)
            self.views.state.put(_SCREEN, screen)
        self._frame.show_screen(screen, widget)
        self.update_commands()

    def come_to_front(self) -> None:
        """Show the window above all others."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.activateWindow()

    def _follow_wish(self, wish: str) -> None:
        """A key of the desktop was pressed, which starts the program once more with a wish."""
        if wish == QUICK_LOG:
            if self.isMinimized():
                # What belongs to a window that is put away stays away with it.
                self.come_to_front()
            self.commands[QUICK_LOG].trigger()

    def set_language(self, code: str) -> None:
        """Speak another language, now and at the next start; nothing that is open or half written is lost."""
        self._machine.remember_language(code)
        # Later: what asks for it, a menu of the old language, must not vanish while it is still asking.
        QTimer.singleShot(0, self, partial(self._speak, code))

    def set_appearance(self, mode: str) -> None:
        """Look light, dark or as the system does, now and at the next start."""
        self._appearance.set_mode(mode)
        self._machine.remember_appearance(mode)
        self.commands.check_mode("appearance", mode)

    def go_to_notice(self) -> None:
        """Move the keyboard to what was just told, or back."""
        self.notice.take_keyboard()

    def update_commands(self) -> None:
        """Enable the commands that make sense now."""
        self._standing.update_commands()

    def go_back(self) -> None:
        """Return to the chart that led to the customers."""
        self.show_screen(self.came_from)

    def show_customers_from(self, screen: str) -> None:
        """Show the customers, with a way back to the chart that leads there."""
        self.show_screen(CUSTOMERS)
        self.came_from = screen
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

    def refuse(self, sentence: str) -> None:
        """Say why a workspace cannot be shown."""
        if self._opened is None:
            self.start_page.show_error(sentence)
        else:
            self.notice.tell(sentence)

    def _show(self, services: Services, *, at_once: bool = True) -> Iterator[None]:
        from crmdesk.ui.shell.backup_watch import BackupWatch
        from crmdesk.ui.shell.open_workspace import Equipment, OpenWorkspace
        from crmdesk.ui.workbench import Person

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
                person=Person(services.desk.actor, self._machine.time_zone, self._reopening.change_person),
            ),
            at_once=at_once,
        )
        if not at_once:
            yield from opened.portions()
        self._opened = opened
        self._standing.follow(opened)
        opened.bus.changed.connect(self._reopening.follow)
        self.ways.follow(opened)
        path = services.desk.workspace.path
        self.setWindowTitle(_("{workspace} – crmdesk").format(workspace=path.stem))
        frame.show_place(path)
        frame.palette_of_commands.serve(services, lambda: opened.recent.uids)
        BackupWatch(services, self.runner, self.side_work, frame.status, opened)
        self._standing.look_back()
        if opened.recent.last:
            opened.customers.open_customer(opened.recent.last)

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
        services, screen = self._opened.services if self._opened else None, self.shown_screen
        entered = self.start_page.edited() if self._frame.has_start_page else None
        self._close_workspace()
        use_language(code)
        from crmdesk.qt.translation import speak

        application = QApplication.instance()
        if isinstance(application, QApplication):
            speak(application)
        self._appearance.changed.disconnect(self.commands.dress)
        self.commands.retire()
        self.commands = self._put_into_words()
        if entered is not None:
            self.start_page.enter(entered)
        if services is None:
            self.show_screen(START)
        else:
            for _portion in self._show(services):
                pass
            self.show_screen(screen)

    def _put_into_words(self) -> Actions:
        """Make everything that has words: commands, menus, and what is inside the window."""
        from crmdesk.ui.actions import Actions
        from crmdesk.ui.shell.drop_offer import DropOffer
        from crmdesk.ui.shell.window_frame import WindowFrame
        from crmdesk.ui.shell.window_handlers import handlers_of

        handlers = {name: partial(self._carry_out, name, handler) for name, handler in handlers_of(self).items()}
        commands = Actions(handlers, self)
        commands.check_mode("appearance", self._appearance.mode)
        commands.check_mode("language", language())
        self._appearance.changed.connect(commands.dress)
        self.menuBar().clear()
        commands.fill(self.menuBar())
        self._frame = WindowFrame(commands, self._appearance, self.runner, self._files, self._machine.actor, self)
        self._frame.start_page_made.connect(self._attend)
        self._frame.palette_of_commands.row_opened.connect(self.ways.open_found)
        self._frame.drop_guide.offer = DropOffer(self)
        self._frame.status.backups_requested.connect(self.ways.show_backups)
        self.setCentralWidget(self._frame)
        self._watch_drops()
        return commands

    def _attend(self, page: StartPage) -> None:
        """Hear what is asked for on a new start page."""
        page.workspace_requested.connect(self._make)
        page.strip.cancel_requested.connect(self._sample_making.stop)
        self._sample_making.follow()

    def _carry_out(self, name: str, handler: Callable[[], object]) -> None:
        """Do what a command does, or keep it until the workspace is open."""
        if self.start_up is not None and name != _QUIT:
            self.start_up.wait_with(name)
            return
        try:
            handler()
        except CrmError as error:
            # What the screen still shows may be gone meanwhile.
            self.notice.tell(error.message)

    def _press_back(self) -> None:
        self.commands["view.back"].trigger()

    def _watch_drops(self) -> None:
        if self._is_furnished and self.windowHandle() is not None:
            self._frame.drop_guide.watch(self.windowHandle())
            self._back_button.watch(self.windowHandle())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch_drops()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        keep_place(self, self.views.state)
        if self._is_furnished:
            if self._opened is not None:
                self._opened.keep_first_page()
                self._opened.keep_drafts()
                self.views.state.put(MENUS, self.menuBar().height() if self.menuBar().isVisible() else 0)
            self.runner.close()
            self.instance.release()
        self.views.write()
        super().closeEvent(event)
