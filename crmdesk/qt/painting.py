"""Strokes that delegates share: a line of text that fits, a chip, the ground of a row. Know not what they say."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from crmdesk.qt.fonts import font
from crmdesk.qt.theme import Theme

_CHIP_PAD = 8.0
_CHIP_HEIGHT = 20.0
_FOCUS = 1.5
_LONGEST = 300
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


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
    shown = metrics.elidedText(_one_line(text), Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
    painter.setFont(chosen)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(side | _ONE_LINE), shown)
    return metrics.horizontalAdvance(shown)


def draw_chip(painter: QPainter, rect: QRectF, text: str, colours: tuple[str, str], size: int) -> float:
    """A word on a rounded ground at the left of ``rect``; ``colours`` are text and ground. Returns its width."""
    chosen = font(size)
    width = QFontMetricsF(chosen).horizontalAdvance(text) + 2 * _CHIP_PAD
    ground = QRectF(rect.left(), rect.center().y() - _CHIP_HEIGHT / 2, width, _CHIP_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[1]))
    painter.drawRoundedRect(ground, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    painter.setFont(chosen)
    painter.setPen(QColor(colours[0]))
    painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), text)
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
        painter.setPen(QPen(QColor(theme.accent), _FOCUS) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.chip_accent if selected else theme.hover))
        painter.drawRoundedRect(rect, theme.radii.control, theme.radii.control)
