import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.rows import Entry
from tests.factories import Office, add_customer, log
from tests.ui.conftest import listed, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def book(office: Office) -> Office:
    """Three customers, put there before the window opens."""
    add_customer(office, "华晨教育", source="referral")
    add_customer(office, "Acme", phones=("138 0000 4821",))
    add_customer(office, "Zulauf <b>& Sons</b>")
    log(office, "Acme", "asked about the price", at="yesterday 10:42")
    return office


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    return empty_window


def said(window: MainWindow) -> list[str]:
    rows = window.opened.customers.timeline.model.records
    touches = [row.touch for row in rows if isinstance(row, Entry)]
    return [touch.body or touch.title for touch in touches if not touch.system]


def test_a_workspace_opens_on_its_customers_with_the_first_one_shown(window: MainWindow):
    assert listed(window) == ["Acme", "华晨教育", "Zulauf <b>& Sons</b>"]
    assert window.opened.customers.selected_customer().name == "Acme"
    assert said(window) == ["asked about the price"]
    assert window.windowTitle() == "book – crmdesk"
    assert (window.opened.customers.list.width(), window.opened.customers.card.width()) == (290, 320)


def test_a_touch_is_logged_by_keyboard_alone_and_taken_back(window: MainWindow, qtbot: QtBot):
    fields = window.opened.customers.composer.fields
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL)
    assert fields.text.hasFocus()
    qtbot.keyClicks(fields.text, "They like the offer #hot")
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(window.focusWidget(), "tomorrow 15:00 send the contract")
    qtbot.keyClick(fields.next_step.line, Qt.Key.Key_Return, CTRL)
    shown(window, qtbot)
    assert said(window) == ["send the contract", "They like the offer #hot", "asked about the price"]
    assert window.opened.customers.selected_customer().tags == ("hot",)
    assert (fields.text.toPlainText(), fields.next_step.line.text(), fields.wrong.text()) == ("", "", "")
    assert fields.text.hasFocus()
    qtbot.keyClick(fields.text, Qt.Key.Key_Z, CTRL)
    assert said(window) == ["asked about the price"]
    assert window.notice.text == "Undone: Log a touch with “Acme”"
    qtbot.keyClick(fields.text, Qt.Key.Key_Z, CTRL | SHIFT)
    assert "They like the offer #hot" in said(window)
    shown(window, qtbot)


def test_undo_within_a_line_of_text_stays_there(window: MainWindow, qtbot: QtBot):
    fields = window.opened.customers.composer.fields
    window.commands["touch.start"].trigger()
    qtbot.keyClicks(fields.text, "half a thou")
    qtbot.keyClick(fields.text, Qt.Key.Key_Z, CTRL)
    assert fields.text.toPlainText() == ""
    assert said(window) == ["asked about the price"]


def test_other_kinds_are_in_the_menu(window: MainWindow, qtbot: QtBot):
    composer = window.opened.customers.composer
    composer.findChild(QToolButton, "wechat").click()
    composer.fields.kinds.more.picker.findChild(QToolButton, "visit").click()
    window.commands["touch.start"].trigger()
    qtbot.keyClicks(composer.fields.text, "Saw the line")
    window.commands["touch.save"].trigger()
    newest = window.opened.services.touches.timeline("Acme")[0]
    assert (newest.kind, newest.body) == ("visit", "Saw the line")
    shown(window, qtbot)


def test_a_deal_is_added_won_and_reopened(window: MainWindow, qtbot: QtBot):
    window.commands["deal.new"].trigger()
    form = window.opened.customers.card.deals.form
    qtbot.keyClicks(form.name, "Pump")
    qtbot.keyClicks(form.amount, "12,500")
    qtbot.keyClick(form.amount, Qt.Key.Key_Return)
    for command, status in (("deal.win", "won"), ("deal.reopen", "open")):
        assert window.commands[command].isEnabled()
        window.commands[command].trigger()
        assert window.opened.customers.selected_deal().status == status
    shown(window, qtbot)


def test_the_selection_survives_a_change_of_the_list(window: MainWindow, book: Office, qtbot: QtBot):
    view = window.opened.customers
    QAbstractItemModelTester(view.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal, view.list.model)
    view.list.view.selectionModel().setCurrentIndex(
        view.list.model.index(1, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    chosen = view.selected_customer().uid
    for changes in (book.deals.add_deal(chosen, "Valve")[1], book.customers.delete("Acme")):
        window.opened.bus.publish(changes)
    shown(window, qtbot)
    assert view.selected_customer().uid == chosen
    assert [deal.name for deal in view.card.deals.list.deals.records] == ["Valve"]


def test_without_customers_the_screen_says_what_to_do(empty_window: MainWindow, qtbot: QtBot, book: Office):
    for name in ("Acme", "华晨教育", "Zulauf"):
        book.customers.delete(name)
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    message = empty_window.opened.customers.list.states.message()
    assert "No customers yet" in message
    assert not empty_window.commands["touch.save"].isEnabled()
