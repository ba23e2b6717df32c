"""Starts the window: application, language, looks, and the workspace to begin with."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crmdesk import log, paths
from crmdesk.domain.clock import SystemClock
from crmdesk.i18n import language
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.crash import CrashReporter
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.main_window import MainWindow


def run(workspace: Path | None) -> int:
    """Show the window until it is closed: on ``workspace``, else on the last one, else on the start page."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("an application without windows is running already")
    application.setApplicationName("crmdesk")
    application.setDesktopFileName("crmdesk")
    speak(application)
    CrashReporter(str(paths.log_folder() / log.FILE_NAME), application).install()
    window = main_window(application, workspace)
    window.show()
    return application.exec()


def main_window(application: QApplication, workspace: Path | None) -> MainWindow:
    """The window, not yet shown."""
    machine = Machine(paths.settings_file())
    appearance = Appearance(application, machine.settings.appearance)
    window = MainWindow(SystemClock(), machine, appearance, FileChooser())
    last = Path(machine.settings.last_workspace) if machine.settings.last_workspace else None
    if workspace is not None:
        window.chooser.open(workspace)
    elif last is not None and last.is_file():
        window.chooser.open(last)
    return window


def speak(application: QApplication) -> None:
    """Let Qt's own dialogs and formats speak the language in use."""
    QLocale.setDefault(QLocale(language()))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language()), "qtbase", "_", folder):
        application.installTranslator(translator)
