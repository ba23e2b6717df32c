"""Somebody who types a touch, in the composer and in the small window in turns, until the program is killed.

``python -m tests.journeys.typist SETTINGS WORKSPACE``. For each letter it tells where it went and when, in seconds of
the clock that all processes share.
"""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.domain.clock import SystemClock
from crmdesk.qt.appearance import Appearance
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.main_window import MainWindow

COMPOSER, QUICK_LOG, NEXT_STEP = "composer", "quick_log", "next_step"
BURST, PAUSE = 12, 35
"""Letters in a row, and milliseconds between two of them."""


def letter(place: int) -> str:
    """What is typed at a place of a text."""
    return "abcdefghijklmnopqrstuvwxyz "[place % 27]


class Typist:
    """Types a letter whenever the timer rings."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._typed = dict.fromkeys((COMPOSER, QUICK_LOG, NEXT_STEP), 0)
        self._turn = 0
        self._timer = QTimer(window, interval=PAUSE)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        if self._window.opened.customers.selected_customer() is None:
            # The list has not arrived yet.
            return
        where = (COMPOSER, QUICK_LOG, NEXT_STEP)[self._turn // BURST % 3]
        field = self._field(where)
        if not field.hasFocus():
            field.activateWindow()
            field.setFocus()
            return
        QTest.keyClick(field, letter(self._typed[where]))
        self._turn += 1
        self._typed[where] += 1
        print(where, self._typed[where], time.monotonic(), flush=True)

    def _field(self, where: str) -> QWidget:
        opened = self._window.opened
        if where == COMPOSER:
            return opened.customers.composer.fields.text
        if not opened.quick_log.isVisible():
            self._window.commands["touch.quick_log"].trigger()
        fields = opened.quick_log.form.fields
        return fields.text if where == QUICK_LOG else fields.next_step.line


def main(settings: Path, workspace: Path) -> None:
    """Open the window and type."""
    application = QApplication([])
    window = MainWindow(SystemClock(), Machine(settings), Appearance(application, "light"))
    window.show()
    window.chooser.open(workspace)
    _typist = Typist(window)
    application.exec()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
