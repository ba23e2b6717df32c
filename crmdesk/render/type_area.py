"""Leaves out of texts: lines of a given width, words on badges and chips, a narrow column beside a wide one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextOption

from crmdesk.qt.fonts import font
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box, Dot, Drawing, line_height, place, shorten, text_width
from crmdesk.render.paper import Leaf
from crmdesk.render.seen_text import seen_text

_LEADING = 3.0
_PAD, _DOT, _GAP = 8.0, 7.0, 6.0
_BEFORE_LEAD = 10.0


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is set."""

    size: int
    colour: str
    bold: bool = False


def set_lines(text: str, width: float, ink: Ink, left: float = 0.0) -> list[Leaf]:
    """The text line by line, broken wherever it must be; its own line breaks stay."""
    height = line_height(ink.size) + _LEADING
    return [
        Leaf(height, (place(line, left, 0, size=ink.size, colour=ink.colour, bold=ink.bold),))
        for line in broken(text, width, ink)
    ]


def broken(text: str, width: float, ink: Ink) -> list[str]:
    """The lines of a text no wider than ``width``."""
    return [line for part in seen_text(text).splitlines() for line in _broken(part.expandtabs(4), width, ink)]


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a ground of its own, perhaps with a dot in a colour before it; without a ground it leads the next."""

    text: str
    colour: str
    ground: str
    dot: str = ""


def set_words(words: Sequence[Word], width: float, theme: Theme, left: float = 0.0) -> list[Leaf]:
    """Words side by side, in as many lines as they need."""
    size = theme.sizes.small
    height = line_height(size) + 4
    lines: list[list[Drawing]] = []
    x = led = 0.0
    for number, word in enumerate(words, start=1):
        shown, whole = _measured(word, width, size)
        # What leads another is never left alone at the end of a line.
        led_to = words[number : number + 1] if not word.ground else ()
        needed = whole + sum(_measured(each, width, size)[1] + _GAP for each in led_to)
        if not lines or x + min(needed, width) > width:
            lines.append([])
            x = led = 0.0
        if not word.ground and x:
            x += led
        lines[-1].append(_word(word, shown, QRectF(left + x, 0, whole, height), size))
        x += whole + _GAP
        led = _BEFORE_LEAD
    return [Leaf(height + _GAP, tuple(mark for drawing in line for mark in drawing)) for line in lines]


def beside(narrow: Sequence[Leaf], wide: Sequence[Leaf]) -> list[Leaf]:
    """Two columns of leaves line by line; each must be set at its place already."""
    return [
        Leaf(
            max(one.height if one else 0.0, other.height if other else 0.0),
            (*(one.marks if one else ()), *(other.marks if other else ())),
        )
        for one, other in zip_longest(narrow, wide)
    ]


def together(leaves: Sequence[Leaf], most: int) -> list[Leaf]:
    """The leaves as such that are not parted, as long as they are few; of many, the first two."""
    kept = len(leaves) - 1 if len(leaves) <= most else 1
    return [replace(leaf, stays=leaf.stays or place < kept) for place, leaf in enumerate(leaves)]


def gap(height: float, *, stays: bool = False) -> Leaf:
    """Nothing, where something stands above it."""
    return Leaf(height, stays=stays, parts=True)


def _measured(word: Word, width: float, size: int) -> tuple[str, float]:
    """As much of a word as there is room for, and how wide that is with all around it."""
    around = (2 * _PAD if word.ground else 0.0) + (_DOT + 5 if word.dot else 0.0)
    shown = shorten(seen_text(word.text), width - around, size)
    return shown, text_width(shown, size) + around


def _word(word: Word, shown: str, rect: QRectF, size: int) -> Drawing:
    middle = rect.center().y()
    if not word.ground:
        return (place(shown, rect.left(), middle, size=size, colour=word.colour, down=0.5),)
    lead = _DOT + 5 if word.dot else 0.0
    marks: list[Box | Dot] = [Box(rect, word.ground, radius=rect.height() / 2)]
    if word.dot:
        marks.append(Dot(QPointF(rect.left() + _PAD + _DOT / 2, middle), _DOT / 2, word.dot, word.ground))
    text = place(shown, rect.left() + _PAD + lead, middle, size=size, colour=word.colour, down=0.5)
    return (*marks, text)


def _broken(text: str, width: float, ink: Ink) -> list[str]:
    if not text.strip():
        return [""]
    layout = QTextLayout(text, font(ink.size, bold=ink.bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines
