"""A table of shades from little to much, each with its number in it, and totals at the right and below.

Knows nothing of what its rows and columns are.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from crmdesk.i18n import _
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box, Drawing, Line, Mark, Text, line_height, place, shorten, text_width, wrap
from crmdesk.render.reason_heading import heading_ground

_NAMES_OF_WIDTH = 0.22
_LOWEST_ROW, _HIGHEST_ROW = 18.0, 34.0
_WIDEST_COLUMN = 200.0
_HEAD_LINES = 2
_GAP = 2.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with the key of its mark; one ``folded`` of several has no shade, one ``framed`` stands out."""

    value: int
    key: str = ""
    folded: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A row or a column: its name, its total, and the key of its heading if it can be chosen."""

    name: str
    total: Cell
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where cells stand: ``inside`` begins with the first of them, ``room`` is the width of the names at its left."""

    inside: QRectF
    width: float
    height: float
    room: float

    def rect(self, row: int, at: int) -> QRectF:
        """The cell in a row and a column."""
        left, top = self.inside.left() + at * self.width, self.inside.top() + row * self.height
        return QRectF(left, top, self.width, self.height).adjusted(0, 0, -_GAP, -_GAP)


@dataclass(frozen=True, slots=True)
class HeatGrid:
    """The cells row by row, with the names above and at the left; all rows must fit.

    ``written`` puts a number into words. Where rows and columns are the same, in a ``square`` one, columns have the
    numbers of the rows where their names find no room.
    """

    rows: tuple[Side, ...]
    columns: tuple[Side, ...]
    cells: tuple[tuple[Cell, ...], ...]
    written: Callable[[int], str]
    area: QRectF
    theme: Theme
    square: bool = False

    def drawing(self) -> Drawing:
        """All marks, column by column from below: as the stacks of a chart are walked along by keyboard."""
        places, most = self._places(), self._most()
        if self.square and self._is_tight(places):
            return self._numbered().drawing()
        made: list[Mark] = [*self._heads(places)]
        for at, column in enumerate(self.columns):
            for row in reversed(range(len(self.rows))):
                made += self._cell(self.cells[row][at], places.rect(row, at), most)
            made += self._total(column.total, places.rect(len(self.rows), at))
        for row, line in reversed(list(enumerate(self.rows))):
            made += self._total(line.total, places.rect(row, len(self.columns)))
        return (*made, *self._names(places))

    @property
    def _size(self) -> int:
        return self.theme.sizes.small

    def _places(self) -> _Places:
        names = [*(row.name for row in self.rows), _("All")]
        widest = max(text_width(name, self._size) for name in names)
        room = min(widest, self.area.width() * _NAMES_OF_WIDTH)
        inside = self.area.adjusted(room + self.theme.spacing.medium, _head_height(self.theme), 0, 0)
        width = min(_WIDEST_COLUMN, inside.width() / (len(self.columns) + 1))
        return _Places(inside, width, min(_HIGHEST_ROW, inside.height() / (len(self.rows) + 1)), room + 1)

    def _is_tight(self, places: _Places) -> bool:
        """Whether a name finds no room above its column."""
        width = places.rect(0, 0).width()
        lines = [wrap(column.name, width, self._size) for column in self.columns]
        return any(found is None or len(found) > _HEAD_LINES for found in lines)

    def _numbered(self) -> "HeatGrid":
        rows = tuple(replace(row, name=f"{at} · {row.name}") for at, row in enumerate(self.rows, 1))
        columns = tuple(replace(column, name=str(at)) for at, column in enumerate(self.columns, 1))
        return replace(self, rows=rows, columns=columns, square=False)

    def _heads(self, places: _Places) -> Drawing:
        """The names of the columns, in two lines where they are long, right above them."""
        made: list[Text] = []
        step = line_height(self._size)
        for at, name in enumerate([*(column.name for column in self.columns), _("All")]):
            rect = places.rect(0, at)
            lines = wrap(name, rect.width(), self._size)
            if lines is None or len(lines) > _HEAD_LINES:
                lines = (shorten(name, rect.width(), self._size),)
            for number, line in enumerate(lines):
                y = rect.top() - self.theme.spacing.tiny - (len(lines) - number) * step
                made.append(place(line, rect.center().x(), y, size=self._size, colour=self.theme.muted, across=0.5))
        return tuple(made)

    def _names(self, places: _Places) -> Drawing:
        made: list[Mark] = []
        names = [*((row.name, row.heading, self.theme.text) for row in self.rows), (_("All"), "", self.theme.muted)]
        for row, (name, heading, ink) in reversed(list(enumerate(names))):
            rect = places.rect(row, 0)
            right = rect.left() - self.theme.spacing.small
            shown = shorten(name, places.room, self._size)
            text = place(shown, right, rect.center().y(), size=self._size, colour=ink, across=1.0, down=0.5)
            made += [*heading_ground(heading, self.theme, text), text]
        return tuple(made)

    def _most(self) -> int:
        """What is darkest: no mere handful, nothing folded of several."""
        single = [cell.value for row in self.cells for cell in row if not cell.folded]
        return max(*single, len(self.theme.heat), 0)

    def _cell(self, cell: Cell, rect: QRectF, most: int) -> list[Mark]:
        theme = self.theme
        if cell.value <= 0:
            ground, ink = theme.hover, theme.text
        elif cell.folded:
            # Of several: as a shade it would outdo those of one.
            ground, ink = theme.chip, theme.text
        else:
            step = -(-cell.value * len(theme.heat) // most) - 1
            ground, ink = theme.heat[min(step, len(theme.heat) - 1)]
        number = self._number(rect, cell.value, ink, bold=cell.framed) if cell.value > 0 else []
        return [Box(rect, ground, theme.radii.bar, key=cell.key), *number, *self._frame(cell, rect)]

    def _frame(self, cell: Cell, rect: QRectF) -> list[Mark]:
        if not cell.framed:
            return []
        inner = rect.adjusted(1, 1, -1, -1)
        corners = (inner.topLeft(), inner.topRight(), inner.bottomRight(), inner.bottomLeft(), inner.topLeft())
        return [Line(corners, self.theme.text, 1.2)]

    def _number(self, rect: QRectF, value: int, ink: str, *, bold: bool) -> list[Mark]:
        """The number, if it fits."""
        text = self.written(value)
        if text_width(text, self._size, bold=bold) > rect.width():
            return []
        middle = rect.center()
        return [place(text, middle.x(), middle.y(), size=self._size, colour=ink, bold=bold, across=0.5, down=0.5)]

    def _total(self, total: Cell, rect: QRectF) -> list[Mark]:
        box = Box(rect, self.theme.surface, self.theme.radii.bar, key=total.key)
        return [box, *self._number(rect, total.value, self.theme.text, bold=True)]


def most_heat_rows(area: QRectF, theme: Theme) -> int:
    """How many rows find room above the totals."""
    return max(1, int((area.height() - _head_height(theme)) / _LOWEST_ROW) - 1)


def _head_height(theme: Theme) -> float:
    return _HEAD_LINES * line_height(theme.sizes.small) + theme.spacing.tiny
