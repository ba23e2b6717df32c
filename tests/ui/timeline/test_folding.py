"""Conversations and folded lanes on the screen: what is selected, opened, deleted, jumped to, and where pages meet."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from crmdesk.domain.changes import Changes
from crmdesk.domain.moment import Moment
from crmdesk.domain.timeline import Lane, TimelineFilter
from crmdesk.domain.timeline_fold import Span
from crmdesk.domain.touch import Direction, TouchDraft
from crmdesk.services.touches import TouchWords
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.repos.touches import add_touches
from crmdesk.ui.timeline.conversation.chat_dialog import ChatDialog
from crmdesk.ui.timeline.folded_painter import CONVERSATION
from crmdesk.ui.timeline.look import LaneState
from crmdesk.ui.timeline.rows import Entry, Folded
from crmdesk.ui.timeline.text_block import Inks, TextBlock
from tests.factories import ME, Office, attach, log
from tests.ui.timeline.conftest import Stand

CTRL = Qt.KeyboardModifier.ControlModifier


def write(office: Office, customer: str, texts: list[str], begin: str = "2026-03-03 09:05", gap: int = 2) -> None:
    """A chat, a message every few minutes, in turns."""
    first = office.touches.read_at(begin)
    with office.desk.change("chat") as unit:
        kind = next(kind.id for kind in touch_kinds(unit) if kind.key == "wechat")
        owner = find_customer(unit, customer).id
        add_touches(
            unit,
            [
                TouchDraft(
                    owner, kind, Moment(first.utc + timedelta(minutes=gap * number), first.offset), unit.now, body=text,
                    direction=Direction.IN if number % 2 == 0 else Direction.OUT,
                )
                for number, text in enumerate(texts)
            ],
        )  # fmt: skip


@pytest.fixture
def chat(office: Office, acme: str, stand: Stand) -> Stand:
    write(office, acme, ["how much?", "48,000", "a discount?", "talk to Li", "thank you"])
    log(office, acme, "saw the line", kind="visit", at="2026-03-03 14:00")
    stand.panel.show_customer(acme)
    return stand


def conversations(stand: Stand) -> list[Folded]:
    return [row for row in stand.panel.model.records if isinstance(row, Folded)]


def choose_first(stand: Stand) -> Folded:
    row = next(number for number, each in enumerate(stand.panel.model.records) if isinstance(each, Folded))
    stand.panel.list.choose(stand.panel.model.index(row, 0))
    found = stand.panel.model.records[row]
    assert isinstance(found, Folded)
    return found


def click_link(stand: Stand, qtbot: QtBot, name: str) -> None:
    view = stand.panel.list
    row = next(number for number, each in enumerate(stand.panel.model.records) if isinstance(each, Folded))
    index = view.model().index(row, 0)
    [place] = [link.place for link in view.delegate._ready(stand.panel.model.records[row]).links if link.name == name]
    corner = view.visualRect(index).topLeft()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=corner + place.center().toPoint())


def test_a_burst_of_messages_is_one_card(chat: Stand):
    [row] = conversations(chat)
    assert chat.said() == ["saw the line"]
    index = chat.panel.model.index(chat.panel.model.records.index(row), 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "WeChat · 5 messages, folded, 09:05 – 09:13, “how much?”, “thank you”"


def test_what_is_selected_with_the_card_are_all_its_messages(chat: Stand, qtbot: QtBot):
    choose_first(chat)
    assert len(chat.panel.selected_touches()) == 5
    assert chat.panel.selection().is_conversation
    qtbot.keyClick(chat.panel.list, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().count("\n\n") == 4
    chat.bench.actions["touch.copy_table"].trigger()
    rows = QGuiApplication.clipboard().text().split("\n")
    assert len(rows) == 6
    assert rows[1].split("\t")[:3] == ["2026-03-03 09:13", "WeChat", "From the customer"]
    qtbot.keyClick(chat.panel.list, Qt.Key.Key_Delete)
    assert not conversations(chat)
    chat.bench.operations.undo()
    assert len(conversations(chat)[0].bundle.touches) == 5


def test_it_unfolds_by_a_click_and_by_keys_and_each_message_can_be_edited(chat: Stand, qtbot: QtBot):
    click_link(chat, qtbot, "more")
    assert chat.said() == ["saw the line", "thank you", "talk to Li", "a discount?", "48,000", "how much?"]
    assert conversations(chat)[0].is_open
    touch = chat.select("48,000")
    assert chat.panel.selected_touches() == (touch,)
    choose_first(chat)
    assert len(chat.panel.selected_touches()) == 5
    qtbot.keyClick(chat.panel.list, Qt.Key.Key_Left)
    assert chat.said() == ["saw the line"]
    qtbot.keyClick(chat.panel.list, Qt.Key.Key_Right)
    assert len(chat.said()) == 6


def test_a_jump_to_a_message_unfolds_what_is_around_it(chat: Stand, office: Office, acme: str):
    target = next(touch for touch in office.touches.timeline(acme) if touch.body == "a discount?")
    assert chat.panel.show_touch(target.uid)
    assert chat.panel.selected_touch() == target


def test_a_new_message_joins_an_open_conversation(chat: Stand, office: Office, acme: str, qtbot: QtBot):
    click_link(chat, qtbot, "more")
    changes = office.touches.log_touch(acme, TouchWords(kind="wechat", text="one more", at="2026-03-03 09:20"))[1]
    chat.bench.bus.publish(changes)
    assert conversations(chat)[0].is_open
    assert len(conversations(chat)[0].bundle.touches) == 6


def test_a_shorter_pause_of_the_company_tells_more_conversations_apart(chat: Stand, office: Office, acme: str):
    write(office, acme, ["again", "yes?", "good morning"], "2026-03-03 10:00")
    chat.bench.bus.publish(office.configuration.company.set_name("North"))
    assert [len(row.bundle.touches) for row in conversations(chat)] == [8]
    chat.bench.bus.publish(office.configuration.company.set_gap(30))
    assert [len(row.bundle.touches) for row in conversations(chat)] == [3, 5]


def test_messages_stay_single_where_that_is_wished_and_it_is_remembered(chat: Stand):
    menu = chat.panel.filters.look_menu
    menu.findChild(type(menu.actions()[0]), "conversations").trigger()
    assert not conversations(chat)
    assert len(chat.said()) == 6
    assert "loose_messages" in chat.bench.view_state.texts("timeline.switches")


def test_a_conversation_over_the_edges_of_pages_is_whole(office: Office, acme: str, stand: Stand, qtbot: QtBot):
    write(office, acme, [f"m{number}" for number in range(700)], "2026-03-01 08:00", gap=1)
    for number in range(60):
        log(office, acme, f"note {number}", kind="note", at=f"2026-02-01 {8 + number // 10:02}:{number % 10:02}")
    stand.panel.show_customer(acme)
    reading = stand.panel.reading
    qtbot.waitUntil(lambda: not reading.page.has_older or stand.panel.model.rowCount() > 40)
    [row] = conversations(stand)
    assert len(row.bundle.touches) == 700
    assert "note 59" in stand.said()


def test_lanes_are_folded_into_lines_and_open_by_a_click(chat: Stand, office: Office, acme: str, qtbot: QtBot):
    for number in range(3):
        log(office, acme, f"quote {number}", kind="quote", at=f"2026-03-02 1{number}:00")
    log(office, acme, "brochure", kind="brochure", at="2026-02-27 10:00")
    chat.panel.show_customer(acme)
    menu = chat.panel.filters.look_menu
    menu.findChild(type(menu.actions()[0]), f"lane:{Lane.DOCUMENTS}:{LaneState.FOLDED}").trigger()
    lines = [row for row in conversations(chat) if not row.bundle.is_conversation]
    assert [len(row.bundle.touches) for row in lines] == [3, 1]
    assert "quote 1" not in chat.said()
    view, model = chat.panel.list, chat.panel.model
    place = view.visualRect(model.index(model.records.index(lines[0]), 0)).topLeft() + QPoint(200, 16)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "quote 1" in chat.said()
    menu.findChild(type(menu.actions()[0]), f"lane:{Lane.DOCUMENTS}:{LaneState.HIDDEN}").trigger()
    assert chat.panel.reading.wanted == TimelineFilter(without=frozenset({Lane.DOCUMENTS}))
    [part] = chat.panel.filters.parts
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    assert "brochure" in chat.said()


def test_weeks_and_months_stand_under_one_heading_with_the_day_on_each_card(chat: Stand):
    chat.panel._lay_out_as(chat.panel._look.__class__(span=Span.MONTH), TimelineFilter())
    assert chat.headings() == ["March 2026"]
    entry = next(row for row in chat.panel.model.records if isinstance(row, Entry) and row.touch.body == "saw the line")
    assert chat.panel._words.time_of(entry) == "Yesterday 14:00"


def test_the_oldest_come_first_on_demand(chat: Stand, qtbot: QtBot):
    chat.bench.actions["timeline.turn_over"].trigger()
    kinds = [
        row.touch.kind if isinstance(row, Entry) else "chat"
        for row in chat.panel.model.records
        if hasattr(row, "tells_day")
    ]
    assert kinds.index("chat") < kinds.index("visit")
    click_link(chat, qtbot, "more")
    assert chat.said()[:2] == ["how much?", "48,000"]
    assert chat.panel.filters.look.text().strip() == "Oldest first"


def test_what_is_pinned_stands_on_top_as_well_and_folds(chat: Stand, qtbot: QtBot):
    touch = chat.select("saw the line")
    chat.bench.actions["touch.pin"].trigger()
    assert chat.headings()[0] == "Pinned · 1"
    assert chat.said() == ["saw the line", "saw the line"]
    assert chat.panel.show_touch(touch.uid)
    chat.panel.list.selectAll()
    assert len(chat.panel.selected_touches()) == len({each.uid for each in chat.panel.selected_touches()})
    view = chat.panel.list
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
    assert chat.said() == ["saw the line"]
    assert chat.headings()[0] == "Pinned · 1"


def test_the_whole_chat_opens_by_a_click_and_by_enter(chat: Stand, qtbot: QtBot):
    click_link(chat, qtbot, CONVERSATION)
    [dialog] = chat.window.findChildren(ChatDialog)
    said = [row.text for row in dialog.model.records]
    assert said == ["Yesterday 09:05", "how much?", "48,000", "a discount?", "talk to Li", "thank you"]
    qtbot.keyClicks(dialog.search, "dis")
    assert dialog.view.currentIndex().data() == "a discount?"
    qtbot.keyClick(dialog.view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "2026-03-03 09:09 Acme: a discount?"
    dialog.view.clearSelection()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().count("\n") == 4
    dialog.view.setCurrentIndex(dialog.model.index(2, 0))
    dialog.view.setFocus()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    shown = chat.panel.selected_touch()
    assert shown is not None
    assert shown.body == "48,000"
    choose_first(chat)
    qtbot.keyClick(chat.panel.list, Qt.Key.Key_Return)
    assert any(each.isVisible() for each in chat.window.findChildren(ChatDialog))


def test_files_of_a_folded_conversation_are_counted(chat: Stand, office: Office):
    [folded] = conversations(chat)
    attach(office, folded.bundle.touches[0].uid, ("list.txt", b"pumps"), ("plan.txt", b"valves"))
    attach(office, folded.bundle.touches[2].uid, ("note.txt", b"seals"))
    chat.bench.bus.publish(Changes(everything=True))
    row = next(number for number, each in enumerate(chat.panel.model.records) if isinstance(each, Folded))
    spoken = chat.panel.model.data(chat.panel.model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("WeChat · 5 messages · 3 files, folded")


def test_words_looked_for_are_marked_where_they_stand():
    block = TextBlock("Price list\nand the PRICE again", 300, 14, Inks("#000000", "#000000", "#FFFFFF"), whole=True)
    first, second = block.places_of("price")
    assert first.left() == 0
    assert second.top() > first.bottom()
    assert second.left() > 0
    assert first.width() < block.width / 2
    assert block.places_of("") == block.places_of("cost") == []


def test_what_the_timeline_is_filtered_by_is_marked_on_its_cards(chat: Stand):
    before = chat.panel.list.grab().toImage()
    chat.panel.filters.wanted_changed.emit(TimelineFilter(text="saw"))
    assert chat.panel.list.delegate.sought == "saw"
    ink = QColor(chat.bench.appearance.theme.warning).rgb()
    assert not has_colour(before, ink)
    assert has_colour(chat.panel.list.grab().toImage(), ink)


def has_colour(picture: QImage, colour: int) -> bool:
    return any(picture.pixel(x, y) == colour for y in range(picture.height()) for x in range(picture.width()))


def test_words_that_nobody_wrote_are_said_not_to_be_there(chat: Stand, qtbot: QtBot):
    choose_first(chat)
    chat.bench.actions["timeline.conversation"].trigger()
    [dialog] = chat.window.findChildren(ChatDialog)
    qtbot.keyClicks(dialog.search, "zzz")
    assert dialog._told.text() == "Nothing found"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_message_of_mine_is_called_mine(office: Office, acme: str, stand: Stand):
    for number in range(3):
        words = TouchWords(kind="qq", text=f"m{number}", at=f"2026-03-03 09:0{number}", direction="out", actor=ME)
        office.touches.log_touch(acme, words)
    stand.panel.show_customer(acme)
    [row] = conversations(stand)
    index = stand.panel.model.index(stand.panel.model.records.index(row), 0)
    assert "me" in index.data(Qt.ItemDataRole.AccessibleTextRole).split(", ")
