"""The field in which the text of a card is written in its place: Ctrl+Enter keeps it, Esc leaves it as it was."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from crmdesk.i18n import _

_AROUND = 28
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardEditor(QPlainTextEdit):
    """Enter begins a new line; the delegate sees to Esc. Keys that an input method takes for itself never come here."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card_editor")
        self.setAccessibleName(_("Text of the touch; Ctrl+Enter saves, Esc leaves it as it was"))
        self.setTabChangesFocus(True)
        self._before = ""

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there now."""
        return self.toPlainText() != self._before

    @property
    def needed_height(self) -> int:
        """How many pixels the whole text takes."""
        # The document of a plain text edit counts its height in lines.
        lines = self.document().size().height() + 1
        return round(lines * self.fontMetrics().lineSpacing()) + _AROUND

    def show_text(self, text: str) -> None:
        """Begin with a text, the cursor behind it."""
        self._before = text
        self.setPlainText(text)
        self._before = self.toPlainText()
        self.document().setModified(False)
        self.moveCursor(self.textCursor().MoveOperation.End)

    @override
    def event(self, event: QEvent) -> bool:
        # The window's own use of the key waits while a text is being edited.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _saves(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _saves(event):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


def _saves(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
