"""Fields to type into."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override


class TextLine(QLineEdit):
    """A line of text that leaves undo and redo to the window when it has nothing of its own to take back."""

    def __init__(self, placeholder: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)

    def empty(self) -> None:
        """Clear it for good: what was in it has been used."""
        self.setText("")

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_for_window(event):
            event.ignore()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_for_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_for_window(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        return undo or redo


def mark_wrong(widget: QWidget, *, wrong: bool) -> None:
    """Give a field the edge of one that must be corrected, or take it away."""
    widget.setProperty("wrong", "true" if wrong else "false")
    widget.style().unpolish(widget)
    widget.style().polish(widget)
