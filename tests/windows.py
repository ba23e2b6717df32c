"""A real window for tests, with answers prepared where a person would choose files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crmdesk.domain.clock import Clock
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.main_window import MainWindow


@dataclass
class PreparedFiles(FileChooser):
    """Answers instead of the system's file dialogs."""

    opened: Sequence[Path] = field(default_factory=list)
    saved: Path | None = None

    def open_file(self, *_asked: object) -> Path | None:
        return self.opened[0] if self.opened else None

    def open_files(self, *_asked: object) -> Sequence[Path]:
        return self.opened

    def save_file(self, *_asked: object) -> Path | None:
        return self.saved


@contextmanager
def window_on(
    application: QApplication, settings: Path, workspace: Path | None, clock: Clock, files: FileChooser
) -> Iterator[MainWindow]:
    """A window on a workspace, or on the start page; gone without a trace afterwards."""
    # One for the application, as in the program: to dress it anew for each test would cost more than many a test.
    appearance = application.findChild(Appearance) or Appearance(application)
    appearance.set_mode("light")
    window = MainWindow(clock, Machine(settings), appearance, files)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    # To Qt the modifiers of the last key, of another test's maybe, are held down until the next one.
    QTest.keyRelease(window, Qt.Key.Key_Control)
    if workspace is not None:
        window.chooser.open(workspace)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        # Dead windows would be dressed again with every new one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
