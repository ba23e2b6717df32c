"""Writing touches down: quick notes, times, people, drafts; with real keys, clicks and input-method events."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.customer import ContactDraft
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.store.repos.customers import add_contacts
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.composer.chip_group import ChipGroup
from crmdesk.ui.timeline.composer.composer import Composer
from crmdesk.ui.timeline.composer.draft import Draft
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.ui.conftest import shown

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def _fill(office: Office) -> None:
    """Two customers; one with a deal and a person."""
    acme = add_customer(office, "Acme")
    add_customer(office, "Bolt")
    add_deal(office, acme, "Pump")
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
    return empty_window


@pytest.fixture
def composer(window: MainWindow) -> Composer:
    return window.opened.customers.composer


def logged(book: Office, customer: str = "Acme") -> list[Touch]:
    """What a person wrote, the latest to occur first."""
    return [touch for touch in book.touches.timeline(customer) if not touch.system]


def select(window: MainWindow, book: Office, name: str, qtbot: QtBot) -> None:
    window.opened.customers.open_customer(book.customers.card(name).customer.uid)
    shown(window, qtbot)


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def chips(composer: Composer, key: str) -> ChipGroup:
    group = composer.fields.panel.questions[key]
    assert isinstance(group, ChipGroup)
    return group


def test_a_routine_touch_takes_five_keys_besides_its_text(window: MainWindow, book: Office, qtbot: QtBot):
    pressed = 0

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal pressed
        pressed += 1
        qtbot.keyClick(window.focusWidget() or window, key, modifier)

    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_N, ALT)
    qtbot.keyClicks(window.focusWidget(), "tomorrow 15:00 call again")
    press(Qt.Key.Key_Return, CTRL)
    step, note = logged(book)
    assert note.body == "First call: no answer; heard of us from a friend."
    assert (note.kind, note.direction, note.deal) == ("call", "out", "Pump")
    assert (step.title, step.status, step.kind) == ("call again", TouchStatus.PLANNED, "call")
    assert pressed == 5


def test_a_routine_touch_takes_six_clicks(composer: Composer, book: Office, qtbot: QtBot):
    fields = composer.fields
    clicks = 0

    def click(widget: QWidget) -> None:
        nonlocal clicks
        clicks += 1
        # Where a person would: in the middle of what is visible.
        assert widget.isVisible()
        qtbot.mouseClick(widget, LEFT, pos=QPoint(widget.width() // 2, widget.height() // 2))

    click(fields.bar.chips[0])
    click(chips(composer, "result").chips[0])
    click(chips(composer, "interest").chips[0])
    click(fields.next_step.pick)
    click(fields.next_step.picker.findChild(QWidget, "hour:15:00"))
    click(fields.save)
    assert [touch.status for touch in logged(book)] == [TouchStatus.PLANNED, TouchStatus.DONE]
    assert clicks <= 6


def test_chips_and_typed_text_live_side_by_side(composer: Composer, book: Office, qtbot: QtBot):
    text = composer.fields.text
    qtbot.keyClicks(text, "Typed before.")
    composer.open_template("first_call")
    qtbot.mouseClick(chips(composer, "result").chips[0], LEFT)
    assert composer.fields.panel.sentence.text() == "First call: reached."
    assert text.toPlainText() == "Typed before."
    qtbot.keyClicks(text, " And after.")
    composer.submit()
    assert logged(book)[0].body == "First call: reached.\nTyped before. And after."


def test_escape_leaves_the_quick_note_and_keeps_what_was_typed(composer: Composer, book: Office, qtbot: QtBot):
    qtbot.keyClicks(composer.fields.text, "Typed.")
    composer.open_template("first_call")
    group = chips(composer, "result")
    qtbot.keyClick(group.chips[0], Qt.Key.Key_Space)
    qtbot.keyClick(group.chips[0], Qt.Key.Key_Escape)
    assert not composer.fields.panel.isVisible()
    assert composer.fields.text.hasFocus()
    assert composer.draft().text == "Typed."
    # Whoever comes back finds the answers as they were.
    composer.open_template("first_call")
    assert composer.draft().fills == {"result": "reached"}
    composer.fields.panel.left.emit()
    composer.submit()
    assert logged(book)[0].body == "Typed."


def test_chips_by_keyboard(composer: Composer, qtbot: QtBot):
    composer.open_template("visit")
    met, mood = chips(composer, "met"), chips(composer, "mood")
    assert met.chips[0].hasFocus()
    qtbot.keyClick(met.chips[0], Qt.Key.Key_Right)
    qtbot.keyClick(met.chips[1], Qt.Key.Key_Return)
    qtbot.keyClick(met.chips[1], Qt.Key.Key_3)
    assert met.text == "influencer,user"
    qtbot.keyClick(met.chips[2], Qt.Key.Key_Tab)
    assert chips(composer, "talked").chips[0].hasFocus()
    qtbot.keyClick(chips(composer, "talked").chips[0], Qt.Key.Key_Down)
    assert mood.chips[0].hasFocus()
    # One of several excludes the others, which leads on, and can be taken back, which does not.
    for key, chosen in ((Qt.Key.Key_1, "warm"), (Qt.Key.Key_2, "polite"), (Qt.Key.Key_2, "")):
        qtbot.keyClick(mood, key)
        assert mood.text == chosen
        assert chips(composer, "left").chips[0].hasFocus() is bool(chosen)


def test_an_effect_is_shown_and_switched_off_with_a_click(composer: Composer, book: Office, qtbot: QtBot):
    composer.open_template("need_confirmed")
    badges = composer.fields.panel.effects.badges
    assert [badge.text().strip() for badge in badges.values()] == ["stage → Need confirmed", "entry: need"]
    qtbot.mouseClick(badges["stage:need"], LEFT)
    assert not badges["stage:need"].isChecked()
    composer.submit()
    assert book.deals.find_deal("Pump").stage == "New lead"
    assert {touch.kind for touch in logged(book)} == {"face", "need"}


def test_words_for_the_time_are_explained_and_decide_what_the_button_says(composer: Composer, book: Office):
    at, save = composer.fields.at, composer.fields.save
    at.line.setText("昨天下午3点")
    assert (at.meaning, save.text().strip()) == ("Yesterday 15:00 · done", "Log")
    at.line.setText("tom")
    assert at.meaning == "no time said yet"
    at.line.setText("tomorrow 15:00")
    assert (at.meaning, save.text().strip()) == ("Tomorrow 15:00 · planned", "Plan")
    composer.submit()
    assert logged(book)[0].status is TouchStatus.PLANNED
    assert save.text().strip() == "Log"


def test_the_calendar_writes_the_time_and_keeps_the_words_beside_it(composer: Composer, qtbot: QtBot):
    step = composer.fields.next_step
    step.line.setText("tomorrow send the quote")
    qtbot.mouseClick(step.pick, LEFT)
    qtbot.mouseClick(step.picker.findChild(QWidget, "hour:10:00"), LEFT)
    assert step.line.text() == "2026-03-05 10:00 send the quote"
    assert step.meaning == "Tomorrow 10:00 · send the quote"
    qtbot.mouseClick(step.pick, LEFT)
    qtbot.mouseClick(step.picker.findChild(QWidget, "whole_day"), LEFT)
    assert step.line.text() == "2026-03-05 send the quote"


@pytest.mark.parametrize(
    ("field", "words", "place"),
    [
        ("at", "sometime", lambda fields: fields.at.line),
        ("next_step", "perhaps", lambda fields: fields.next_step.line),
        ("minutes", "ten", lambda fields: fields.minutes),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    composer: Composer, book: Office, qtbot: QtBot, field: str, words: str, place
):
    qtbot.keyClicks(composer.fields.text, "They called")
    qtbot.keyClicks(place(composer.fields), words)
    qtbot.keyClick(place(composer.fields), Qt.Key.Key_Return, CTRL)
    assert words in composer.error
    assert place(composer.fields).hasFocus()
    assert (composer.draft().text, getattr(composer.draft(), field)) == ("They called", words)
    assert logged(book) == []
    # The sentence goes with the mistake.
    place(composer.fields).clear()
    assert composer.error == ""


def test_an_answer_that_cannot_be_read_is_told_beside_it(composer: Composer, book: Office, qtbot: QtBot):
    composer.open_template("quote_sent")
    amount = composer.fields.panel.questions["amount"]
    qtbot.keyClicks(amount.line, "a lot")
    composer.submit()
    assert "a lot" in composer.error
    assert amount.line.hasFocus()
    assert composer.draft().fills == {"amount": "a lot"}
    assert logged(book) == []


def test_each_customer_keeps_its_own_draft(window: MainWindow, composer: Composer, book: Office, qtbot: QtBot):
    qtbot.keyClicks(composer.fields.text, "About Acme")
    composer.open_template("first_call")
    chips(composer, "result").chips[0].click()
    select(window, book, "Bolt", qtbot)
    assert not composer.has_draft
    assert not composer.fields.panel.isVisible()
    qtbot.keyClicks(composer.fields.text, "About Bolt")
    composer.submit()
    assert [touch.body for touch in logged(book, "Bolt")] == ["About Bolt"]
    assert logged(book, "Acme") == []
    select(window, book, "Acme", qtbot)
    draft = composer.draft()
    assert (draft.text, draft.template, draft.fills) == ("About Acme", "first_call", {"result": "reached"})


def test_a_draft_is_kept_while_it_is_typed_and_comes_back(window: MainWindow, composer: Composer, qtbot: QtBot):
    qtbot.keyClicks(composer.fields.text, "Half a thought")
    state = window.opened.customers._bench.view_state
    qtbot.waitUntil(lambda: "Half a thought" in "".join(state.texts("composer.drafts")), timeout=2000)
    again = Composer(window.opened.customers._bench)
    qtbot.addWidget(again)
    again.show_customer(composer.draft().customer)
    assert again.draft().text == "Half a thought"
    composer.submit()
    assert state.texts("composer.drafts") == ()


def test_a_draft_is_handed_over_when_the_window_is_built_anew(composer: Composer, book: Office):
    acme, bolt = (book.customers.card(name).customer.uid for name in ("Acme", "Bolt"))
    composer.restore(Draft(customer=acme, text="Here", kind="wechat", direction="in", deal=None))
    composer.restore(Draft(customer=bolt, text="There"))
    draft = composer.draft()
    assert (draft.text, draft.kind, draft.direction, draft.deal) == ("Here", "wechat", "in", None)
    composer.show_customer(bolt)
    assert composer.draft().text == "There"


def test_enter_while_composing_submits_nothing_and_loses_nothing(composer: Composer, book: Office):
    composer.open_template("quote_sent")
    fields = [*composer.findChildren(QLineEdit), *composer.findChildren(QPlainTextEdit)]
    fields = [field for field in fields if field.isVisible()]
    assert len(fields) >= 7
    for field in fields:
        field.setFocus()
        compose(field, "ni hao")
        compose(field, "ni hao", "")
        QTest.keyClick(field, Qt.Key.Key_Return)
        compose(field, "", "你好")
        text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
        assert "你好" in text
        assert logged(book) == []
        assert composer.fields.panel.isVisible()


def test_offers_go_quietly_with_the_workspace(composer: Composer, window: MainWindow, book: Office, qtbot: QtBot):
    text = composer.fields.text
    text.setFocus()
    qtbot.keyClicks(text, "He is #pract")
    assert text.suggestions
    window.chooser.open(book.path)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    qtbot.mouseMove(window.windowHandle(), QPoint(500, 400))
    shown(window, qtbot)


def test_a_tag_is_completed_and_a_new_one_offered(composer: Composer, book: Office, qtbot: QtBot):
    text = composer.fields.text
    text.setFocus()
    qtbot.keyClicks(text, "He is #pract")
    assert [offer.value for offer in text.suggestions] == ["practical", "pract"]
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == "He is #practical "
    qtbot.keyClicks(text, "#campus2")
    assert [(offer.value, offer.new) for offer in text.suggestions] == [("campus2", True)]
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert text.suggestions == []
    composer.submit()
    assert set(book.tags.tags_of("Acme")) == {"practical", "campus2"}


def test_a_slash_offers_quick_notes_and_an_at_people(composer: Composer, book: Office, qtbot: QtBot):
    text = composer.fields.text
    text.setFocus()
    qtbot.keyClicks(text, "/compl")
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert composer.draft().template == "complaint"
    assert text.toPlainText() == ""
    text.setFocus()
    qtbot.keyClicks(text, "met @zh")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == "met Ms Zhao "
    composer.submit()
    assert next(touch for touch in logged(book) if touch.body.endswith("Ms Zhao")).contact == "Ms Zhao"


def test_no_suggestions_while_composing(composer: Composer, qtbot: QtBot):
    text = composer.fields.text
    text.setFocus()
    qtbot.keyClicks(text, "#pr")
    assert text.suggestions
    compose(text, "jia")
    assert text.suggestions == []


def test_what_changes_elsewhere_is_offered_and_nothing_typed_is_lost(
    window: MainWindow, composer: Composer, book: Office, qtbot: QtBot
):
    qtbot.keyClicks(composer.fields.text, "Half a thought")
    composer.fields.next_step.line.setText("tomorrow call")
    _deal, changes = book.deals.add_deal("Acme", "Valve")
    window.opened.bus.publish(changes)
    assert composer.fields.deal.count() == 3
    # With two to choose from it is the one selected beside.
    assert composer.fields.deal.currentText() == "Pump"
    window.opened.operations.undo()
    assert composer.fields.deal.currentText() == "Pump"
    assert (composer.draft().text, composer.draft().next_step) == ("Half a thought", "tomorrow call")


def test_no_deal_means_no_deal(composer: Composer, book: Office, qtbot: QtBot):
    deal = composer.fields.deal
    assert deal.currentText() == "Pump"
    deal.setFocus()
    qtbot.keyClick(deal, Qt.Key.Key_Up)
    assert deal.currentText() == "No deal"
    composer.submit()
    assert logged(book)[0].deal == ""


def test_the_customer_can_begin_it(composer: Composer, book: Office, qtbot: QtBot):
    switch = composer.fields.kinds.switch
    composer.start()
    qtbot.mouseClick(switch.in_button, LEFT)
    composer.submit()
    assert logged(book)[0].direction == "in"
    composer.fields.kinds.choose("visit")
    assert not switch.isVisible()
    composer.submit()
    assert {touch.direction for touch in logged(book)} == {"in", ""}


def test_the_text_grows_to_five_lines_and_enter_is_a_new_line(composer: Composer, qtbot: QtBot):
    text = composer.fields.text
    text.setFocus()
    heights = []
    for _line in range(7):
        heights.append(text.sizeHint().height())
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert heights[0] < heights[1] < heights[4] == heights[6]
    assert text.toPlainText() == "\n" * 7


def test_without_a_customer_the_composer_says_so(composer: Composer):
    composer.show_customer("")
    assert not composer.fields.body.isEnabled()
    assert "Choose a customer" in composer.fields.text.placeholderText()
    composer.submit()
    composer.open_template("first_call")
    assert composer.draft().template == ""
