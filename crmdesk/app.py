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

__all__ = ["main_window", "run", "speak"]


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
        return _show(application, workspace)
    except Exception as error:  # noqa: BLE001 - the outermost place: whatever it is must be seen, not only logged
        reporter.tell_of(error)
        return 1


def _show(application: QApplication, workspace: Path | None) -> int:
    machine = Machine(paths.settings_file())
    wanted, instance = workspace or _last_workspace(machine), SingleInstance()
    if wanted is not None and not instance.claim(wanted) and ask_to_show(wanted):
        return 0
    window = main_window(application, workspace, machine, instance)
    window.show()
    return application.exec()


def main_window(
    application: QApplication,
    workspace: Path | None,
    machine: Machine | None = None,
    instance: SingleInstance | None = None,
) -> MainWindow:
    """The window, not yet shown."""
    kept = machine or Machine(paths.settings_file())
    appearance = Appearance(application, kept.settings.appearance)
    window = MainWindow(MachineClock(kept), kept, appearance, FileChooser(), instance)
    wanted = workspace or _last_workspace(kept)
    if wanted is not None:
        window.chooser.open(wanted)
    return window


def _last_workspace(machine: Machine) -> Path | None:
    last = Path(machine.settings.last_workspace) if machine.settings.last_workspace else None
    return last if last is not None and last.is_file() else None
