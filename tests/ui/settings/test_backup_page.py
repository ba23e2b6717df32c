from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.settings.backup_page import BackupPage
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.wiring import open_services
from tests.factories import Office, add_customer
from tests.fakes import FixedClock
from tests.windows import PreparedFiles

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow, office: Office, qtbot: QtBot) -> BackupPage:
    add_customer(office, "Acme")
    window.commands["view.settings"].trigger()
    window.opened.settings.show_page("backups")
    page = window.opened.settings.page()
    quiet(page, qtbot)
    return page


def quiet(page: BackupPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.bench.runner.busy("backup") and not page.bench.runner.busy("backups"))


def test_a_backup_is_made_once_however_often_the_button_is_pressed(page: BackupPage, qtbot: QtBot):
    before = len(page.model.records)
    for _press in range(3):
        qtbot.mouseClick(page.now, LEFT)
    assert not page.now.isEnabled()
    quiet(page, qtbot)
    assert len(page.model.records) == before + 1
    assert page.now.isEnabled()


def test_a_backup_is_restored_into_a_file_of_its_own(
    page: BackupPage, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    qtbot.mouseClick(page.now, LEFT)
    quiet(page, qtbot)
    assert not page.restore.isEnabled()
    page.table.setCurrentIndex(page.model.index(0, 0))
    files.saved = tmp_path / "as it was.crmdesk"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    files.saved = tmp_path / "asked for while the first goes on.crmdesk"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    quiet(page, qtbot)
    assert not files.saved.exists()
    files.saved = tmp_path / "as it was.crmdesk"
    services = open_services(files.saved, FixedClock(), "Lin Tao")
    assert [customer.name for customer in services.customers.list_customers()] == ["Acme"]


def test_a_backup_that_cannot_be_restored_there_says_so(page: BackupPage, files: PreparedFiles, qtbot: QtBot):
    qtbot.mouseClick(page.now, LEFT)
    quiet(page, qtbot)
    page.table.setCurrentIndex(page.model.index(0, 0))
    files.saved = page.model.records[0].path
    qtbot.mouseClick(page.restore, LEFT)
    quiet(page, qtbot)
    assert "same file" in page._wrong.text()
    assert page.restore.isEnabled()
