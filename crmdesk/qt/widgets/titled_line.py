"""A line to type into with its title inside, at the left: for small forms, where a title beside it takes a row."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.qt.fonts import font
from crmdesk.qt.painting import ALIGN_LEFT, ONE_LINE
from crmdesk.qt.theme import FontSizes
from crmdesk.qt.widgets.fields import TextLine

_EDGE, _GAP = 9, 8
_SMALL = FontSizes().small


class TitledLine(TextLine):
    """``room`` is how many pixels it needs at least for what is typed."""

    def __init__(self, title: str, placeholder: str = "", *, room: int = 110, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, name=title, parent=parent)
        self.setProperty("look", "slim")
        self._title, self._font = title, font(_SMALL)
        self._width = QFontMetrics(self._font).horizontalAdvance(title)
        self._least = self._width + room
        self.setTextMargins(self._width + _GAP, 0, 0, 0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._least, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(QRect(_EDGE, 0, self._width + 1, self.height()), ALIGN_LEFT | ONE_LINE, self._title)
        painter.end()
