"""How touches that share a row are drawn: a conversation as a card, a folded lane as a line."""

from PySide6.QtCore import QPointF, QRectF

from crmdesk.i18n import _
from crmdesk.qt.painting import line_width
from crmdesk.qt.theme import Theme
from crmdesk.ui.timeline.brush import GAP, GUTTER, RIGHT, Brush, Link, Measured, RowState
from crmdesk.ui.timeline.card_painter import MORE
from crmdesk.ui.timeline.folded_wording import FoldedWording
from crmdesk.ui.timeline.rows import Folded

CONVERSATION = "conversation"
"""The link that opens the whole chat."""

_PAD = 14.0
_ABOVE = 8.0
_HEAD = 22.0
_BELOW = 10.0
_LINE = 32.0
_WORD_GAP = 8.0
_LINK_GAP = 14.0
_CHEVRON = 18.0
_SMALL_SIGN = 9.0
_ROOM_FOR_WORDS = 400.0
"""So wide the words of a conversation must be beside its links, or these stand below."""
_BETWEEN = "…"


class FoldedPainter:
    """An open row has its touches below it and needs no words of its own."""

    def __init__(self, words: FoldedWording) -> None:
        self._words = words

    def measure(self, row: Folded, width: float, theme: Theme) -> Measured:
        """Ready a row."""
        if not row.bundle.is_conversation:
            # All of it can be clicked.
            return Measured(_LINE, links=(Link(MORE, "", QRectF(GUTTER, 2, width - GUTTER - RIGHT, _LINE - 4)),))
        named = ((CONVERSATION, _("Open conversation")), (MORE, _("Fold") if row.is_open else _("Show each")))
        lengths = [line_width(text, theme.sizes.small, bold=True) for _name, text in named]
        inside = width - GUTTER - RIGHT - 2 * _PAD
        left, top = GUTTER + _PAD + inside - sum(lengths) - _LINK_GAP, _ABOVE + _HEAD
        if not row.is_open and left - GUTTER - _PAD < _ROOM_FOR_WORDS:
            left, top = GUTTER + _PAD, top + _HEAD
        places = (QRectF(left, top, lengths[0], _HEAD), QRectF(left + lengths[0] + _LINK_GAP, top, lengths[1], _HEAD))
        links = tuple(Link(name, text, place) for (name, text), place in zip(named, places, strict=True))
        return Measured(top + _HEAD + _BELOW + GAP, links=links)

    def paint(self, brush: Brush, rect: QRectF, row: Folded, measured: Measured, state: RowState) -> None:
        """Paint a row."""
        brush.thread(rect)
        if row.bundle.is_conversation:
            self._conversation(brush, rect, row, measured, state)
        else:
            self._line(brush, rect, row, state)

    def _conversation(self, brush: Brush, rect: QRectF, row: Folded, measured: Measured, state: RowState) -> None:
        theme = brush.theme
        card = QRectF(GUTTER, rect.top() + 0.5, rect.width() - GUTTER - RIGHT, rect.height() - GAP)
        edge = theme.accent if state.is_selected else theme.outline if state.is_hovered else theme.border
        ground = theme.chip_accent if state.is_flashing else theme.hover if row.is_open else theme.surface
        brush.ground(card, ground, edge, 1.5 if state.is_selected else 1.0)
        brush.sign(row.bundle.touches[0], card.top() + _ABOVE + _HEAD / 2)
        room = QRectF(card.left() + _PAD, card.top() + _ABOVE, card.width() - 2 * _PAD, _HEAD)
        self._head(brush, room, row)
        if not row.is_open:
            is_beside = measured.links[0].place.top() < _ABOVE + 2 * _HEAD
            ends = measured.links[0].place.left() - _LINK_GAP if is_beside else room.right()
            self._quotes(brush, QRectF(room.left(), room.bottom(), ends - room.left(), _HEAD), row)
        for link in measured.links:
            brush.link(link, QPointF(0, rect.top()), state)

    def _quotes(self, brush: Brush, room: QRectF, row: Folded) -> None:
        """First and last words, each with half of the room unless the other one needs less."""
        theme, size = brush.theme, brush.theme.sizes.body
        quotes = self._words.quotes(row.bundle)
        if len(quotes) > 1:
            first, last = (line_width(quote, size) for quote in quotes)
            between = line_width(_BETWEEN, size) + _WORD_GAP
            half = (room.width() - between) / 2
            share = min(first, max(half, room.width() - between - last))
            brush.text(QRectF(room.left(), room.top(), share + 1, room.height()), quotes[0], theme.text, size)
            room = room.adjusted(share + _WORD_GAP / 2, 0, 0, 0)
            brush.text(room, _BETWEEN, theme.muted, size)
            room = room.adjusted(between - _WORD_GAP / 2, 0, 0, 0)
        for quote in quotes[-1:]:
            brush.text(room, quote, theme.text, size)

    def _line(self, brush: Brush, rect: QRectF, row: Folded, state: RowState) -> None:
        theme = brush.theme
        line = QRectF(GUTTER, rect.top() + 1, rect.width() - GUTTER - RIGHT, rect.height() - 2)
        ground = theme.chip_accent if state.is_flashing or state.is_selected else theme.hover if state.hot_link else ""
        if ground:
            brush.ground(line, ground, theme.accent if state.is_selected else ground)
        brush.sign(row.bundle.touches[0], rect.center().y(), _SMALL_SIGN)
        centre = QPointF(line.left() + _CHEVRON / 2 + 2, line.center().y())
        brush.icon("chevron-down" if row.is_open else "chevron-right", theme.muted, centre)
        self._head(brush, line.adjusted(_CHEVRON + 4, 0, -_PAD, 0), row)

    def _head(self, brush: Brush, room: QRectF, row: Folded) -> None:
        """Title and names at the left, times at the right."""
        theme, small = brush.theme, brush.theme.sizes.small
        time = brush.text(room, self._words.time(row), theme.muted, small, right=True)
        room = room.adjusted(0, 0, -time - _WORD_GAP, 0)
        title = brush.text(room, self._words.title(row), theme.text, small, bold=True)
        brush.text(room.adjusted(title + _WORD_GAP, 0, 0, 0), self._words.who(row), theme.muted, small)
