"""Losses by month as stacked columns in the colours of the reasons; a month that is not whole is hatched."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Tally
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.insight.loss_trend import Series, Step, Trend, TrendSpan
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Drawing, Line, Text, line_height, place, shorten, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness, lay_out_notes, lay_out_title
from crmdesk.render.pareto_bars import Measure, one_line
from crmdesk.render.pareto_colours import faded, hue_colour
from crmdesk.render.pool_pareto import JOINT, tally_words
from crmdesk.render.scale import guide_line, ticks
from crmdesk.render.time_axis import lay_out_time_axis, span_name, time_axis_height

_COLUMN_OF_SLOT = 0.64
_WIDEST_COLUMN = 44.0
_SWATCH = 10.0
_TICK_GAP = 1.2  # heights of a line
_LONGEST_NAME = 150.0
_LOWEST_PLOT = 96.0  # with the numbers above the columns; lower, a column could not be compared with another
PART = "|"
"""Between the month of a segment and its reasons."""


def draw_pool_trend(
    board: LossBoard,
    *,
    before: LossBoard | None = None,
    measure: Measure,
    notes: Sequence[str],
    title: str,
    heading: str = "",
    theme: Theme,
    size: QSizeF,
) -> Graphic:
    """The key of a segment is its month and the uids of its reasons. ``heading`` is drawn above, ``notes`` below.

    ``before`` counts the period that is compared with, column by column from the last one back.
    """
    canvas = QRectF(0, 0, size.width(), size.height())
    head, room = lay_out_title(heading, canvas, theme)
    foot, room = lay_out_notes(notes, room, theme)
    legend, room = _legend(board.trend, room, theme)
    columns = _Columns(board, room, theme, measure, spans_before(board.trend, before.trend) if before else {})
    told = [f"{span_name(board.trend.step, span)} {_whole(span).n}" for span in board.trend.spans]
    return Graphic(
        (Box(canvas, theme.surface), *head, *legend, *columns.drawing(), *foot),
        size,
        title=title,
        summary=". ".join(part for part in (title, *notes, ", ".join(told)) if part),
        tips=lambda: _tips(board.trend, won=board.wanted.won),
    )


def spans_before(trend: Trend, before: Trend) -> dict[str, TrendSpan]:
    """The column of the period before for each column of which both are whole, by its key."""
    if trend.step is not before.step:
        return {}
    pairs = zip(reversed(trend.spans), reversed(before.spans), strict=False)
    return {span.key: other for span, other in pairs if not span.partial and not other.partial}


def series_name(series: Series) -> str:
    """The name of a colour of the trend."""
    if series.name == NOT_RECORDED:
        return _("Not recorded")
    return one_line(series.name) or _("All others")


def _whole(span: TrendSpan) -> Tally:
    return sum((*span.wanted, *span.aside), Tally())


def _tips(trend: Trend, *, won: bool) -> dict[str, str]:
    tips = {}
    for span in trend.spans:
        for place_, series in enumerate(trend.series):
            tally = span.wanted[place_] + span.aside[place_]
            words = (span_name(trend.step, span), series_name(series), *tally_words(tally, won=won))
            partial = (_("not a whole month"),) if span.partial and trend.step is Step.MONTH else ()
            tips[_segment_key(span, series)] = " · ".join((*words, *partial))
    return tips


def _segment_key(span: TrendSpan, series: Series) -> str:
    return f"{span.key}{PART}{JOINT.join(sorted(series.uids))}"


def _ink(series: Series, theme: Theme) -> str:
    if series.name == NOT_RECORDED:
        return theme.muted
    return hue_colour(-1 if series.hue is None else series.hue, theme)


def _legend(trend: Trend, area: QRectF, theme: Theme) -> tuple[Drawing, QRectF]:
    """What the colours mean, in as many lines as leave the columns room, and the room below.

    For what finds no room there is only the number of it: the facets beside have the same colours.
    """
    size, step = theme.sizes.small, line_height(theme.sizes.small) + 2
    lines = max(1, int((area.height() - _LOWEST_PLOT - time_axis_height(theme)) / step))
    made: list[Box | Text] = []
    x, y, end = area.left(), area.top(), area.right()
    for at, series in enumerate(trend.series):
        name = shorten(series_name(series), _LONGEST_NAME, size)
        width = _SWATCH + theme.spacing.tiny + text_width(name, size)
        more = f"+{len(trend.series) - at}"
        is_last_line = y + 1.5 * step > area.top() + lines * step
        reserve = text_width(more, size) + theme.spacing.medium if is_last_line and series != trend.series[-1] else 0.0
        if is_last_line and x + width + reserve > end:
            made.append(place(more, x, y + step / 2, size=size, colour=theme.muted, down=0.5))
            break
        if x > area.left() and x + width > end:
            x, y = area.left(), y + step
        middle = y + step / 2
        made.append(Box(QRectF(x, middle - _SWATCH / 2, _SWATCH, _SWATCH), _ink(series, theme), 2.0))
        made.append(place(name, x + _SWATCH + theme.spacing.tiny, middle, size=size, colour=theme.muted, down=0.5))
        x += width + theme.spacing.medium
    used = y + step - area.top() + theme.spacing.tiny if made else 0.0
    return tuple(made), area.adjusted(0, used, 0, 0)


class _Columns:
    """The columns, their axis and their names in an area."""

    def __init__(
        self, board: LossBoard, area: QRectF, theme: Theme, measure: Measure, before: Mapping[str, TrendSpan]
    ) -> None:
        self.board, self.theme, self.measure, self.before = board, theme, measure, before
        self.area, self._trend = area, board.trend
        self._top = max(map(self._sum, (*self._trend.spans, *before.values())), default=0) or 1
        above, below = line_height(theme.sizes.small), time_axis_height(theme)
        self._ticks = ticks(self._top, most=max(2, int((area.height() - above - below) / (_TICK_GAP * above))))
        widest = max(text_width(self._number(tick), theme.sizes.small) for tick in self._ticks)
        self._plot = area.adjusted(widest + theme.spacing.small, above, 0, -below)

    def drawing(self) -> Drawing:
        if not any(_whole(span).n for span in self._trend.spans):
            return lay_out_emptiness(_("No deal with a known day ended here."), self.area, self.theme)
        return (
            *self._axis(),
            *self._stacks(),
            *lay_out_time_axis(self._trend.step, self._trend.spans, self._plot, self.theme),
        )

    def _value(self, tally: Tally) -> int:
        return tally.n if self.measure == "count" else max(0, dict(tally.sums).get(self.board.currency, 0))

    def _sum(self, span: TrendSpan) -> int:
        return sum(map(self._value, (*span.wanted, *span.aside)))

    def _number(self, value: int) -> str:
        return wording.value(self.measure, value, self.board.currency)

    def _axis(self) -> Drawing:
        plot, theme = self._plot, self.theme
        made: list[Line | Text] = []
        for tick in self._ticks:
            y = plot.bottom() - tick / self._top * plot.height()
            made.append(guide_line(QPointF(plot.left(), y), QPointF(plot.right(), y), theme, strong=False))
            x = plot.left() - theme.spacing.small
            text = self._number(tick)
            made.append(place(text, x, y, size=theme.sizes.small, colour=theme.muted, across=1.0, down=0.5))
        return tuple(made)

    def _slot(self) -> float:
        return self._plot.width() / len(self._trend.spans)

    def _stacks(self) -> Drawing:
        plot, slot, top, theme = self._plot, self._slot(), self._top, self.theme
        width = min(_WIDEST_COLUMN, slot * _COLUMN_OF_SLOT)
        made: list[Box | Line | Text] = []
        for at, span in enumerate(self._trend.spans):
            left, y = plot.left() + (at + 0.5) * slot - width / 2, plot.bottom()
            for place_, tally, aside in _segments(span):
                height = self._value(tally) / top * plot.height()
                if height <= 0:
                    continue
                series = self._trend.series[place_]
                other = self.board.wanted.month not in ("", span.key)
                ink = _ink(series, theme)
                rect = QRectF(left, y - height + min(1.0, height / 3), width, height - min(1.0, height / 3))
                colour = faded(ink, theme) if aside or other else ink
                made.append(Box(rect, colour, 1.0, hatched=span.partial, key=_segment_key(span, series)))
                y -= height
            mark = self._before(span, left, width)
            made += mark
            made += self._total(span, left + width / 2, min(y, *(line.points[0].y() - 2 for line in mark), y))
        return tuple(made)

    def _before(self, span: TrendSpan, left: float, width: float) -> list[Line]:
        """A thin mark as high as the column was in the period before."""
        if span.key not in self.before:
            return []
        y = self._plot.bottom() - self._sum(self.before[span.key]) / self._top * self._plot.height()
        ends = (QPointF(left - 3, y), QPointF(left + width + 3, y))
        return [Line(ends, self.theme.surface, 4.0), Line(ends, self.theme.text, 1.8)]

    def _total(self, span: TrendSpan, x: float, y: float) -> list[Text]:
        """The sum above a column, where there is room for it."""
        size = self.theme.sizes.small
        # All or none: gaps would look like months without losses.
        if not _whole(span).n or text_width(self._number(self._top), size) + 4 > self._slot():
            return []
        return [place(self._number(self._sum(span)), x, y - 1, size=size, colour=self.theme.text, across=0.5, down=1.0)]


def _segments(span: TrendSpan) -> list[tuple[int, Tally, bool]]:
    """The parts of a column from below: first all that is wanted, then what stands aside."""
    wanted = [(place_, tally, False) for place_, tally in enumerate(span.wanted)]
    return wanted + [(place_, tally, True) for place_, tally in enumerate(span.aside)]
