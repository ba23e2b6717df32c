"""Editing in place, and what the commands do to the touches selected; each taken back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain.touch import Direction, TouchStatus
from crmdesk.services.touch_editing import TouchEdit
from crmdesk.store.repos.touches import change_touches
from crmdesk.ui.timeline.card_editor import CardEditor
from crmdesk.ui.timeline.card_painter import DONE
from crmdesk.ui.timeline.details_dialog import DetailsDialog
from crmdesk.ui.timeline.move_dialog import MoveDialog
from crmdesk.ui.timeline.original_dialog import OriginalDialog
from crmdesk.ui.timeline.snooze_dialog import SnoozeDialog
from tests.factories import Office, add_customer, add_deal, log
from tests.ui.timeline.conftest import Stand

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def story(office: Office, acme: str, stand: Stand) -> Stand:
    add_customer(office, "华晨教育")
    log(office, acme, "asked the price", at="yesterday 10:42")
    log(office, acme, "saw the line", kind="visit", at="yesterday 14:00")
    log(office, acme, "call back", at="tomorrow 15:00")
    stand.panel.show_customer(acme)
    stand.panel.list.setFocus()
    return stand


def editor_of(stand: Stand) -> CardEditor:
    [editor] = stand.panel.list.findChildren(CardEditor)
    return editor


def dialog_of(stand: Stand, kind: type) -> object:
    [dialog] = [child for child in stand.window.findChildren(kind) if child.isVisible()]
    return dialog


def test_a_text_is_edited_in_its_place(story: Stand, qtbot: QtBot):
    story.select("asked the price")
    qtbot.keyClick(story.panel.list, Qt.Key.Key_F2)
    editor = editor_of(story)
    qtbot.keyClicks(editor, " twice")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "and left")
    assert "asked the price" in story.said()
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert "asked the price twice\nand left" in story.said()
    story.bench.operations.undo()
    assert "asked the price" in story.said()


def test_esc_leaves_the_text_as_it_was(story: Stand, qtbot: QtBot):
    story.select("asked the price")
    qtbot.keyClick(story.panel.list, Qt.Key.Key_F2)
    qtbot.keyClicks(editor_of(story), " no")
    qtbot.keyClick(editor_of(story), Qt.Key.Key_Escape)
    assert "asked the price" in story.said()
    assert story.bench.services.history.history(1)[0].label == "Log a touch with “Acme”"


def test_what_is_composed_by_an_input_method_is_kept_whole(story: Stand, qtbot: QtBot):
    story.select("asked the price")
    qtbot.keyClick(story.panel.list, Qt.Key.Key_F2)
    editor = editor_of(story)
    QApplication.sendEvent(editor, QInputMethodEvent("jiage", []))
    committed = QInputMethodEvent()
    committed.setCommitString("价格")
    QApplication.sendEvent(editor, committed)
    assert editor.toPlainText() == "asked the price价格"
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert "asked the price价格" in story.said()


def test_what_is_being_typed_survives_a_change_from_outside(story: Stand, office: Office, acme: str, qtbot: QtBot):
    story.select("asked the price")
    qtbot.keyClick(story.panel.list, Qt.Key.Key_F2)
    qtbot.keyClicks(editor_of(story), " and")
    story.bench.bus.publish(office.tags.change_tags(acme, add=["vip"])[1])
    assert editor_of(story).toPlainText() == "asked the price and"


def test_what_the_program_wrote_says_that_it_stays(story: Stand, qtbot: QtBot):
    lead = next(row for row, record in enumerate(story.panel.model.records) if getattr(record, "is_mark", False))
    story.panel.list.choose(story.panel.model.index(lead, 0))
    assert not story.panel.selection().is_written
    qtbot.keyClick(story.panel.list, Qt.Key.Key_F2)
    assert "cannot be edited" in story.bench.notice.text
    assert not story.panel.list.findChildren(CardEditor)


def test_delete_moves_all_selected_to_the_bin_at_once(story: Stand, qtbot: QtBot):
    story.select("saw the line")
    qtbot.keyClick(story.panel.list, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(story.panel.list, Qt.Key.Key_Delete)
    assert story.said() == ["call back"]
    assert story.bench.notice.text == "2 touches deleted; they are in the bin."
    story.bench.operations.undo()
    assert len(story.said()) == 3


def test_a_step_is_done_by_a_click_on_its_card(story: Stand, qtbot: QtBot):
    view = story.panel.list
    index = view.model().index(1, 0)
    [place] = [link.place for link in view.delegate._ready(story.panel.model.records[1]).links if link.name == DONE]
    corner = view.visualRect(index).topLeft()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=corner + place.center().toPoint())
    done = next(touch for touch in story.services.touches.timeline("Acme") if touch.body == "call back")
    assert (done.status, done.occurred_at) == (TouchStatus.DONE, story.clock.now())
    assert "Planned" not in story.headings()


def test_a_step_is_put_off_in_plain_words(story: Stand, qtbot: QtBot):
    story.select("call back")
    story.bench.actions["touch.snooze"].trigger()
    dialog = dialog_of(story, SnoozeDialog)
    qtbot.keyClicks(dialog.when, "sometime")
    dialog.submit()
    assert "sometime" in dialog.error_text("next")
    dialog.when.setText("in 3 days")
    assert dialog.meaning.startswith("Sat")
    dialog.submit()
    assert not dialog.isVisible()
    [step] = story.panel.reading.planned
    assert step.occurred_at.local_date.isoformat() == "2026-03-07"


def test_details_are_corrected_in_a_dialog(story: Stand, office: Office, acme: str):
    add_deal(office, acme, "Pump")
    story.select("asked the price")
    story.bench.actions["touch.details"].trigger()
    dialog = dialog_of(story, DetailsDialog)
    dialog.at.setText("2030-01-01")
    dialog.submit()
    assert "future" in dialog.error_text("at")
    dialog.at.setText("2026-03-01 08:00")
    dialog.minutes.setText("ten")
    dialog.submit()
    assert "ten" in dialog.error_text("minutes")
    dialog.minutes.setText("10")
    dialog.direction.setCurrentIndex(dialog.direction.findData("in"))
    dialog.deal.setCurrentIndex(dialog.deal.findText("Pump"))
    dialog.submit()
    touch = story.select("asked the price")
    assert (touch.minutes, touch.direction, touch.deal) == (10, Direction.IN, "Pump")
    assert touch.occurred_at.isoformat() == "2026-03-01T08:00:00+08:00"


def test_touches_are_moved_to_a_customer_found_by_initials(story: Stand, qtbot: QtBot):
    story.select("saw the line")
    qtbot.keyClick(story.panel.list, Qt.Key.Key_Down, SHIFT)
    story.bench.actions["touch.move"].trigger()
    dialog = dialog_of(story, MoveDialog)
    qtbot.keyClicks(dialog.words, "hcjy")
    qtbot.waitUntil(lambda: [place.name for place in dialog.found.records] == ["华晨教育"])
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert story.said() == ["call back"]
    assert {touch.body for touch in story.services.touches.timeline("华晨教育") if touch.body} == {
        "asked the price", "saw the line",
    }  # fmt: skip


def test_text_goes_to_the_clipboard(story: Stand, qtbot: QtBot):
    story.select("asked the price")
    qtbot.keyClick(story.panel.list, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "2026-03-03 10:42 · call\nasked the price"


def test_what_came_along_is_shown(story: Stand, office: Office):
    touch = story.select("asked the price")
    assert not story.bench.actions["touch.show_original"].isEnabled()
    with office.desk.change("extra") as unit:
        change_touches(unit, {touch.id: {"extra": {"Mood": "good <b>"}}})
    story.bench.bus.publish(unit.changes)
    story.select("asked the price")
    story.bench.actions["touch.show_original"].trigger()
    dialog = dialog_of(story, OriginalDialog)
    assert "Mood: good <b>" in dialog.text.toPlainText()
    dialog.submit()
    assert not dialog.isVisible()


def test_what_was_imported_is_shown_as_it_came_after_a_correction(story: Stand, office: Office):
    touch = story.select("asked the price")
    with office.desk.change("imported") as unit:
        change_touches(unit, {touch.id: {"source": "sheet"}})
    story.bench.bus.publish(unit.changes)
    for text in ("asked the price twice", "asked three times"):
        story.bench.bus.publish(office.touch_editing.edit_touch(touch.uid, TouchEdit(text=text)))
    story.select("asked three times")
    story.bench.actions["touch.show_original"].trigger()
    shown = dialog_of(story, OriginalDialog).text.toPlainText()
    assert shown.startswith("asked the price\n\nCorrected since")
    assert "twice" not in shown


def test_the_context_menu_key_offers_the_commands(story: Stand):
    story.select("call back")
    view = story.panel.list
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(9, 9))
    )
    [menu] = [each for each in story.panel.findChildren(QMenu) if each.isVisible()]
    enabled = {action.objectName() for action in menu.actions() if action.isEnabled() and action.objectName()}
    assert {"touch.done", "touch.snooze", "touch.edit", "touch.delete", "touch.move"} <= enabled
    menu.close()
