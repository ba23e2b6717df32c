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


class FoldedPainter:
    """An open row has its touches below it and needs no words of its own."""

    def __init__(self, words: FoldedWording) -> None:
        self._words = words

    def measure(self, row: Folded, width: float, theme: Theme) -> Measured:
        """Ready a row."""
        if not row.bundle.is_conversation:
            # All of it can be clicked.
            return Measured(_LINE, links=(Link(MORE, "", QRectF(GUTTER, 2, width - GUTTER - RIGHT, _LINE - 4)),))
        named = [(CONVERSATION, _("Open conversation")), (MORE, _("Fold") if row.is_open else _("Show each"))]
        top = _ABOVE + _HEAD
        links: list[Link] = []
        right = width - RIGHT - _PAD
        for name, text in reversed(named):
            length = line_width(text, theme.sizes.small, bold=True)
            links.insert(0, Link(name, text, QRectF(right - length, top, length, _HEAD)))
            right -= length + _LINK_GAP
        return Measured(top + _HEAD + _BELOW + GAP, links=tuple(links))

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
        ends = min(link.place.left() for link in measured.links) - _LINK_GAP
        said = QRectF(room.left(), room.bottom(), ends - room.left(), _HEAD)
        if not row.is_open:
            brush.text(said, self._words.quotes(row.bundle), theme.text, theme.sizes.body)
        for link in measured.links:
            brush.link(link, QPointF(0, rect.top()), state)

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
