"""Where the window stood and how large it was, for the next start. Knows nothing of what is in it."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from crmdesk.qt.view_state import ViewState

_PLACE, _MAXIMISED = "window.place", "window.maximised"
_USUAL = (1280, 800)
_SMALLEST = (1020, 640)
_GRIP = 80
"""So many pixels of the title bar must be on a screen, or nobody could move the window."""
_FRAME = (16, 48)
"""Room for the frame and the title bar, which are not known before the window is shown."""


def restore_place(window: QMainWindow, state: ViewState) -> None:
    """Put the window where it was, if that is still on a screen."""
    room = _room(window.screen().availableGeometry())
    window.setMinimumSize(QSize(*_SMALLEST).boundedTo(room))
    window.resize(QSize(*_USUAL).boundedTo(room))
    numbers = state.numbers(_PLACE)
    if len(numbers) == 4:
        place = QRect(*numbers)
        if _can_be_reached(place):
            screen = QGuiApplication.screenAt(place.center()) or window.screen()
            window.setGeometry(fitted(place, screen.availableGeometry()))
    if state.number(_MAXIMISED):
        window.showMaximized()


def keep_place(window: QMainWindow, state: ViewState) -> None:
    """Remember where the window is; of a maximised one, where it was before."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    state.put(_PLACE, (place.x(), place.y(), place.width(), place.height()))
    state.put(_MAXIMISED, int(window.isMaximized()))


def fitted(place: QRect, available: QRect) -> QRect:
    """The place, made no larger than what is available on the screen and moved as little as that takes."""
    size = place.size().boundedTo(_room(available))
    wide, high = _FRAME
    left = min(place.x(), available.right() + 1 - wide // 2 - size.width())
    top = min(place.y(), available.bottom() + 1 - wide // 2 - size.height())
    return QRect(QPoint(max(left, available.left() + wide // 2), max(top, available.top() + high - wide // 2)), size)


def _room(available: QRect) -> QSize:
    """How large a window may be there."""
    return available.size() - QSize(*_FRAME)


def _can_be_reached(place: QRect) -> bool:
    grip = QRect(place.x(), place.y(), place.width(), _GRIP)
    seen = [screen.availableGeometry().intersected(grip) for screen in QGuiApplication.screens()]
    return any(part.width() >= _GRIP and part.height() >= _GRIP // 2 for part in seen)
