"""Starts the window: application, language, looks, and the workspace to begin with."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from crmdesk import log, paths
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.crash import CrashReporter
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.icons import icon
from crmdesk.qt.single_instance import SingleInstance, ask_to_show
from crmdesk.qt.theme import LIGHT
from crmdesk.qt.translation import speak
from crmdesk.ui.shell.machine import Machine, MachineClock
from crmdesk.ui.shell.main_window import MainWindow


def run(workspace: Path | None) -> int:
    """Show the window until it is closed: on ``workspace``, else on the last one, else on the start page.

    Where another window has that workspace open, that one comes to the front and this process ends.
    """
    # The desktop knows a program by the name it was called by; of a module that would be its file.
    application = QApplication.instance() or QApplication(["crmdesk"])
    if not isinstance(application, QApplication):
        raise TypeError("an application without windows is running already")
    application.setApplicationName("crmdesk")
    application.setDesktopFileName("crmdesk")
    speak(application)
    application.setWindowIcon(icon("crmdesk", LIGHT.accent))
    reporter = CrashReporter(str(paths.log_folder() / log.FILE_NAME), application)
    reporter.install()
    try:
        window = main_window(application, workspace)
        if window is None:
            return 0
        window.show()
        return application.exec()
    except Exception as error:  # noqa: BLE001 - the outermost place: whatever it is must be seen, not only logged
        reporter.tell_of(error)
        return 1


def main_window(application: QApplication, workspace: Path | None) -> MainWindow | None:
    """The window, not yet shown; None where another one has the workspace open, which is then asked to come forward."""
    machine, instance = Machine(paths.settings_file()), SingleInstance()
    wanted = workspace or _last_workspace(machine)
    if wanted is not None and not instance.claim(wanted) and ask_to_show(wanted):
        return None
    appearance = Appearance(application, machine.settings.appearance)
    window = MainWindow(MachineClock(machine), machine, appearance, FileChooser(), instance)
    if wanted is not None:
        window.chooser.open(wanted)
    return window


def _last_workspace(machine: Machine) -> Path | None:
    last = Path(machine.settings.last_workspace) if machine.settings.last_workspace else None
    return last if last is not None and last.is_file() else None
