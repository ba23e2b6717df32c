"""The Pareto chart of losses as one graphics item that paints everything itself.

The form (upright columns or lying bars) follows from how many groups there are and how long their names are. Knows
neither where the losses come from nor whether it is shown in a window or written to a file.
"""

from dataclasses import replace

from pyqtgraph import GraphicsObject
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from crmdesk.insight.losses import LossTable
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Drawing, Text, line_height, paint, place, shorten, text_width
from crmdesk.render.pareto_bars import Measure, bars_of, one_line
from crmdesk.render.pareto_columns import lay_out_columns
from crmdesk.render.pareto_rows import lay_out_rows, most_rows

_CARD_SIDE = 14.0
_LOW = 420.0
_ALL = 1_000_000


class ParetoChart(GraphicsObject):
    """A loss table as bars by falling size, with their running share and, apart, what is not recorded.

    ``subtitle`` names the period and the filters. ``size`` is in logical pixels. ``compact`` is for a card among
    others: narrow margins and one line above the plot instead of a page's. Needs a QApplication and the fonts.
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
        compact: bool = False,
    ) -> None:
        super().__init__()
        self.title = title
        self.summary = " ".join(part for part in (title, subtitle, wording.facts(table)) if part)
        self._rect = QRectF(0, 0, size.width(), size.height())
        if compact:
            self.drawing = _lay_out_card(table, self._rect, title, theme, measure)
        else:
            self.drawing = _lay_out_page(table, self._rect, title, subtitle, theme, measure)

    def bars(self) -> tuple[Box, ...]:
        """The bars that can be pointed at; ``key`` is the group's name, or ``NOT_RECORDED``."""
        return tuple(mark for mark in self.drawing if isinstance(mark, Box) and mark.key)

    @override
    def boundingRect(self) -> QRectF:
        return self._rect

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint(self.drawing, painter)


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


def _lay_out_card(table: LossTable, canvas: QRectF, title: str, theme: Theme, measure: Measure) -> Drawing:
    inside = canvas.adjusted(_CARD_SIDE, theme.spacing.small, -_CARD_SIDE, -theme.spacing.small)
    head = _one_line_head(table, inside, title, theme, measure)
    area = inside.adjusted(0, head[0].rect.height() + theme.spacing.tiny, 0, 0)
    tight = _tightened(theme) if canvas.height() < _LOW else theme
    return (Box(canvas, theme.surface), *head, *_chart(table, area, tight, measure))


def _tightened(theme: Theme) -> Theme:
    """Smaller names and gaps, which leave a low chart most of its height."""
    sizes = replace(theme.sizes, body=theme.sizes.small)
    return replace(theme, sizes=sizes, spacing=replace(theme.spacing, small=theme.spacing.tiny + 1))


def _one_line_head(table: LossTable, inside: QRectF, title: str, theme: Theme, measure: Measure) -> tuple[Text, ...]:
    """The title, and behind it how many losses and as many of the sentences about them as find room whole."""
    sizes, middle = theme.sizes, inside.top() + line_height(theme.sizes.body) / 2
    shown = shorten(one_line(title), inside.width() / 2, sizes.body, bold=True)
    heading = place(shown, inside.left(), middle, size=sizes.body, colour=theme.text, bold=True, down=0.5)
    x = heading.rect.right() + theme.spacing.medium
    summary = shorten(wording.facts(table), inside.right() - x, sizes.small)
    joint = " · "
    for sentence in (_finding(table, measure), wording.notes(table)):
        longer = f"{summary}{joint}{sentence}"
        if sentence and text_width(longer, sizes.small) <= inside.right() - x:
            summary, joint = longer, " "
    return heading, place(summary, x, middle, size=sizes.small, colour=theme.muted, down=0.5)


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
    """Columns if all bars find room as such, else lying bars, the last of them for all that find none."""
    bars = bars_of(table, measure, most=_ALL)
    if not (bars.bars or bars.not_recorded):
        return _sentence(wording.emptiness(table), area, theme)
    currency = table.amount.currency
    columns = lay_out_columns(bars, area, theme, measure, currency)
    if columns is not None:
        return columns
    most = most_rows(area.height(), theme, apart=bool(table.not_recorded))
    return lay_out_rows(bars_of(table, measure, most=most), area, theme, measure, currency)


def _sentence(text: str, area: QRectF, theme: Theme) -> Drawing:
    size, middle = theme.sizes.heading, area.center()
    shown = shorten(text, area.width(), size)
    return (place(shown, middle.x(), middle.y(), size=size, colour=theme.muted, across=0.5, down=0.5),)
