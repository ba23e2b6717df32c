"""What cards show of facts, and what links, keys and menus on them do; each taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain import touch_verbs as verbs
from crmdesk.ui.gallery.every_kind import TELLINGS
from crmdesk.ui.timeline.answer_dialog import AnswerDialog
from crmdesk.ui.timeline.card_facts import Tone, card_facts
from crmdesk.ui.timeline.rows import Entry
from crmdesk.ui.timeline.why_dialog import WhyDialog
from tests.factories import Office, add_deal
from tests.ui.timeline.conftest import Stand

LEFT, RETURN = Qt.MouseButton.LeftButton, Qt.Key.Key_Return


@pytest.fixture
def every(office: Office, acme: str, stand: Stand) -> Stand:
    for told in TELLINGS:
        office.touches.log_touch(acme, told.words)
    stand.window.resize(620, 3000)
    stand.panel.show_customer(acme)
    stand.panel.list.setFocus()
    return stand


def entry_of(stand: Stand, text: str) -> Entry:
    return next(
        row for row in stand.panel.model.records if isinstance(row, Entry) and text in (row.touch.title, row.touch.body)
    )


def click(stand: Stand, text: str, link: str, qtbot: QtBot) -> None:
    """On a link of the card that says so."""
    view, entry = stand.panel.list, entry_of(stand, text)
    index = stand.panel.model.index(stand.panel.model.records.index(entry), 0)
    view.scrollTo(index)
    [place] = [one.place for one in view.delegate._ready(entry).links if one.name == link]
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).topLeft() + place.center().toPoint())


def words_of(stand: Stand, text: str) -> list[str]:
    facts = card_facts(entry_of(stand, text), stand.clock.now().local_date)
    return [part.words for part in (*facts.chips, *facts.parts)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tried the principal before the board meets", ["missed"]),
        ("Board meets on Thursday", []),
        ("Dinner after the visit", ["Shaanxi Garden", "US$86.50"]),
        ("Campus licence, annual", ["version 2", "sent", "to Ms Zhao"]),
        ("A licence for two campuses", ["hidden", "for: one timetable for both schools"]),
        ("Can it print the timetable on A3?", ["unanswered for 1 day"]),
        ("Support answers too late in the evening", ["pain", "passed on"]),
        ("Decide on the pilot class", ["their promise", "was due yesterday"]),
        ("Bring the demo device", ["our promise", "kept", "due yesterday"]),
        ("Asked who would install it", ["implicit"]),
        ("Too expensive for one campus", ["eased", "our answer: price per pupil"]),
        ("Kick-off without any facts", []),
        ("Knows the head of the vocational school", []),
    ],
)
def test_each_kind_shows_its_facts(every: Stand, text: str, words: list[str]):
    shown = words_of(every, text)
    assert [word.replace("$", "US$") if word.startswith("$") else word for word in shown] == words


def test_a_card_is_read_aloud_with_all_it_shows(every: Stand):
    row = every.panel.model.records.index(entry_of(every, "A licence for two campuses"))
    spoken = every.panel.model.data(every.panel.model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    for words in ("hidden", "Importance: high", "我们两个校区必须用同一套课表", "for: one timetable for both schools"):
        assert words in spoken


def test_a_promise_is_kept_by_its_link_and_taken_back(every: Stand, qtbot: QtBot):
    click(every, "Send the reference list", verbs.KEPT, qtbot)
    assert entry_of(every, "Send the reference list").touch.detail["state"] == "kept"
    assert every.bench.notice.text == "The promise was kept."
    every.bench.operations.undo()
    assert words_of(every, "Send the reference list")[0] == "our promise"
    assert verbs.KEPT in every.panel.selection().verbs


def test_a_command_is_enabled_only_where_it_makes_sense(every: Stand):
    every.select("Send the reference list")
    assert every.bench.actions["touch.promise_broken"].isEnabled()
    assert not every.bench.actions["touch.promise_open"].isEnabled()
    assert not every.bench.actions["touch.answer"].isEnabled()
    every.select("Bring the demo device")
    assert every.bench.actions["touch.promise_open"].isEnabled()
    every.bench.actions["touch.promise_open"].trigger()
    assert entry_of(every, "Bring the demo device").touch.detail["state"] == "open"


def test_an_enquiry_is_answered_by_an_entry_and_leads_there(every: Stand, qtbot: QtBot):
    click(every, "Does it run without the internet?", verbs.ANSWER, qtbot)
    [dialog] = every.window.findChildren(AnswerDialog)
    said = [dialog.found.record(dialog.found.index(row, 0)).words for row in range(dialog.found.rowCount())]
    place = next(row for row, words in enumerate(said) if "Saw both lines" in words)
    dialog.view.setFocus()
    while dialog.view.currentIndex().row() > place:
        qtbot.keyClick(dialog.view, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.view, RETURN)
    assert not dialog.isVisible()
    [part] = card_facts(entry_of(every, "Does it run without the internet?"), every.clock.now().local_date).parts
    assert part.words.startswith("answered after 27 hours by")
    assert part.tone is Tone.GOOD
    click(every, "Does it run without the internet?", verbs.SHOW_ANSWER, qtbot)
    selected = every.panel.selected_touch()
    assert selected is not None
    assert selected.kind == "visit"
    every.bench.operations.undo()
    assert words_of(every, "Does it run without the internet?") == ["unanswered for 3 days"]


def test_only_what_was_written_since_can_be_the_answer(every: Stand):
    every.select("Does it run without the internet?")
    every.bench.actions["touch.answer"].trigger()
    [dialog] = every.window.findChildren(AnswerDialog)
    assert dialog.found.rowCount() > 0
    uids = {dialog.found.record(dialog.found.index(row, 0)).uid for row in range(dialog.found.rowCount())}
    assert entry_of(every, "Does it run without the internet?").touch.uid not in uids
    dialog.reject()


@pytest.mark.parametrize(
    ("text", "verb", "key", "value"),
    [
        ("Support answers too late in the evening", verbs.FEEDBACK_ANSWERED, "state", "answered"),
        ("Timetables are copied by hand", verbs.TOLD, "told", "yes"),
        ("Two-campus concept", verbs.SENT, "state", "sent"),
        ("Campus licence, annual", verbs.ACCEPTED, "state", "accepted"),
        ("Decide on the pilot class", verbs.BROKEN, "state", "broken"),
    ],
)
def test_a_link_moves_a_fact_on(every: Stand, qtbot: QtBot, text: str, verb: str, key: str, value: str):
    before = entry_of(every, text).touch.detail
    click(every, text, verb, qtbot)
    assert entry_of(every, text).touch.detail[key] == value
    every.bench.operations.undo()
    assert entry_of(every, text).touch.detail == before


def test_the_menu_of_a_touch_offers_what_can_become_of_it(every: Stand):
    every.select("Send the reference list")
    every.panel.list.menu_wanted.emit(every.panel.list.mapToGlobal(every.panel.list.rect().center()))
    [menu] = [menu for menu in every.panel.findChildren(QMenu) if menu.isVisible()]
    offered = [action.objectName() for action in menu.actions()]
    assert offered[:2] == ["touch.promise_kept", "touch.promise_broken"]
    menu.close()


def test_why_an_amount_changed_is_said_from_its_line(office: Office, acme: str, stand: Stand, qtbot: QtBot):
    deal = add_deal(office, acme, amount="41000")
    stand.clock.advance(minutes=1)
    office.deal_edits.set_amount(deal, "45000")
    stand.panel.show_customer(acme)
    [change] = [row for row in stand.panel.model.records if isinstance(row, Entry) and row.touch.kind == "value"]
    row = stand.panel.model.records.index(change)
    index = stand.panel.model.index(row, 0)
    assert "Amount: ¥41,000 → ¥45,000" in stand.panel.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    click(stand, change.touch.title, verbs.EXPLAIN, qtbot)
    [dialog] = stand.window.findChildren(WhyDialog)
    qtbot.keyClick(dialog.why, RETURN)
    assert dialog.error_text("why")
    qtbot.keyClicks(dialog.why, "a second line")
    qtbot.keyClick(dialog.why, RETURN)
    assert not dialog.isVisible()
    assert stand.panel.model.data(index, Qt.ItemDataRole.AccessibleTextRole).endswith("a second line")
    stand.bench.operations.undo()
    assert "a second line" not in stand.panel.model.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_what_is_told_goes_along_to_the_clipboard(every: Stand):
    every.select("Campus licence, annual")
    every.bench.actions["touch.copy"].trigger()
    assert (
        QGuiApplication.clipboard()
        .text()
        .endswith("quote\nCampus licence, annual\nVersion: 2\nSent to: Ms Zhao\nStatus: sent")
    )


def test_what_stands_on_the_card_is_no_original(every: Stand):
    every.select("Campus licence, annual")
    assert not every.bench.actions["touch.show_original"].isEnabled()
