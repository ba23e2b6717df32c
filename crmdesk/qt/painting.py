"""Strokes that delegates share: a line of text that fits, a chip, the ground of a row. Know not what they say."""

from bisect import bisect_right
from unicodedata import combining

from PySide6 import QtCore
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from crmdesk.qt.fonts import font
from crmdesk.qt.theme import Theme

_CHIP_PAD = 8.0
_CHIP_HEIGHT = 20.0
_FOCUS = 1.5
_LONGEST = 300
# In numbers: to load Qt's enumerations takes a tenth of the time in which the window has painted its first rows.
ALIGN_LEFT, ALIGN_RIGHT = 0x0001, 0x0002
ONE_LINE = 0x0080 | 0x0100
"""Centred vertically, as a single line."""

_ELLIPSIS = "…"
_JOINER = "\u200d"
_VARIATIONS = tuple(map(chr, range(0xFE00, 0xFE10)))


def line_width(text: str, size: int, *, bold: bool = False) -> float:
    """The width in pixels of what ``draw_line`` draws where there is room."""
    return QFontMetricsF(font(size, bold=bold)).horizontalAdvance(_one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST].split())


def draw_line(
    painter: QPainter, rect: QRectF, text: str, colour: str, size: int, *, bold: bool = False, right: bool = False
) -> float:
    """One line of plain text, shortened to fit into ``rect``; returns its width in pixels."""
    chosen = font(size, bold=bold)
    metrics = QFontMetricsF(chosen)
    shown = elided(metrics, _one_line(text), max(0.0, rect.width()))
    painter.setFont(chosen)
    painter.setPen(QColor(colour))
    painter.drawText(rect, (ALIGN_RIGHT if right else ALIGN_LEFT) | ONE_LINE, shown)
    return metrics.horizontalAdvance(shown)


def draw_name(painter: QPainter, rect: QRectF, name: str, colour: str, size: int) -> float:
    """The name of a file on one line: what is too long loses its middle, for its end says what kind of file it is."""
    chosen = font(size)
    metrics = QFontMetricsF(chosen)
    shown = metrics.elidedText(_one_line(name), QtCore.Qt.TextElideMode.ElideMiddle, max(0.0, rect.width()))
    painter.setFont(chosen)
    painter.setPen(QColor(colour))
    painter.drawText(rect, ALIGN_LEFT | ONE_LINE, shown)
    return metrics.horizontalAdvance(shown)


def elided(metrics: QFontMetricsF, text: str, room: float) -> str:
    """The text, or as much of its beginning as there is room for, and an ellipsis: as ``QFontMetricsF.elidedText``."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    room -= metrics.horizontalAdvance(_ELLIPSIS)
    if room < 0:
        return ""
    fits = bisect_right(range(len(text)), room, key=lambda end: metrics.horizontalAdvance(text[:end])) - 1
    while fits > 0 and _continues(text[fits]):
        fits -= 1
    return text[:fits] + _ELLIPSIS


def _continues(character: str) -> bool:
    """Whether it is drawn together with the one before it."""
    return bool(combining(character)) or character == _JOINER or character in _VARIATIONS


def draw_chip(painter: QPainter, rect: QRectF, text: str, colours: tuple[str, str], size: int) -> float:
    """A word on a rounded ground at the left of ``rect``; ``colours`` are text and ground. Returns its width."""
    chosen = font(size)
    width = QFontMetricsF(chosen).horizontalAdvance(text) + 2 * _CHIP_PAD
    ground = QRectF(rect.left(), rect.center().y() - _CHIP_HEIGHT / 2, width, _CHIP_HEIGHT)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[1]))
    painter.drawRoundedRect(ground, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    painter.setFont(chosen)
    painter.setPen(QColor(colours[0]))
    painter.drawText(ground, int(QtCore.Qt.AlignmentFlag.AlignCenter), text)
    return width


def draw_row_ground(
    painter: QPainter,
    rect: QRectF,
    theme: Theme,
    *,
    selected: bool = False,
    hovered: bool = False,
    focused: bool = False,
) -> None:
    """The rounded ground of a row that is selected, below the mouse or has the keyboard; nothing below any other."""
    if selected or hovered or focused:
        painter.setPen(QPen(QColor(theme.accent), _FOCUS) if focused else QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.chip_accent if selected else theme.hover))
        painter.drawRoundedRect(rect, theme.radii.control, theme.radii.control)
