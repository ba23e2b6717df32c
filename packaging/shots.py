"""Pictures of every screen, dialog and state of the program: ``dev.py shots [--only NAME] [--out FOLDER] …``.

Each scene of the gallery is shown in a real window without a screen and written as PNG, in every language, light and
dark, small and large. Knows nothing of what the scenes show.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.domain.clock import SystemClock
from crmdesk.i18n import use_language
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.tasks import Watch
from crmdesk.qt.translation import speak
from crmdesk.settings import LANGUAGES
from crmdesk.ui.gallery.scene import Scene
from crmdesk.ui.gallery.scenes import scenes
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.wiring import new_services

SIZES = ("1280x800", "1920x1080")
APPEARANCES = ("light", "dark")
_ACTORS = {"en": "Li Na", "zh_CN": "李娜", "zh_TW": "李娜"}
_VEIL = 70
_PAUSE = 5
_QUIET, _PATIENCE = 3, 1500
_SOON, _AT_MOST = 300, 200
"""A timer of fewer milliseconds stands for what is about to be shown, for so many pauses at most."""


def picture(window: MainWindow) -> QPixmap:
    """The window with whatever dialogs and lists float over it, as a person sees them."""
    seen = window.grab()
    painter = QPainter(seen)
    for part in floating(window):
        if part.isModal():
            painter.fillRect(window.rect(), QColor(0, 0, 0, _VEIL))
        painter.drawPixmap(_place(part, window), part.grab())
    painter.end()
    return seen


def floating(window: MainWindow) -> list[QWidget]:
    """The dialogs and lists over the window, the lowest first: what is to be chosen from lies over its dialog."""
    parts = [
        part
        for part in QApplication.topLevelWidgets()
        if part is not window and part.isVisible() and part.windowType() is not Qt.WindowType.ToolTip
    ]
    return sorted(parts, key=lambda part: not part.isModal())


def settle(window: MainWindow) -> None:
    """Wait until everything asked for has been shown: no work goes on or is about to begin."""
    quiet = 0
    for pause in range(_PATIENCE):
        QTest.qWait(_PAUSE)
        quiet = 0 if window.runner.is_busy or (pause < _AT_MOST and _is_waiting(window)) else quiet + 1
        if quiet == _QUIET:
            break


def _is_waiting(window: MainWindow) -> bool:
    timers = window.findChildren(QTimer)
    return any(timer.isSingleShot() and timer.isActive() and timer.interval() < _SOON for timer in timers)


@contextmanager
def shown(scene: Scene, window: MainWindow) -> Iterator[None]:
    """Lead the window to a scene, wait until it is there, and lead it back afterwards."""
    for step in scene.steps:
        step(window)
        settle(window)
    yield
    for part in reversed(floating(window)):
        part.close()
    window.activateWindow()
    for step in scene.back:
        step(window)
        settle(window)


def _place(part: QWidget, window: MainWindow) -> QPoint:
    if part.isModal():
        return QPoint((window.width() - part.width()) // 2, (window.height() - part.height()) // 2)
    return window.mapFromGlobal(part.mapToGlobal(QPoint(0, 0)))


def _shoot(options: argparse.Namespace, folder: Path) -> Iterator[Path]:
    application = QApplication(sys.argv[:1])
    speak(application)
    workspace = folder / "North sales.crmdesk"
    new_services(
        workspace,
        SystemClock(),
        os.environ["CRMDESK_ME"],
        currency="CNY",
        packs=(),
        sample=Watch(lambda _done, _total: None),
    )
    for appearance, size in product(options.appearance, options.size):
        width, height = (int(part) for part in size.split("x"))
        machine = Machine(folder / f"{appearance}-{size}.json")
        window = MainWindow(SystemClock(), machine, Appearance(application, appearance), FileChooser())
        window.resize(width, height)
        window.show()
        window.chooser.open(workspace)
        settle(window)
        for scene in scenes():
            if not options.only or scene.name in options.only:
                file = options.out / options.language / f"{scene.name}-{appearance}-{size}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                with shown(scene, window):
                    picture(window).save(str(file))
                yield file
        window.close()


def main(arguments: Sequence[str]) -> int:
    """Make the pictures and print their names; every language in a process of its own."""
    parser = argparse.ArgumentParser(prog="dev.py shots")
    parser.add_argument("--only", nargs="*", default=[], metavar="SCENE")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--appearance", nargs="*", choices=APPEARANCES, default=APPEARANCES)
    parser.add_argument("--size", nargs="*", default=SIZES, metavar="WIDTHxHEIGHT")
    parser.add_argument("--out", type=Path, default=Path("shots"))
    options = parser.parse_args(arguments)
    if options.language is None:
        again = (sys.executable, str(Path(__file__)), *arguments, "--language")
        return max(subprocess.call((*again, language)) for language in LANGUAGES)
    use_language(options.language)
    os.environ["CRMDESK_ME"] = _ACTORS[options.language]
    with tempfile.TemporaryDirectory() as folder:
        for file in _shoot(options, Path(folder)):
            print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
