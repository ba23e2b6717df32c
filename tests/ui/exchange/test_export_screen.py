"""An export as a person goes through it."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.exchange.exchange_view import ExchangeView
from crmdesk.ui.exchange.export_panel import FILTER
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.ui.conftest import PreparedFiles, shown
from tests.ui.exchange.test_import_screen import done


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot, files: PreparedFiles, tmp_path: Path) -> ExchangeView:
    files.saved = tmp_path / "out.xlsx"
    window.commands["workspace.export"].trigger()
    shown(window, qtbot)
    return window.opened.exchange


def names(path: Path, sheet: str = "Customers") -> set[str]:
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    return {str(row[rows[0].index("Name")]) for row in rows[1:]}


def test_everything_is_exported_and_finds_its_way_back_unchanged(
    window: MainWindow, office: Office, view: ExchangeView, files: PreparedFiles, qtbot: QtBot
):
    add_deal(office, add_customer(office, "Acme"))
    qtbot.keyClick(view.exports.panel.on, Qt.Key.Key_Return)
    done(window, qtbot)
    assert files.saved is not None
    assert names(files.saved) == {"Acme"}
    assert "out.xlsx" in window.notice.text
    view.take_files([files.saved])
    done(window, qtbot)
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert not view.imports.preview.on.isEnabled()


def test_only_what_was_picked_is_exported(
    window: MainWindow, office: Office, view: ExchangeView, files: PreparedFiles, qtbot: QtBot
):
    acme, bolt = add_customer(office, "Acme"), add_customer(office, "Bolt")
    pump = add_deal(office, bolt, "Pump")
    for kind, uid, expected in (("customers", acme, {"Acme"}), ("deals", pump, {"Bolt"})):
        view.export_selection(kind, [uid])
        qtbot.mouseClick(view.exports.panel.on, Qt.MouseButton.LeftButton)
        done(window, qtbot)
        assert files.saved is not None
        assert names(files.saved) == expected


def test_a_bad_filter_is_told_beside_it(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    panel = view.exports.panel
    panel.which.press(FILTER)
    qtbot.keyClicks(panel.filter, "amount>much")
    qtbot.mouseClick(panel.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert panel.isVisible()
    assert panel.error.text()


def test_a_file_that_cannot_be_written_is_told(
    window: MainWindow, view: ExchangeView, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    files.saved = tmp_path / "missing" / "out.xlsx"
    qtbot.mouseClick(view.exports.panel.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert view.exports.panel.isVisible()
    assert window.notice.text


def test_no_sheet_chosen_bars_the_way(view: ExchangeView, qtbot: QtBot):
    for box in view.exports.panel.sheets.values():
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not view.exports.panel.on.isEnabled()
