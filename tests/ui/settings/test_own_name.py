"""Being called otherwise, from the page to the undo of it, by real keys and clicks."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.i18n import use_language
from crmdesk.ui.settings.machine_page import MachinePage
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import ME, Office, add_customer


@pytest.fixture
def office(office: Office) -> Office:
    add_customer(office, "Acme", owner=ME)
    return office


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch, empty_window: MainWindow, office: Office, qtbot: QtBot) -> MainWindow:
    """The window after somebody gave themselves another name in it."""
    monkeypatch.delenv("CRMDESK_ME")
    machine = empty_window.chooser.opening.machine
    machine.remember_person(ME, "Asia/Shanghai")
    empty_window.chooser.open(office.path)
    empty_window.commands["view.settings"].trigger()
    empty_window.opened.settings.show_page("machine")
    page = empty_window.opened.settings.page()
    assert isinstance(page, MachinePage)
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "Tao")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: me(empty_window) == "Tao")
    return empty_window


def me(window: MainWindow) -> str:
    return window.opened.services.desk.actor


def owner(office: Office) -> str:
    return office.customers.list_customers()[0].owner


def test_undo_takes_the_new_name_back_and_the_program_follows(renamed: MainWindow, office: Office, qtbot: QtBot):
    assert owner(office) == "Tao"
    renamed.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: me(renamed) == ME)
    assert owner(office) == ME
    assert renamed.notice.button == "Redo"
    renamed.commands["edit.redo"].trigger()
    qtbot.waitUntil(lambda: me(renamed) == "Tao")


def test_the_notice_outlives_the_screens_and_its_undo_works(renamed: MainWindow, office: Office, qtbot: QtBot):
    QApplication.processEvents()
    assert (renamed.notice.isVisible(), renamed.notice.button) == (True, "Undo")
    renamed.go_to_notice()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: me(renamed) == ME)
    assert owner(office) == ME


def test_with_another_language_a_notice_of_the_former_one_goes(renamed: MainWindow, qtbot: QtBot):
    before = renamed.frame_of_window
    renamed.set_language("zh_CN")
    qtbot.waitUntil(lambda: renamed.frame_of_window is not before)
    assert not renamed.notice.isVisible()
    renamed.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: me(renamed) == ME)


def test_the_keyboard_stays_in_the_line_of_the_name(renamed: MainWindow, qtbot: QtBot):
    page = renamed.opened.settings.page()
    assert isinstance(page, MachinePage)
    qtbot.waitUntil(page.name.hasFocus)
    assert page.name.text() == "Tao"
