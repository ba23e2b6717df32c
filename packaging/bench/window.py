"""The program's own window on a workspace, without a screen, and waiting until it has come to rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest

from bench.context import Context
from crmdesk.domain.clock import SystemClock
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.main_window import MainWindow

_PAUSE = 20
_QUIET = 10
_PATIENCE = 30_000
_WIDTH, _HEIGHT = 1280, 800


@contextmanager
def window_on(context: Context, path: Path) -> Iterator[MainWindow]:
    """The window with a workspace open in it."""
    application = context.application
    appearance = application.findChild(Appearance) or Appearance(application)
    window = MainWindow(SystemClock(), Machine(context.folder / "machine.json"), appearance, FileChooser())
    window.resize(_WIDTH, _HEIGHT)
    window.show()
    window.chooser.open(path)
    settle(window)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        application.processEvents()


def settle(window: MainWindow) -> None:
    """Wait until nothing has been going on for a while."""
    quiet = 0
    for _pause in range(_PATIENCE):
        QTest.qWait(_PAUSE)
        quiet = 0 if window.runner.is_busy else quiet + 1
        if quiet == _QUIET:
            return
