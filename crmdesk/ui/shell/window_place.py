"""Where the window stood and how large it was, for the next start. Knows nothing of what is in it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from crmdesk.qt.view_state import ViewState

_PLACE, _MAXIMISED = "window.place", "window.maximised"
_USUAL = (1280, 800)
_SMALLEST = (1020, 640)
_GRIP = 80
"""So many pixels of the title bar must be on a screen, or nobody could move the window."""


def restore_place(window: QMainWindow, state: ViewState) -> None:
    """Put the window where it was, if that is still on a screen."""
    window.setMinimumSize(*_SMALLEST)
    window.resize(*_USUAL)
    numbers = state.numbers(_PLACE)
    if len(numbers) == 4:
        place = QRect(*numbers)
        if _can_be_reached(place):
            window.setGeometry(place)
    if state.number(_MAXIMISED):
        window.showMaximized()


def keep_place(window: QMainWindow, state: ViewState) -> None:
    """Remember where the window is; of a maximised one, where it was before."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    state.put(_PLACE, (place.x(), place.y(), place.width(), place.height()))
    state.put(_MAXIMISED, int(window.isMaximized()))


def _can_be_reached(place: QRect) -> bool:
    grip = QRect(place.x(), place.y(), place.width(), _GRIP)
    seen = [screen.availableGeometry().intersected(grip) for screen in QGuiApplication.screens()]
    return any(part.width() >= _GRIP and part.height() >= _GRIP // 2 for part in seen)
