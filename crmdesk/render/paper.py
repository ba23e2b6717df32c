"""Sheets of paper: leaves, which are never cut, put one below the other and on to the next page where there is no room.

Knows nothing of what is written on them. Distances are logical pixels of 1/96 inch.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Drawing, Line, line_height, paint, place, shorten, text_width

A4 = QSizeF(794, 1123)
A4_LAYOUT = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Point
)
"""The same for a printer or a PDF, which is to paint up to the edges: the margins are on the sheet already."""

_SIDE, _HEAD, _FOOT = 68.0, 60.0, 72.0
COLUMN = QRectF(_SIDE, _HEAD, A4.width() - 2 * _SIDE, A4.height() - _HEAD - _FOOT)
"""Where leaves are on a sheet."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Marks from (0, 0) on, and how high they are with the room below them.

    One that ``stays`` is not parted from the leaf that follows, one that ``parts`` others is left out at the top of a
    page.
    """

    height: float
    marks: Drawing = ()
    stays: bool = False
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its leaves, each with its upper edge, and what stands in its margins."""

    leaves: tuple[tuple[float, Leaf], ...]
    margins: Drawing

    def paint(self, painter: QPainter) -> None:
        """Paint it from (0, 0) on, one logical pixel for one of the painter."""
        paint(self.margins, painter)
        for top, leaf in self.leaves:
            painter.save()
            painter.translate(QPointF(COLUMN.left(), top))
            paint(leaf.marks, painter)
            painter.restore()


def sheets(leaves: Iterable[Leaf], title: str, made: str, theme: Theme) -> tuple[Sheet, ...]:
    """The pages; from the second on each is headed by the title, and below stand when it was made and its number."""
    pages: list[list[tuple[float, Leaf]]] = [[]]
    top = COLUMN.top()
    for group in _groups(leaves):
        height = sum(leaf.height for leaf in group)
        if pages[-1] and top + height > COLUMN.bottom():
            pages.append([])
            top = COLUMN.top()
        for leaf in group:
            if pages[-1] and top + leaf.height > COLUMN.bottom():
                pages.append([])
                top = COLUMN.top()
            if pages[-1] or not leaf.parts:
                pages[-1].append((top, leaf))
                top += leaf.height
    return tuple(
        Sheet(tuple(page), _margins(number, len(pages), title, made, theme))
        for number, page in enumerate(pages, start=1)
    )


def _groups(leaves: Iterable[Leaf]) -> Iterable[Sequence[Leaf]]:
    """Leaves that must not be parted."""
    group: list[Leaf] = []
    for leaf in leaves:
        group.append(leaf)
        if not leaf.stays:
            yield group
            group = []
    if group:
        yield group


def _margins(number: int, count: int, title: str, made: str, theme: Theme) -> Drawing:
    size, colour = theme.sizes.small, theme.muted
    foot = A4.height() - _FOOT / 2 - line_height(size) / 2
    pages = f"{number} / {count}"
    room = COLUMN.width() - text_width(pages, size) - theme.spacing.large
    marks: list[Drawing] = [
        (place(shorten(made, room, size), COLUMN.left(), foot, size=size, colour=colour),),
        (place(pages, COLUMN.right(), foot, size=size, colour=colour, across=1.0),),
    ]
    if number > 1:
        head = place(
            shorten(title, COLUMN.width(), size), COLUMN.left(), _HEAD / 2 - 2, size=size, colour=colour, down=0.5
        )
        y = _HEAD / 2 + line_height(size) / 2 + 2
        rule = Line((QPointF(COLUMN.left(), y), QPointF(COLUMN.right(), y)), theme.border)
        marks.append((head, rule))
    return tuple(mark for drawing in marks for mark in drawing)
