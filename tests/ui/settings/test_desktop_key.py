"""The command for a key of the desktop: shown, copied, found by its name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.ui.settings.desktop_key_row import DesktopKeyRow
from crmdesk.ui.settings.machine_page import MachinePage
from crmdesk.ui.shell.main_window import MainWindow


def test_the_command_is_copied_with_one_click(window: MainWindow, qtbot: QtBot):
    window.commands["view.settings"].trigger()
    window.opened.settings.show_page("machine")
    page = window.opened.settings.page()
    assert isinstance(page, MachinePage)
    row = page.findChild(DesktopKeyRow)
    qtbot.mouseClick(row.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "crmdesk --quick-log"
    assert window.notice.text == "Copied."


def test_it_is_found_in_the_settings():
    assert MachinePage.is_found("shortcut")
