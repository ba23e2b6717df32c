from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.qt.record_table import RecordTable
from crmdesk.ui.exchange.import_preview import ImportPreview
from crmdesk.ui.exchange.table_flow import SLOT
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import dialog_of, shown
from tests.windows import PreparedFiles

SHEET = "客户名称,电话,商机名称,金额\n晨光机械,13800004821,泵,1200\nAcme,,Valve,not much\nBolt,,Nut,300\n"


@pytest.fixture
def sheet(tmp_path: Path, files: PreparedFiles) -> Path:
    path = tmp_path / "pipeline.csv"
    path.write_text(SHEET, "utf-8")
    files.opened = [path]
    return path


def preview(window: MainWindow, qtbot: QtBot) -> ImportPreview:
    window.commands["workspace.import"].trigger()
    shown(window, qtbot)
    return dialog_of(window, ImportPreview)


def names(window: MainWindow) -> list[str]:
    return [customer.name for customer in window.opened.customers.list.model.records]


@pytest.mark.usefixtures("sheet")
def test_an_import_is_counted_first_then_done_and_undone_as_a_whole(window: MainWindow, qtbot: QtBot):
    dialog = preview(window, qtbot)
    assert names(window) == []
    table = dialog.findChild(RecordTable)
    assert "not much" in [table.model().index(row, 1).data() for row in range(table.model().rowCount())]
    dialog.accept()
    shown(window, qtbot)
    assert set(names(window)) >= {"Bolt", "晨光机械"}
    assert "imported" in window.notice.text
    window.commands["edit.undo"].trigger()
    shown(window, qtbot)
    assert names(window) == []


@pytest.mark.usefixtures("sheet")
def test_a_preview_refused_changes_nothing(window: MainWindow, qtbot: QtBot):
    preview(window, qtbot).reject()
    shown(window, qtbot)
    assert names(window) == []
    assert window.opened.services.history.next_undo() is None


def test_what_is_there_already_cannot_be_imported_again(window: MainWindow, sheet: Path, qtbot: QtBot):
    preview(window, qtbot).accept()
    shown(window, qtbot)
    sheet.write_text(SHEET.replace("Acme,,Valve,not much\n", ""), "utf-8")
    dialog = preview(window, qtbot)
    assert not dialog.findChild(QPushButton, "accept").isEnabled()
    dialog.reject()


def test_a_file_that_is_no_table_is_refused_with_a_sentence(
    window: MainWindow, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    path = tmp_path / "picture.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    files.opened = [path]
    window.commands["workspace.import"].trigger()
    shown(window, qtbot)
    assert "picture.xlsx" in window.notice.text
    assert window.commands["workspace.import"].isEnabled()


def test_an_import_can_be_stopped(window: MainWindow, tmp_path: Path, files: PreparedFiles, qtbot: QtBot):
    path = tmp_path / "long.csv"
    path.write_text("name\n" + "".join(f"Customer {number}\n" for number in range(20_000)), "utf-8")
    files.opened = [path]
    window.commands["workspace.import"].trigger()
    assert not window.commands["workspace.import"].isEnabled()
    window.opened.tables.cancel()
    shown(window, qtbot)
    assert "nothing was changed" in window.notice.text
    assert not window.runner.busy(SLOT)
    assert window.commands["workspace.import"].isEnabled()


@pytest.mark.usefixtures("sheet")
def test_everything_is_exported_and_can_be_imported_again_without_change(
    window: MainWindow, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    preview(window, qtbot).accept()
    shown(window, qtbot)
    files.saved = tmp_path / "all.xlsx"
    window.commands["workspace.export"].trigger()
    shown(window, qtbot)
    assert "all.xlsx" in window.notice.text
    files.opened = [files.saved]
    dialog = preview(window, qtbot)
    assert dialog.result_shown.created + dialog.result_shown.updated == 0
    dialog.reject()


def test_nothing_happens_when_no_file_is_chosen(window: MainWindow):
    for command in ("workspace.import", "workspace.export", "workspace.open", "workspace.new"):
        window.commands[command].trigger()
    assert not window.runner.busy(SLOT)
