"""The list of customers under the hands of a person: filtering, ordering, selecting many, changing them, adding."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from crmdesk.domain.customer_list import CustomerQuery, Scope, SortBy
from crmdesk.qt.widgets.record_dialog import RecordDialog
from crmdesk.services.touches import TouchWords
from crmdesk.ui.customers.bulk_dialogs import TagDialog
from crmdesk.ui.customers.customer_list import CustomerList
from crmdesk.ui.owner_dialog import OwnerDialog
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal, bulk_customers, log
from tests.filled import Filled
from tests.ui.conftest import PreparedFiles, dialog_of, listed, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
EVERYBODY = ["Acme", "Bolt", "华晨教育", "Zulauf <b>& Sons</b>"]


def _fill(office: Office) -> None:
    """Four customers, put there before the window opens."""
    add_customer(office, "华晨教育", source="referral")
    add_customer(office, "Acme", phones=("138 0000 4821",))
    add_customer(office, "Zulauf <b>& Sons</b>")
    add_customer(office, "Bolt", owner="Zhao Min")
    add_deal(office, "Acme", "Pump", amount="500")
    add_deal(office, "Bolt", "Valve", amount="9000")
    log(office, "Acme", "asked about the price", at="yesterday 10:42")


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    model = empty_window.opened.customers.list.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return empty_window


def test_the_keyboard_begins_in_the_list(window: MainWindow, qtbot: QtBot):
    assert window.opened.customers.list.view.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert window.opened.customers.list.selected().name == EVERYBODY[-1]


@pytest.fixture
def column(window: MainWindow) -> CustomerList:
    return window.opened.customers.list


def click(column: CustomerList, row: int, qtbot: QtBot, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    place = column.view.visualRect(column.model.index(row)).center()
    qtbot.mouseClick(column.view.viewport(), LEFT, keys, place)


def selected_names(column: CustomerList) -> list[str]:
    rows = sorted(index.row() for index in column.view.selectedIndexes())
    return [column.model.data(column.model.index(row)) for row in rows]


def type_filter(window: MainWindow, text: str, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    field = window.opened.customers.list.filter.field
    assert field.hasFocus()
    qtbot.keyClicks(field, text)
    shown(window, qtbot)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hcjy", ["华晨教育"]),
        ("4821", ["Acme"]),
        ("status:prospect sons", ["Zulauf <b>& Sons</b>"]),
        ("amount>1000", ["Bolt"]),
        ("nobody", []),
    ],
)
def test_typing_into_the_field_filters_and_escape_gives_it_up(
    window: MainWindow, column: CustomerList, qtbot: QtBot, text: str, found: list[str]
):
    type_filter(window, text, qtbot)
    assert listed(window) == found
    assert ("Nobody found" in column.states.message()) == (not found)
    qtbot.keyClick(column.filter.field, Qt.Key.Key_Escape)
    shown(window, qtbot)
    assert listed(window) == EVERYBODY
    qtbot.keyClick(column.filter.field, Qt.Key.Key_Down)
    assert column.view.hasFocus()


def test_a_filter_that_cannot_be_read_is_told_and_the_list_stays(
    window: MainWindow, column: CustomerList, qtbot: QtBot
):
    window.opened.customers.search("colour:red")
    shown(window, qtbot)
    assert "colour" in column.error
    assert listed(window) == EVERYBODY
    column.filter.field.clear()
    shown(window, qtbot)
    assert column.error == ""


def test_chips_and_field_hold_together_and_are_there_again_next_time(
    window: MainWindow, column: CustomerList, qtbot: QtBot
):
    qtbot.mouseClick(column.filter.chips.chip(Scope.MINE), LEFT)
    shown(window, qtbot)
    assert listed(window) == ["Acme", "华晨教育", "Zulauf <b>& Sons</b>"]
    type_filter(window, "sons", qtbot)
    assert listed(window) == ["Zulauf <b>& Sons</b>"]
    again = CustomerList(window.opened.bench)
    qtbot.addWidget(again)
    shown(window, qtbot)
    assert again.filter.query == CustomerQuery(scope=Scope.MINE, text="sons")
    window.commands["customers.show_all"].trigger()
    shown(window, qtbot)
    assert listed(window) == EVERYBODY


def test_a_scope_of_the_menu_is_shown_on_its_chip(window: MainWindow, column: CustomerList, book: Office, qtbot: QtBot):
    window.opened.bus.publish(book.deals.win("Pump")[1])
    chips = column.filter.chips
    next(action for action in chips.more.menu().actions() if action.objectName() == "signed").trigger()
    shown(window, qtbot)
    assert listed(window) == ["Acme"]
    assert chips.more.isChecked()
    assert "Signed" in chips.more.text()
    assert not chips.chip(Scope.ALL).isChecked()


def test_counts_on_chips_follow_what_happens(window: MainWindow, column: CustomerList, qtbot: QtBot):
    chip = column.filter.chips.chip(Scope.DUE_TODAY)
    assert chip.text() == "Due today"
    words = TouchWords(kind="call", text="x", next_step="today 23:00 call")
    made = window.opened.services.touches.log_touch("Acme", words)
    window.opened.bus.publish(made[1])
    shown(window, qtbot)
    assert chip.text() == "Due today 1"


def test_the_order_is_chosen_in_a_menu(window: MainWindow, column: CustomerList, qtbot: QtBot):
    actions = {action.text(): action for action in column.filter.sort.menu().actions()}
    actions["Open deals"].trigger()
    actions["Descending"].trigger()
    shown(window, qtbot)
    assert listed(window)[:2] == ["Bolt", "Acme"]
    assert column.filter.query == CustomerQuery(sort=SortBy.VALUE, descending=True)


def test_typing_in_the_list_jumps_by_name_and_pinyin(window: MainWindow, column: CustomerList, qtbot: QtBot):
    column.view.setFocus()
    qtbot.keyClicks(column.view, "hc")
    assert window.opened.customers.selected_customer().name == "华晨教育"


def test_the_keyboard_walks_and_selects(window: MainWindow, column: CustomerList, qtbot: QtBot):
    column.view.setFocus()
    qtbot.keyClick(column.view, Qt.Key.Key_End)
    assert window.opened.customers.selected_customer().name == EVERYBODY[-1]
    assert column.bulk_bar.isHidden()
    qtbot.keyClick(column.view, Qt.Key.Key_Up, SHIFT)
    assert selected_names(column) == EVERYBODY[2:]
    assert column.bulk_bar.isVisible()
    qtbot.keyClick(column.view, Qt.Key.Key_A, CTRL)
    assert column.selected_count() == len(EVERYBODY)
    column.bulk_bar.cleared.emit()
    assert column.selected_count() == 1
    assert column.bulk_bar.isHidden()


def test_many_are_tagged_and_that_is_undone_in_one_step(window: MainWindow, column: CustomerList, qtbot: QtBot):
    click(column, 0, qtbot)
    click(column, 2, qtbot, CTRL)
    assert selected_names(column) == ["Acme", "华晨教育"]
    window.commands["customer.tag"].trigger()
    dialog = dialog_of(window, TagDialog)
    dialog.submit()
    assert dialog.error_text("add") != ""
    dialog.remove.setText("nonsense")
    dialog.submit()
    assert "nonsense" in dialog.error_text("remove")
    dialog.remove.clear()
    dialog.add.clear()
    qtbot.keyClicks(dialog.add, "hot")
    dialog.add.insert("，")  # no key of a keyboard for tests
    qtbot.keyClicks(dialog.add, "vip")
    dialog.submit()
    assert "no tags “hot”, “vip” yet" in dialog.error_text("add")
    assert "vip" not in window.opened.services.bulk.tag_names()
    popup = dialog.add.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data() == "New tags “hot”, “vip”"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert dialog.add.text() == "hot，vip"
    dialog.submit()
    assert not dialog.isVisible()
    assert all({"hot", "vip"} <= set(window.opened.services.tags.tags_of(name)) for name in ("Acme", "华晨教育"))
    assert selected_names(column) == ["Acme", "华晨教育"]
    window.opened.operations.undo()
    assert window.opened.services.tags.tags_of("Acme") == []


def test_a_new_tag_is_offered_in_sight_below_many_that_fit(window: MainWindow, column: CustomerList, qtbot: QtBot):
    window.opened.services.tags.change_tags("Acme", add=[f"hot {number}" for number in range(12)])
    click(column, 0, qtbot)
    click(column, 1, qtbot, SHIFT)
    window.commands["customer.tag"].trigger()
    dialog = dialog_of(window, TagDialog)
    qtbot.keyClicks(dialog.add, "hot")
    popup = dialog.add.completer().popup()
    last = popup.model().index(popup.model().rowCount() - 1, 0)
    assert last.data() == "New tag “hot”"
    assert popup.viewport().rect().contains(popup.visualRect(last))


def test_tags_that_exist_need_no_more_words(window: MainWindow, column: CustomerList, qtbot: QtBot):
    window.opened.services.tags.change_tags("Acme", add=["vip"])
    click(column, 0, qtbot)
    click(column, 1, qtbot, SHIFT)
    window.commands["customer.tag"].trigger()
    dialog = dialog_of(window, TagDialog)
    qtbot.keyClicks(dialog.add, "VIP")
    dialog.submit()
    assert not dialog.isVisible()
    assert all(window.opened.services.tags.tags_of(name) == ["vip"] for name in selected_names(column))


def test_the_keyboard_is_in_the_list_after_the_bar_below_it_has_gone(
    window: MainWindow, column: CustomerList, qtbot: QtBot
):
    for name in ("Delete customers", "Select nobody"):
        click(column, 0, qtbot)
        click(column, 1, qtbot, SHIFT)
        [button] = [each for each in column.bulk_bar.findChildren(QToolButton) if each.accessibleName() == name]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        shown(window, qtbot)
        assert column.bulk_bar.isHidden()
        assert column.view.hasFocus()


def test_many_are_given_to_a_colleague(window: MainWindow, column: CustomerList, qtbot: QtBot):
    click(column, 0, qtbot)
    click(column, 1, qtbot, SHIFT)
    window.commands["customer.owner"].trigger()
    dialog = dialog_of(window, OwnerDialog)
    qtbot.keyClicks(dialog.owner, "Wang Wei")
    dialog.submit()
    assert "Wang Wei" in dialog.error_text("owner")
    assert "Wang Wei" not in window.opened.services.bulk.people()
    dialog.owner.setFocus()
    dialog.owner.completer().show_all()
    popup = dialog.owner.completer().popup()
    assert popup.model().index(0, 0).data() == "Add “Wang Wei” as a new colleague"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert dialog.owner.text() == "Wang Wei"
    dialog.submit()
    found = window.opened.services.customers.list_customers("owner:Wang")
    assert [customer.owner for customer in found] == ["Wang Wei", "Wang Wei"]


def test_delete_asks_the_list_only_while_it_has_the_keyboard(window: MainWindow, column: CustomerList, qtbot: QtBot):
    type_filter(window, "zz", qtbot)
    qtbot.keyClick(column.filter.field, Qt.Key.Key_Delete)
    column.filter.field.clear()
    shown(window, qtbot)
    assert listed(window) == EVERYBODY
    click(column, 1, qtbot)
    qtbot.keyClick(column.view, Qt.Key.Key_Delete)
    assert listed(window) == ["Acme", "华晨教育", "Zulauf <b>& Sons</b>"]
    assert window.opened.customers.selected_customer().name == "华晨教育"
    window.opened.operations.undo()
    assert listed(window) == EVERYBODY


def test_more_than_a_few_are_deleted_off_the_window_and_come_back(
    window: MainWindow, column: CustomerList, book: Office, qtbot: QtBot
):
    with book.desk.change("many") as unit:
        bulk_customers(unit, (f"Many {number}" for number in range(250)))
    window.opened.bus.publish(unit.changes)
    shown(window, qtbot)
    column.view.selectAll()
    window.commands["customer.delete"].trigger()
    qtbot.waitUntil(lambda: not window.runner.busy("bulk"))
    shown(window, qtbot)
    assert listed(window) == []
    assert "No customers yet" in column.states.message()
    window.opened.operations.undo()
    shown(window, qtbot)
    assert len(listed(window)) == 254


def test_a_name_is_edited_in_its_row(window: MainWindow, column: CustomerList, qtbot: QtBot):
    click(column, 0, qtbot)
    qtbot.keyClick(column.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    qtbot.keyClicks(editor, "Zz Top")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Zz Top" in listed(window))
    assert window.opened.customers.selected_customer().name == "Zz Top"


def test_a_name_that_is_refused_stays_in_its_editor(window: MainWindow, column: CustomerList, qtbot: QtBot):
    click(column, 0, qtbot)
    qtbot.keyClick(column.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    qtbot.keyClicks(editor, "  ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(column.view.refusal.isVisible)
    assert QApplication.focusWidget() is editor
    assert editor.text() == "  "
    assert column.view.refusal.text() == "A name is needed."
    assert window.notice.isHidden()
    qtbot.keyClicks(editor, "Acme Works")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(window)[0] == "Acme Works")
    assert column.view.refusal.isHidden()


def test_rows_are_copied_as_a_table_that_runs_no_formula(
    window: MainWindow, column: CustomerList, book: Office, qtbot: QtBot
):
    window.opened.bus.publish(book.customers.rename("Acme", "=HYPERLINK(1)"))
    column.view.selectAll()
    column.view.setFocus()
    qtbot.keyClick(column.view, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().mimeData()
    assert len(copied.text().splitlines()) == 5
    assert "'=HYPERLINK(1)\tprospect\t" in copied.text()
    assert "138 0000 4821" in copied.text()
    assert "Zulauf &lt;b&gt;&amp; Sons&lt;/b&gt;" in copied.html()


@pytest.mark.parametrize(("rows", "written"), [((0,), {"Acme", "华晨教育"}), ((1, 2), {"Bolt", "华晨教育"})])
def test_what_is_on_screen_is_written_to_a_file(
    window: MainWindow,
    column: CustomerList,
    files: PreparedFiles,
    tmp_path: Path,
    qtbot: QtBot,
    rows: tuple[int, ...],
    written: set[str],
):
    """Those selected where several are, else all that the filter lets through."""
    type_filter(window, "-sons" if len(rows) > 1 else "-sons -bolt", qtbot)
    for row in rows:
        click(column, row, qtbot, CTRL if row != rows[0] else Qt.KeyboardModifier.NoModifier)
    files.saved = tmp_path / "out.xlsx"
    window.commands["customer.export"].trigger()
    qtbot.mouseClick(window.opened.exchange.exports.panel.on, LEFT)
    shown(window, qtbot)
    table = list(openpyxl.load_workbook(files.saved)["Customers"].iter_rows(values_only=True))
    assert {row[table[0].index("Name")] for row in table[1:]} == written


def test_the_keyboard_is_in_the_list_whenever_the_screen_comes_to_the_front(
    window: MainWindow, column: CustomerList, qtbot: QtBot
):
    for screen in (None, "view.losses", "view.exchange", "view.settings"):
        if screen:
            window.commands[screen].trigger()
            assert not column.view.hasFocus()
            window.commands["view.customers"].trigger()
        assert column.view.hasFocus()
        before = column.view.currentIndex().row()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert column.view.currentIndex().row() == min(before + 1, 3)


def test_a_customer_is_added_in_place_and_shown(window: MainWindow, column: CustomerList, qtbot: QtBot):
    form = column.form
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    assert form.name.hasFocus()
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert form.error_text("name") == "A name is needed."
    qtbot.keyClicks(form.name, "Bolt Works")
    qtbot.keyClick(form.name, Qt.Key.Key_Tab)
    assert form.phone.hasFocus()
    qtbot.keyClicks(form.phone, "13800004821")
    qtbot.waitUntil(lambda: "“Acme”" in form.alike)
    qtbot.keyClick(form.phone, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert not form.isVisible()
    assert window.opened.customers.selected_customer().name == "Bolt Works"
    assert "“Acme”" in window.notice.text


def test_escape_puts_the_form_away_and_keeps_what_was_typed(window: MainWindow, column: CustomerList, qtbot: QtBot):
    window.commands["customer.new"].trigger()
    qtbot.keyClicks(column.form.name, "Half")
    qtbot.keyClick(column.form.name, Qt.Key.Key_Escape)
    assert not column.form.isVisible()
    window.commands["customer.new"].trigger()
    assert column.form.name.text() == "Half"
    assert listed(window) == EVERYBODY


def test_the_selection_and_the_place_survive_what_changes(
    window: MainWindow, column: CustomerList, book: Office, qtbot: QtBot
):
    click(column, 2, qtbot)
    click(column, 3, qtbot, CTRL)
    window.opened.bus.publish(book.customers.delete("Acme"))
    window.opened.bus.publish(book.customers.rename("Bolt", "Zz"))
    assert listed(window) == ["华晨教育", "Zulauf <b>& Sons</b>", "Zz"]
    assert selected_names(column) == ["华晨教育", "Zulauf <b>& Sons</b>"]
    assert window.opened.customers.selected_customer().name == "Zulauf <b>& Sons</b>"


def test_only_the_rows_touched_are_read_again(window: MainWindow, column: CustomerList, book: Office):
    listed(window)
    before = [column.model.record(column.model.index(row)) for row in range(4)]
    window.opened.bus.publish(book.tags.change_tags("Bolt", add=["hot"])[1])
    listed(window)
    after = [column.model.record(column.model.index(row)) for row in range(4)]
    assert [old is new for old, new in zip(before, after, strict=True)] == [True, False, True, True]


def test_a_row_says_everything_to_a_screen_reader(window: MainWindow, column: CustomerList):
    listed(window)
    said = column.model.data(column.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Acme, ")
    assert "¥500" in said
    assert "last touch Yesterday" in said


def test_the_context_menu_offers_what_can_be_done(column: CustomerList, qtbot: QtBot):
    click(column, 0, qtbot)
    column.view.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert {"customer.tag", "customer.delete"} <= {action.objectName() for action in menu.actions()}
    menu.close()


def test_a_day_without_steps_speaks_of_the_day(window: MainWindow, column: CustomerList, qtbot: QtBot):
    column.filter.ask_for(CustomerQuery(scope=Scope.DUE_TODAY, text=""))
    shown(window, qtbot)
    assert listed(window) or "Nothing due today" in column.states.message()
    assert not listed(window)


def test_how_soon_we_answer_is_a_command_away(window: MainWindow, book: Office, qtbot: QtBot):
    window.commands["customer.promptness"].trigger()
    dialog = dialog_of(window, RecordDialog)
    qtbot.waitUntil(lambda: "asked or promised" in dialog.states.message())
    dialog.reject()
    asked = book.touches.log_touch("Acme", TouchWords(kind="enquiry", text="How long?"))[0]
    book.touches.log_touch("Acme", TouchWords(kind="call", text="Six weeks", answers=asked.uid))
    window.commands["customer.promptness"].trigger()
    dialog = dialog_of(window, RecordDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    shown = [dialog.model.data(dialog.model.index(0, column)) for column in range(dialog.model.columnCount())]
    assert shown[1:] == ["too few to say (n = 1)", "0", "–"]
    dialog.reject()
