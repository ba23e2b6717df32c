"""Leads from the first picture of the window to the open workspace, a little at a time, so that it always answers.

What takes long is loaded beside the window; what has to be made on its own thread is made in portions. Whatever a
person asks for meanwhile is kept and done as soon as it can be.
"""

from collections import deque
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES, START
from crmdesk.ui.customers.first_customers import FirstCustomers
from crmdesk.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from crmdesk.qt.single_instance import SingleInstance
    from crmdesk.wiring import Services

_SLOT = "open"
_PORTION = 0.012
"""Seconds of work between two looks at what a person does."""

# In the order in which they need each other, so that no single one of them takes long.
FRAME = (
    "crmdesk.qt.appearance",
    "crmdesk.qt.widgets.fields",
    "crmdesk.qt.translation",
    "crmdesk.qt.tasks",
    "crmdesk.qt.composition_guard",
    "crmdesk.qt.file_chooser",
    "crmdesk.domain.touch",
    "crmdesk.domain.template",
    "crmdesk.ui.actions",
    "crmdesk.qt.widgets.record_dialog",
    "crmdesk.ui.shell.palette.palette",
    "crmdesk.ui.shell.start_page",
    "crmdesk.ui.shell.window_frame",
    "crmdesk.ui.shell.ways",
    "crmdesk.ui.shell.side_work",
    "crmdesk.ui.shell.window_handlers",
    "crmdesk.ui.shell.workspace_chooser",
    "crmdesk.ui.shell.sample_company",
    "crmdesk.ui.shell.reopening",
    "crmdesk.qt.back_button",
)
_WORKSPACE = ("crmdesk.wiring", "crmdesk.ui.shell.open_workspace", "crmdesk.ui.shell.backup_watch")
_SCREENS = {LOSSES: ("crmdesk.ui.losses.loss_view",)}


class StartUp(QObject):
    """Begins when ``first`` has been painted; lives until the workspace is open or refused."""

    def __init__(
        self,
        window: MainWindow,
        first: FirstCustomers,
        workspace: Path,
        appearance: str,
        instance: "SingleInstance",
    ) -> None:
        super().__init__(window)
        self._window, self._first, self._path = window, first, workspace
        self._mode, self._instance = appearance, instance
        self._wishes: deque[Callable[[], object]] = deque()
        self._work: Iterator[None] = self._furnish()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        first.painted.connect(self._timer.start)
        window.start_up = self
        first.chosen.connect(self._choose)
        first.typed.connect(lambda key: self._wishes.append(lambda: self._type(key)))

    def wait_with(self, command: str) -> None:
        """Carry out a command when the workspace is open."""
        self._wishes.append(self._window.commands[command].trigger)

    def _choose(self, uid: str) -> None:
        self._wishes.append(lambda: self._window.opened.customers.open_customer(uid))

    def _type(self, key: QKeyEvent) -> None:
        """Hand a key to where the keyboard is now."""
        QCoreApplication.sendEvent(QApplication.focusWidget() or self._window, key)

    def _go_on(self) -> None:
        """Work until somebody might wait for an answer."""
        until = perf_counter() + _PORTION
        for _portion in self._work:
            if perf_counter() > until:
                return
        self._timer.stop()

    def _furnish(self) -> Iterator[None]:
        """Make what is around the screen, then have the workspace opened."""
        for name in FRAME:
            import_module(name)
            yield
        from crmdesk.qt.appearance import Appearance
        from crmdesk.qt.icons import icon
        from crmdesk.qt.translation import speak

        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("there is no application with windows")
        appearance = Appearance(application, self._mode)
        yield
        speak(application)
        application.setWindowIcon(icon("crmdesk", appearance.theme.accent))
        yield
        window = self._window
        # Out of the picture of the frame, which goes when the frame comes.
        self._first.setParent(None)
        window.furnish(appearance, None, self._instance)
        yield
        frame = window.frame_of_window
        frame.status.show_place(self._path)
        frame.show_screen(CUSTOMERS, self._first)
        frame.status.line.show_text(_("Opening…"))
        window.update_commands()
        self._first.setFocus()
        yield
        self._instance.listen()
        window.runner.start(_SLOT, lambda _watch: self._open(), done=self._build, failed=self._refuse)

    def _open(self) -> "Services":
        """Beside the window: load what a workspace needs, and open it."""
        for name in (*_WORKSPACE, *_SCREENS.get(self._window.screen_left, ())):
            import_module(name)
        return self._window.chooser.services_at(self._path)

    def _build(self, services: "Services") -> None:
        if self._window.chooser.claim(self._path):
            self._work = self._show(services)
            self._timer.start()
        else:
            self._give_up()

    def _show(self, services: "Services") -> Iterator[None]:
        yield from self._window.show_in_portions(services)
        customers = self._window.opened.customers.list
        # What is in front stays there until the list can take its place.
        if customers.has_arrived:
            self._take_over()
        else:
            customers.arrived.connect(self._take_over)

    def _take_over(self) -> None:
        """The screen takes the place of its picture; then what was asked for meanwhile is done."""
        window = self._window
        window.show_screen(window.screen_left)
        if self._first.rows:
            window.opened.customers.list.scroll_to(self._first.left)
        self._end()
        for wish in self._wishes:
            wish()

    def _refuse(self, error: CrmError) -> None:
        self._window.refuse(error.message)
        self._give_up()

    def _give_up(self) -> None:
        self._end()
        self._window.show_screen(START)

    def _end(self) -> None:
        self._window.start_up = None
        self._window.update_commands()
        self._first.setParent(None)
        self._first.deleteLater()
        self.deleteLater()
