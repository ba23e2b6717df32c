"""Whether the keyboard is somewhere in a part of the window, with its menus and lists. Knows not what is in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

# Milliseconds: longer than the keyboard takes from a list that closes to the field beside it.
_PATIENCE = 30


class FocusWatch(QObject):
    """Emits ``moved`` when the keyboard came to ``owner`` or one of its ``popups``, or left them all."""

    moved = Signal()

    def __init__(self, owner: QWidget, popups: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(owner)
        self._owner, self._popups = owner, popups
        self.is_inside = False
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_PATIENCE)
        self._leaving.timeout.connect(self._leave)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            # Another program has it; it comes back to where it was.
            return
        if not self._holds(now):
            self._leaving.start()
            return
        self._leaving.stop()
        if not self.is_inside:
            self.is_inside = True
            self.moved.emit()

    def _holds(self, widget: QWidget | None) -> bool:
        # Lists that drop down are windows of their own, but children of what they belong to.
        parts = (self._owner, *self._popups())
        while widget is not None and widget not in parts:
            widget = widget.parentWidget()
        return widget is not None

    def _leave(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # What is being clicked must not move from under the pointer.
            self._leaving.start()
        elif self.is_inside:
            self.is_inside = False
            self.moved.emit()
