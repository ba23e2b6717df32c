"""Wrapped plain text, laid out once and painted often; words written as #tag stand on chips."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from crmdesk.qt.fonts import font

_TAG = re.compile(r"(?<![A-Za-z0-9_#&/?=])[#＃][^\W\d_][\w-]*")
_LONGEST = 20_000
_FEW_LINES = 4
_MOST_LINES = 600
_CHIP_SIDE = 3.0


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a text, of its tags, and of the chips below them."""

    text: str
    tag: str
    chip: str


class TextBlock:
    """A text in lines of at most ``width`` pixels; a long one ends after a few lines unless it is ``whole``."""

    def __init__(self, text: str, width: float, size: int, inks: Inks, *, whole: bool = False) -> None:
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        self._inks = inks
        # A line separator keeps the lines of the text within one layout.
        self._layout = QTextLayout(shown.replace("\r\n", "\n").replace("\n", "\u2028"), font(size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        tags = [(found.start(), found.end()) for found in _TAG.finditer(self._layout.text())]
        self._layout.setFormats([_format(begin, end, inks.tag) for begin, end in tags])
        self.width = 0.0
        """How wide the widest line is."""
        self.height, self.is_cut = self._break(max(width, 1.0), _MOST_LINES if whole else _FEW_LINES)
        self._tags = tags
        self._chips: list[QRectF] | None = None

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Paint the lines with their upper left corner at a point."""
        if self._chips is None:
            # Only now: most rows that are measured are never seen.
            self._chips = [chip for begin, end in self._tags for chip in self._chips_of(begin, end)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._inks.chip))
        for chip in self._chips:
            painter.drawRoundedRect(chip.translated(at), chip.height() / 2, chip.height() / 2)
        painter.setPen(QColor(self._inks.text))
        self._layout.draw(painter, at)

    def _break(self, width: float, most: int) -> tuple[float, bool]:
        """Lay out the lines; returns their height and whether there are more."""
        height, lines, end = 0.0, 0, 0
        self._layout.beginLayout()
        while lines < most and (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, height))
            height += line.height()
            self.width = max(self.width, line.naturalTextWidth())
            end = line.textStart() + line.textLength()
            lines += 1
        self._layout.endLayout()
        return height, end < len(self._layout.text())

    def _chips_of(self, begin: int, end: int) -> list[QRectF]:
        chips = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(begin, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                place = QRectF(left, line.y() + 1, right - left, line.height() - 2)
                chips.append(place.adjusted(-_CHIP_SIDE, 0, _CHIP_SIDE, 0))
        return chips


def _x(answer: object) -> float:
    """Qt answers with the place alone, or with the place and the cursor it belongs to."""
    return float(answer[0]) if isinstance(answer, tuple) else float(answer)  # type: ignore[arg-type]  # see above


def _format(begin: int, end: int, colour: str) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length = begin, end - begin
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    part.format = form
    return part
