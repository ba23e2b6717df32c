"""A document as leaves of paper: headings, a narrow column for what leads, a wide one for what is said."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF

from crmdesk.domain.document import (
    Badge,
    Block,
    Callout,
    Chips,
    Document,
    Item,
    Items,
    Pairs,
    Part,
    Sentence,
    Table,
    Tone,
)
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box, Line, text_width
from crmdesk.render.paper import COLUMN, Leaf
from crmdesk.render.type_area import Ink, Word, beside, gap, set_lines, set_words, together

_NARROW = 168.0
_WIDE = COLUMN.width() - _NARROW
_FEW = 14
_BAR, _BAR_ROOM = 6.0, 116.0


class _Setting:
    """Sets documents in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        sizes = theme.sizes
        self._theme = theme
        self._body, self._small = Ink(sizes.body, theme.text), Ink(sizes.small, theme.muted)
        self._bold = replace(self._body, bold=True)
        self._heading, self._title = Ink(sizes.heading, theme.text, bold=True), Ink(sizes.title, theme.text, bold=True)
        tones = {
            Tone.PLAIN: theme.text,
            Tone.MUTED: theme.muted,
            Tone.GOOD: theme.positive,
            Tone.BAD: theme.negative,
            Tone.WARNING: theme.warning,
            Tone.ACCENT: theme.accent,
        }
        self._tones = tones
        self._grounds = {
            Tone.GOOD: theme.chip_positive,
            Tone.BAD: theme.chip_negative,
            Tone.WARNING: theme.chip_warning,
            Tone.ACCENT: theme.chip_accent,
        }

    def of(self, document: Document) -> list[Leaf]:
        """All of it."""
        width = COLUMN.width()
        leaves = [
            *set_lines(document.kind, width, self._small),
            *set_lines(document.title, width, self._title),
            gap(6),
            *self._standing(document),
        ]
        leaves = together(leaves, len(leaves))
        for part in document.parts:
            leaves += self._part(part)
        return leaves

    def _standing(self, document: Document) -> list[Leaf]:
        badges = list(document.badges)
        if document.about:
            badges.append(Badge(document.about, Tone.MUTED))
        return set_words([self._word(badge) for badge in badges], COLUMN.width(), self._theme)

    def _part(self, part: Part) -> list[Leaf]:
        rule = Line((QPointF(0, 0), QPointF(COLUMN.width(), 0)), self._theme.border)
        head = [gap(14, stays=True), Leaf(12, (rule,), stays=True, parts=True)]
        head += [replace(leaf, stays=True) for leaf in set_lines(part.title, COLUMN.width(), self._heading)]
        head.append(gap(4, stays=True))
        return [*head, *(leaf for block in part.blocks for leaf in self._block(block))]

    def _block(self, block: Block) -> list[Leaf]:
        match block:
            case Pairs():
                return [leaf for label, text in block.rows for leaf in self._pair(label, text)]
            case Items():
                return self._items(block)
            case Chips():
                return self._chips(block)
            case Table():
                return self._table(block)
            case Sentence():
                ink = replace(self._body, colour=self._tones[block.tone])
                return [*set_lines(block.text, COLUMN.width(), ink), gap(2)]
            case Callout():
                return self._callout(block)

    def _pair(self, label: str, text: str) -> list[Leaf]:
        muted = replace(self._body, colour=self._theme.muted)
        lines = beside(set_lines(label, _NARROW - 16, muted), set_lines(text, _WIDE, self._body, _NARROW))
        return [*together(lines, _FEW), gap(1)]

    def _items(self, block: Items) -> list[Leaf]:
        leaves: list[Leaf] = []
        if block.title:
            bold = replace(self._small, bold=True)
            title = set_lines(block.title, COLUMN.width(), bold)
            leaves = [gap(6, stays=True), *(replace(leaf, stays=True) for leaf in title)]
        for item in block.items:
            leaves += [*together(self._item(item), _FEW), gap(7)]
        return leaves

    def _item(self, item: Item) -> list[Leaf]:
        room = _NARROW - 16
        narrow = set_lines(item.lead, room, self._small)
        narrow += set_words([self._word(badge) for badge in item.badges], room, self._theme)
        bar = 0.0 if item.share is None else _BAR_ROOM
        wide = set_lines(item.text, _WIDE - bar, self._body, _NARROW + bar)
        if item.share is not None and wide:
            wide[0] = self._with_bar(wide[0], item.share)
        wide += self._quote(item.quote)
        wide += set_lines(item.note, _WIDE, replace(self._small, colour=self._tones[item.note_tone]), _NARROW)
        for detail in item.details:
            wide += set_lines(detail, _WIDE - bar, self._small, _NARROW + bar)
        return beside(narrow, wide)

    def _quote(self, quote: str) -> list[Leaf]:
        """Somebody's own words, with a bar beside them."""
        lines = set_lines(quote, _WIDE - 14, self._body, _NARROW + 14)
        return [
            Leaf(leaf.height, (Box(QRectF(_NARROW, 0, 3, leaf.height), self._theme.bar_minor), *leaf.marks))
            for leaf in lines
        ]

    def _with_bar(self, line: Leaf, share: float) -> Leaf:
        """The line with a bar before it."""
        top, width = (line.height - _BAR) / 2 - 1, _BAR_ROOM - 16
        rest = Box(QRectF(_NARROW, top, width, _BAR), self._theme.chip, radius=_BAR / 2)
        part = Box(QRectF(_NARROW, top, max(_BAR, width * share), _BAR), self._theme.bar_minor, radius=_BAR / 2)
        return replace(line, marks=((rest, part) if share > 0 else (rest,)) + line.marks)

    def _chips(self, block: Chips) -> list[Leaf]:
        """Group after group in one flow, each word in the colour of its group."""
        words: list[Word] = []
        for group in block.groups:
            dot = self._theme.data[group.colour % len(self._theme.data)]
            words.append(Word(group.title, self._theme.muted, ""))
            words += [Word(word, self._theme.text, self._theme.chip, dot) for word in group.words]
        return [gap(6), *set_words(words, COLUMN.width(), self._theme)]

    def _callout(self, block: Callout) -> list[Leaf]:
        pad, width = 12.0, COLUMN.width()
        inside = set_lines(block.text, width - 2 * pad, self._bold, pad)[:_FEW]
        inside += set_lines(block.note, width - 2 * pad, replace(self._small, colour=self._tones[block.tone]), pad)
        ground = self._grounds.get(block.tone, self._theme.chip)
        height = sum(leaf.height for leaf in inside) + 2 * pad
        box = Leaf(pad, (Box(QRectF(0, 0, width, height), ground, radius=self._theme.radii.control),))
        return [*together([box, *inside, gap(pad)], len(inside) + 2), gap(4)]

    def _table(self, table: Table) -> list[Leaf]:
        widths = self._widths(table)
        muted = [Ink(self._theme.sizes.small, self._theme.muted)] * len(widths)
        head = self._row(table.head, widths, muted, table.numbers)
        leaves = [gap(4, stays=True), *(replace(leaf, stays=True) for leaf in head)]
        for row in table.rows:
            rule = Line((QPointF(0, 0), QPointF(COLUMN.width(), 0)), self._theme.grid)
            inks = [self._body] * len(widths)
            cells = [Leaf(5, (rule,)), *self._row(row, widths, inks, table.numbers), gap(2)]
            leaves += together(cells, _FEW)
        return leaves

    def _row(
        self, cells: Sequence[str], widths: Sequence[float], inks: Sequence[Ink], numbers: frozenset[int]
    ) -> list[Leaf]:
        lines: list[Leaf] = []
        left = 0.0
        for place, (cell, width, ink) in enumerate(zip(cells, widths, inks, strict=True)):
            spare = width - text_width(cell, ink.size) if place in numbers else 0.0
            lines = beside(lines, set_lines(cell, width - (0 if place in numbers else 12), ink, left + max(0.0, spare)))
            left += width
        return lines

    def _widths(self, table: Table) -> list[float]:
        """Numbers get what they need, the other columns share the rest by what they would like to have."""
        columns = list(zip(table.head, *table.rows, strict=True))
        natural = [max(text_width(cell, self._body.size) for cell in column) + 12 for column in columns]
        fixed = sum(width for place, width in enumerate(natural) if place in table.numbers)
        liked = sum(width for place, width in enumerate(natural) if place not in table.numbers)
        room = COLUMN.width() - fixed
        return [width if place in table.numbers else room * width / liked for place, width in enumerate(natural)]

    def _word(self, badge: Badge) -> Word:
        return Word(badge.text, self._tones[badge.tone], self._grounds.get(badge.tone, self._theme.chip))


def leaves_of(document: Document, theme: Theme) -> list[Leaf]:
    """The leaves of a document, from its head to its last part."""
    return _Setting(theme).of(document)
