from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.qt.composition_guard import CompositionGuard
from crmdesk.qt.widgets.suggestions import Suggestions

CTRL = Qt.KeyboardModifier.ControlModifier


def compose(field: QWidget, letters: str, committed: str = "") -> None:
    event = QInputMethodEvent(letters, [])
    event.setCommitString(committed)
    QApplication.sendEvent(field, event)


@pytest.fixture
def form(qapp: QApplication, qtbot: QtBot) -> QDialog:
    """A form with a line, a text and a default button; it would close with Enter."""
    dialog = QDialog()
    CompositionGuard(qapp, dialog)
    layout = QVBoxLayout(dialog)
    dialog.line, dialog.other = QLineEdit(), QLineEdit()
    dialog.text, dialog.button = QPlainTextEdit(), QPushButton("Save")
    dialog.button.setDefault(True)
    dialog.button.clicked.connect(dialog.accept)
    dialog.button.setShortcut("Ctrl+Return")
    for part in (dialog.line, dialog.other, dialog.text, dialog.button):
        layout.addWidget(part)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize("field_of", [lambda form: form.line, lambda form: form.text], ids=["line", "text"])
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CTRL], ids=["enter", "ctrl+enter"])
def test_nothing_is_submitted_while_composing(
    form: QDialog, qtbot: QtBot, field_of: Callable[[QDialog], QWidget], modifier: Qt.KeyboardModifier
):
    field = field_of(form)
    field.setFocus()
    compose(field, "ni hao")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
        qtbot.keyClick(field, key, modifier)
    assert form.isVisible()
    assert field.hasFocus()
    compose(field, "", "你好")
    assert "你好" in (field.text() if isinstance(field, QLineEdit) else field.toPlainText())


def test_offers_below_a_field_give_way_to_a_composition(form: QDialog, qtbot: QtBot):
    form.line.setFocus()
    offers = Suggestions(form.line, lambda _typed: ["nobody", "Lin Tao"])
    offers.show_all()
    assert offers.popup().isVisible()
    compose(form.line, "ni")
    assert not offers.popup().isVisible()
    qtbot.keyClick(form.line, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.line.text() == ""


def test_enter_submits_again_once_the_composition_is_over(form: QDialog, qtbot: QtBot):
    form.line.setFocus()
    compose(form.line, "ni")
    compose(form.line, "", "你")
    qtbot.keyClick(form.line, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert form.line.text() == "你"


def test_a_composition_left_behind_does_not_silence_another_field(form: QDialog, qtbot: QtBot):
    form.line.setFocus()
    compose(form.line, "ni")
    form.other.setFocus()
    qtbot.keyClick(form.other, Qt.Key.Key_Return)
    assert not form.isVisible()
