"""Starts the window: application, language, looks, and the workspace to begin with.

Before the window has painted its first rows only what that needs is loaded: see ``ui.shell.start_up``.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from crmdesk import log, paths
from crmdesk.i18n import language_of_machine, use_language
from crmdesk.qt.crash import CrashReporter
from crmdesk.qt.fonts import load_fonts
from crmdesk.qt.single_instance import SHOW, SingleInstance, ask_to_show
from crmdesk.qt.theme import DARK, LIGHT, Theme
from crmdesk.settings import load
from crmdesk.ui.commands.context import CUSTOMERS
from crmdesk.ui.shell.machine import Machine, MachineClock
from crmdesk.ui.shell.main_window import MENUS, QUICK_LOG, MainWindow

if TYPE_CHECKING:
    from crmdesk.ui.customers.first_customers import FirstCustomers

_USUAL_MENUS = 34
"""Logical pixels."""


def start(workspace: Path | None, language: str | None, *, quick_log: bool = False) -> int:
    """``run`` in a language, else in that of the settings, else in that of the machine, with the log open."""
    use_language(language or load(paths.settings_file()).language or language_of_machine())
    log.start(paths.log_folder())
    try:
        return run(workspace, quick_log=quick_log)
    finally:
        log.stop()


def run(workspace: Path | None, *, quick_log: bool = False) -> int:
    """Show the window until it is closed: on ``workspace``, else on the last one, else on the start page.

    Where another window has that workspace open, that one comes to the front and this process ends. With ``quick_log``
    the small window for logging is what comes.
    """
    # The desktop knows a program by the name it was called by; of a module that would be its file.
    application = QApplication.instance() or QApplication(["crmdesk"])
    if not isinstance(application, QApplication):
        raise TypeError("an application without windows is running already")
    application.setApplicationName("crmdesk")
    application.setDesktopFileName("crmdesk")
    reporter = CrashReporter(str(paths.log_folder() / log.FILE_NAME), application)
    reporter.install()
    try:
        window = main_window(application, workspace, quick_log=quick_log)
        if window is None:
            return 0
        window.show()
        return application.exec()
    except Exception as error:  # noqa: BLE001 - the outermost place: whatever it is must be seen, not only logged
        reporter.tell_of(error)
        return 1


def main_window(application: QApplication, workspace: Path | None, *, quick_log: bool = False) -> MainWindow | None:
    """The window, not yet shown; None where another one has the workspace open, which is then asked to come forward."""
    machine, instance = Machine(paths.settings_file()), SingleInstance()
    wanted = workspace or _last_workspace(machine)
    if wanted is None:
        return _beginning(application, machine, instance)
    if not instance.claim(wanted, listen=False) and ask_to_show(wanted, QUICK_LOG if quick_log else SHOW):
        return None
    window = _opening(machine, instance, wanted)
    if quick_log and window.start_up is not None:
        window.start_up.wait_with(QUICK_LOG)
    return window


def _beginning(application: QApplication, machine: Machine, instance: SingleInstance) -> MainWindow:
    """On the start page."""
    from crmdesk.qt.appearance import Appearance
    from crmdesk.qt.icons import icon
    from crmdesk.qt.translation import speak

    speak(application)
    application.setWindowIcon(icon("crmdesk", LIGHT.accent))
    appearance = Appearance(application, machine.settings.appearance)
    return MainWindow(MachineClock(machine), machine, appearance, None, instance)


def _opening(machine: Machine, instance: SingleInstance, workspace: Path) -> MainWindow:
    """With the customers that were in sight when it was last closed; the rest comes when they have been painted."""
    from crmdesk.ui.shell.first_view import FirstView
    from crmdesk.ui.shell.start_up import StartUp

    load_fonts()
    clock, mode = MachineClock(machine), machine.settings.appearance
    window = MainWindow(clock, machine, None)
    theme = _theme(mode)
    first = _first_customers(window, machine, workspace, theme)
    window.setCentralWidget(FirstView(first, theme, window.views.state.number(MENUS, _USUAL_MENUS)))
    StartUp(window, first, workspace, mode, instance)
    return window


def _first_customers(window: MainWindow, machine: Machine, workspace: Path, theme: Theme) -> "FirstCustomers":
    from crmdesk.services.first_page import first_lines
    from crmdesk.ui.customers.first_customers import FirstCustomers
    from crmdesk.ui.customers.kept_query import kept_query
    from crmdesk.ui.customers.left_list import left_list, list_key

    state = window.views.state
    today: date = window.clock.now().local_date
    left = left_list(state, list_key(workspace, kept_query(state), machine.actor, today))
    if left is None or window.screen_left != CUSTOMERS:
        return FirstCustomers(None, {}, theme, lambda: window.clock.now().local)
    lines = first_lines(workspace, left.change, left.ids)
    return FirstCustomers(left, lines, theme, lambda: window.clock.now().local)


def _theme(mode: str) -> Theme:
    """As ``Appearance`` will find it, which asks the system what takes long to be asked for."""
    dark = mode == "dark" or (not mode and QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128)
    return DARK if dark else LIGHT


def _last_workspace(machine: Machine) -> Path | None:
    last = Path(machine.settings.last_workspace) if machine.settings.last_workspace else None
    return last if last is not None and last.is_file() else None
