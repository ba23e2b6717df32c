"""Where the window comes to stand on screens of several sizes."""

import pytest
from PySide6.QtCore import QRect

from crmdesk.qt.view_state import ViewState
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.window_place import fitted, restore_place

SCREEN = QRect(0, 24, 1280, 776)


def test_a_place_with_room_is_kept():
    assert fitted(QRect(100, 90, 1000, 600), SCREEN) == QRect(100, 90, 1000, 600)


@pytest.mark.parametrize("place", [QRect(0, 0, 1280, 800), QRect(900, 700, 1100, 700), QRect(-40, 300, 3000, 2000)])
def test_a_place_too_large_or_too_far_out_is_brought_in(place: QRect):
    assert SCREEN.contains(fitted(place, SCREEN))


def test_at_the_first_start_the_window_is_no_larger_than_the_screen(empty_window: MainWindow):
    restore_place(empty_window, ViewState())
    available = empty_window.screen().availableGeometry()
    assert empty_window.minimumWidth() < available.width()
    assert empty_window.minimumHeight() < available.height()
    assert available.width() > empty_window.width()
