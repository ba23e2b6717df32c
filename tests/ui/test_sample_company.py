"""The sample company in the window: from the first page into it, and out of it again, both with one click."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from crmdesk.ui.operations import UNDO
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.workbench import TABLES
from tests.sample_years import Samples
from tests.ui.conftest import listed, shown

LONG = 60_000
"""Milliseconds that making it may take beside other tests; timings decide no test."""


def fill_in(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.start_page.path.selectAll()
    qtbot.keyClicks(window.start_page.path, str(path))


def removal(window: MainWindow) -> QAbstractButton:
    return window.frame_of_window.status.sample


def test_one_click_on_the_first_page_leads_into_it(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot):
    fill_in(empty_window, tmp_path / "try", qtbot)
    page = empty_window.start_page
    qtbot.mouseClick(page.sample_button, Qt.MouseButton.LeftButton)
    assert page.strip.isVisible()
    assert not page.me.isEnabled()
    assert not page.sample_button.isVisible()
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=LONG)
    shown(empty_window, qtbot)
    assert len(listed(empty_window)) == 300
    assert removal(empty_window).isVisible()
    assert empty_window.commands["workspace.remove_sample"].isEnabled()


def test_it_can_be_stopped_and_leaves_no_file(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot):
    fill_in(empty_window, tmp_path / "try", qtbot)
    page = empty_window.start_page
    qtbot.mouseClick(page.sample_button, Qt.MouseButton.LeftButton)
    [cancel] = [button for button in page.strip.findChildren(QAbstractButton) if button.isVisible()]
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.sample_button.isVisible, timeout=LONG)
    assert page.me.isEnabled()
    assert not page.error
    assert not list(tmp_path.glob("*try*"))


def test_what_is_wrong_with_it_is_said_on_the_page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot):
    (tmp_path / "there.crmdesk").write_text("Dear Sir", "utf-8")
    fill_in(empty_window, tmp_path / "there.crmdesk", qtbot)
    page = empty_window.start_page
    qtbot.mouseClick(page.sample_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.error), timeout=LONG)
    assert "there.crmdesk" in page.error
    assert page.sample_button.isVisible()


def test_one_click_takes_it_out_and_one_brings_it_back(
    empty_window: MainWindow, samples: Samples, tmp_path: Path, qtbot: QtBot
):
    workspace = tmp_path / "own.crmdesk"
    for file in samples("en").parent.iterdir():
        (tmp_path / file.name.replace("North sales", "own")).write_bytes(file.read_bytes())
    empty_window.chooser.open(workspace)
    shown(empty_window, qtbot)
    qtbot.mouseClick(removal(empty_window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not empty_window.runner.busy(TABLES), timeout=LONG)
    shown(empty_window, qtbot)
    assert listed(empty_window) == []
    assert not removal(empty_window).isVisible()
    assert not empty_window.commands["workspace.remove_sample"].isEnabled()
    assert empty_window.notice.button == "Undo"
    empty_window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: not empty_window.runner.busy(UNDO), timeout=LONG)
    shown(empty_window, qtbot)
    assert len(listed(empty_window)) == 300
    assert removal(empty_window).isVisible()


def test_a_workspace_of_ones_own_offers_no_removal(window: MainWindow):
    assert not removal(window).isVisible()
    assert not window.commands["workspace.remove_sample"].isEnabled()
