"""How headings and marks are drawn: one line each. They know nothing of models and views."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from crmdesk.domain.touch_verbs import verbs_of
from crmdesk.qt.painting import line_width
from crmdesk.qt.theme import Theme
from crmdesk.ui.timeline.brush import GUTTER, RIGHT, Brush, Link, Measured, RowState
from crmdesk.ui.timeline.families import ink_of
from crmdesk.ui.timeline.rows import Entry, Heading
from crmdesk.ui.timeline.text_block import Inks, TextBlock
from crmdesk.ui.timeline.touch_wording import TouchWording, mark_text
from crmdesk.ui.timeline.verb_wording import link_words

HEADING_HEIGHT = 36.0
"""Pixels."""

FOLD = "more"
"""The link of a heading below which everything can be folded."""

_CHEVRON = 12.0
_LINE = 32.0
_GAP = 8.0
_SIDE = 10.0


class HeadingPainter:
    """The heading of a day."""

    def measure(self, row: Heading, width: float, _theme: Theme) -> Measured:
        """Ready a row."""
        if row.is_folded is None:
            return Measured(HEADING_HEIGHT)
        return Measured(HEADING_HEIGHT, links=(Link(FOLD, "", _place(0, width)),))

    def paint(self, brush: Brush, rect: QRectF, row: Heading, _measured: Measured, _state: RowState) -> None:
        """Paint a row."""
        brush.thread(rect)
        small = brush.theme.sizes.small
        place = _place(rect.top(), rect.width())
        if row.is_folded is not None:
            centre = QPointF(place.left() + _CHEVRON / 2, place.center().y())
            brush.icon("chevron-right" if row.is_folded else "chevron-down", brush.theme.muted, centre)
            place.setLeft(place.left() + _CHEVRON + _GAP / 2)
        place.setLeft(place.left() + brush.text(place, row.text, brush.theme.muted, small, bold=True) + _GAP)
        if row.note:
            brush.text(place, row.note, brush.theme.warning, small)

    def paint_on_top(self, brush: Brush, rect: QRectF, row: Heading) -> None:
        """Paint a heading that stays while its touches go by below it."""
        brush.painter.fillRect(rect, QColor(brush.theme.canvas))
        self.paint(brush, rect, row, Measured(rect.height()), RowState())


class MarkPainter:
    """One line, in a colour, for how a deal changed: a stage moved, a deal won or lost and why."""

    def __init__(self, words: TouchWording) -> None:
        self._words = words

    def measure(self, row: Entry, width: float, theme: Theme) -> Measured:
        """Ready a row."""
        text, links = mark_text(row.touch), self._links(row, width, theme)
        if not text:
            return Measured(_LINE, links=links)
        inks = Inks(theme.muted, theme.accent, theme.chip)
        room = width - GUTTER - RIGHT - 2 * _SIDE
        block = TextBlock(text, room, theme.sizes.body, inks, whole=row.is_open)
        return Measured(_LINE + block.height + 4, block, links)

    def paint(self, brush: Brush, rect: QRectF, row: Entry, measured: Measured, state: RowState) -> None:
        """Paint a row."""
        brush.thread(rect)
        theme, touch, ink = brush.theme, row.touch, ink_of(row.touch, brush.theme)
        line = QRectF(GUTTER, rect.top() + 1, rect.width() - GUTTER - RIGHT, rect.height() - 2)
        ended = touch.kind in ("win", "loss")
        ground = theme.chip_accent if state.is_flashing or state.is_selected else ink.disc if ended else ""
        if ground:
            brush.ground(line, ground, theme.accent if state.is_selected else ground)
        brush.sign(touch, rect.top() + _LINE / 2, 9.0)
        room = QRectF(line.left() + _SIDE, rect.top() + 4, line.width() - 2 * _SIDE, _LINE - 8)
        small = theme.sizes.small
        time = brush.text(room, self._words.time_of(row), theme.muted, small, right=True)
        room.setRight(min((link.place.left() for link in measured.links), default=room.right() - time) - _GAP)
        colour = ink.sign if ended or touch.kind == "stage" else theme.text
        for text, tone, bold in (
            (self._words.mark(row), colour, True),
            (self._words.stay(row), colour, False),
            (self._words.about(touch), theme.muted, False),
        ):
            if text:
                room.setLeft(room.left() + brush.text(room, text, tone, small, bold=bold) + _GAP)
        if measured.block is not None:
            measured.block.paint(brush.painter, QPointF(line.left() + _SIDE, rect.top() + _LINE - 4), brush.sought)
        for link in measured.links:
            brush.link(link, QPointF(0, rect.top()), state)

    def _links(self, row: Entry, width: float, theme: Theme) -> tuple[Link, ...]:
        """What can be done about it, before its time at the right."""
        small, links = theme.sizes.small, list[Link]()
        right = width - RIGHT - _SIDE - line_width(self._words.time_of(row), small)
        for verb in verbs_of(row.touch, forward=True):
            words = link_words(verb)
            needed = line_width(words, small, bold=True)
            right -= _GAP + needed
            links.append(Link(verb, words, QRectF(right, 4, needed, _LINE - 8)))
        return tuple(links)


def _place(top: float, width: float) -> QRectF:
    """Where the words of a heading stand."""
    return QRectF(GUTTER, top + 8, width - GUTTER - RIGHT, 24)
