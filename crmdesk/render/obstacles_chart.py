"""Lost by a reason to the left, won in spite of it to the right: the same reasons, on one scale."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.domain.money import Money
from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.obstacles import Obstacle, Obstacles
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent
from crmdesk.render.drawing import Box, Drawing, Line, Mark, line_height, place, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals, rate_words, won_deals
from crmdesk.render.pareto_bars import Measure
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE, faded
from crmdesk.render.reason_heading import aside_notes, heading_tips, headings, reason_name, title_inside
from crmdesk.render.row_table import NumberColumn, RowTable

_GAP = 4.0


def obstacles_title(figure: Obstacles) -> str:
    """What the chart is about."""
    return title_inside(_("Lost by it, or won in spite of it"), figure.inside_name)


def obstacles_notes(figure: Obstacles) -> list[str]:
    """What a reader should keep in mind."""
    told = [_("Overcome = won in spite of it ÷ (won + lost)"), *aside_notes(figure.rows)]
    if figure.silent_won:
        words = ngettext("{n} won deal names no obstacle", "{n} won deals name no obstacle", figure.silent_won)
        told.append(words.format(n=wording.number(figure.silent_won)))
    if figure.silent_lost:
        words = ngettext("{n} loss without a reason", "{n} losses without a reason", figure.silent_lost)
        told.append(words.format(n=wording.number(figure.silent_lost)))
    return told


def obstacles_table(figure: Obstacles, measure: Measure) -> ChartTable:
    """A row for each reason."""

    def sides(row: Obstacle) -> tuple[int | Money, int | Money]:
        if measure == "count":
            return row.lost, row.won
        return Money(row.lost_amount, figure.currency), Money(row.won_amount, figure.currency)

    return ChartTable(
        (_("Reason"), _("Lost by it"), _("Won in spite of it"), _("Overcome"), _("At least"), _("At most")),
        tuple(
            (
                reason_name(row), *sides(row), row.overcome,
                *((Percent(row.overcome.low), Percent(row.overcome.high)) if row.overcome.enough else (None, None)),
            )
            for row in figure.rows
        ),
        tuple(row.key(won=False) for row in figure.rows),
    )  # fmt: skip


def draw_obstacles(
    figure: Obstacles, *, measure: Measure, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF
) -> Graphic:
    """Each side of a reason has a key."""

    def layout(area: QRectF) -> Drawing:
        if not figure.rows:
            return lay_out_emptiness(_("No deal with a reason fits here."), area, theme)
        names = [reason_name(row) for row in figure.rows]
        overcome = NumberColumn(_("Overcome"), tuple(_overcome(row) for row in figure.rows), rank=1)
        table = RowTable.fitted(names, (), (overcome,), area, theme, headings=headings(figure.rows))
        return (*table.drawing(), *_sides(figure, table, measure))

    return framed(
        layout,
        title=obstacles_title(figure),
        heading=heading,
        notes=[*notes, *obstacles_notes(figure)],
        facts=[_words(row) for row in figure.rows],
        tips=_tips(figure),
        theme=theme,
        size=size,
    )


def _overcome(row: Obstacle) -> str:
    if not row.overcome.enough:
        return _("n = {n}").format(n=wording.number(row.overcome.whole))
    return wording.percent(row.overcome.rate)


def _values(row: Obstacle, measure: Measure) -> tuple[int, int]:
    """What the row has on the left and on the right."""
    return (row.lost, row.won) if measure == "count" else (max(0, row.lost_amount), max(0, row.won_amount))


def _sides(figure: Obstacles, table: RowTable, measure: Measure) -> Drawing:
    theme, plot, size = table.theme, table.plot, table.theme.sizes.small
    rows = figure.rows[: table.shown]
    values = [_values(row, measure) for row in rows]
    texts = [tuple(wording.value(measure, value, figure.currency) for value in pair) for pair in values]
    beside = [max(text_width(text, size) for text in side) + _GAP + 2 for side in zip(*texts, strict=True)]
    most = [max(side) for side in zip(*values, strict=True)]
    scale = max(0.0, plot.width() - sum(beside)) / max(1, sum(most))
    axis = plot.left() + beside[0] + most[0] * scale
    made: list[Mark] = [Line((QPointF(axis, plot.top()), QPointF(axis, plot.bottom())), theme.outline)]
    made += _heads(table, axis)
    height = table.bar_height()
    # From below, as the stacks of a chart are walked along by keyboard.
    for at, (row, pair, told) in reversed(list(enumerate(zip(rows, values, texts, strict=True)))):
        top = table.middle(at) - height / 2
        left, right = (max(1.0, value * scale) if value else 0.0 for value in pair)
        if pair[0]:
            bar = QRectF(axis - left, top, left, height)
            made.append(Box(bar, _ink(row, LOST_HUE, theme), key=row.key(won=False)))
        if pair[1]:
            bar = QRectF(axis, top, right, height)
            made.append(Box(bar, _ink(row, WON_HUE, theme), theme.radii.bar, key=row.key(won=True)))
        for x, text, across in ((axis - left - _GAP, told[0], 1.0), (axis + right + _GAP, told[1], 0.0)):
            ink = theme.text
            made.append(place(text, x, table.middle(at), size=size, colour=ink, across=across, down=0.5))
    return tuple(made)


def _ink(row: Obstacle, hue: int, theme: Theme) -> str:
    return faded(theme.data[hue], theme) if row.aside else theme.data[hue]


def _heads(table: RowTable, axis: float) -> list[Mark]:
    """What the two sides are, above them."""
    theme, size = table.theme, table.theme.sizes.small
    y = table.area.top() + line_height(size) / 2
    made: list[Mark] = []
    for won, room in ((False, axis - table.plot.left()), (True, table.plot.right() - axis)):
        ink = theme.data_ink[WON_HUE if won else LOST_HUE]
        long, short = (_("won in spite of it →"), _("won →")) if won else (_("← lost by it"), _("← lost"))
        text = next((one for one in (long, short) if text_width(one, size, bold=True) <= room - _GAP), "")
        x, across = (axis + _GAP, 0.0) if won else (axis - _GAP, 1.0)
        made.append(place(text, x, y, size=size, colour=ink, bold=True, across=across, down=0.5))
    return made


def _words(row: Obstacle) -> str:
    told = _("overcome {rate}").format(rate=rate_words(row.overcome))
    return " · ".join((reason_name(row), lost_deals(row.lost), won_deals(row.won), told))


def _tips(figure: Obstacles) -> dict[str, str]:
    tips = heading_tips(figure.rows)
    for row in figure.rows:
        sides = ((False, lost_deals(row.lost), row.lost_amount), (True, won_deals(row.won), row.won_amount))
        for won, deals, minor in sides:
            worth = (wording.amount(Money(minor, figure.currency)),) if minor else ()
            words = (reason_name(row), deals, *worth, rate_words(row.overcome))
            tips[row.key(won=won)] = " · ".join(words)
    return tips
