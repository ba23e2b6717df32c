"""Reasons against something else as a table of shades from little to much, each with its number in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Dimension
from crmdesk.domain.money import Money
from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.headings import heading_key
from crmdesk.insight.outcomes.heat import Heat, HeatLine
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.drawing import Drawing
from crmdesk.render.graphic import Graphic
from crmdesk.render.heat_grid import Cell, HeatGrid, Side, most_heat_rows
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals
from crmdesk.render.pareto_bars import Measure, looked_into, one_line
from crmdesk.render.reason_heading import heading_tip, title_inside


def heat_title(figure: Heat) -> str:
    """What stands against what."""
    if figure.by is Dimension.TAG:
        return title_inside(_("Reasons by {group}").format(group=figure.group_name), figure.inside_name)
    titles = {
        Dimension.STAGE: _("Reasons by stage"),
        Dimension.COMPETITOR: _("Reasons by competitor"),
        Dimension.OWNER: _("Reasons by owner"),
        Dimension.SOURCE: _("Reasons by source"),
    }
    return title_inside(titles[figure.by], figure.inside_name)


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
        shown = figure.with_rows(most_heat_rows(area, theme))
        tips.update(_tips(shown))
        return _grid(shown, area, theme, measure).drawing()

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
        if row.detail:
            tips[_heading(row)] = heading_tip(row_name(row))
    for column in figure.columns:
        tips[figure.key(column, None)] = _tip(figure, (column_name(figure, column),), column.n, column.amount)
    return tips


def _tip(figure: Heat, names: Sequence[str], n: int, amount: int) -> str:
    worth = (wording.amount(Money(amount, figure.currency)),) if amount else ()
    return " · ".join((*names, lost_deals(n), *worth))


def _grid(figure: Heat, area: QRectF, theme: Theme, measure: Measure) -> HeatGrid:
    """A cell that counts nothing leads nowhere; a reason that can be looked into has a heading with a key."""
    counted = measure == "count"
    values = figure.counts if counted else figure.amounts

    def cell(row: int, at: int) -> Cell:
        line, column = figure.rows[row], figure.columns[at]
        key = figure.key(column, line) if figure.counts[row][at] else ""
        return Cell(values[row][at], key, folded=bool(line.folded or column.folded))

    def total(line: HeatLine, key: str) -> Cell:
        return Cell(line.n if counted else line.amount, key)

    return HeatGrid(
        tuple(Side(_shown_name(row), total(row, figure.key(None, row)), _heading(row)) for row in figure.rows),
        tuple(Side(column_name(figure, one), total(one, figure.key(one, None))) for one in figure.columns),
        tuple(tuple(cell(row, at) for at in range(len(figure.columns))) for row in range(len(figure.rows))),
        lambda value: wording.value(measure, value, figure.currency),
        area,
        theme,
    )


def _heading(row: HeatLine) -> str:
    return heading_key(row.uids[0]) if row.detail else ""


def _shown_name(row: HeatLine) -> str:
    return looked_into(row_name(row)) if row.detail else row_name(row)
