"""The button of a mouse that leads back, wherever in a window it is pressed. Knows not what back means."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

_STROKES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_ENDS = (*_STROKES, QEvent.Type.MouseButtonRelease)


class BackButton(QObject):
    """Emits ``pressed``; what lies below the pointer never hears of the button, which lists would take for a click."""

    pressed = Signal()

    def watch(self, window: QObject) -> None:
        """Look out for it in a window of the system."""
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _ENDS or not isinstance(event, QMouseEvent):
            return False
        if event.button() is not Qt.MouseButton.BackButton:
            return False
        if event.type() in _STROKES:
            self.pressed.emit()
        return True
