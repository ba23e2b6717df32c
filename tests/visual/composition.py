"""Enter while an input method composes submits nothing, in whatever field of whatever screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shots import floating

from crmdesk.ui.shell.main_window import MainWindow

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


def try_fields(window: MainWindow, scene: str, tried: set[str]) -> None:
    """Compose in each field of a scene that is not among ``tried`` yet; it is then."""
    before = _state(window)
    # What lies under a dialog cannot be typed into.
    for field in _fields(QApplication.activeModalWidget() or window):
        if field.accessibleName() in tried:
            continue
        tried.add(field.accessibleName())
        _compose_and_enter(field)
        assert _state(window) == before, f"{scene}: {field.accessibleName()}"


def _fields(top: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in top.findChildren(QWidget)
        if isinstance(widget, FIELDS) and widget.isVisible() and widget.isEnabled() and not widget.isReadOnly()
    ]


def _state(window: MainWindow) -> tuple[object, ...]:
    """What a submission would change: the journal, the screen, and the dialogs that are open."""
    newest = window.opened.services.history.newest_change()
    dialogs = [type(part).__name__ for part in floating(window) if isinstance(part, QDialog)]
    return newest, window.frame_of_window.stack.currentWidget(), dialogs


def _compose_and_enter(field: QWidget) -> None:
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("zhong", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(field, key, modifier)
    QApplication.sendEvent(field, QInputMethodEvent("", []))
