import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from crmdesk.domain.touch import Touch
from crmdesk.ui.customers.customer_dialog import CustomerDialog
from crmdesk.ui.deals.deal_dialog import DealDialog
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.model import PAGE
from tests.factories import Office, add_customer, bulk_notes, log
from tests.ui.conftest import dialog_of, shown

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


def names(window: MainWindow) -> list[str]:
    return [customer.name for customer in window.opened.customers.list.model.records]


def said(window: MainWindow) -> list[str]:
    rows = window.opened.customers.timeline.model.records
    return [row.body or row.title for row in rows if isinstance(row, Touch) and not row.system]


def search(window: MainWindow, text: str, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.top_bar.search.hasFocus()
    with qtbot.waitSignal(window.top_bar.search_changed):
        qtbot.keyClicks(window.top_bar.search, text)
    shown(window, qtbot)


def test_a_workspace_opens_on_its_customers_with_the_first_one_shown(window: MainWindow):
    assert names(window) == ["Acme", "Zulauf <b>& Sons</b>", "华晨教育"]
    assert window.opened.customers.selected_customer().name == "Acme"
    assert said(window) == ["asked about the price"]
    assert window.windowTitle() == "book – crmdesk"


def test_a_touch_is_logged_by_keyboard_alone_and_taken_back(window: MainWindow, qtbot: QtBot):
    bar = window.opened.customers.log_bar
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    assert bar.text.hasFocus()
    qtbot.keyClicks(bar.text, "They like the offer #hot")
    qtbot.keyClick(bar.text, Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(bar.next_step, "tomorrow 15:00 send the contract")
    qtbot.keyClick(bar.next_step, Qt.Key.Key_Return, CTRL)
    shown(window, qtbot)
    assert said(window) == ["send the contract", "They like the offer #hot", "asked about the price"]
    assert window.opened.customers.selected_customer().tags == ("hot",)
    assert (bar.text.text(), bar.next_step.text(), bar.error) == ("", "", "")
    assert bar.text.hasFocus()
    qtbot.keyClick(bar.text, Qt.Key.Key_Z, CTRL)
    assert said(window) == ["asked about the price"]
    assert window.notice.text == "Undone: Log a touch with “Acme”"
    qtbot.keyClick(bar.text, Qt.Key.Key_Z, CTRL | SHIFT)
    assert "They like the offer #hot" in said(window)
    shown(window, qtbot)


def test_undo_within_a_line_of_text_stays_there(window: MainWindow, qtbot: QtBot):
    bar = window.opened.customers.log_bar
    window.commands["touch.start"].trigger()
    qtbot.keyClicks(bar.text, "half a thou")
    qtbot.keyClick(bar.text, Qt.Key.Key_Z, CTRL)
    assert bar.text.text() == ""
    assert said(window) == ["asked about the price"]


def test_what_is_wrong_is_said_below_the_line_and_nothing_is_lost(window: MainWindow, qtbot: QtBot):
    bar = window.opened.customers.log_bar
    window.commands["touch.start"].trigger()
    qtbot.keyClicks(bar.text, "They called")
    qtbot.keyClicks(bar.next_step, "sometime perhaps")
    window.commands["touch.save"].trigger()
    assert "sometime" in bar.error
    assert bar.next_step.hasFocus()
    assert bar.text.text() == "They called"
    assert said(window) == ["asked about the price"]


def test_other_kinds_are_in_the_menu(window: MainWindow, qtbot: QtBot):
    bar = window.opened.customers.log_bar
    bar.findChild(QToolButton, "wechat").click()
    more = next(button for button in bar.findChildren(QToolButton) if button.menu() is not None)
    next(action for action in more.menu().actions() if action.objectName() == "visit").trigger()
    window.commands["touch.start"].trigger()
    qtbot.keyClicks(bar.text, "Saw the line")
    window.commands["touch.save"].trigger()
    newest = window.opened.services.touches.timeline("Acme")[0]
    assert (newest.kind, newest.body) == ("visit", "Saw the line")
    shown(window, qtbot)


@pytest.mark.parametrize(
    ("text", "found"),
    [("hcjy", ["华晨教育"]), ("4821", ["Acme"]), ("status:prospect sons", ["Zulauf <b>& Sons</b>"]), ("nobody", [])],
)
def test_the_search_field_filters_the_list(window: MainWindow, qtbot: QtBot, text: str, found: list[str]):
    search(window, text, qtbot)
    assert names(window) == found
    if not found:
        assert "Nobody found" in window.opened.customers.list.states.message()


def test_a_filter_that_cannot_be_read_is_told_and_the_list_stays(window: MainWindow, qtbot: QtBot):
    search(window, "colour:red", qtbot)
    assert "colour" in window.opened.customers.list.error
    assert len(names(window)) == 3


def test_a_customer_added_is_selected_and_a_likely_duplicate_is_told(window: MainWindow, qtbot: QtBot):
    window.commands["customer.new"].trigger()
    dialog = dialog_of(window, CustomerDialog)
    dialog.submit()
    assert dialog.error_text("name") == "A name is needed."
    qtbot.keyClicks(dialog.name, "Bolt Works")
    qtbot.keyClicks(dialog.phone, "13800004821")
    dialog.submit()
    assert not dialog.isVisible()
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().name == "Bolt Works"
    assert "“Acme”" in window.notice.text


def test_a_deal_is_added_won_and_reopened(window: MainWindow, qtbot: QtBot):
    window.commands["deal.new"].trigger()
    dialog = dialog_of(window, DealDialog)
    qtbot.keyClicks(dialog.name, "Pump")
    qtbot.keyClicks(dialog.amount, "a lot")
    dialog.submit()
    assert "a lot" in dialog.error_text("amount")
    dialog.amount.setText("12,500")
    dialog.submit()
    for command, status in (("deal.win", "won"), ("deal.reopen", "open")):
        assert window.commands[command].isEnabled()
        window.commands[command].trigger()
        assert window.opened.customers.selected_deal().status == status
    shown(window, qtbot)


def test_tags_are_put_on_and_taken_off(window: MainWindow, qtbot: QtBot):
    card = window.opened.customers.card
    qtbot.keyClicks(card.new_tag, "vip")
    qtbot.keyClick(card.new_tag, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().tags == ("vip",)
    card.tag_removed.emit("vip")
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().tags == ()


def test_the_timeline_is_read_page_by_page(window: MainWindow, book: Office):
    now = book.desk.clock.now()
    acme = next(customer.id for customer in window.opened.customers.list.model.records if customer.name == "Acme")
    with book.desk.change("notes") as unit:
        bulk_notes(unit, acme, [(f"note {number}", now) for number in range(PAGE + 50)])
    view, model = window.opened.customers, window.opened.customers.timeline.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    view.list.view.setCurrentIndex(view.list.model.index(1, 0))
    view.list.view.setCurrentIndex(view.list.model.index(0, 0))
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    assert len(model.touches) == len(book.touches.timeline("Acme"))
    assert len({touch.uid for touch in model.touches}) == len(model.touches)


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
    assert [deal.name for deal in view.card.deals.deals.records] == ["Valve"]


def test_without_customers_the_screen_says_what_to_do(empty_window: MainWindow, qtbot: QtBot, book: Office):
    for name in ("Acme", "华晨教育", "Zulauf"):
        book.customers.delete(name)
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    message = empty_window.opened.customers.list.states.message()
    assert "No customers yet" in message
    assert not empty_window.commands["touch.save"].isEnabled()


def test_only_the_customers_touched_are_read_again(window: MainWindow, qtbot: QtBot):
    model = window.opened.customers.list.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    before = {customer.name: customer for customer in model.records}
    window.commands["touch.start"].trigger()
    qtbot.keyClicks(window.opened.customers.log_bar.text, "They called")
    window.commands["touch.save"].trigger()
    assert not window.runner.busy("customers")
    after = {customer.name: customer for customer in model.records}
    assert [name for name, customer in after.items() if customer is not before[name]] == ["Acme"]
    assert after["Acme"].last_touch_at != before["Acme"].last_touch_at


def test_a_customer_renamed_moves_and_one_deleted_goes(window: MainWindow, book: Office):
    model = window.opened.customers.list.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    window.opened.bus.publish(book.customers.rename("Acme", "Zz Top"))
    assert names(window) == ["Zulauf <b>& Sons</b>", "Zz Top", "华晨教育"]
    assert window.opened.customers.selected_customer().name == "Zz Top"
    window.opened.bus.publish(book.customers.delete("Zz Top"))
    assert names(window) == ["Zulauf <b>& Sons</b>", "华晨教育"]
    window.opened.operations.undo()
    assert names(window) == ["Zulauf <b>& Sons</b>", "Zz Top", "华晨教育"]
    assert not window.runner.busy("customers")


def test_a_change_while_the_list_is_searched_asks_the_search_again(window: MainWindow, book: Office, qtbot: QtBot):
    search(window, "acme", qtbot)
    window.opened.bus.publish(book.customers.rename("Zulauf", "Acme & Sons"))
    shown(window, qtbot)
    assert names(window) == ["Acme", "Acme & Sons"]
