"""The filter of a timeline: everything it is made of by keyboard and mouse, as chips, remembered; a day to go to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.domain.timeline import TimelineFilter, TouchGroup
from crmdesk.domain.touch import Direction
from crmdesk.services.contacts import ContactWords
from crmdesk.services.touches import TouchWords
from crmdesk.ui.timeline.filter_popup import FilterPopup
from crmdesk.ui.timeline.jump_dialog import JumpDialog
from tests.factories import Office, add_customer, add_deal, log
from tests.ui.timeline.conftest import Stand


@pytest.fixture
def story(office: Office, acme: str, stand: Stand) -> Stand:
    add_deal(office, acme, "Pump")
    for name in ("Ms Zhao", "Mr Qian"):
        office.contacts.add_contact(acme, ContactWords(name))
    for kind, text, at, contact, way, actor in (
        ("call", "asked the price", "2026-02-10 10:42", "Ms Zhao", "in", ""),
        ("wechat", "sent the price", "2026-03-02 09:05", "Ms Zhao", "out", "Chen"),
        ("qq", "a joke", "2026-03-02 09:10", "Mr Qian", "in", ""),
        ("visit", "saw the line", "2026-03-03 14:00", "Mr Qian", "", "Chen"),
    ):
        words = TouchWords(kind=kind, text=text, at=at, contact=contact, direction=way, actor=actor)
        office.touches.log_touch(acme, words)
    stand.panel.show_customer(acme)
    return stand


def opened(stand: Stand) -> FilterPopup:
    stand.bench.actions["timeline.filter"].trigger()
    popup = stand.panel.filters.popup
    assert popup.isVisible()
    assert popup.words.hasFocus()
    return popup


def chips(stand: Stand) -> list[str]:
    return [chip.text().strip() for chip in stand.panel.filters.parts]


def test_kinds_add_up_and_a_whole_group_becomes_one(story: Stand, qtbot: QtBot):
    popup = opened(story)
    assert popup.kinds["wechat"].text() == "WeChat 1"
    qtbot.mouseClick(popup.kinds["wechat"], Qt.MouseButton.LeftButton)
    assert story.said() == ["sent the price"]
    assert chips(story) == ["WeChat"]
    qtbot.mouseClick(popup.kinds["qq"], Qt.MouseButton.LeftButton)
    assert story.panel.reading.wanted == TimelineFilter(groups=frozenset({TouchGroup.MESSAGES}))
    assert story.panel.filters.groups[TouchGroup.MESSAGES].isChecked()
    qtbot.mouseClick(popup.kinds["wechat"], Qt.MouseButton.LeftButton)
    assert story.said() == ["a joke"]


def test_person_colleague_direction_deal_and_words_combine(story: Stand, qtbot: QtBot):
    popup = opened(story)
    popup.person.setCurrentIndex(popup.person.findText("Ms Zhao (2)"))
    popup.person.activated.emit(popup.person.currentIndex())
    assert story.said() == ["sent the price", "asked the price"]
    assert popup.colleague.findText("Chen (1)") > 0
    popup.colleague.setCurrentIndex(popup.colleague.findText("Chen (1)"))
    popup.colleague.activated.emit(popup.colleague.currentIndex())
    qtbot.mouseClick(popup.directions[Direction.OUT], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(popup.words, "PRICE")
    qtbot.keyClick(popup.words, Qt.Key.Key_Return)
    assert story.said() == ["sent the price"]
    assert chips(story) == ["Ms Zhao", "Chen", "From us", "“PRICE”"]
    qtbot.mouseClick(story.panel.filters.parts[1], Qt.MouseButton.LeftButton)
    assert chips(story) == ["Ms Zhao", "From us", "“PRICE”"]
    qtbot.mouseClick(story.panel.filters.show_all, Qt.MouseButton.LeftButton)
    assert chips(story) == []
    assert len(story.said()) == 4


def test_what_is_typed_is_looked_for_after_a_moment(story: Stand, qtbot: QtBot):
    popup = opened(story)
    qtbot.keyClicks(popup.words, "joke")
    qtbot.waitUntil(lambda: story.said() == ["a joke"])
    assert popup.isVisible()


def test_a_period_is_said_in_plain_words_and_bad_words_stay_to_be_corrected(story: Stand, qtbot: QtBot):
    popup = opened(story)
    period = popup.period
    period.since.setFocus()
    qtbot.keyClicks(period.since, "2026-03-02")
    qtbot.keyClick(period.since, Qt.Key.Key_Return)
    assert story.said() == ["saw the line", "a joke", "sent the price"]
    assert chips(story) == ["since Mon 2 Mar"]
    qtbot.keyClicks(period.until, "gibberish")
    qtbot.keyClick(period.until, Qt.Key.Key_Return)
    assert "gibberish" in period.wrong.text()
    assert len(story.said()) == 3
    period.until.clear()
    qtbot.keyClicks(period.until, "2026-03-01")
    qtbot.keyClick(period.until, Qt.Key.Key_Return)
    assert "before the first" in period.wrong.text()
    last_week = period.findChild(QPushButton, "last:6")
    qtbot.mouseClick(last_week, Qt.MouseButton.LeftButton)
    assert chips(story) == ["Thu 26 Feb – Today"]


def test_escape_closes_it_and_leaves_the_keyboard_at_the_funnel(story: Stand, qtbot: QtBot):
    popup = opened(story)
    qtbot.keyClick(popup.words, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert story.panel.filters.funnel.hasFocus()
    assert not story.panel.filters.funnel.isChecked()
    qtbot.keyClick(story.panel.filters.funnel, Qt.Key.Key_Space)
    assert popup.isVisible()
    story.panel.list.setFocus()
    assert not popup.isVisible()


def test_kinds_are_remembered_for_the_next_customer_and_people_are_not(story: Stand, office: Office, qtbot: QtBot):
    other = add_customer(office, "Bolt")
    log(office, other, "hello", kind="wechat")
    log(office, other, "a call")
    popup = opened(story)
    qtbot.mouseClick(popup.kinds["wechat"], Qt.MouseButton.LeftButton)
    popup.person.setCurrentIndex(1)
    popup.person.activated.emit(1)
    story.panel.show_customer(other)
    assert story.said() == ["hello"]
    assert chips(story) == ["WeChat"]


def test_only_one_deal_is_shown_and_everything_again(story: Stand, office: Office, acme: str):
    valve = add_deal(office, acme, "Valve")
    log(office, acme, "about no deal at all", kind="note")
    story.panel.show_customer(acme)
    story.panel.show_only_deal(valve, "Valve")
    assert chips(story) == ["Valve"]
    assert story.said() == []
    story.panel.show_only_deal(valve, "Valve")
    assert len(story.said()) == 5


def test_counts_follow_the_rest_of_the_filter(story: Stand, qtbot: QtBot):
    popup = opened(story)
    qtbot.mouseClick(popup.directions[Direction.IN], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: story.panel.filters.all.text().strip() == "All 2")
    assert story.panel.filters.groups[TouchGroup.CALLS].text().strip() == "Calls 1"


def test_one_goes_to_a_day_in_plain_words_and_by_the_calendar(story: Stand, qtbot: QtBot):
    story.bench.actions["timeline.jump"].trigger()
    [dialog] = story.window.findChildren(JumpDialog)
    qtbot.keyClicks(dialog.day, "someday")
    dialog.submit()
    assert "someday" in dialog.error_text("day")
    dialog.day.setText("2026-02-11")
    assert dialog.calendar.selectedDate().toString(Qt.DateFormat.ISODate) == "2026-02-11"
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    shown = story.panel.selected_touch()
    assert shown is not None
    assert shown.body == "asked the price"
    assert story.panel.list.delegate.flashing == shown.uid


def test_where_nothing_fits_going_to_a_day_says_so(story: Stand, qtbot: QtBot):
    popup = opened(story)
    qtbot.keyClicks(popup.words, "nothing of the kind")
    qtbot.keyClick(popup.words, Qt.Key.Key_Return)
    story.bench.actions["timeline.jump"].trigger()
    [dialog] = story.window.findChildren(JumpDialog)
    dialog.submit()
    assert "Nothing" in dialog.error_text("day")
