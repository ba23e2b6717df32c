"""What is inside the window before anything else of the program is loaded: its grounds, and the first customers.

All of it is where the frame and the screen of customers will be in a moment.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crmdesk.qt.override import override
from crmdesk.qt.theme import Theme
from crmdesk.ui.shell.measures import BAR_HEIGHT, FOOT_HEIGHT, RAIL_WIDTH


class FirstView(QWidget):
    """``menus`` is the height of the menus above; ``screen`` is given the place of a screen."""

    def __init__(self, screen: QWidget, theme: Theme, menus: int) -> None:
        super().__init__()
        self._inside, self._theme, self._menus = screen, theme, menus
        screen.setParent(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        width, height, top = self.width(), self.height(), self._menus
        painter.fillRect(QRectF(0, 0, width, height), QColor(theme.surface))
        edges = (top - 1, 0), (top + BAR_HEIGHT - 1, RAIL_WIDTH), (height - FOOT_HEIGHT, RAIL_WIDTH)
        for edge, left in edges:
            painter.fillRect(QRectF(left, edge, width - left, 1), QColor(theme.border))
        painter.fillRect(QRectF(0, top, RAIL_WIDTH, height - top), QColor(theme.rail))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self._menus + BAR_HEIGHT
        self._inside.setGeometry(RAIL_WIDTH, top, self.width() - RAIL_WIDTH, self.height() - top - FOOT_HEIGHT)
