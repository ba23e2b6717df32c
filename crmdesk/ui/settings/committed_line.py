"""A field whose text counts once Enter is pressed or it is left; Esc takes back what was typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.qt.widgets.fields import TextLine

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommittedLine(TextLine):
    """``committed`` brings a text that is new."""

    committed = Signal(str)

    def __init__(self, placeholder: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, name=name, parent=parent)
        self._value = self._offered = ""

    def show_value(self, text: str) -> None:
        """Show what is kept; what is being typed stays."""
        untouched = self.text() in (self._value, self._offered)
        self._value = self._offered = text
        if untouched or not self.hasFocus():
            self.setText(text)

    def commit(self) -> None:
        """Tell what was typed, if it is anything new."""
        # What was refused is not offered again before it is changed: the person may first look elsewhere.
        if self.text() not in (self._value, self._offered):
            self._offered = self.text()
            self.committed.emit(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._value:
            self.setText(self._value)
            self._offered = self._value
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()
