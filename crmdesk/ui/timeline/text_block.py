"""Wrapped plain text, laid out once and painted often; words written as #tag stand out."""

import re

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from crmdesk.qt.fonts import font

_TAG = re.compile(r"(?<![\w#&])[#＃][^\W\d_][\w-]*")
_LONGEST = 6000
_MOST_LINES = 80


class TextBlock:
    """A text in lines of at most ``width`` pixels; one that is very long ends in an ellipsis."""

    def __init__(self, text: str, width: float, size: int, tag_colour: str) -> None:
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        # A line separator keeps the lines of the text within one layout.
        self._layout = QTextLayout(shown.replace("\r\n", "\n").replace("\n", "\u2028"), font(size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(self._layout.text(), tag_colour))
        self.height = self._break(width)

    def paint(self, painter: QPainter, at: QPointF, colour: str) -> None:
        """Paint the lines with their upper left corner at a point."""
        painter.setPen(QColor(colour))
        self._layout.draw(painter, at)

    def _break(self, width: float) -> float:
        height, lines = 0.0, 0
        self._layout.beginLayout()
        while lines < _MOST_LINES and (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0.0, height))
            height += line.height()
            lines += 1
        self._layout.endLayout()
        return height


def _formats(text: str, colour: str) -> list[QTextLayout.FormatRange]:
    formats = []
    for found in _TAG.finditer(text):
        part = QTextLayout.FormatRange()
        part.start, part.length = found.start(), found.end() - found.start()
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        part.format = form
        formats.append(part)
    return formats
