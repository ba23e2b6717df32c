"""A value edited in its place: how editing begins, ends, is taken back and goes on, and that nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import ValidationError
from crmdesk.qt.widgets.fold_section import FoldSection
from crmdesk.qt.widgets.inline_field import InlineField


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def fields(window: QWidget, qtbot: QtBot) -> list[InlineField]:
    """A name and an owner one below the other; what is entered is accepted unless it is ``bad``."""
    layout = QVBoxLayout(window)
    made = [InlineField("Name"), InlineField("Owner", offer=lambda text: [n for n in ("Ann", "Bo") if text in n])]
    for field in made:
        field.edited.connect(lambda text, field=field: take(field, text))
        layout.addWidget(field)
    made[0].show_value("Acme")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made[0].setFocus()
    return made


def take(field: InlineField, text: str) -> None:
    if text == "bad":
        field.finish(ValidationError("Not this.", field="name"))
    else:
        field.finish(None)
        field.show_value(text)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_keys_begin_enter_commits(fields: list[InlineField], qtbot: QtBot, key: Qt.Key):
    press(qtbot, key)
    assert fields[0].is_editing
    qtbot.keyClicks(fields[0].editor, "Bolt")
    press(qtbot, Qt.Key.Key_Return)
    assert not fields[0].is_editing
    assert fields[0].accessibleName() == "Name: Bolt"
    assert fields[0].hasFocus()


def test_a_double_click_begins_and_escape_takes_back(fields: list[InlineField], qtbot: QtBot):
    qtbot.mouseDClick(fields[0], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(fields[0].editor, "Bolt")
    press(qtbot, Qt.Key.Key_Escape)
    assert not fields[0].is_editing
    assert fields[0].accessibleName() == "Name: Acme"


def test_what_is_wrong_is_said_below_and_stays_typed(fields: list[InlineField], qtbot: QtBot):
    fields[0].begin()
    qtbot.keyClicks(fields[0].editor, "bad")
    press(qtbot, Qt.Key.Key_Return)
    assert fields[0].is_editing
    assert (fields[0].error, fields[0].editor.text()) == ("Not this.", "bad")
    fields[0].show_value("changed meanwhile")
    assert fields[0].editor.text() == "bad"
    press(qtbot, Qt.Key.Key_Escape)
    assert fields[0].error == ""


def test_tab_commits_and_goes_on_with_the_next(fields: list[InlineField], qtbot: QtBot):
    fields[0].begin()
    qtbot.keyClicks(fields[0].editor, "Bolt")
    press(qtbot, Qt.Key.Key_Tab)
    assert fields[0].accessibleName() == "Name: Bolt"
    assert fields[1].is_editing


def test_leaving_commits(fields: list[InlineField], qtbot: QtBot):
    fields[0].begin()
    qtbot.keyClicks(fields[0].editor, "Bolt")
    fields[1].setFocus()
    assert not fields[0].is_editing
    assert fields[0].accessibleName() == "Name: Bolt"


def test_one_that_is_offered_is_chosen_and_committed(fields: list[InlineField], qtbot: QtBot):
    fields[1].begin()
    editor = fields[1].editor
    qtbot.keyClicks(editor, "B")
    popup = editor.completer().popup()
    assert popup.model().rowCount() == 1
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not fields[1].is_editing)
    assert fields[1].accessibleName() == "Owner: Bo"


def test_a_character_being_composed_commits_nothing(fields: list[InlineField]):
    fields[0].begin()
    QApplication.sendEvent(fields[0].editor, QInputMethodEvent("ni", []))
    assert fields[0].is_editing
    composed = QInputMethodEvent()
    composed.setCommitString("你")
    QApplication.sendEvent(fields[0].editor, composed)
    assert fields[0].editor.text() == "你"
    assert fields[0].is_editing


def test_several_lines_are_begun_with_shift(qtbot: QtBot):
    field = InlineField("Note", several=True)
    qtbot.addWidget(field)
    field.show()
    field.begin()
    assert isinstance(field.editor, QPlainTextEdit)
    qtbot.keyClicks(field.editor, "one")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field.editor, "two")
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert told.args[0].splitlines() == ["one", "two"]


def test_a_section_folds_and_tells_it(qtbot: QtBot):
    section = FoldSection("Deals")
    qtbot.addWidget(section)
    inside = QWidget()
    section.body.addWidget(inside)
    section.show()
    with qtbot.waitSignal(section.folded) as told:
        qtbot.mouseClick(section.head, Qt.MouseButton.LeftButton)
    assert told.args == [True]
    assert not inside.isVisible()
    section.unfold()
    assert inside.isVisible()
