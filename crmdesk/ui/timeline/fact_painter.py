"""Paints the facts of a card where they were laid out: chips, dots of importance, a quote, lines. Knows no touch."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from crmdesk.qt.painting import line_width
from crmdesk.qt.theme import Theme
from crmdesk.ui.timeline.brush import Brush
from crmdesk.ui.timeline.card_facts import CardFacts, FactPart, Tone
from crmdesk.ui.timeline.fact_layout import QUOTE_INDENT, LaidFacts

_CHIP_HEIGHT, _CHIP_PAD, _CHIP_GAP = 18.0, 7.0, 6.0
_ICON_ROOM = 15.0
_DOTS, _DOT, _DOT_STEP = 3, 3.2, 9.0
_BAR = 3.0


def tone_colours(tone: Tone, theme: Theme) -> tuple[str, str]:
    """The ink of a tone, and the ground of its chips."""
    return {
        Tone.PLAIN: (theme.muted, theme.chip),
        Tone.ACCENT: (theme.accent, theme.chip_accent),
        Tone.GOOD: (theme.positive, theme.chip_positive),
        Tone.BAD: (theme.negative, theme.chip_negative),
        Tone.WARNING: (theme.warning, theme.chip_warning),
    }[tone]


def paint_head(brush: Brush, room: QRectF, facts: CardFacts) -> float:
    """Dots and chips at the left of a room, as many as fit; returns how many pixels they took."""
    left = room.left()
    if facts.dots:
        left += _paint_dots(brush, QPointF(left, room.center().y()), facts.dots) + _CHIP_GAP
    for chip in facts.chips:
        width = _chip_width(chip, brush.theme)
        if left + width > room.right():
            break
        _paint_chip(brush, QRectF(left, room.center().y() - _CHIP_HEIGHT / 2, width, _CHIP_HEIGHT), chip)
        left += width + _CHIP_GAP
    return left - room.left()


def paint_facts(brush: Brush, laid: LaidFacts, row_corner: QPointF) -> None:
    """The quote and the lines below the text; the links are painted with all others of the row."""
    if laid.quote is not None:
        corner = laid.quote_at + row_corner
        paint_quote_bar(brush, corner, laid.quote.height)
        laid.quote.paint(brush.painter, corner + QPointF(QUOTE_INDENT, 0), brush.sought)
    small = brush.theme.sizes.small
    for one in laid.parts:
        ink, place = tone_colours(one.part.tone, brush.theme)[0], one.place.translated(row_corner)
        if one.part.icon:
            icon_ink = brush.theme.muted if one.part.tone is Tone.PLAIN else ink
            brush.icon(one.part.icon, icon_ink, QPointF(place.left() + 6, place.center().y()))
            place.setLeft(place.left() + _ICON_ROOM)
        brush.text(place, one.part.words, brush.theme.text if one.part.tone is Tone.PLAIN else ink, small)


def paint_quote_bar(brush: Brush, corner: QPointF, height: float) -> None:
    """The bar beside what the customer said."""
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(QColor(brush.theme.bar_minor))
    brush.painter.drawRoundedRect(QRectF(corner.x(), corner.y() + 2, _BAR, height - 3), _BAR / 2, _BAR / 2)


def _paint_dots(brush: Brush, at: QPointF, filled: int) -> float:
    ink = QColor(brush.theme.accent)
    for number in range(_DOTS):
        brush.painter.setPen(QPen(ink, 1))
        brush.painter.setBrush(ink if number < filled else Qt.BrushStyle.NoBrush)
        brush.painter.drawEllipse(at + QPointF(_DOT + number * _DOT_STEP, 0), _DOT, _DOT)
    return _DOTS * _DOT_STEP


def _chip_width(chip: FactPart, theme: Theme) -> float:
    icon = _ICON_ROOM if chip.icon else 0.0
    return line_width(chip.words, theme.sizes.small) + icon + 2 * _CHIP_PAD


def _paint_chip(brush: Brush, place: QRectF, chip: FactPart) -> None:
    ink, ground = tone_colours(chip.tone, brush.theme)
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(QColor(ground))
    brush.painter.drawRoundedRect(place, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    inside = place.adjusted(_CHIP_PAD, 0, -_CHIP_PAD + 1, 0)
    if chip.icon:
        brush.icon(chip.icon, ink, QPointF(inside.left() + 6, inside.center().y()))
        inside.setLeft(inside.left() + _ICON_ROOM)
    brush.text(inside, chip.words, ink, brush.theme.sizes.small)
