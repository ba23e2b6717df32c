"""Losing a deal through its dialog: the reason found by typing, everything by keyboard, nothing lost when wrong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain.loss import WinBack
from crmdesk.services.loss_accounts import LossWords, ReasonWords
from crmdesk.ui.deals.hold_dialog import HoldDialog
from crmdesk.ui.deals.lose_dialog import LoseDialog
from crmdesk.ui.deals.reason_rows import reason_rows
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.ui.conftest import dialog_of, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _fill(office: Office) -> None:
    for number, reason in enumerate(("over_budget", "over_budget", "competitor")):
        add_customer(office, f"Lost {number}")
        deal = add_deal(office, f"Lost {number}", f"Deal {number}")
        office.deals.mark_lost(deal, LossWords(reason, competitors=("EduSoft",)))
    add_customer(office, "Acme")
    add_deal(office, "Acme", "Pump", amount="500", stage="quote")


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
def dialog(window: MainWindow, qtbot: QtBot) -> LoseDialog:
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    return dialog_of(window, LoseDialog)


def rows(dialog: LoseDialog) -> list[str]:
    return [row.text for row in dialog.reason.model.records]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_from_the_key_to_the_pool_without_the_mouse(dialog: LoseDialog, book: Office, qtbot: QtBot):
    assert dialog.reason.search.hasFocus()
    qtbot.keyClicks(dialog.reason.search, "price")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.competitor.hasFocus()
    qtbot.keyClicks(dialog.competitor, "Qiming")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    [lost] = [deal for deal in book.losses.pool() if deal.name == "Pump"]
    assert (lost.reason, lost.subreason, lost.competitors) == ("Price", "competitor cheaper", ("Qiming",))
    assert lost.win_back_on.isoformat() == "2026-06-02"
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("价格", "Price"), ("budget", "Price"), ("選擇競品", "Chose a competitor"), ("nobody knows this", "Unknown yet")],
)
def test_a_reason_is_found_in_any_language(dialog: LoseDialog, typed: str, first: str):
    QAbstractItemModelTester(dialog.reason.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    dialog.reason.search.setText(typed)
    assert rows(dialog)[0] == first
    assert rows(dialog)[-1] == "Unknown yet"


def test_what_is_used_most_stands_on_top_and_reasons_open(dialog: LoseDialog, qtbot: QtBot):
    assert rows(dialog)[:4] == ["Most used", "Price › over budget", "Chose a competitor", "All reasons"]
    for _step in range(3):
        press(qtbot, Qt.Key.Key_Down)
    assert "over budget" in rows(dialog)
    press(qtbot, Qt.Key.Key_Down)
    assert [reason.name for reason in dialog.reason.reasons()] == ["Price", "over budget"]


def test_a_number_chooses_what_is_used_most_and_goes_on(dialog: LoseDialog, qtbot: QtBot):
    press(qtbot, Qt.Key.Key_2)
    assert [reason.name for reason in dialog.reason.reasons() if reason] == ["Chose a competitor"]
    assert dialog.competitor.hasFocus()
    assert dialog.reason.search.text() == ""


def test_other_numbers_and_those_of_an_input_method_are_text(dialog: LoseDialog, qtbot: QtBot):
    search = dialog.reason.search
    QApplication.sendEvent(search, QInputMethodEvent("jia", []))
    press(qtbot, Qt.Key.Key_1)
    assert search.hasFocus()
    search.clear()
    QApplication.sendEvent(search, QInputMethodEvent("", []))
    press(qtbot, Qt.Key.Key_9)
    press(qtbot, Qt.Key.Key_1)
    assert search.text() == "91"


def click_row(dialog: LoseDialog, text: str, qtbot: QtBot) -> None:
    view = dialog.reason.view
    index = dialog.reason.model.index(rows(dialog).index(text), 0)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_a_deal_is_lost_with_the_mouse_alone(dialog: LoseDialog, book: Office, qtbot: QtBot):
    click_row(dialog, "Price", qtbot)
    assert dialog.reason.view.hasFocus(), "its sub-reasons are to be looked at first"
    click_row(dialog, "competitor cheaper", qtbot)
    offered = dialog.competitor.completer().popup()
    qtbot.waitUntil(offered.isVisible)
    place = offered.visualRect(offered.model().index(0, 0)).center()
    qtbot.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    [lost] = [deal for deal in book.losses.pool() if deal.name == "Pump"]
    assert (lost.subreason, lost.competitors) == ("competitor cheaper", ("EduSoft",))


def test_what_is_typed_in_full_is_not_offered_again(dialog: LoseDialog, qtbot: QtBot):
    qtbot.keyClicks(dialog.competitor, "EduSof")
    assert dialog.competitor.completer().popup().isVisible()
    qtbot.keyClicks(dialog.competitor, "t")
    assert not dialog.competitor.completer().popup().isVisible()


def test_what_is_missing_is_said_where_it_is_missing(dialog: LoseDialog):
    dialog.submit()
    assert "Choose a reason; “Unknown yet” is one, too." in dialog.error_text("reason")
    dialog.reason.search.setText("Other")
    dialog.again.day.setText("whenever")
    dialog.submit()
    assert "whenever" in dialog.error_text("win_back")
    dialog.again.verdict.buttons[WinBack.NO].click()
    assert dialog.again.day.isHidden(), "who gives up need not say when to try again"
    dialog.submit()
    assert "asks for a note" in dialog.error_text("note")
    assert dialog.error_text("reason") == ""
    dialog.again.verdict.buttons[WinBack.NO].click()
    assert dialog.again.day.text() == "whenever"
    dialog.again.day.clear()
    dialog.lost_on.setText("tomorrow")
    dialog.note.setPlainText("They moved.")
    dialog.submit()
    assert "future" in dialog.error_text("at")
    assert dialog.isVisible()


def test_up_to_three_reasons_weigh_against_each_other(dialog: LoseDialog, qtbot: QtBot):
    search, given = dialog.reason.search, dialog.given
    qtbot.keyClicks(search, "+")
    assert not search.text()
    assert not given.lines, "before there is one there is none besides it"
    for typed in ("over budget", "relation", "need"):
        qtbot.keyClicks(search, typed)
        assert given.given[-1].title.casefold().count(typed)
        qtbot.keyClicks(search, "+")
    assert [line.chooser.accessibleName() for line in given.lines] == [
        "Primary reason: Price › over budget", "Also: Relationship", "Also: Need ended",
    ]  # fmt: skip
    assert given.more.isHidden(), "three are enough"
    qtbot.keyClicks(given.lines[1].weight, "4")
    qtbot.mouseClick(given.lines[2].remove, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(given.lines[0].chooser, Qt.MouseButton.LeftButton)
    assert dialog.reason.reasons()[1].name == "over budget", "the picker shows the one that is corrected"
    qtbot.keyClicks(search, "cheaper")
    dialog.competitor.setText("EduSoft")
    dialog.again.trigger.setText("their contract ends")
    qtbot.mouseClick(dialog.again.verdict.buttons[WinBack.MAYBE], Qt.MouseButton.LeftButton)
    dialog.again.why.setText("they asked us back")
    words = dialog.value().words
    assert (words.reason, words.subreason, words.weight) == ("price", "competitor_cheaper", 1)
    assert words.more == (ReasonWords("relation", weight=4),)
    assert (words.verdict, words.why, words.trigger) == (WinBack.MAYBE, "they asked us back", "their contract ends")


def test_the_day_to_try_again_follows_the_reason_until_it_is_said(dialog: LoseDialog, book: Office):
    dialog.reason.search.setText("Price")
    assert dialog.again.day.text() == "2026-06-02"
    dialog.reason.search.setText("Relationship")
    assert dialog.again.day.text() == "2026-05-03"
    dialog.again.day.setText("in 10 days")
    dialog.reason.search.setText("Price")
    assert dialog.again.day.text() == "in 10 days"
    dialog.again.day.clear()
    dialog.lost_on.setText("yesterday")
    dialog.submit()
    [lost] = [deal for deal in book.losses.pool() if deal.name == "Pump"]
    assert (lost.win_back_on, lost.lost_at.local_date.isoformat()) == (None, "2026-03-03")


def test_competitors_are_offered_one_after_another(dialog: LoseDialog, qtbot: QtBot):
    qtbot.keyClicks(dialog.competitor, "Qiming, edu")
    assert dialog.competitor.completer().model().stringList() == ["Qiming, EduSoft"]


def test_a_competitor_may_have_a_price(dialog: LoseDialog, book: Office, qtbot: QtBot):
    qtbot.keyClicks(dialog.reason.search, "cheaper")
    press(qtbot, Qt.Key.Key_Return)
    assert not dialog.prices.lines
    qtbot.keyClicks(dialog.competitor, "Qiming")
    [line] = dialog.prices.lines
    assert line.price.accessibleName() == "Price of Qiming"
    press(qtbot, Qt.Key.Key_Tab)
    assert line.price.hasFocus()
    qtbot.keyClicks(line.price, "12x")
    qtbot.keyClicks(dialog.competitor, ", Bolt")
    assert [each.price.text() for each in dialog.prices.lines] == ["12x", ""]
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert "12x" in dialog.error_text("price")
    assert line.price.hasFocus()
    line.price.setText("1.2万")
    dialog.submit()
    assert not dialog.isVisible()
    known = {met.name: str(met.price or "") for met in book.competitors.met("Pump")}
    assert known == {"Qiming": "12000.00 CNY", "Bolt": ""}
    book.history.undo()
    assert book.competitors.met("Pump") == []


def test_not_knowing_is_an_answer(dialog: LoseDialog, book: Office):
    dialog.reason.search.setText("unknown")
    dialog.submit()
    assert book.losses.pool()[0].reason == "Unknown yet"


def test_reasons_are_found_by_pinyin_and_initials(book: Office):
    choices = book.loss_accounts.choices()
    chinese = type(choices)(
        tuple(type(each)(**{name: getattr(each, name) for name in each.__slots__} | {"name": "价格问题"})
              for each in choices.reasons if each.key == "price"),
        choices.words, {}, (),
    )  # fmt: skip
    for typed in ("jiage", "jgwt", "price", "价格"):
        assert [row.text for row in reason_rows(chinese, typed, ())] == ["价格问题"]


def test_a_deal_is_not_put_aside_without_a_day(window: MainWindow):
    window.commands["deal.hold"].trigger()
    dialog = dialog_of(window, HoldDialog)
    dialog.submit()
    assert dialog.error_text("until") == "Say on which day the deal should come back."


def test_a_new_deal_is_entered_in_sight(window: MainWindow, qtbot: QtBot):
    card = window.opened.customers.card
    window.resize(1280, 620)
    bar = card._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    window.commands["deal.new"].trigger()
    form = card.deals.form
    qtbot.waitUntil(lambda: not form.visibleRegion().isEmpty())
    assert form.name.hasFocus()
    assert form.visibleRegion().boundingRect() == form.rect()
