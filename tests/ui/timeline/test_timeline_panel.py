"""What a timeline shows: planned things on top, days, marks, filters that hide, a period, and its states."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.domain.timeline import TouchGroup
from crmdesk.qt.theme import DARK, LIGHT
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.touches import TouchWords
from crmdesk.store.repos.touches import delete_touches
from crmdesk.ui.timeline.rows import Entry
from tests.factories import Office, add_customer, add_deal, log
from tests.ui.timeline.conftest import Stand


@pytest.fixture
def story(office: Office, acme: str, stand: Stand) -> Stand:
    """A few touches of several kinds on three days, a deal lost, something planned."""
    deal = add_deal(office, acme, "Pump")
    log(office, acme, "asked the price", at="2026-02-10 10:42")
    log(office, acme, "wrote on WeChat", kind="wechat", at="yesterday 09:05")
    log(office, acme, "saw the line", kind="visit", at="yesterday 14:00")
    log(office, acme, "call back", at="tomorrow 15:00")
    office.deals.mark_lost(deal, LossWords(reason="price"))
    stand.panel.show_customer(acme)
    return stand


def test_planned_things_stand_above_the_days(story: Stand):
    assert story.said() == ["call back", "saw the line", "wrote on WeChat", "asked the price"]
    assert story.headings()[:3] == ["Planned", "Today · Wed 4 Mar 2026", "Yesterday · Tue 3 Mar 2026"]


def test_a_screen_reader_hears_each_row_with_its_day(story: Stand):
    model = story.panel.model
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert all(spoken)
    assert "Call, planned, Tomorrow 15:00, Lin Tao · Pump, call back" in spoken
    assert any(text.startswith("Loss: Price") for text in spoken)


def test_chips_count_and_hide_together(story: Stand, qtbot: QtBot):
    chips = story.panel.filters.groups
    assert story.panel.filters.all.text().strip() == "All 7"
    assert chips[TouchGroup.CALLS].text().strip() == "Calls 2"
    assert not chips[TouchGroup.DOCUMENTS].isVisible()
    qtbot.mouseClick(chips[TouchGroup.VISITS], Qt.MouseButton.LeftButton)
    assert story.said() == ["saw the line"]
    qtbot.mouseClick(chips[TouchGroup.MESSAGES], Qt.MouseButton.LeftButton)
    assert story.said() == ["saw the line", "wrote on WeChat"]
    assert story.panel.filters.all.text().strip() == "All 7"
    qtbot.mouseClick(story.panel.filters.all, Qt.MouseButton.LeftButton)
    assert len(story.said()) == 4


def test_groups_are_remembered_for_the_next_customer_and_words_are_not(story: Stand, office: Office, qtbot: QtBot):
    other = add_customer(office, "Bolt")
    log(office, other, "a call")
    log(office, other, "a visit", kind="visit")
    story.panel.filters.groups[TouchGroup.CALLS].click()
    story.panel.filters.funnel.click()
    popup = story.panel.filters.popup
    qtbot.keyClicks(popup.words, "price")
    qtbot.keyClick(popup.words, Qt.Key.Key_Return)
    assert story.said() == ["asked the price"]
    story.panel.show_customer(other)
    assert story.said() == ["a call"]
    assert story.panel.reading.wanted.text == ""


def test_a_filter_that_hides_everything_says_so_and_can_be_dropped(story: Stand, qtbot: QtBot):
    story.panel.filters.funnel.click()
    qtbot.keyClicks(story.panel.filters.popup.words, "nothing of the kind")
    qtbot.keyClick(story.panel.filters.popup.words, Qt.Key.Key_Return)
    assert "Nothing fits" in story.panel.states.message()
    [button] = story.panel.states.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(story.said()) == 4
    assert not story.panel.reading.wanted.hides


def test_a_period_is_chosen_on_the_strip_by_mouse_and_dropped_by_its_chip(story: Stand, qtbot: QtBot):
    strip = story.panel.strip
    scale = strip.scale
    for action, day in ((qtbot.mousePress, date(2026, 2, 9)), (qtbot.mouseRelease, date(2026, 2, 9))):
        place = QPoint(round(scale.x(day) + scale.step / 2), 10)
        action(strip, Qt.MouseButton.LeftButton, pos=place)
    assert story.said() == ["asked the price"]
    assert "Shown: 9 Feb to 15 Feb" in strip.accessibleDescription()
    [period] = story.panel.filters.parts
    assert period.text().strip() == "9 Feb – 15 Feb"
    qtbot.mouseClick(period, Qt.MouseButton.LeftButton)
    assert len(story.said()) == 4


def test_a_period_is_chosen_on_the_strip_by_keyboard(story: Stand, qtbot: QtBot):
    strip = story.panel.strip
    strip.setFocus()
    for _week in range(4):
        qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert story.said() == ["asked the price"]
    for _week in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(story.said()) == 4
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert story.panel.reading.wanted.since is None


def test_a_long_text_folds_and_enter_shows_all_of_it(office: Office, acme: str, stand: Stand, qtbot: QtBot):
    log(office, acme, "\n".join(f"line {number}" for number in range(20)))
    stand.panel.show_customer(acme)
    stand.select("line 0")
    view = stand.panel.list
    folded = view.visualRect(view.currentIndex()).height()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.visualRect(view.currentIndex()).height() > 2 * folded
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.visualRect(view.currentIndex()).height() == folded


def test_arrows_go_from_touch_to_touch_over_the_headings(story: Stand, qtbot: QtBot):
    view = story.panel.list
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    passed = []
    for _step in range(len(story.panel.model.records)):
        touch = story.panel.selected_touch()
        if touch is not None and (not passed or passed[-1] != touch.uid):
            passed.append(touch.uid)
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert passed == [row.touch.uid for row in story.panel.model.records if isinstance(row, Entry)]


def test_a_loss_is_found_and_flashes_even_when_the_filter_hides_it(story: Stand, office: Office):
    story.panel.filters.groups[TouchGroup.VISITS].click()
    deal = office.deals.find_deal("Pump")
    assert story.panel.show_loss(deal.uid)
    touch = story.panel.selected_touch()
    assert touch is not None
    assert touch.kind == "loss"
    assert story.panel.list.delegate.flashing == touch.uid
    assert not story.panel.reading.wanted.hides
    assert not story.panel.show_loss("nothing")


def test_without_a_customer_and_without_touches_it_says_what_to_do(stand: Stand, office: Office, acme: str):
    assert "No customer selected" in stand.panel.states.message()
    lead = next(touch.uid for touch in office.touches.timeline(acme))
    with office.desk.change("clear") as unit:
        delete_touches(unit, [office.timeline.touch(lead).id])
    stand.panel.show_customer(acme)
    assert "Nothing has happened yet" in stand.panel.states.message()


def test_a_new_touch_is_seen_at_the_top_and_a_deleted_customer_is_no_error(story: Stand, office: Office, acme: str):
    touch, changes = office.touches.log_touch(acme, TouchWords(kind="call", text="just now"))
    story.bench.bus.publish(changes)
    assert touch.body in story.said()
    story.bench.bus.publish(office.customers.delete("Acme"))
    assert story.panel.states.message() == ""


def test_at_midnight_today_becomes_yesterday(story: Stand):
    story.clock.advance(hours=14, minutes=1)
    story.panel._look_at_clock()
    assert "Yesterday · Wed 4 Mar 2026" in story.headings()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_is_drawn_in_both_themes(story: Stand, theme: object):
    story.bench.appearance.set_mode(theme.name)
    story.panel.list.delegate.forget()
    picture = story.panel.grab().toImage()
    colours = {picture.pixelColor(300, y).name() for y in range(picture.height())}
    assert theme.surface.lower() in colours
