"""The small window for logging: whom it was with, ways by digit, what is kept, taking back; by real keys and clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import ContactDraft
from crmdesk.domain.touch import Touch
from crmdesk.qt.single_instance import ask_to_show
from crmdesk.store.repos.customers import add_contacts
from crmdesk.ui.commands.context import LOSSES
from crmdesk.ui.quick_log.quick_log_form import QuickLogForm
from crmdesk.ui.quick_log.quick_log_window import QuickLogWindow
from crmdesk.ui.shell.main_window import QUICK_LOG, MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.ui.conftest import shown

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def _fill(office: Office) -> None:
    acme = add_customer(office, "Acme")
    add_deal(office, acme, "Pump")
    add_customer(office, "北辰食品")
    customer_id = office.customers.card(acme).customer.id
    with office.desk.change("people") as unit:
        add_contacts(unit, [ContactDraft(customer_id, "Ms Zhao")])


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    empty_window.opened.customers.open_customer(book.customers.card("Acme").customer.uid)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def small(window: MainWindow) -> QuickLogWindow:
    """The small window, opened by its key."""
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    small = window.opened.quick_log
    assert QTest.qWaitForWindowActive(small)
    return small


@pytest.fixture
def form(small: QuickLogWindow) -> QuickLogForm:
    return small.form


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def write(text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)


def logged(book: Office, customer: str) -> list[Touch]:
    """What a person wrote, the latest to occur first."""
    return [touch for touch in book.touches.timeline(customer) if not touch.system]


def test_it_begins_with_the_customer_shown_last_and_the_ways(form: QuickLogForm, window: MainWindow):
    assert form.fields.customer.customer.name == "Acme"
    assert form.fields.kinds.isAncestorOf(QApplication.focusWidget())
    assert form.fields.deal.currentText() == "Pump"
    assert not window.opened.quick_log.isModal()


def test_it_is_about_the_deal_selected_beside_it(window: MainWindow, book: Office, qtbot: QtBot):
    pump = book.customers.card("Acme").deals[0].uid
    add_deal(book, book.customers.card("Acme").customer.uid, "Valve")
    window.opened.bus.publish(Changes(everything=True))
    shown(window, qtbot)
    window.opened.customers.card.deals.list.select(pump)
    window.commands["touch.quick_log"].trigger()
    assert window.opened.quick_log.form.fields.deal.currentText() == "Pump"


def test_digits_choose_the_way_and_lead_to_the_text(form: QuickLogForm, book: Office):
    press(Qt.Key.Key_3)
    assert form.fields.kinds.kind.key == "wechat"
    assert form.fields.text.hasFocus()
    write("3 samples")
    press(Qt.Key.Key_Return, CTRL)
    [touch] = logged(book, "Acme")
    assert (touch.kind, touch.body, touch.deal) == ("wechat", "3 samples", "Pump")


@pytest.mark.parametrize("number", range(1, 6))
def test_ways_are_chosen_while_one_writes(form: QuickLogForm, number: int):
    press(Qt.Key.Key_1)
    press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
    assert form.fields.kinds.kind.quick == number
    assert form.fields.text.toPlainText() == ""


def test_saving_leaves_it_open_and_empty_for_the_next_one(form: QuickLogForm, small: QuickLogWindow, book: Office):
    for text in ("First.", "Second."):
        press(Qt.Key.Key_2)
        write(text)
        press(Qt.Key.Key_Return, CTRL)
        assert form.fields.said.label.whole == "Logged with Acme."
        assert small.isVisible()
        assert not form.has_draft
        assert form.fields.kinds.isAncestorOf(QApplication.focusWidget())
    assert {touch.body for touch in logged(book, "Acme")} == {"First.", "Second."}


@pytest.mark.parametrize("typed", ["bcsp", "beichen", "北辰"])
def test_another_customer_is_found_by_pinyin_initials_and_name(form: QuickLogForm, typed: str, book: Office):
    field = form.fields.customer
    press(Qt.Key.Key_L, CTRL)
    assert field.hasFocus()
    for letter in typed:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(field, event)
    press(Qt.Key.Key_Return)
    assert field.customer.name == "北辰食品"
    assert form.fields.text.hasFocus()
    write("They called.")
    press(Qt.Key.Key_Return, CTRL)
    assert [touch.body for touch in logged(book, "北辰食品")] == ["They called."]


def test_a_letter_at_the_ways_begins_a_name(form: QuickLogForm, qtbot: QtBot):
    write("bc")
    field = form.fields.customer
    assert (field.hasFocus(), field.text()) == (True, "bc")
    qtbot.waitUntil(lambda: field.is_offering)
    press(Qt.Key.Key_Tab)
    assert field.customer.name == "北辰食品"
    assert not field.is_offering


def test_a_person_there_finds_the_customer_and_a_click_takes_it(form: QuickLogForm, qtbot: QtBot):
    field = form.fields.customer
    write("zhao")
    qtbot.waitUntil(lambda: field.is_offering)
    index = field.found.index(0, 0)
    assert index.data() == "Acme · Ms Zhao"
    QTest.mouseClick(field.list.viewport(), LEFT, pos=field.list.visualRect(index).center())
    assert field.customer.name == "Acme"
    assert form.fields.text.hasFocus()


def test_enter_belongs_to_the_input_method_while_it_composes(form: QuickLogForm, book: Office):
    press(Qt.Key.Key_L, CTRL)
    QApplication.sendEvent(form.fields.customer, QInputMethodEvent("bei chen", []))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    assert form.fields.customer.hasFocus()
    assert logged(book, "Acme") == []


def test_who_is_nobody_is_said_and_nothing_is_lost(form: QuickLogForm):
    press(Qt.Key.Key_1)
    write("A long talk.")
    press(Qt.Key.Key_L, CTRL)
    write("qqqq")
    press(Qt.Key.Key_Return, CTRL)
    assert form.error == "Nobody is called “qqqq”."
    assert form.fields.customer.hasFocus()
    assert form.draft().text == "A long talk."


@pytest.mark.usefixtures("form")
def test_what_is_typed_stays_when_the_customer_changes(book: Office):
    press(Qt.Key.Key_1)
    write("About the price.")
    press(Qt.Key.Key_L, CTRL)
    write("bcsp")
    press(Qt.Key.Key_Return, CTRL)
    assert [touch.body for touch in logged(book, "北辰食品")] == ["About the price."]
    assert logged(book, "Acme") == []


def test_a_time_that_cannot_be_read_is_said_beside_the_rest(form: QuickLogForm):
    press(Qt.Key.Key_1)
    write("Spoke.")
    press(Qt.Key.Key_N, ALT)
    write("some day")
    press(Qt.Key.Key_Return, CTRL)
    assert form.error
    assert form.fields.next_step.line.hasFocus()
    assert (form.draft().text, form.draft().next_step) == ("Spoke.", "some day")


def test_undo_takes_it_back_and_brings_it_back_to_correct(form: QuickLogForm, book: Office):
    press(Qt.Key.Key_4)
    write("Wrong word.")
    press(Qt.Key.Key_Return, CTRL)
    QTest.mouseClick(form.fields.said.button, LEFT)
    assert logged(book, "Acme") == []
    assert (form.draft().text, form.draft().kind) == ("Wrong word.", "qq")
    assert not form.fields.said.can_undo


def test_undo_is_no_longer_offered_after_another_change(form: QuickLogForm, window: MainWindow, book: Office):
    press(Qt.Key.Key_1)
    write("Spoke.")
    press(Qt.Key.Key_Return, CTRL)
    acme = book.customers.card("Acme").customer.uid
    window.opened.operations.perform(lambda: window.opened.services.tags.change_tags(acme, add=["big"])[1], "Tagged.")
    assert not form.fields.said.can_undo


def test_a_customer_called_otherwise_is_called_so_here(form: QuickLogForm, window: MainWindow, book: Office):
    press(Qt.Key.Key_1)
    write("Spoke.")
    window.opened.operations.perform(lambda: book.customers.rename("Acme", "Acme Pumps"), "Renamed.")
    assert form.fields.customer.text() == "Acme Pumps"
    assert form.draft().text == "Spoke."


def test_a_customer_deleted_meanwhile_is_asked_for_again(form: QuickLogForm, window: MainWindow, book: Office):
    press(Qt.Key.Key_1)
    write("Spoke.")
    window.opened.operations.perform(lambda: book.customers.delete("Acme"), "Deleted.")
    press(Qt.Key.Key_Return, CTRL)
    assert form.error == "Choose a customer first."
    assert form.draft().text == "Spoke."


def test_escape_closes_it_and_keeps_the_draft(form: QuickLogForm, small: QuickLogWindow, window: MainWindow):
    press(Qt.Key.Key_1)
    write("Half a sen")
    press(Qt.Key.Key_Escape)
    assert not small.isVisible()
    window.commands["touch.quick_log"].trigger()
    assert form.draft().text == "Half a sen"


def test_the_draft_is_there_when_the_window_is_built_anew(form: QuickLogForm, window: MainWindow, qtbot: QtBot):
    press(Qt.Key.Key_1)
    write("Half a sen")
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.commands["touch.quick_log"].text() != "Log a touch")
    again = window.opened.quick_log.form
    assert again is not form
    assert (again.draft().text, again.fields.customer.customer.name) == ("Half a sen", "Acme")
    window.set_language("en")
    qtbot.waitUntil(lambda: window.commands["touch.quick_log"].text() == "Log a touch")


def test_what_was_typed_right_before_the_window_is_closed_is_kept(
    form: QuickLogForm, window: MainWindow, tmp_path: Path
):
    press(Qt.Key.Key_1)
    write("Half a sen")
    window.opened.customers.composer.start()
    QTest.keyClicks(window.opened.customers.composer.fields.text, "The other half")
    window.close()
    kept = (tmp_path / "settings.json").read_text("utf-8")
    assert not form.isVisible()
    assert "Half a sen" in kept
    assert "The other half" in kept


def test_it_stands_over_other_screens_where_it_was_left(window: MainWindow, small: QuickLogWindow):
    small.move(60, 70)
    small.close()
    window.show_screen(LOSSES)
    window.commands["touch.quick_log"].trigger()
    assert small.isVisible()
    assert small.pos() == QPoint(60, 70)
    assert window.commands["view.losses"].isEnabled()


def test_without_a_workspace_it_says_so(empty_window: MainWindow):
    empty_window.commands["touch.quick_log"].trigger()
    assert empty_window.notice.text == "Open a workspace first; touches are logged into it."


def test_a_second_start_opens_it(window: MainWindow, book: Office, qtbot: QtBot):
    with qtbot.waitSignal(window.instance.wished):
        assert ask_to_show(book.path, QUICK_LOG)
    assert window.opened.quick_log.isVisible()


def test_tab_leads_from_the_top_to_the_bottom(form: QuickLogForm, small: QuickLogWindow):
    form.fields.customer.setFocus()
    tops: list[int] = []
    passed: list[QWidget] = []
    while (widget := QApplication.focusWidget()) not in passed:
        passed.append(widget)
        tops.append(widget.mapTo(small, QPoint()).y() // 20)
        press(Qt.Key.Key_Tab)
    # Fields of one row may lie a little higher or lower than each other.
    assert tops == sorted(tops)
    assert form.fields.save in passed


def test_everything_in_it_has_a_name(small: QuickLogWindow):
    small.form.open_template("first_call")
    for widget in small.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or widget.text(), widget


@pytest.mark.usefixtures("form")
def test_the_foot_tells_the_median_time_once_there_are_three(window: MainWindow):
    pace = window.frame_of_window.status.pace
    for number in range(3):
        assert not pace.isVisible()
        press(Qt.Key.Key_1)
        write(f"Number {number}.")
        press(Qt.Key.Key_Return, CTRL)
    assert pace.isVisible()
    assert pace.text().startswith("Median time to log: ")
    assert pace.text().endswith(" s (n=3)")
