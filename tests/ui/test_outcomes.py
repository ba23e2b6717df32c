"""What is said about deals that have ended: in spite of what they were won, in three voices why they were lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.domain.loss import Voice, WinBack
from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.deals.competitors_dialog import CompetitorsDialog
from crmdesk.ui.deals.quote_dialog import QuoteDialog
from crmdesk.ui.deals.review_dialog import ReviewDialog
from crmdesk.ui.deals.win_back_dialog import WinBackDialog
from crmdesk.ui.deals.win_dialog import WinDialog
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal, log
from tests.ui.conftest import dialog_of, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def book(office: Office) -> Office:
    add_customer(office, "Acme")
    add_deal(office, "Acme", "Pump", amount="500", stage="quote")
    log(office, "Acme", "the others answered within the hour", kind="call", at="yesterday 10:42")
    return office


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    empty_window.opened.customers.open_customer(book.customers.card("Acme").customer.uid)
    shown(empty_window, qtbot)
    return empty_window


def told(window: MainWindow, qtbot: QtBot) -> str:
    """What the panel of deals tells of how the one selected ended."""
    end = window.opened.customers.card.deals.end
    qtbot.waitUntil(lambda: not window.runner.busy("deal_end"))
    parts = (end.again.plan, end.again.worth, end.losses, end.win, end.met)
    return "\n".join(part.text() for part in parts if part.isVisible())


def test_what_spoke_against_a_win_is_asked_softly_and_can_be_corrected(window: MainWindow, book: Office, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL | SHIFT)
    assert (window.notice.also, window.notice.button) == ("What spoke against it?", "Undo")
    [also] = [button for button in window.notice.findChildren(QPushButton) if button.text() == window.notice.also]
    qtbot.mouseClick(also, LEFT)
    dialog = dialog_of(window, WinDialog)
    qtbot.waitUntil(dialog.reason.search.hasFocus)
    qtbot.keyClicks(dialog.reason.search, "over budget")
    qtbot.keyClick(dialog.reason.search, Qt.Key.Key_Return)
    assert dialog.competitor.hasFocus()
    qtbot.keyClicks(dialog.competitor, "Qiming")
    qtbot.keyClick(dialog.competitor, Qt.Key.Key_Return, CTRL)
    assert "Won in spite of: Price › over budget" in told(window, qtbot)
    assert "Competitors: Qiming" in told(window, qtbot)
    window.commands["deal.spoke_against"].trigger()
    dialog = dialog_of(window, WinDialog)
    assert [given.title for given in dialog.given.given] == ["Price › over budget"]
    dialog.note.setPlainText("They trust us.")
    dialog.submit()
    assert book.wins.account("Pump").note == "They trust us."
    window.commands["edit.undo"].trigger()
    window.commands["edit.undo"].trigger()
    assert book.wins.account("Pump").obstacles == ()


def test_a_loss_has_three_voices_a_lesson_and_a_way_back(window: MainWindow, book: Office, qtbot: QtBot):
    assert not window.commands["touch.quote_customer"].isEnabled(), "nothing is lost yet"
    loss_words = LossWords("price", "over_budget", note="too dear", competitors=("EduSoft",))
    window.opened.operations.perform(lambda: book.deals.mark_lost("Pump", loss_words)[1], "lost")
    shown(window, qtbot)
    assert "Price › over budget" in told(window, qtbot)
    timeline = window.opened.customers.timeline
    [call] = [
        touch for touch in book.touches.timeline(book.customers.card("Acme").customer.uid) if touch.kind == "call"
    ]
    qtbot.waitUntil(lambda: timeline.show_touch(call.uid))
    window.commands["touch.quote_customer"].trigger()
    quoting = dialog_of(window, QuoteDialog)
    assert quoting.evidence == call.uid
    quoting.submit()
    assert "at least one reason" in quoting.error_text("reason")
    qtbot.keyClicks(quoting.reason.search, "chose")
    quoting.submit()
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL | SHIFT)
    review = dialog_of(window, ReviewDialog)
    cards = review.cards
    assert "the others answered" in cards[Voice.CUSTOMER].accessibleName()
    marks = [cards[voice].mark for voice in (Voice.SELLER, Voice.CUSTOMER)]
    assert marks == ["✓ agrees", "≠ differs"], "it begins with what the salesperson gave"
    review.take(Voice.CUSTOMER)
    marks = [cards[voice].mark for voice in (Voice.SELLER, Voice.CUSTOMER)]
    assert marks == ["≠ differs", "✓ agrees"]
    review.lesson.setPlainText("answer the same day")
    qtbot.mouseClick(cards[Voice.CUSTOMER].link, LEFT)
    assert not review.isVisible(), "the entry is shown on the timeline"
    window.commands["deal.review"].trigger()
    [review] = [dialog for dialog in window.findChildren(ReviewDialog) if dialog.isVisible()]
    assert review.lesson.toPlainText() == "answer the same day", "what was half done has waited"
    review.entries.search.setText("hour")
    review.entries.choose(call.uid)
    review.submit()
    [loss] = book.loss_voices.losses_of("Pump")
    found = loss.voice(Voice.MANAGER)
    assert (found.reasons[0].title, found.evidence.touch_uid) == ("Chose a competitor", call.uid)
    assert loss.lesson == "answer the same day"
    take_back_and_undo(window, book)
    plan_and_meet(window, book, qtbot)


def take_back_and_undo(window: MainWindow, book: Office) -> None:
    """What was noted of the customer and found by the review can be taken back where it was said."""
    window.commands["deal.review"].trigger()
    [review] = [dialog for dialog in window.findChildren(ReviewDialog) if dialog.isVisible()]
    review.findChild(QPushButton, "take_back").click()
    assert voices_of(book) == [Voice.SELLER, Voice.CUSTOMER]
    assert window.notice.text == "Not reviewed any more: Pump"
    window.opened.voice_actions.quote(book.deals.find_deal("Pump").uid)
    [quoting] = [dialog for dialog in window.findChildren(QuoteDialog) if dialog.isVisible()]
    quoting.silence.click()
    assert voices_of(book) == [Voice.SELLER]
    window.commands["edit.undo"].trigger()
    window.commands["edit.undo"].trigger()
    assert voices_of(book) == [Voice.SELLER, Voice.CUSTOMER, Voice.MANAGER]


def voices_of(book: Office) -> list[Voice]:
    return [account.voice for account in book.loss_voices.losses_of("Pump")[0].voices]


def plan_and_meet(window: MainWindow, book: Office, qtbot: QtBot) -> None:
    """When to try again is said, and whom we met is told with its price."""
    window.commands["deal.plan_win_back"].trigger()
    dialog = dialog_of(window, WinBackDialog)
    qtbot.mouseClick(dialog.again.verdict.buttons[WinBack.MAYBE], LEFT)
    dialog.again.day.setText("2026-03-01")
    dialog.submit()
    assert "Win back: maybe · Sun 1 Mar, due" in told(window, qtbot).replace("\n", " ")
    window.commands["deal.give_up"].trigger()
    assert "Win back: no" in told(window, qtbot)
    window.commands["deal.competitors"].trigger()
    rivals = dialog_of(window, CompetitorsDialog)
    assert [card.forget.isHidden() for card in rivals.cards.values()] == [True], "the loss names it"
    qtbot.keyClicks(rivals.name, "Qiming")
    qtbot.keyClicks(rivals.price, "much")
    qtbot.keyClick(rivals.price, Qt.Key.Key_Return)
    assert "much" in rivals.wrong
    rivals.price.setText("450")
    qtbot.keyClick(rivals.price, Qt.Key.Key_Return)
    assert rivals.wrong == ""
    card = rivals.cards[next(one.uid for one in book.competitors.met("Pump") if one.name == "Qiming")]
    card.fields["strengths"].begin()
    qtbot.keyClicks(card.fields["strengths"].editor, "cheap")
    qtbot.keyClick(card.fields["strengths"].editor, Qt.Key.Key_Return)
    assert {one.name: one.strengths for one in book.competitors.competitors()} == {"EduSoft": "", "Qiming": "cheap"}
    rivals.accept()
    assert "Qiming ¥450" in told(window, qtbot)
    window.commands["deal.reopen"].trigger()
    assert "; won back" in told(window, qtbot), "a deal that is open again keeps its history"


def test_a_command_about_what_is_gone_meanwhile_says_so(window: MainWindow, book: Office):
    book.history.undo()
    book.history.undo()
    window.commands["deal.competitors"].trigger()
    assert "There is no deal" in window.notice.text
