"""A field for the lines of a sentence; they count once it is left."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

_HEIGHT = 132
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SentenceEdit(QPlainTextEdit):
    """``committed`` brings new lines when it is left, or with Ctrl+Enter; Esc takes back what was typed."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = self._offered = ""
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_HEIGHT)

    def show_value(self, text: str, *, anew: bool) -> None:
        """Show what is kept; ``anew`` also in place of what is being typed."""
        untouched = self.toPlainText() in (self._value, self._offered)
        if (anew or untouched or not self.hasFocus()) and self.toPlainText() != text:
            self.setPlainText(text)
        self._value = self._offered = text

    def commit(self) -> None:
        """Tell what was typed, if it is anything new."""
        if self.toPlainText() not in (self._value, self._offered):
            self._offered = self.toPlainText()
            self.committed.emit(self._offered)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and control:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._value:
            self.setPlainText(self._value)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)
