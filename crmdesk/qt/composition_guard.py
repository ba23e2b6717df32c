"""Keeps keys away from a field while an input method composes in it.

Enter then belongs to the composition, whatever the platform makes of it: it must not submit a form, and no shortcut may
fire. Knows nothing of what the fields are for.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from typing_extensions import override

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_KEY_EVENTS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class CompositionGuard(QObject):
    """Follows the keyboard focus of the application as long as its parent lives."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        # Only the widget with the focus is watched: to filter every event of the application would slow down painting.
        self._is_composing = False
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        self._is_composing = False
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
            offers = QApplication.activePopupWidget()
            # Keys go from a list that is open below a field straight into the field, past everybody who watches it.
            if self._is_composing and isinstance(offers, QAbstractItemView):
                offers.hide()
        elif self._is_composing and event.type() in _KEY_EVENTS and isinstance(event, QKeyEvent) and _is_kept(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _is_kept(event: QKeyEvent) -> bool:
    return event.key() in _KEYS or bool(event.modifiers() & _MODIFIERS)
