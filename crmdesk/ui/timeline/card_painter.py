"""How what was said and done is drawn: a card with a head, a text that folds, and what can be done about it."""

from PySide6.QtCore import QPointF, QRectF

from crmdesk.domain.timeline import TouchGroup, group_of
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _
from crmdesk.qt.painting import draw_chip, line_width
from crmdesk.qt.theme import Theme
from crmdesk.services.wording import touch_status_word, touch_text
from crmdesk.ui.timeline.attachments.file_layout import lay_out
from crmdesk.ui.timeline.attachments.file_painter import FilePainter
from crmdesk.ui.timeline.brush import GAP, GUTTER, RIGHT, Brush, Link, Measured, RowState
from crmdesk.ui.timeline.card_facts import CardFacts, card_facts
from crmdesk.ui.timeline.fact_layout import QUOTE_INDENT, lay_out_facts
from crmdesk.ui.timeline.fact_painter import paint_facts, paint_head, paint_quote_bar
from crmdesk.ui.timeline.rows import Entry
from crmdesk.ui.timeline.text_block import Inks, TextBlock
from crmdesk.ui.timeline.touch_wording import TouchWording
from crmdesk.ui.timeline.verb_wording import link_words

MORE, DONE, SNOOZE, EDIT = "more", "done", "snooze", "edit"
"""The links of cards."""

_OF_PLANNED = (DONE, SNOOZE, EDIT)
_IN_OUR_WORDS = ("promise", "pain", "signal")

_PAD = 14.0
_HEAD = 22.0
_ABOVE = 8.0
_BELOW = 10.0
_WORD_GAP = 8.0
_LINK_GAP = 14.0
_ABOVE_FILES = 6.0


class CardPainter:
    """A card for a visit, a message, a document, or what the customer said."""

    def __init__(self, words: TouchWording, files: FilePainter) -> None:
        self._words, self._files = words, files

    def measure(self, row: Entry, width: float, theme: Theme) -> Measured:
        """Ready a row."""
        inside = width - GUTTER - RIGHT - 2 * _PAD
        links = self._actions(inside, theme) if row.is_planned else ()
        height = _ABOVE + _HEAD
        block, head = None, card_facts(row, self._words.today)
        if text := touch_text(row.touch):
            inks = Inks(theme.text, theme.text, theme.chip)
            indent = QUOTE_INDENT if _is_quoted(row.touch, head) else 0.0
            block = TextBlock(text, inside - indent, theme.sizes.body, inks, whole=row.is_open)
            height += block.height + 2
        verbs = tuple((verb, link_words(verb)) for verb in head.verbs)
        facts = lay_out_facts(head, verbs, QPointF(GUTTER + _PAD, height), inside, theme, whole=row.is_open)
        if facts is not None:
            height += facts.height
            links = (*links, *facts.links)
        corner = QPointF(GUTTER + _PAD, height + _ABOVE_FILES)
        files = lay_out(row.files, corner, inside, theme.sizes, every=row.is_open)
        if files is not None:
            height += _ABOVE_FILES + files.height
        texts = (block, facts.quote if facts is not None else None)
        is_cut = any(text is not None and text.is_cut for text in texts)
        is_cut = is_cut or (files is not None and files.rest is not None)
        if is_cut or row.is_open:
            word = _("Show less") if row.is_open else _("Show more")
            place = QRectF(GUTTER + _PAD, height + 2, line_width(word, theme.sizes.small, bold=True), 20)
            links = (*links, Link(MORE, word, place))
            height += _HEAD
        return Measured(height + _BELOW + GAP, block, links, files, facts, head)

    def paint(self, brush: Brush, rect: QRectF, row: Entry, measured: Measured, state: RowState) -> None:
        """Paint a row."""
        brush.thread(rect)
        theme = brush.theme
        card = QRectF(GUTTER, rect.top() + 0.5, rect.width() - GUTTER - RIGHT, rect.height() - GAP)
        edge = theme.outline if state.is_hovered else theme.border
        if row.is_planned:
            edge = theme.negative if self._words.is_overdue(row.touch) else theme.warning
        if state.is_selected:
            edge = theme.accent
        ground = theme.chip_accent if state.is_flashing else theme.surface
        brush.ground(card, ground, edge, 1.5 if state.is_selected else 1.0)
        brush.sign(row.touch, card.top() + _ABOVE + _HEAD / 2)
        self._head(brush, card, row, measured)
        self._text(brush, card, row, measured)
        if measured.facts is not None:
            paint_facts(brush, measured.facts, QPointF(0, rect.top()))
        if measured.files is not None:
            self._files.paint(brush, measured.files, QPointF(0, rect.top()), state)
        for link in measured.links:
            brush.link(link, QPointF(0, rect.top()), state)

    def _head(self, brush: Brush, card: QRectF, row: Entry, measured: Measured) -> None:
        theme, touch, small = brush.theme, row.touch, brush.theme.sizes.small
        room = QRectF(card.left() + _PAD, card.top() + _ABOVE, card.width() - 2 * _PAD, _HEAD)
        time = self._words.time_of(row)
        if row.is_planned:
            ends = [link.place.left() for link in measured.links if link.name in _OF_PLANNED]
            room.setRight(min(ends, default=room.right()) - _LINK_GAP)
            colour = theme.negative if self._words.is_overdue(touch) else theme.warning
            room.setLeft(room.left() + brush.text(room, time, colour, small, bold=True) + _WORD_GAP)
        else:
            room.setRight(room.right() - brush.text(room, time, theme.muted, small, right=True) - _WORD_GAP)
        if touch.pinned:
            brush.icon("pin", theme.accent, QPointF(room.left() + 6, room.center().y()))
            room.setLeft(room.left() + 18)
        heading = self._words.heading(touch)
        room.setLeft(room.left() + brush.text(room, heading, theme.text, small, bold=True) + _WORD_GAP)
        if touch.status is TouchStatus.CANCELLED:
            word = touch_status_word(touch.status)
            room.setLeft(room.left() + draw_chip(brush.painter, room, word, (theme.muted, theme.chip), small) + 8)
        if measured.head is not None:
            room.setLeft(room.left() + paint_head(brush, room, measured.head))
        late = self._words.late(touch)
        needed = line_width(late, small) + 16 if late else 0.0
        about = room.adjusted(0, 0, -needed - _WORD_GAP if late else 0, 0)
        room.setLeft(room.left() + brush.text(about, self._words.about(touch), theme.muted, small) + _WORD_GAP)
        if late and room.width() >= needed:
            draw_chip(brush.painter, room, late, (theme.muted, theme.chip), small)

    @staticmethod
    def _text(brush: Brush, card: QRectF, row: Entry, measured: Measured) -> None:
        if measured.block is None:
            return
        corner = QPointF(card.left() + _PAD, card.top() + _ABOVE + _HEAD + 1)
        if _is_quoted(row.touch, measured.head):
            paint_quote_bar(brush, corner, measured.block.height)
            corner += QPointF(QUOTE_INDENT, 0)
        measured.block.paint(brush.painter, corner, brush.sought)

    @staticmethod
    def _actions(inside: float, theme: Theme) -> tuple[Link, ...]:
        links: list[Link] = []
        right = GUTTER + _PAD + inside
        for name, text in ((EDIT, _("Edit")), (SNOOZE, _("Snooze")), (DONE, _("Done"))):
            width = line_width(text, theme.sizes.small, bold=True)
            links.insert(0, Link(name, text, QRectF(right - width, _ABOVE, width, _HEAD)))
            right -= width + _LINK_GAP
        return tuple(links)


def _is_quoted(touch: Touch, facts: CardFacts | None) -> bool:
    """Whether the text is taken for the customer's own words: where these are not told apart from it."""
    if touch.kind in _IN_OUR_WORDS or (facts is not None and facts.quote):
        return False
    return group_of(touch.kind, touch.touch_class) is TouchGroup.VOICE
