"""A Pareto chart as upright columns with the running share above them: for a dozen groups with short names.

Columns and running share have one scale (the sum of the columns is 100 %), so the line never crosses a column.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.i18n import _
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Dot, Drawing, Line, Mark, Text, line_height, place, wrap
from crmdesk.render.pareto_bars import VITAL_SHARE, Bar, Bars, Measure
from crmdesk.render.pareto_colours import bar_colour
from crmdesk.render.reason_heading import heading_ground
from crmdesk.render.scale import break_mark, guide_line, ticks

_FEWEST_COLUMNS = 4  # fewer would stand lost on the page
_MOST_COLUMNS = 13
_MOST_LINES = 3
_WIDEST_SLOT = 190.0
_COLUMN_OF_SLOT = 0.62
_NAMES_OF_HEIGHT = 0.18
_LOWEST_PLOT = 100.0  # the numbers on its axes would touch
_AXIS = 60.0  # room for the numbers beside the plot
_GAP_APART = 90.0  # before what is not recorded; the axis of shares stands in it
_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def lay_out_columns(bars: Bars, area: QRectF, theme: Theme, measure: Measure, currency: str) -> Drawing | None:
    """The drawing, or None if that many columns or such names do not fit (then rows are the better form)."""
    columns = len(bars.bars) + bool(bars.not_recorded)
    if not _FEWEST_COLUMNS <= len(bars.bars) <= columns <= _MOST_COLUMNS:
        return None
    room = area.width() - _AXIS - (_GAP_APART if bars.not_recorded else _AXIS)
    slot = min(_WIDEST_SLOT, room / columns)
    names = [bar.name for bar in bars.bars] + ([_("Not recorded")] if bars.not_recorded else [])
    wrapped = [wrap(name, slot - theme.spacing.small, theme.sizes.body) for name in names]
    labels = [lines for lines in wrapped if lines is not None and len(lines) <= _MOST_LINES]
    if len(labels) < columns:
        return None
    head = 2 * line_height(theme.sizes.small) + theme.spacing.small
    foot = theme.spacing.small + line_height(theme.sizes.body) * max(map(len, labels))
    height = area.height() - head - foot
    if height < _LOWEST_PLOT or foot > area.height() * _NAMES_OF_HEIGHT:
        return None
    plot = QRectF(area.left() + _AXIS, area.top() + head, slot * len(bars.bars), height)
    return _Columns(bars, plot, slot, theme, measure, currency).drawing(labels)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The parts of the chart around one plot area; a slot is the width of one column with its margins."""

    bars: Bars
    plot: QRectF
    slot: float
    theme: Theme
    measure: Measure
    currency: str

    def drawing(self, labels: list[tuple[str, ...]]) -> Drawing:
        made = self._columns() + self._names(labels) + self._value_axis()
        if self.bars.ranked:
            return self._share_axis() + made + self._running_share()
        return made

    @property
    def _top(self) -> int:
        """The value at the upper edge of the plot."""
        highest = max(max(bar.value, bar.before or 0) for bar in self.bars.bars)
        return max(self.bars.total if self.bars.ranked else 0, highest) or 1

    def _y(self, value: float) -> float:
        return self.plot.bottom() - min(1.0, value / self._top) * self.plot.height()

    def _column(self, index: int, value: int) -> QRectF:
        apart = _GAP_APART if index == len(self.bars.bars) else 0.0
        width = self.slot * _COLUMN_OF_SLOT
        left = self.plot.left() + (index + 0.5) * self.slot + apart - width / 2
        return QRectF(left, self._y(value), width, self.plot.bottom() - self._y(value))

    def _columns(self) -> Drawing:
        theme = self.theme
        made: Drawing = ()
        for index, bar in enumerate(self.bars.bars):
            rect = self._column(index, bar.value)
            box = Box(rect, bar_colour(bar, theme), theme.radii.bar, key=bar.key)
            made = (*made, box, *self._before(bar, rect), *self._values_above(bar, rect))
        return made + (self._apart() if self.bars.not_recorded else ())

    def _apart(self) -> Drawing:
        """What is not recorded: hatched, on a floor of its own, and cut if it is taller than the plot."""
        value, theme = self.bars.not_recorded, self.theme
        rect = self._column(len(self.bars.bars), value)
        overhang = QPointF(theme.spacing.medium, 0)
        made: Drawing = (
            Box(rect, theme.muted, theme.radii.bar, hatched=True, key=NOT_RECORDED),
            self._value_above(rect, value, theme.muted),
            Line((rect.bottomLeft() - overhang, rect.bottomRight() + overhang), theme.muted),
        )
        if value <= self._top:
            return made
        middle = QPointF(rect.center().x(), rect.top() + rect.height() / 5)
        return (*made, break_mark(middle, QPointF(rect.width(), 0.0), theme))

    def _before(self, bar: Bar, rect: QRectF) -> Drawing:
        """A thin mark where the column ended in the period before."""
        if bar.before is None:
            return ()
        over, y = QPointF(self.theme.spacing.tiny, 0), self._y(bar.before)
        ends = (QPointF(rect.left(), y) - over, QPointF(rect.right(), y) + over)
        return (Line(ends, self.theme.surface, 5.0), Line(ends, self.theme.text, 2.0))

    def _values_above(self, bar: Bar, rect: QRectF) -> tuple[Text, ...]:
        """The value above its column and above the mark, with what has changed where that is told."""
        if bar.before is None:
            return (self._value_above(rect, bar.value, self.theme.text),)
        top = QRectF(rect)
        top.setTop(min(rect.top(), self._y(bar.before) - 1))
        number = self._value_above(top, bar.value, self.theme.text)
        # Above the number and not beside it, where the running share sets out.
        change, x = wording.change(self.measure, bar.value, bar.before, self.currency), rect.center().x()
        y, size = number.rect.top() + self.theme.spacing.tiny, self.theme.sizes.small
        return number, place(change, x, y, size=size, colour=self.theme.muted, across=0.5, down=1.0)

    def _value_above(self, column: QRectF, value: int, colour: str) -> Text:
        text = wording.value(self.measure, value, self.currency)
        x, y, size = column.center().x(), column.top() - 1, self.theme.sizes.body
        return place(text, x, y, size=size, colour=colour, bold=True, across=0.5, down=1.0)

    def _names(self, labels: list[tuple[str, ...]]) -> Drawing:
        size, step = self.theme.sizes.body, line_height(self.theme.sizes.body)
        made: list[Mark] = []
        keys = [*(bar.heading for bar in self.bars.bars), ""]
        for index, (lines, key) in enumerate(zip(labels, keys, strict=False)):
            x = self._column(index, 0).center().x()
            colour = self.theme.muted if index == len(self.bars.bars) else self.theme.text
            texts = []
            for number, line in enumerate(lines):
                y = self.plot.bottom() + self.theme.spacing.small + number * step
                texts.append(place(line, x, y, size=size, colour=colour, across=0.5))
            made += [*heading_ground(key, self.theme, *texts), *texts]
        return tuple(made)

    def _value_axis(self) -> Drawing:
        theme, left = self.theme, self.plot.left()
        made: list[Line | Text] = [
            Line((self.plot.bottomLeft(), self.plot.bottomRight()), theme.muted),
            self._axis_title(
                wording.axis_title(self.measure, self.currency, won=self.bars.won), left - _AXIS, across=0.0
            ),
        ]
        for tick in ticks(self._top):
            y, x = self._y(tick), left - theme.spacing.small
            text = wording.value(self.measure, tick, self.currency)
            made.append(Line((QPointF(left - theme.spacing.tiny, y), QPointF(left, y)), theme.muted))
            made.append(place(text, x, y, size=theme.sizes.small, colour=theme.muted, across=1.0, down=0.5))
        return tuple(made)

    def _share_axis(self) -> Drawing:
        theme, right = self.theme, self.plot.right()
        made: list[Line | Text] = [self._axis_title(_("Running share"), right + _AXIS, across=1.0)]
        for share in _SHARES:
            y, guide = self._y(share * self._top), share == VITAL_SHARE
            if share:
                made.append(guide_line(QPointF(self.plot.left(), y), QPointF(right, y), theme, strong=guide))
            colour = theme.text if guide else theme.muted
            text, x = wording.percent(share), right + theme.spacing.small
            made.append(place(text, x, y, size=theme.sizes.small, colour=colour, bold=guide, down=0.5))
        return tuple(made)

    def _axis_title(self, title: str, x: float, *, across: float) -> Text:
        y = self.plot.top() - line_height(self.theme.sizes.small) - self.theme.spacing.small
        return place(title, x, y, size=self.theme.sizes.small, colour=self.theme.muted, across=across, down=1.0)

    def _running_share(self) -> Drawing:
        """From the corner of the first column to 100 %; a number at each corner but the first, which has its column."""
        theme = self.theme
        corners = [
            QPointF(self._column(index, 0).right(), self._y(bar.cumulative * self._top))
            for index, bar in enumerate(self.bars.bars)
        ]
        texts = [
            self._share_text(bar.cumulative, corner)
            for bar, corner in zip(self.bars.bars[1:], corners[1:], strict=True)
        ]
        grounds = (Box(text.rect.adjusted(-2, 3, 2, -3), theme.surface) for text in texts)
        dots = (Dot(corner, 4.0, theme.text, theme.surface) for corner in corners)
        return (*grounds, Line(tuple(corners), theme.text, 1.8), *dots, *texts)

    def _share_text(self, share: float, corner: QPointF) -> Text:
        x, y = corner.x() - self.theme.spacing.tiny, corner.y() - self.theme.spacing.tiny
        text, size = wording.percent(share), self.theme.sizes.small
        return place(text, x, y, size=size, colour=self.theme.muted, across=1.0, down=1.0)
