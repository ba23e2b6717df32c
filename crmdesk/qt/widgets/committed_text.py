"""A text of a few lines that counts once it is left or Ctrl+Enter is pressed; Esc takes back what was typed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 5
_AROUND = 18


class CommittedText(QPlainTextEdit):
    """As tall as its text up to a few lines; ``committed`` brings a text that is new."""

    committed = Signal(str)

    def __init__(self, placeholder: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "note")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._value = ""
        self.textChanged.connect(self.updateGeometry)

    def show_value(self, text: str) -> None:
        """Show what is kept; what is being typed stays."""
        is_untouched = self.toPlainText() == self._value or not self.hasFocus()
        self._value = text
        if is_untouched and self.toPlainText() != text:
            self.setPlainText(text)

    def commit(self) -> None:
        """Tell what was typed, if it is anything new."""
        if (text := self.toPlainText()) != self._value:
            self._value = text
            self.committed.emit(text)

    @override
    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), 1), _MOST_LINES)
        return QSize(200, lines * self.fontMetrics().lineSpacing() + _AROUND)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._value:
            self.setPlainText(self._value)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if QApplication.activePopupWidget() is None:
            self.commit()
