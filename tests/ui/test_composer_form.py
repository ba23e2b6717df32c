"""How the composer shows itself: two rows while nobody writes, everything for whoever does; deals, people and tags."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk import i18n
from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import ContactDraft
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.touches import TouchWords
from crmdesk.store.repos.customers import add_contacts
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.composer.chip_group import ChipGroup
from crmdesk.ui.timeline.composer.composer import Composer
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.ui.conftest import shown

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
IDLE, ROW = 110, 28


def _fill(office: Office) -> None:
    """A customer with two deals going and a person."""
    acme = add_customer(office, "Acme")
    for name in ("Pump", "Valve"):
        add_deal(office, acme, name)
    add_customer(office, "Bolt")
    customer_id = office.customers.card(acme).customer.id
    with office.desk.change("people") as unit:
        add_contacts(unit, [ContactDraft(customer_id, "张伟")])
    office.tags.change_tags(acme, add=["价格敏感", "price"])


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    empty_window.opened.customers.list.view.setFocus()
    QApplication.processEvents()
    return empty_window


@pytest.fixture
def composer(window: MainWindow) -> Composer:
    return window.opened.customers.composer


def place(widget: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def places(composer: Composer) -> list[QRect]:
    """Where everything is that one can begin with."""
    fields = composer.fields
    return [place(widget) for widget in (*fields.bar.chips, fields.kinds.more, fields.text, fields.save)]


def leave(window: MainWindow, composer: Composer, qtbot: QtBot) -> None:
    """Click on the timeline, and wait until the composer is at rest."""
    qtbot.mouseClick(window.opened.customers.timeline.list.viewport(), LEFT)
    window.opened.customers.timeline.list.setFocus()
    qtbot.waitUntil(lambda: not composer._focus.is_inside)


def test_two_rows_while_nobody_writes(composer: Composer):
    assert composer.height() <= IDLE
    assert not composer.fields.at.isVisible()
    assert composer.fields.bar.isVisible()


def test_a_click_shows_the_rest_and_nothing_moves(window: MainWindow, composer: Composer, qtbot: QtBot):
    before = places(composer)
    qtbot.mouseClick(composer.fields.text.viewport(), LEFT)
    # At once: there is no moment in which it is half laid out.
    assert composer.fields.next_step.isVisible()
    assert composer.height() > IDLE
    assert places(composer) == before
    leave(window, composer, qtbot)
    assert composer.height() <= IDLE
    assert places(composer) == before


def test_a_press_elsewhere_moves_nothing_until_the_button_is_let_go(
    window: MainWindow, composer: Composer, qtbot: QtBot
):
    composer.start()
    timeline = window.opened.customers.timeline.list
    height = timeline.height()
    qtbot.mousePress(timeline.viewport(), LEFT)
    assert not composer.isAncestorOf(window.focusWidget())
    assert timeline.height() == height
    qtbot.mouseRelease(timeline.viewport(), LEFT)
    qtbot.waitUntil(lambda: timeline.height() > height)


def test_what_is_begun_keeps_it_open(window: MainWindow, composer: Composer, book: Office, qtbot: QtBot):
    qtbot.keyClicks(composer.fields.text, "Half a thought")
    leave(window, composer, qtbot)
    assert composer.fields.at.isVisible()
    window.opened.customers.open_customer(book.customers.card("Bolt").customer.uid)
    shown(window, qtbot)
    assert composer.height() <= IDLE
    window.opened.customers.open_customer(book.customers.card("Acme").customer.uid)
    shown(window, qtbot)
    assert composer.fields.at.isVisible()


def test_only_a_length_keeps_it_open_too(window: MainWindow, composer: Composer, book: Office, qtbot: QtBot):
    composer.start()
    qtbot.keyClicks(composer.fields.minutes, "10")
    leave(window, composer, qtbot)
    for name in ("Bolt", "Acme"):
        window.opened.customers.open_customer(book.customers.card(name).customer.uid)
        shown(window, qtbot)
    assert composer.fields.minutes.isVisible()
    assert composer.draft().minutes == "10"


def test_lists_and_the_calendar_belong_to_it(composer: Composer, qtbot: QtBot):
    composer.start()
    step = composer.fields.next_step
    qtbot.mouseClick(step.pick, LEFT)
    QTest.qWait(60)
    assert composer.fields.at.isVisible()
    qtbot.keyClick(step.picker.calendar, Qt.Key.Key_Escape)
    assert step.pick.hasFocus()
    composer.fields.contact.setFocus()
    composer.fields.contact.showPopup()
    QTest.qWait(60)
    assert composer.fields.at.isVisible()
    composer.fields.contact.hidePopup()


def test_the_next_step_is_reached_from_the_two_rows(window: MainWindow, composer: Composer, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert composer.fields.next_step.line.hasFocus()


def test_what_is_wrong_opens_it(window: MainWindow, composer: Composer, book: Office):
    [valve] = [deal.uid for deal in book.customers.card("Acme").deals if deal.name == "Valve"]
    composer.choose_deal(valve)
    book.deals.mark_lost(valve, LossWords(reason="unknown"))
    book.customers.delete("Acme")
    window.commands["touch.save"].trigger()
    assert composer.error
    assert composer.fields.wrong.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("template", ["", "visit"])
def test_tab_leads_from_the_top_to_the_bottom(
    window: MainWindow, composer: Composer, qtbot: QtBot, size: tuple[int, int], template: str
):
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    composer.start()
    if template:
        composer.open_template(template)
    first = composer.fields.deal if template else next(iter(composer.fields.kinds.buttons.values()))
    first.setFocus()
    seen: list[QWidget] = []
    while composer.isAncestorOf(focus := window.focusWidget()) and focus not in seen:
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    rows = [place(widget).center().y() // ROW for widget in seen]
    assert rows == sorted(rows) or size[0] > 1280
    assert seen[-3:] == [composer.fields.text, composer.fields.attach, composer.fields.save]
    lines = {composer.fields.at.line, composer.fields.next_step.line, composer.fields.contact, composer.fields.deal}
    assert lines <= set(seen)
    questions = composer.fields.panel.questions.values()
    reached = [next(n for n, one in enumerate(seen) if question.isAncestorOf(one)) for question in questions]
    assert all(before < after for before, after in pairwise(reached))
    assert bool(reached) == bool(template)


@pytest.mark.parametrize("key", ["visit", "lost_talk"])
def test_a_quick_note_has_room(window: MainWindow, composer: Composer, key: str):
    composer.open_template(key)
    panel, timeline = composer.fields.panel, window.opened.customers.timeline
    area = place(panel.findChild(QWidget, "questions"))
    answers = [place(widget) for one in panel.questions.values() for widget in one.stops if widget.isVisible()]
    rows = {answer.center().y() for answer in answers}
    whole = {answer.center().y() for answer in answers if area.contains(answer)}
    assert len(whole) >= min(4, len(rows))
    assert timeline.list.height() >= 80
    assert not composer.fields.bar.isVisible()
    for always in (panel.sentence, panel.effects):
        assert place(panel).contains(place(always))
    assert place(composer).bottom() <= place(window.opened.customers).bottom()


def test_tapping_moves_no_chip(composer: Composer):
    composer.open_template("need_confirmed")
    panel = composer.fields.panel
    groups = [one for one in panel.questions.values() if isinstance(one, ChipGroup)]
    before = place(groups[0])
    for group in groups:
        group.chips[0].click()
    QApplication.processEvents()
    assert len(panel.sentence.text()) > len("Need confirmed.")
    assert place(groups[0]) == before


def test_the_kind_is_chosen_by_button_digit_and_menu(composer: Composer, qtbot: QtBot):
    kinds = composer.fields.kinds
    composer.start()
    qtbot.mouseClick(composer.findChild(QToolButton, "wechat"), LEFT)
    assert (kinds.kind.key, kinds.more.text().strip()) == ("wechat", "WeChat")
    qtbot.keyClick(window_focus(composer), Qt.Key.Key_1)
    assert kinds.kind.key == "call"
    open_picker(composer)
    qtbot.keyClick(kinds.more.picker, Qt.Key.Key_5)
    assert kinds.kind.key == "face"
    assert not kinds.switch.isVisible()
    open_picker(composer)
    visit = kinds.more.picker.findChild(QToolButton, "visit")
    qtbot.mouseClick(visit, LEFT)
    assert not kinds.more.menu().isVisible()
    assert kinds.more.accessibleName() == "Kind of touch: On-site visit"
    assert not any(button.isChecked() for button in kinds.buttons.values())


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ([Qt.Key.Key_N], "need"),
        ([Qt.Key.Key_N, Qt.Key.Key_N], "note"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Down], "visit"),
        ([Qt.Key.Key_Left, Qt.Key.Key_Up], "note"),
    ],
)
def test_every_kind_is_found_by_letters_and_arrows(composer: Composer, qtbot: QtBot, keys: list[Qt.Key], key: str):
    composer.start()
    kinds = composer.fields.kinds
    open_picker(composer)
    for each in keys:
        qtbot.keyClick(window_focus(kinds.more.picker), each)
    qtbot.keyClick(window_focus(kinds.more.picker), Qt.Key.Key_Return)
    assert kinds.kind.key == key


def open_picker(composer: Composer) -> None:
    """As a tap on the button does, which would wait for the choice."""
    menu = composer.fields.kinds.more.menu()
    menu.popup(QPoint(0, 0))
    QTest.qWaitForWindowExposed(menu)


def window_focus(widget: QWidget) -> QWidget:
    focus = widget.window().focusWidget()
    assert focus is not None
    return focus


def test_the_deal_selected_beside_is_the_usual_one(window: MainWindow, composer: Composer, book: Office, qtbot: QtBot):
    deals = {deal.name: deal.uid for deal in book.customers.card("Acme").deals}
    view = window.opened.customers
    for name in ("Valve", "Pump", "Valve"):
        view.card.deals.list.select(deals[name])
        assert composer.fields.deal.currentText() == name
    qtbot.keyClicks(composer.fields.text, "About the valve")
    qtbot.keyClick(composer.fields.text, Qt.Key.Key_Return, CTRL)
    assert [touch.deal for touch in book.touches.timeline("Acme") if touch.body == "About the valve"] == ["Valve"]
    # Whoever chose one in the composer means it.
    composer.fields.deal.setFocus()
    qtbot.keyClick(composer.fields.deal, Qt.Key.Key_Down)
    assert composer.fields.deal.currentText() == "Pump"
    view.card.deals.list.select(deals["Pump"])
    view.card.deals.list.select(deals["Valve"])
    assert composer.fields.deal.currentText() == "Pump"


@pytest.mark.parametrize(("typed", "first"), [("#jg", "价格敏感"), ("#jiage", "价格敏感"), ("@zw", "张伟")])
def test_names_are_completed_by_pinyin(composer: Composer, qtbot: QtBot, typed: str, first: str):
    text = composer.fields.text
    text.setFocus()
    qtbot.keyClicks(text, typed)
    assert text.suggestions[0].shown == first
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert first in text.toPlainText()
    assert (composer.fields.contact.currentText() == first) == typed.startswith("@")


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_no_placeholder_is_cut(window: MainWindow, qtbot: QtBot, language: str):
    spoken = i18n.language()
    try:
        window.set_language(language)
        qtbot.waitUntil(lambda: i18n.language() == language and not window.runner.busy("customers"))
        composer = window.opened.customers.composer
        composer.start()
        composer.open_template("quote_sent")
        lines = [line for line in composer.findChildren(QLineEdit) if line.isVisible()]
        assert len(lines) >= 4
        for line in lines:
            wanted = QFontMetrics(line.font()).horizontalAdvance(line.placeholderText())
            assert wanted <= line.width() - 18, line.placeholderText()
        text, title = composer.fields.text, composer.fields.title
        whole = text.placeholderText()
        assert not whole.endswith("…")
        assert title.text() == title.whole
        text.setMaximumWidth(130)
        qtbot.waitUntil(lambda: text.placeholderText() != whole)
        assert text.placeholderText().endswith("…")
    finally:
        window.set_language(spoken)
        qtbot.waitUntil(lambda: i18n.language() == spoken)


def click_deal(window: MainWindow, name: str, qtbot: QtBot) -> None:
    """Click on the card of a deal."""
    cards = window.opened.customers.card.deals.list
    row = next(row for row, deal in enumerate(cards.deals.records) if deal.name == name)
    qtbot.mouseClick(cards.viewport(), LEFT, pos=cards.visualRect(cards.deals.index(row, 0)).center())


def test_the_deal_clicked_or_chosen_or_just_added_is_written_about(
    window: MainWindow, composer: Composer, qtbot: QtBot
):
    view = window.opened.customers
    for name in ("Valve", "Pump"):
        click_deal(window, name, qtbot)
        assert (view.selected_deal().name, composer.fields.deal.currentText()) == (name, name)
    next(action for action in view.head.chooser.menu().actions() if action.text().startswith("Valve")).trigger()
    assert (view.selected_deal().name, composer.fields.deal.currentText()) == ("Valve", "Valve")
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    qtbot.keyClicks(view.card.deals.form.name, "Seal")
    qtbot.keyClick(view.card.deals.form.name, Qt.Key.Key_Return)
    assert (view.selected_deal().name, composer.fields.deal.currentText()) == ("Seal", "Seal")
    assert view.head.chooser.text().strip() == "Seal"


def test_what_is_being_written_keeps_its_deal(window: MainWindow, composer: Composer, book: Office, qtbot: QtBot):
    click_deal(window, "Valve", qtbot)
    qtbot.keyClicks(composer.fields.text, "About the valve")
    click_deal(window, "Pump", qtbot)
    assert composer.fields.deal.currentText() == "Valve"
    for name in ("Bolt", "Acme"):
        window.opened.customers.open_customer(book.customers.card(name).customer.uid)
        shown(window, qtbot)
    assert composer.fields.deal.currentText() == "Valve"
    window.commands["touch.save"].trigger()
    assert [touch.deal for touch in book.touches.timeline("Acme") if touch.body == "About the valve"] == ["Valve"]


def test_a_time_can_be_read_while_it_is_typed(window: MainWindow, composer: Composer, qtbot: QtBot):
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.width() == 1280)
    composer.start()
    line = composer.fields.at.line
    line.setText("yesterday 10:00")
    qtbot.waitUntil(composer.fields.at._meaning.isVisible)
    assert line.width() >= 160
    composer.fields.at.setFixedWidth(300)
    qtbot.waitUntil(lambda: composer.fields.at.width() == 300)
    assert line.width() >= 160


def test_an_answer_is_logged_and_closes_the_enquiry_in_one_step(
    book: Office, window: MainWindow, composer: Composer, qtbot: QtBot
):
    acme, words = add_customer(book, "Apex"), "How long does it take?"
    book.touches.log_touch(acme, TouchWords(kind="wechat", text="Good morning", at="yesterday 15:00"))
    asked = book.touches.log_touch(acme, TouchWords(kind="enquiry", text=words, at="today 08:00"))[0]
    view, line = window.opened.customers, composer.fields.answering
    window.opened.bench.bus.publish(Changes(everything=True))
    view.open_customer(acme)
    qtbot.waitUntil(lambda: view.selected_customer() is not None and view.selected_customer().uid == acme)
    view.timeline.show_touch(asked.uid)
    window.opened.bench.actions["touch.reply"].trigger()
    assert composer.fields.kinds.kind.key == "wechat"
    assert words in line.words.whole
    assert QApplication.focusWidget() is composer.fields.text
    # It can be taken away, and asked for again beside what was typed.
    qtbot.keyClicks(composer.fields.text, "Six weeks")
    qtbot.mouseClick(line.drop, LEFT)
    assert not line.isVisible()
    window.opened.bench.actions["touch.reply"].trigger()
    assert line.isVisible()
    qtbot.keyClick(composer.fields.text, Qt.Key.Key_Return, CTRL)
    assert not line.isVisible()
    assert book.standings.unanswered() == []
    window.opened.bench.operations.undo()
    assert [touch.uid for touch in book.standings.unanswered()] == [asked.uid]
