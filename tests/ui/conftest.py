"""A window on a workspace of the test's own, with answers prepared where a person would choose files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.operations import UNDO
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.workbench import TABLES
from tests.factories import ME, Office
from tests.fakes import FixedClock
from tests.windows import PreparedFiles, window_on


@pytest.fixture(autouse=True)
def _no_surprises(monkeypatch: pytest.MonkeyPatch) -> None:
    """I am who I am, and a message box nobody expects fails the test instead of waiting for ever."""
    monkeypatch.setenv("CRMDESK_ME", ME)

    def refuse(box: QMessageBox) -> int:
        raise AssertionError(f"unexpected message box: {box.text()}")

    monkeypatch.setattr(QMessageBox, "exec", refuse)


@pytest.fixture
def files() -> PreparedFiles:
    return PreparedFiles()


@pytest.fixture
def empty_window(qapp: QApplication, tmp_path: Path, files: PreparedFiles) -> Iterator[MainWindow]:
    """A window as it is at the very first start."""
    with window_on(qapp, tmp_path / "settings.json", None, FixedClock(), files) as window:
        yield window


@pytest.fixture
def window(empty_window: MainWindow, office: Office, qtbot: QtBot) -> MainWindow:
    """A window on the workspace of ``office``; what the test puts there beforehand is shown by ``shown``."""
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    return empty_window


def shown(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until everything asked for is on the screen."""
    slots = ("customers", "losses", "losses_charts", TABLES, UNDO)
    qtbot.waitUntil(lambda: not any(window.runner.busy(slot) for slot in slots))


def listed(window: MainWindow) -> list[str]:
    """The names of all customers listed, as if somebody had scrolled through them."""
    model = window.opened.customers.list.model
    model.ensure(0, model.rowCount())
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def dialog_of(window: MainWindow, kind: type[QWidget]) -> QWidget:
    """The dialog of a kind that is open."""
    [dialog] = [child for child in window.findChildren(kind) if child.isVisible()]
    return dialog
