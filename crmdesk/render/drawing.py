"""What a finished chart consists of: boxes, lines, dots and single lines of text, with their exact places.

A layout makes a drawing and ``paint`` puts it on paper; so a layout can be checked without looking at pixels.
Knows nothing of what is drawn.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
    QTransform,
)

from crmdesk.qt.fonts import font

_HATCH_STEP = 7.0
_UNITS_OF_FONT = 1000
_NARROWER = (0.5, 0.6, 0.7, 0.8, 0.9)  # of the width, to make broken lines of like length


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``rect`` is its exact box."""

    text: str
    rect: QRectF
    size: int
    colour: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, or a hatched one in outline; ``key`` names what it stands for if it can be pointed at."""

    rect: QRectF
    colour: str
    radius: float = 0.0
    hatched: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; ``dashes`` are in widths of the line, none for a full one."""

    points: tuple[QPointF, ...]
    colour: str
    width: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled disc with a rim in the colour of the paper."""

    centre: QPointF
    radius: float
    colour: str
    rim: str


Mark = Text | Box | Line | Dot
Drawing = tuple[Mark, ...]
"""Marks in the order in which they are painted."""


def place(
    text: str, x: float, y: float, *, size: int, colour: str, bold: bool = False, across: float = 0.0, down: float = 0.0
) -> Text:
    """A line of text with the point at the fractions ``across`` and ``down`` of its box at (x, y)."""
    metrics = QFontMetricsF(font(size, bold=bold))
    width, height = metrics.horizontalAdvance(text), metrics.height()
    return Text(text, QRectF(x - across * width, y - down * height, width, height), size, colour, bold)


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """The width of a line of text in pixels."""
    return QFontMetricsF(font(size, bold=bold)).horizontalAdvance(text)


def line_height(size: int) -> float:
    """The height of a line of text in pixels."""
    return QFontMetricsF(font(size)).height()


def text_outline(text: str, size: float, *, bold: bool = False) -> QPainterPath:
    """The outline of a line of text that begins on its baseline at (0, 0), in pixels; the same whenever it is asked.

    At a small size Qt rounds letters this way or that by what was drawn before. So they are taken at the size at which
    a pixel is a unit of the font, where their points are whole numbers, and made smaller.
    """
    path = QPainterPath()
    path.addText(0, 0, font(_UNITS_OF_FONT, bold=bold), text)
    for index in range(path.elementCount()):
        point = path.elementAt(index)
        path.setElementPositionAt(index, round(point.x), round(point.y))
    return QTransform.fromScale(size / _UNITS_OF_FONT, size / _UNITS_OF_FONT).map(path)


def wrap(text: str, width: float, size: int) -> tuple[str, ...] | None:
    """The text in lines no wider than ``width``, of like length, broken between words; None if a word is wider."""
    lines = _broken(text, width, size)
    if lines is None or len(lines) == 1:
        return lines
    for part in _NARROWER:
        even = _broken(text, width * part, size)
        if even is not None and len(even) == len(lines):
            return even
    return lines


def _broken(text: str, width: float, size: int) -> tuple[str, ...] | None:
    layout = QTextLayout(text, font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if line.naturalTextWidth() > width:
            return None
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)


def shorten(text: str, width: float, size: int, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into ``width`` with an ellipsis."""
    return QFontMetricsF(font(size, bold=bold)).elidedText(text, Qt.TextElideMode.ElideRight, width)


def paint(drawing: Drawing, painter: QPainter) -> None:
    """Paint everything. In an SVG, texts become outlines, so that it looks the same where the font is missing."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outlines = painter.paintEngine().type() == QPaintEngine.Type.SVG
    for mark in drawing:
        match mark:
            case Box():
                _paint_box(mark, painter)
            case Line():
                _paint_line(mark, painter)
            case Dot():
                _paint_dot(mark, painter)
            case Text():
                _paint_text(mark, painter, outlines=outlines)


def _paint_box(box: Box, painter: QPainter) -> None:
    if not box.hatched:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(box.colour))
        painter.drawRoundedRect(box.rect, box.radius, box.radius)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(box.colour), 1.2))
    painter.drawRoundedRect(box.rect, box.radius, box.radius)
    for stroke in _hatching(box.rect):
        painter.drawLine(*stroke)


def _hatching(rect: QRectF) -> list[tuple[QPointF, QPointF]]:
    """Strokes rising to the right, cut at the edges by hand because SVG painting knows no clipping."""
    strokes = []
    offset = _HATCH_STEP
    while offset < rect.width() + rect.height():
        start_x, end_x = max(0.0, offset - rect.height()), min(rect.width(), offset)
        strokes.append(
            (rect.topLeft() + QPointF(start_x, offset - start_x), rect.topLeft() + QPointF(end_x, offset - end_x))
        )
        offset += _HATCH_STEP
    return strokes


def _paint_line(line: Line, painter: QPainter) -> None:
    pen = QPen(QColor(line.colour), line.width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if line.dashes:
        pen.setDashPattern(list(line.dashes))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(list(line.points))


def _paint_dot(dot: Dot, painter: QPainter) -> None:
    painter.setPen(QPen(QColor(dot.rim), 2))
    painter.setBrush(QColor(dot.colour))
    painter.drawEllipse(dot.centre, dot.radius, dot.radius)


def _paint_text(text: Text, painter: QPainter, *, outlines: bool) -> None:
    chosen = font(text.size, bold=text.bold)
    baseline = text.rect.topLeft() + QPointF(0.0, QFontMetricsF(chosen).ascent())
    if outlines:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(text.colour))
        painter.drawPath(text_outline(text.text, text.size, bold=text.bold).translated(baseline))
    else:
        painter.setFont(chosen)
        painter.setPen(QColor(text.colour))
        painter.drawText(baseline, text.text)
