"""A large button for one of the quick ways, with the digit that presses it. Knows no kinds of touches."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.fonts import font
from crmdesk.qt.painting import ALIGN_LEFT
from crmdesk.qt.plain_text import caption
from crmdesk.qt.theme import FontSizes
from crmdesk.qt.widgets.buttons import IconButton

_ICON, _NARROWEST = 22, 72
_CORNER = QRect(9, 5, 20, 20)


class WayButton(IconButton):
    """The icon above the name, the number in the corner."""

    def __init__(self, icon_name: str, name: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(icon_name, look="big_way", name=_("{way}, key {n}").format(way=name, n=number), parent=parent)
        self._number = str(number)
        self.setText(caption(name))
        make_big(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(font(FontSizes().small))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(_CORNER, ALIGN_LEFT, self._number)
        painter.end()


def make_big(button: QToolButton) -> None:
    """Let a button be as high as the quick ways, and as wide as there is room for."""
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setMinimumWidth(_NARROWEST)
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
