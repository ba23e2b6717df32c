"""The question how a customer first came across us: soft, once a day, answered in place by mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from crmdesk.domain.customer_list import Scope
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.services.touches import TouchWords
from crmdesk.ui.customers.first_touch_panel import FirstTouchPanel
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer
from tests.ui.conftest import listed, shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(office: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    add_customer(office, "Acme", source="referral")
    add_customer(office, "Birch")
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def panel(window: MainWindow) -> FirstTouchPanel:
    return window.opened.customers.card.first_touch


def told(window: MainWindow, name: str = "Acme") -> FirstTouch:
    return window.opened.services.first_touchpoints.of(name)


def show(window: MainWindow, name: str) -> None:
    opened = window.opened
    opened.customers.open_customer(opened.services.customers.card(name).customer.uid)


def chip(panel: FirstTouchPanel, name: str):
    return next(chip for chip in panel.form.chips.chips if chip.text().strip() == name)


def test_it_is_asked_with_a_chip_and_answered_by_mouse(window: MainWindow, panel: FirstTouchPanel, qtbot: QtBot):
    assert panel.ask.isVisible()
    qtbot.mouseClick(panel.ask, LEFT)
    assert panel.form.isVisible()
    assert panel.form.channel == "referral"
    qtbot.mouseClick(chip(panel, "search"), LEFT)
    qtbot.keyClicks(panel.form.when, "May 2024")
    qtbot.keyClicks(panel.form.saw, "a <b>comparison</b>")
    qtbot.mouseClick(panel.form.save, LEFT)
    assert told(window) == FirstTouch("search", "2024-05", "a <b>comparison</b>")
    assert panel.form.isHidden()
    assert panel.shown == "search · May 2024 · a <b>comparison</b>"
    assert not panel.ask.isVisible()
    window.commands["edit.undo"].trigger()
    assert told(window).is_empty


def test_it_is_answered_by_keyboard(window: MainWindow, panel: FirstTouchPanel, qtbot: QtBot):
    panel.ask.setFocus()
    qtbot.keyClick(panel.ask, Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert QApplication.focusWidget() is panel.form.when
    qtbot.keyClicks(panel.form.when, "2024")
    qtbot.keyClick(panel.form.when, Qt.Key.Key_Return)
    assert told(window) == FirstTouch(panel._edits.channels()[1], "2024")


def test_the_question_comes_into_sight_and_the_next_customer_begins_at_the_top(
    window: MainWindow, panel: FirstTouchPanel, qtbot: QtBot
):
    card = window.opened.customers.card
    card.setFixedHeight(360)
    bar = card.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > panel.geometry().bottom())
    bar.setValue(bar.maximum())
    panel.begin()
    qtbot.waitUntil(lambda: not panel.form.save.visibleRegion().isEmpty())
    bar.setValue(bar.maximum())
    show(window, "Birch")
    assert bar.value() == 0


def test_not_remembering_is_an_answer(window: MainWindow, panel: FirstTouchPanel, qtbot: QtBot):
    qtbot.mouseClick(panel.ask, LEFT)
    qtbot.mouseClick(panel.form.forgotten, LEFT)
    assert told(window) == FirstTouch(forgotten=True)
    assert panel.shown == "does not remember"
    qtbot.mouseClick(panel.change, LEFT)
    qtbot.mouseClick(chip(panel, "advert"), LEFT)
    qtbot.mouseClick(panel.form.save, LEFT)
    assert told(window) == FirstTouch("advert")


def test_a_day_nobody_understands_is_said_beside_it_and_nothing_is_lost(
    window: MainWindow, panel: FirstTouchPanel, qtbot: QtBot
):
    qtbot.mouseClick(panel.ask, LEFT)
    qtbot.keyClicks(panel.form.when, "some day")
    qtbot.keyClicks(panel.form.saw, "a poster")
    qtbot.keyClick(panel.form.saw, Qt.Key.Key_Return)
    assert "says no day" in panel.form.error
    assert panel.form.when.hasFocus()
    assert (panel.form.when.text(), panel.form.saw.text()) == ("some day", "a poster")
    assert told(window).is_empty
    qtbot.keyClicks(panel.form.when, "s")
    assert panel.form.error == ""
    qtbot.keyClick(panel.form.when, Qt.Key.Key_Escape)
    assert panel.form.isHidden()
    assert panel.ask.isVisible()


def test_later_asks_no_more_today(window: MainWindow, panel: FirstTouchPanel, qtbot: QtBot):
    qtbot.mouseClick(panel.ask, LEFT)
    qtbot.mouseClick(panel.form.later, LEFT)
    assert not panel.ask.isVisible()
    assert panel.shown == "–"
    show(window, "Birch")
    assert panel.ask.isVisible()
    show(window, "Acme")
    assert not panel.ask.isVisible()
    qtbot.mouseClick(panel.change, LEFT)
    assert panel.form.isVisible()


def test_each_customer_is_asked_once_a_day(window: MainWindow, panel: FirstTouchPanel):
    assert panel.ask.isVisible()
    window.opened.services.touches.log_touch("Acme", TouchWords(kind="note", text="x"))
    show(window, "Birch")
    show(window, "Acme")
    assert not panel.ask.isVisible()
    tomorrow = window.opened.services.desk.today().replace(day=28)
    show(window, "Birch")
    panel.show_sheet(window.opened.services.facts.sheet("Acme"), tomorrow)
    assert panel.ask.isVisible()


def test_what_is_being_typed_goes_with_its_customer(window: MainWindow, panel: FirstTouchPanel, qtbot: QtBot):
    qtbot.mouseClick(panel.ask, LEFT)
    qtbot.keyClicks(panel.form.saw, "a poster")
    show(window, "Birch")
    assert panel.form.isHidden()
    qtbot.mouseClick(panel.ask, LEFT)
    assert panel.form.saw.text() == ""


def test_a_quick_note_answers_it_too(window: MainWindow, panel: FirstTouchPanel):
    operations, services = window.opened.operations, window.opened.services
    words = TouchWords(template="first_call", fills={"heard": "fair"})
    operations.attempt(lambda: services.touches.log_touch("Acme", words)[1], "")
    assert panel.shown == "exhibition"
    assert not panel.ask.isVisible()


def test_those_who_have_not_answered_can_be_listed(window: MainWindow, qtbot: QtBot):
    chips = window.opened.customers.list.filter.chips
    window.opened.services.first_touchpoints.tell("Acme", FirstTouch("search"))
    [action] = [action for action in chips.more.menu().actions() if action.objectName() == Scope.NO_FIRST_TOUCH.value]
    action.trigger()
    shown(window, qtbot)
    assert listed(window) == ["Birch"]
    assert chips.more.accessibleName().startswith("No first touchpoint")
