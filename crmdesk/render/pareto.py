"""The Pareto chart of losses as one graphics item that paints everything itself.

The form (upright columns or lying bars) follows from how many groups there are and how long their names are. Knows
neither where the losses come from nor whether it is shown in a window or written to a file.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.insight.losses import LossTable
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Drawing, Text, place, shorten
from crmdesk.render.graphic import Graphic
from crmdesk.render.pareto_bars import Bars, Measure, bars_of, one_line
from crmdesk.render.pareto_columns import lay_out_columns
from crmdesk.render.pareto_rows import lay_out_rows, most_rows

_ALL = 1_000_000


class ParetoChart(Graphic):
    """A loss table as bars by falling size, with their running share and, apart, what is not recorded.

    ``subtitle`` names the period and the filters. ``size`` is in logical pixels. Needs a QApplication and the fonts.
    """

    def __init__(
        self,
        table: LossTable,
        *,
        title: str,
        subtitle: str,
        theme: Theme,
        size: QSizeF,
        measure: Measure = "count",
    ) -> None:
        canvas = QRectF(0, 0, size.width(), size.height())
        summary = " ".join(part for part in (title, subtitle, wording.facts(table)) if part)
        drawing = _lay_out_page(table, canvas, title, subtitle, theme, measure)
        super().__init__(drawing, size, title=title, summary=summary)


def _lay_out_page(
    table: LossTable, canvas: QRectF, title: str, subtitle: str, theme: Theme, measure: Measure
) -> Drawing:
    margin = theme.spacing.huge
    inside = canvas.adjusted(margin, margin, -margin, -margin)
    head = _head(table, inside, title, subtitle, theme, measure)
    foot = _foot(table, inside, theme)
    top = max(text.rect.bottom() for text in head) + theme.spacing.large
    bottom = min((text.rect.top() - theme.spacing.medium for text in foot), default=inside.bottom())
    area = QRectF(inside.left(), top, inside.width(), bottom - top)
    return (Box(canvas, theme.surface), *head, *foot, *_chart(table, area, theme, measure))


def _finding(table: LossTable, measure: Measure) -> str:
    return wording.finding(table, bars_of(table, measure, most=_ALL))


def _head(
    table: LossTable, inside: QRectF, title: str, subtitle: str, theme: Theme, measure: Measure
) -> tuple[Text, ...]:
    """Title, period and filters, how many losses, and what can be seen, one below the other."""
    sizes = theme.sizes
    lines = (
        (title, sizes.title, theme.text, True),
        (subtitle, sizes.body, theme.muted, False),
        (wording.facts(table), sizes.body, theme.text, False),
        (_finding(table, measure), sizes.body, theme.text, False),
    )
    texts: list[Text] = []
    y = inside.top()
    for text, size, colour, bold in lines:
        if text:
            shown = shorten(one_line(text), inside.width(), size, bold=bold)
            texts.append(place(shown, inside.left(), y, size=size, colour=colour, bold=bold))
            y = texts[-1].rect.bottom()
    return tuple(texts)


def _foot(table: LossTable, inside: QRectF, theme: Theme) -> tuple[Text, ...]:
    note, size = wording.notes(table), theme.sizes.small
    if not note:
        return ()
    shown = shorten(note, inside.width(), size)
    return (place(shown, inside.left(), inside.bottom(), size=size, colour=theme.muted, down=1.0),)


def _chart(table: LossTable, area: QRectF, theme: Theme, measure: Measure) -> Drawing:
    currency, emptiness = table.amount.currency, wording.emptiness(table)
    return lay_out_bars(lambda most: bars_of(table, measure, most), area, theme, measure, currency, emptiness)


def lay_out_bars(
    make: Callable[[int], Bars], area: QRectF, theme: Theme, measure: Measure, currency: str, emptiness: str
) -> Drawing:
    """Columns if all bars find room as such, else lying bars, the last of them for all that find none.

    ``make`` gives at most so many bars; ``emptiness`` is the sentence for none.
    """
    bars = make(_ALL)
    if not (bars.bars or bars.not_recorded):
        return _sentence(emptiness, area, theme)
    columns = lay_out_columns(bars, area, theme, measure, currency)
    if columns is not None:
        return columns
    most = most_rows(area.height(), theme, apart=bool(bars.not_recorded))
    return lay_out_rows(make(most), area, theme, measure, currency)


def _sentence(text: str, area: QRectF, theme: Theme) -> Drawing:
    size, middle = theme.sizes.heading, area.center()
    shown = shorten(text, area.width(), size)
    return (place(shown, middle.x(), middle.y(), size=size, colour=theme.muted, across=0.5, down=0.5),)
