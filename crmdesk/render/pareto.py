"""The Pareto chart of losses as one graphics item that paints everything itself.

The form (upright columns or lying bars) follows from how many groups there are and how long their names are. Knows
neither where the losses come from nor whether it is shown in a window or written to a file.
"""

from pyqtgraph import GraphicsObject
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from crmdesk.insight.losses import LossTable
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Drawing, Text, paint, place, shorten
from crmdesk.render.pareto_bars import Measure, bars_of, one_line
from crmdesk.render.pareto_columns import lay_out_columns
from crmdesk.render.pareto_rows import lay_out_rows, most_rows


class ParetoChart(GraphicsObject):
    """A loss table as bars by falling size, with their running share and, apart, what is not recorded.

    ``subtitle`` names the period and the filters. ``size`` is in logical pixels. Needs a QApplication and the fonts.
    """

    def __init__(
        self, table: LossTable, *, title: str, subtitle: str, theme: Theme, size: QSizeF, measure: Measure = "count"
    ) -> None:
        super().__init__()
        self.title = title
        self.summary = " ".join(part for part in (title, subtitle, wording.facts(table)) if part)
        self._rect = QRectF(0, 0, size.width(), size.height())
        self.drawing = _lay_out(table, self._rect, title, subtitle, theme, measure)

    def bars(self) -> tuple[Box, ...]:
        """The bars that can be pointed at; ``key`` is the group's name, or ``NOT_RECORDED``."""
        return tuple(mark for mark in self.drawing if isinstance(mark, Box) and mark.key)

    @override
    def boundingRect(self) -> QRectF:
        return self._rect

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint(self.drawing, painter)


def _lay_out(table: LossTable, canvas: QRectF, title: str, subtitle: str, theme: Theme, measure: Measure) -> Drawing:
    margin = theme.spacing.huge
    inside = canvas.adjusted(margin, margin, -margin, -margin)
    head = _head(table, inside, title, subtitle, theme, measure)
    foot = _foot(table, inside, theme)
    top = max(text.rect.bottom() for text in head) + theme.spacing.large
    bottom = min((text.rect.top() - theme.spacing.medium for text in foot), default=inside.bottom())
    area = QRectF(inside.left(), top, inside.width(), bottom - top)
    return (Box(canvas, theme.surface), *head, *foot, *_chart(table, area, theme, measure))


def _head(
    table: LossTable, inside: QRectF, title: str, subtitle: str, theme: Theme, measure: Measure
) -> tuple[Text, ...]:
    """Title, period and filters, how many losses, and what can be seen, one below the other."""
    sizes = theme.sizes
    finding = wording.finding(table, bars_of(table, measure, most=len(table.rows) or 1))
    lines = (
        (title, sizes.title, theme.text, True),
        (subtitle, sizes.body, theme.muted, False),
        (wording.facts(table), sizes.body, theme.text, False),
        (finding, sizes.body, theme.text, False),
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
    apart = bool(table.not_recorded)
    bars = bars_of(table, measure, most=most_rows(area.height(), theme, apart=apart))
    if not (bars.bars or bars.not_recorded):
        return _sentence(wording.emptiness(table), area, theme)
    currency = table.amount.currency
    columns = lay_out_columns(bars, area, theme, measure, currency)
    return columns or lay_out_rows(bars, area, theme, measure, currency)


def _sentence(text: str, area: QRectF, theme: Theme) -> Drawing:
    size, middle = theme.sizes.heading, area.center()
    shown = shorten(text, area.width(), size)
    return (place(shown, middle.x(), middle.y(), size=size, colour=theme.muted, across=0.5, down=0.5),)
