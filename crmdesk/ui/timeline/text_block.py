"""Wrapped plain text, laid out once and painted often; words written as #tag stand on chips."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from crmdesk.qt.fonts import font

_TAG = re.compile(r"(?<![A-Za-z0-9_#&/?=])[#＃][^\W\d_][\w-]*")
_LONGEST = 20_000
_FEW_LINES = 4
_MOST_LINES = 600
_CHIP_SIDE = 3.0
_MARK_ROUND = 2.0


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a text, of its tags, and of the chips below them."""

    text: str
    tag: str
    chip: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Words to be marked wherever they stand in a text, in small or capital letters, and the colours of the marks."""

    words: str
    ground: str
    edge: str


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

    def paint(self, painter: QPainter, at: QPointF, sought: Sought | None = None) -> None:
        """Paint the lines with their upper left corner at a point; what is ``sought`` is marked."""
        if self._chips is None:
            # Only now: most rows that are measured are never seen.
            self._chips = [
                place.adjusted(-_CHIP_SIDE, 0, _CHIP_SIDE, 0)
                for begin, end in self._tags
                for place in self._places_of(begin, end)
            ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._inks.chip))
        for chip in self._chips:
            painter.drawRoundedRect(chip.translated(at), chip.height() / 2, chip.height() / 2)
        if sought is not None:
            painter.setPen(QPen(QColor(sought.edge), 1.0))
            painter.setBrush(QColor(sought.ground))
            for place in self.places_of(sought.words):
                painter.drawRoundedRect(place.translated(at), _MARK_ROUND, _MARK_ROUND)
        painter.setPen(QColor(self._inks.text))
        self._layout.draw(painter, at)

    def places_of(self, words: str) -> list[QRectF]:
        """Where words stand, one behind the other, in the lines that are shown, from the corner of the block."""
        if not words:
            return []
        found = re.finditer(re.escape(words), self._layout.text(), re.IGNORECASE)
        return [place for match in found for place in self._places_of(*match.span())]

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

    def _places_of(self, begin: int, end: int) -> list[QRectF]:
        places = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(begin, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                places.append(QRectF(left, line.y() + 1, right - left, line.height() - 2))
        return places


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
