"""Reasons against something else as a table of shades from little to much, each with its number in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Dimension
from crmdesk.domain.money import Money
from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.heat import Heat, HeatLine
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.drawing import Box, Drawing, Text, line_height, place, shorten, text_width, wrap
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals
from crmdesk.render.pareto_bars import Measure, one_line

_NAMES_OF_WIDTH = 0.22
_LOWEST_ROW, _HIGHEST_ROW = 18.0, 34.0
_WIDEST_COLUMN = 200.0
_HEAD_LINES = 2
_GAP = 2.0


def heat_title(figure: Heat) -> str:
    """What stands against what."""
    if figure.by is Dimension.TAG:
        return _("Reasons by {group}").format(group=figure.group_name)
    titles = {
        Dimension.STAGE: _("Reasons by stage"),
        Dimension.COMPETITOR: _("Reasons by competitor"),
        Dimension.OWNER: _("Reasons by owner"),
        Dimension.SOURCE: _("Reasons by source"),
    }
    return titles[figure.by]


def heat_notes(figure: Heat) -> list[str]:
    """What a reader should keep in mind."""
    if not figure.overlap:
        return []
    return [_("A deal can stand in several columns; the totals at the right count it once")]


def row_name(line: HeatLine) -> str:
    """The name of a row."""
    if line.folded:
        return ngettext("{n} other", "{n} others", line.folded).format(n=line.folded)
    if line.uids == (NOT_RECORDED,):
        return _("Not recorded")
    return one_line(line.name) if line.uids else _("no detail")


def column_name(figure: Heat, line: HeatLine) -> str:
    """The name of a column."""
    if line.folded:
        return ngettext("{n} other", "{n} others", line.folded).format(n=line.folded)
    if line.name:
        return one_line(line.name)
    names = {
        Dimension.STAGE: _("Unknown stage"),
        Dimension.COMPETITOR: _("No competitor"),
        Dimension.OWNER: _("Nobody"),
        Dimension.SOURCE: _("No source"),
        Dimension.TAG: _("None"),
    }
    return names[figure.by]


def heat_table(figure: Heat, measure: Measure) -> ChartTable:
    """A row for each reason, with its total."""
    cells = figure.counts if measure == "count" else figure.amounts

    def shown(line: HeatLine, values: Sequence[int]) -> tuple[int | Money, ...]:
        total = line.n if measure == "count" else line.amount
        return tuple(one if measure == "count" else Money(one, figure.currency) for one in (*values, total))

    return ChartTable(
        (_("Reason"), *(column_name(figure, column) for column in figure.columns), _("All")),
        tuple((row_name(row), *shown(row, values)) for row, values in zip(figure.rows, cells, strict=True)),
        tuple(figure.key(None, row) for row in figure.rows),
    )


def draw_heat(
    figure: Heat, *, measure: Measure, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF
) -> Graphic:
    """Every cell and every total that can be wished has a key."""
    # Which reasons share the last row, and so what its cells stand for, is known only once there is room.
    tips: dict[str, str] = {}

    def layout(area: QRectF) -> Drawing:
        if not figure.rows:
            return lay_out_emptiness(_("No loss fits here."), area, theme)
        shown = figure.with_rows(_most_rows(area, theme))
        tips.update(_tips(shown))
        return _Grid.fitted(shown, area, theme, measure).drawing()

    return framed(
        layout,
        title=heat_title(figure),
        heading=heading,
        notes=[*notes, *heat_notes(figure)],
        facts=[f"{row_name(row)} {row.n}" for row in figure.rows],
        tips=tips,
        theme=theme,
        size=size,
    )


def _tips(figure: Heat) -> dict[str, str]:
    tips = {}
    for row, counts, amounts in zip(figure.rows, figure.counts, figure.amounts, strict=True):
        for column, n, amount in zip(figure.columns, counts, amounts, strict=True):
            tips[figure.key(column, row)] = _tip(figure, (row_name(row), column_name(figure, column)), n, amount)
        tips[figure.key(None, row)] = _tip(figure, (row_name(row),), row.n, row.amount)
    for column in figure.columns:
        tips[figure.key(column, None)] = _tip(figure, (column_name(figure, column),), column.n, column.amount)
    return tips


def _tip(figure: Heat, names: Sequence[str], n: int, amount: int) -> str:
    worth = (wording.amount(Money(amount, figure.currency)),) if amount else ()
    return " · ".join((*names, lost_deals(n), *worth))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells, with the names above and at the left, and the totals at the right and below; all rows must fit."""

    figure: Heat
    cells: QRectF
    room: float
    column: float
    row: float
    most: int
    theme: Theme
    measure: Measure

    @classmethod
    def fitted(cls, figure: Heat, area: QRectF, theme: Theme, measure: Measure) -> "_Grid":
        """As large as there is room; ``most`` is what is darkest: no mere handful, nothing folded of several."""
        names = [*(row_name(row) for row in figure.rows), _("All")]
        widest = max(text_width(name, theme.sizes.small) for name in names)
        left = min(widest, area.width() * _NAMES_OF_WIDTH) + theme.spacing.medium
        cells = area.adjusted(left, _head_height(theme), 0, 0)
        values = figure.counts if measure == "count" else figure.amounts
        single = [
            value
            for row, found in zip(figure.rows, values, strict=True)
            for column, value in zip(figure.columns, found, strict=True)
            if not (row.folded or column.folded)
        ]
        width = min(_WIDEST_COLUMN, cells.width() / (len(figure.columns) + 1))
        height = min(_HIGHEST_ROW, cells.height() / (len(figure.rows) + 1))
        return cls(
            figure,
            cells,
            left - theme.spacing.medium + 1,
            width,
            height,
            max(*single, len(theme.heat), 0),
            theme,
            measure,
        )

    def drawing(self) -> Drawing:
        figure = self.figure
        made: Drawing = (*self._heads(), *self._names())
        # Column by column, from below: as the stacks of a chart are walked along by keyboard.
        for at, column in enumerate(figure.columns):
            for row in reversed(range(len(figure.rows))):
                made += self._cell(row, at, figure.key(column, figure.rows[row]))
        for row, line in reversed(list(enumerate(figure.rows))):
            made += self._total(row, len(figure.columns), line, figure.key(None, line))
        for at, column in enumerate(figure.columns):
            made += self._total(len(figure.rows), at, column, figure.key(column, None))
        return made

    @property
    def _size(self) -> int:
        return self.theme.sizes.small

    def _rect(self, row: int, at: int) -> QRectF:
        left, top = self.cells.left() + at * self.column, self.cells.top() + row * self.row
        return QRectF(left, top, self.column, self.row).adjusted(0, 0, -_GAP, -_GAP)

    def _heads(self) -> Drawing:
        """The names of the columns, in two lines where they are long, right above them."""
        made: list[Text] = []
        names = [*(column_name(self.figure, column) for column in self.figure.columns), _("All")]
        step = line_height(self._size)
        for at, name in enumerate(names):
            rect = self._rect(0, at)
            lines = wrap(name, rect.width(), self._size)
            if lines is None or len(lines) > _HEAD_LINES:
                lines = (shorten(name, rect.width(), self._size),)
            for number, line in enumerate(lines):
                y = rect.top() - self.theme.spacing.tiny - (len(lines) - number) * step
                made.append(place(line, rect.center().x(), y, size=self._size, colour=self.theme.muted, across=0.5))
        return tuple(made)

    def _names(self) -> Drawing:
        made: list[Text] = []
        names = [*(row_name(row) for row in self.figure.rows), _("All")]
        right, room = self.cells.left() - self.theme.spacing.small, self.room
        for row, name in enumerate(names):
            shown = shorten(name, room, self._size)
            colour = self.theme.text if row < len(self.figure.rows) else self.theme.muted
            y = self._rect(row, 0).center().y()
            made.append(place(shown, right, y, size=self._size, colour=colour, across=1.0, down=0.5))
        return tuple(made)

    def _cells(self) -> tuple[tuple[int, ...], ...]:
        return self.figure.counts if self.measure == "count" else self.figure.amounts

    def _cell(self, row: int, at: int, key: str) -> Drawing:
        theme, rect = self.theme, self._rect(row, at)
        value, n = self._cells()[row][at], self.figure.counts[row][at]
        if value <= 0:
            return (Box(rect, theme.hover, theme.radii.bar, key=key if n else ""),)
        if self.figure.rows[row].folded or self.figure.columns[at].folded:
            # Of several: as a shade it would outdo those of one.
            ground, ink = theme.chip, theme.text
        else:
            ground, ink = theme.heat[min(-(-value * len(theme.heat) // self.most) - 1, len(theme.heat) - 1)]
        return (Box(rect, ground, theme.radii.bar, key=key), *self._number(rect, value, ink, bold=False))

    def _number(self, rect: QRectF, value: int, ink: str, *, bold: bool) -> tuple[Text, ...]:
        """The number, if it fits."""
        text = wording.value(self.measure, value, self.figure.currency)
        if text_width(text, self._size, bold=bold) > rect.width():
            return ()
        middle = rect.center()
        return (place(text, middle.x(), middle.y(), size=self._size, colour=ink, bold=bold, across=0.5, down=0.5),)

    def _total(self, row: int, at: int, line: HeatLine, key: str) -> Drawing:
        theme, rect = self.theme, self._rect(row, at)
        value = line.n if self.measure == "count" else line.amount
        box = Box(rect, theme.surface, theme.radii.bar, key=key)
        return (box, *self._number(rect, value, theme.text, bold=True))


def _head_height(theme: Theme) -> float:
    return _HEAD_LINES * line_height(theme.sizes.small) + theme.spacing.tiny


def _most_rows(area: QRectF, theme: Theme) -> int:
    """How many reasons find room above the totals."""
    return max(1, int((area.height() - _head_height(theme)) / _LOWEST_ROW) - 1)
