"""An import as a person goes through it: with the mouse, by the keyboard alone, and when things go wrong."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import StorageUnavailableError
from crmdesk.services.customers import NewCustomer
from crmdesk.services.importing.outcomes import Fate
from crmdesk.ui.exchange.exchange_view import ExchangeView
from crmdesk.ui.exchange.field_picker import FieldPicker
from crmdesk.ui.exchange.preview_panel import PROBLEMS
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import PreparedFiles, shown

SHEET = "客户名称,电话,商机名称,金额\n晨光机械,13800004821,泵,1200\nAcme,,Valve,not much\nBolt,,Nut,300\n"


@pytest.fixture
def sheet(tmp_path: Path, files: PreparedFiles) -> Path:
    path = tmp_path / "pipeline.csv"
    path.write_text(SHEET, "utf-8")
    files.opened = [path]
    return path


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> ExchangeView:
    window.commands["view.exchange"].trigger()
    done(window, qtbot)
    return window.opened.exchange


@pytest.fixture(autouse=True)
def _no_picker_left(qapp: QApplication) -> Iterator[None]:
    yield
    for picker in qapp.topLevelWidgets():
        if isinstance(picker, FieldPicker):
            picker.close()


def done(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=20_000)


def columns(view: ExchangeView) -> dict[str, str]:
    return {column.header: column.target for column in view.imports.mapping.table.columns_model.records}


def to_rows(window: MainWindow, view: ExchangeView, qtbot: QtBot) -> None:
    """From the ways in to the rows of the file prepared."""
    window.commands["workspace.import"].trigger()
    done(window, qtbot)
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)


def names(window: MainWindow) -> set[str]:
    return {customer.name for customer in window.opened.services.customers.list_customers()}


def cell(view: ExchangeView, row: int, column: int) -> QModelIndex:
    assert view.imports.preview.table is not None
    return view.imports.preview.table.rows.index(row, column)


@pytest.mark.usefixtures("sheet")
def test_columns_then_rows_then_import_then_undo(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    window.commands["workspace.import"].trigger()
    done(window, qtbot)
    assert columns(view) == {
        "客户名称": "customer.name",
        "电话": "any.phone",
        "商机名称": "deal.name",
        "金额": "deal.amount",
    }
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert names(window) == set()
    result = view.imports.session.result
    assert result is not None
    assert [outcome.fate for outcome in result.outcomes] == [Fate.CREATED, Fate.FAILED, Fate.CREATED]
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert names(window) == {"晨光机械", "Bolt"}
    assert "imported" in window.notice.text
    qtbot.mouseClick(view.imports.result.undo, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert names(window) == set()
    assert not view.imports.result.undo.isVisible()


@pytest.mark.usefixtures("sheet")
def test_the_whole_way_by_the_keyboard_alone(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    done(window, qtbot)
    for _step in ("columns", "rows"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        done(window, qtbot)
    assert names(window) == {"晨光机械", "Bolt"}
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    done(window, qtbot)
    assert view.start.isVisible()
    assert [batch.files for batch in view.start.batches.records] == ["pipeline.csv"]


@pytest.mark.usefixtures("sheet")
def test_a_field_is_chosen_by_typing_and_remembered(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    window.commands["workspace.import"].trigger()
    done(window, qtbot)
    table = view.imports.mapping.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 2))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    picker = table.findChild(FieldPicker)
    QAbstractItemModelTester(picker.model, QAbstractItemModelTester.FailureReportingMode.Fatal, picker)
    qtbot.keyClicks(picker.search, "wech")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    done(window, qtbot)
    assert columns(view)["电话"] == "any.wechat"
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    window.commands["workspace.import"].trigger()
    done(window, qtbot)
    assert columns(view)["电话"] == "any.wechat"
    assert "before" in view.imports.mapping.notes.text()


@pytest.mark.usefixtures("sheet")
def test_a_wrong_cell_says_why_and_is_mended_in_its_place(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    to_rows(window, view, qtbot)
    view.imports.preview.counts.press(PROBLEMS)
    table = view.imports.preview.table
    assert table is not None
    QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    assert table.rows.rowCount() == 1
    wrong = cell(view, 0, 5)
    assert "amount" in wrong.data(Qt.ItemDataRole.ToolTipRole)
    table.rows.setData(wrong, "450", Qt.ItemDataRole.EditRole)
    done(window, qtbot)
    assert table.rows.rowCount() == 0
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert "Acme" in names(window)


@pytest.mark.usefixtures("sheet")
def test_leaving_before_the_end_changes_nothing(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    to_rows(window, view, qtbot)
    qtbot.keyClick(view.imports.preview, Qt.Key.Key_Escape)
    qtbot.keyClick(view.imports.mapping, Qt.Key.Key_Escape)
    done(window, qtbot)
    assert view.start.isVisible()
    assert window.opened.services.history.next_undo() is None


def test_what_is_there_already_cannot_be_imported_again(
    window: MainWindow, view: ExchangeView, sheet: Path, qtbot: QtBot
):
    sheet.write_text(SHEET.replace("Acme,,Valve,not much\n", ""), "utf-8")
    to_rows(window, view, qtbot)
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    to_rows(window, view, qtbot)
    assert not view.imports.preview.on.isEnabled()


@pytest.mark.usefixtures("sheet")
def test_the_failed_rows_are_saved_mended_and_imported(
    window: MainWindow, view: ExchangeView, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    to_rows(window, view, qtbot)
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    files.saved = tmp_path / "failed.xlsx"
    qtbot.mouseClick(view.imports.result.save, Qt.MouseButton.LeftButton)
    book = openpyxl.load_workbook(files.saved)
    book.active["E2"] = 900
    book.save(files.saved)
    files.opened = [files.saved]
    to_rows(window, view, qtbot)
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert "Acme" in names(window)


def test_a_block_is_pasted_from_the_clipboard(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    QGuiApplication.clipboard().setText('Company name\tNote\r\nAcme\t"two\nlines"\r\nBolt\tplain\r\n')
    qtbot.mouseClick(view.start.paste.button, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert columns(view) == {"Company name": "customer.name", "Note": "customer.note"}
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert cell(view, 0, 3).data(Qt.ItemDataRole.EditRole) == "two\nlines"


def test_an_open_order_of_dates_bars_the_way_until_it_is_chosen(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    view.take_text("Company\tDeal name\tClosed on\nAcme\tPump\t3/4/2026\nBolt\tNut\t5/6/2026\n")
    done(window, qtbot)
    mapping = view.imports.mapping
    assert not mapping.on.isEnabled()
    assert mapping.question.isVisible()
    mapping.date_order.setCurrentIndex(mapping.date_order.findData("dmy"))
    mapping.date_order.activated.emit(mapping.date_order.currentIndex())
    done(window, qtbot)
    assert mapping.on.isEnabled()


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    window: MainWindow, view: ExchangeView, tmp_path: Path, root: Path, qtbot: QtBot
):
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    for path, word in ((picture, "picture"), (root / "tests" / "data" / "protected.xlsx", "password")):
        view.take_files([path])
        done(window, qtbot)
        assert view.imports.refusal.isVisible()
        assert word in view.imports.refusal.sentence.text()
    assert window.commands["workspace.import"].isEnabled()


def test_reading_can_be_stopped(window: MainWindow, view: ExchangeView, tmp_path: Path, qtbot: QtBot):
    path = tmp_path / "long.csv"
    path.write_text("name\n" + "".join(f"Customer {number}\n" for number in range(20_000)), "utf-8")
    view.take_files([path])
    assert not window.commands["workspace.import"].isEnabled()
    qtbot.mouseClick(view.imports.busy.cancel, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert view.start.isVisible()
    assert "nothing was changed" in window.notice.text
    assert window.commands["workspace.import"].isEnabled()


def test_an_import_can_be_stopped_and_leaves_nothing(
    window: MainWindow, view: ExchangeView, tmp_path: Path, qtbot: QtBot
):
    path = tmp_path / "long.csv"
    path.write_text("name,phone\n" + "".join(f"Customer {n},1380000{n:04}\n" for n in range(1500)), "utf-8")
    view.take_files([path])
    done(window, qtbot)
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.imports.busy.cancel, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert names(window) == set()
    assert view.imports.preview.isVisible()


def test_what_is_entered_while_an_import_is_written_gets_a_sentence(window: MainWindow):
    services = window.opened.services
    with services.desk.change("Import pipeline.csv", is_long=True), pytest.raises(StorageUnavailableError) as refusal:
        services.customers.add_customer(NewCustomer("Acme"))
    assert "Save it again" in refusal.value.message


def test_the_public_sample_is_read_and_paged(window: MainWindow, view: ExchangeView, root: Path, qtbot: QtBot):
    view.take_files([root.parent / "shared" / "samples" / "pipelines-3000.csv"])
    done(window, qtbot)
    assert columns(view)["Organization"] == "customer.name"
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=60_000)
    preview = view.imports.preview
    assert preview.page.text() == "1–20 of 3,000"
    qtbot.mouseClick(preview.next, Qt.MouseButton.LeftButton)
    assert preview.page.text() == "21–40 of 3,000"
    assert cell(view, 0, 0).data() == "22"


def test_a_clipboard_on_which_nothing_was_ever_put_is_told(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(view.start.paste.button, Qt.MouseButton.LeftButton)
    assert window.notice.text.startswith("There is no table on the clipboard.")


@pytest.mark.usefixtures("sheet")
def test_the_result_follows_an_undo_and_a_redo_from_elsewhere(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    to_rows(window, view, qtbot)
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    result = view.imports.result
    imported = result.heading.text()
    for key, offers_undo in ((Qt.Key.Key_Z, False), (Qt.Key.Key_Y, True)):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        done(window, qtbot)
        assert result.undo.isVisible() is offers_undo
        assert (result.heading.text() == imported) is offers_undo


def test_a_block_of_which_nothing_is_recognised_says_what_to_do(window: MainWindow, view: ExchangeView, qtbot: QtBot):
    view.take_text("Colour\tShape\nred\tround\nblue\tsquare\n")
    done(window, qtbot)
    assert "No column was recognised" in view.imports.mapping.notes.text()
    qtbot.mouseClick(view.imports.mapping.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    assert not view.imports.preview.on.isEnabled()
    assert "No column was recognised" in view.imports.preview.remark.text()


def test_a_word_beside_closing_days_is_given_an_outcome_and_remembered(
    window: MainWindow, view: ExchangeView, qtbot: QtBot
):
    block = "Company\tDeal\tStatus\tActual close date\nAcme\tPump\tCustomer\t2026-03-01\nBolt\tNut\tGone\t2026-03-02\n"
    view.take_text(block)
    done(window, qtbot)
    mapping = view.imports.mapping
    assert "2 rows have a closing day without an outcome" in mapping.notes.text()
    combo = mapping.words.combos["Customer"]
    qtbot.keyClicks(combo, "won")
    combo.activated.emit(combo.currentIndex())
    done(window, qtbot)
    assert "1 row has a closing day without an outcome" in mapping.notes.text()
    assert list(mapping.words.combos) == ["Customer", "Gone"]
    for page in (mapping, view.imports.preview):
        qtbot.mouseClick(page.on, Qt.MouseButton.LeftButton)
        done(window, qtbot)
    deals = {deal.name: deal.status.value for deal in window.opened.services.deals.list_deals()}
    assert deals == {"Pump": "won", "Nut": "open"}
    view.take_text(block)
    done(window, qtbot)
    assert mapping.words.combos["Customer"].currentData() == "won"


def test_words_for_loss_reasons_are_asked_once(
    window: MainWindow, view: ExchangeView, files: PreparedFiles, qtbot: QtBot, tmp_path: Path
):
    sheet = tmp_path / "lost.csv"
    sheet.write_text("客户名称,商机名称,状态,输单原因\nAcme,Valve,lost,太贵了\nBolt,Nut,lost,over budgets\n", "utf-8")
    files.opened = [sheet]
    to_rows(window, view, qtbot)
    words = view.imports.words
    assert words.isVisible()
    QAbstractItemModelTester(words.model)
    said = [[words.model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert said == [["太贵了", "1", "a new reason"], ["over budgets", "1", "Price › over budget"]]
    qtbot.keyClick(words.table, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    price = window.opened.services.configuration.reasons.entries()[0].uid
    next(action for action in menu.findChildren(QAction) if action.objectName() == price).trigger()
    menu.close()
    assert words.model.index(0, 2).data() == "Price"
    qtbot.mouseClick(words.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    qtbot.keyClick(view.imports.preview, Qt.Key.Key_Escape)
    assert words.isVisible()
    assert words.model.index(0, 2).data() == "Price"
    qtbot.mouseClick(words.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    qtbot.mouseClick(view.imports.preview.on, Qt.MouseButton.LeftButton)
    done(window, qtbot)
    called = {entry.name: [word.name for word in entry.aliases] for entry in reasons_of(window)}
    assert (called["Price"], called["over budget"]) == (["太贵了"], ["over budgets"])
    window.commands["edit.undo"].trigger()
    assert not any(entry.aliases for entry in reasons_of(window))


def reasons_of(window: MainWindow):
    return window.opened.services.configuration.reasons.entries()
