"""Where the facts of a card lie: laid out once for a width, then only painted. Knows no touch and no card."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from crmdesk.qt.painting import line_width
from crmdesk.qt.theme import Theme
from crmdesk.ui.timeline.brush import Link
from crmdesk.ui.timeline.card_facts import CardFacts, FactPart
from crmdesk.ui.timeline.text_block import Inks, TextBlock

QUOTE_INDENT = 12.0
"""Pixels between the bar beside somebody's words and the words."""

_LINE = 22.0
_ICON = 18.0
_PART_GAP = 16.0
_LINK_GAP = 14.0
_BELOW_QUOTE = 2.0
_ABOVE_PARTS = 2.0


@dataclass(frozen=True, slots=True)
class LaidPart:
    """A part and the room of its words and icon, measured from the row's corner."""

    part: FactPart
    place: QRectF


@dataclass(frozen=True, slots=True)
class LaidFacts:
    """Everything below the text of a card that tells of its facts; ``quote_at`` is the corner of the quote."""

    height: float
    quote: TextBlock | None
    quote_at: QPointF
    parts: tuple[LaidPart, ...]
    links: tuple[Link, ...]


def lay_out_facts(
    facts: CardFacts, links: tuple[tuple[str, str], ...], corner: QPointF, width: float, theme: Theme, *, whole: bool
) -> LaidFacts | None:
    """Lay out from a corner in so many pixels; ``links`` are names and words. None where there is nothing to show.

    ``whole`` shows all of a long quote.
    """
    if not (facts.quote or facts.parts or links):
        return None
    quote, top = None, corner.y()
    if facts.quote:
        inks = Inks(theme.text, theme.text, theme.chip)
        quote = TextBlock(facts.quote, width - QUOTE_INDENT, theme.sizes.body, inks, whole=whole)
        top += quote.height + _BELOW_QUOTE
    small, flow = theme.sizes.small, _Flow(corner.x(), top + _ABOVE_PARTS, width)
    parts = tuple(
        LaidPart(part, flow.take(line_width(part.words, small) + (_ICON if part.icon else 0.0), _PART_GAP))
        for part in facts.parts
    )
    made = tuple(Link(name, words, flow.take(line_width(words, small, bold=True), _LINK_GAP)) for name, words in links)
    return LaidFacts(flow.bottom - corner.y(), quote, corner, parts, made)


class _Flow:
    """Rooms side by side, a new line where there is no more room."""

    def __init__(self, left: float, top: float, width: float) -> None:
        self._left, self._top, self._width = left, top, width
        self._x = left
        self.bottom = top

    def take(self, width: float, gap: float) -> QRectF:
        """A room of a width, or of a whole line where it is wider, and the gap after it."""
        width = min(width, self._width)
        if self._x > self._left and self._x + width > self._left + self._width:
            self._x, self._top = self._left, self._top + _LINE
        room = QRectF(self._x, self._top, width, _LINE)
        self._x += width + gap
        self.bottom = self._top + _LINE
        return room
