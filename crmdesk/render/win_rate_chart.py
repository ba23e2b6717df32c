"""The win rate by month: a dot in its 95 % interval, with how many deals were won and lost below it.

A month that is not whole is hatched; one of too few deals has no dot, only its interval in grey and its counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.i18n import _, pgettext
from crmdesk.insight.loss_trend import Step
from crmdesk.insight.outcomes.stated import Share
from crmdesk.insight.outcomes.win_rate import LOST_PART, PART, WON_PART, WinRate, WinSpan
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent
from crmdesk.render.drawing import Box, Dot, Drawing, Line, Text, line_height, place, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals, rate_words, won_deals
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE, faded
from crmdesk.render.scale import guide_line
from crmdesk.render.time_axis import lay_out_time_axis, span_name, time_axis_height

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_COLUMN_OF_SLOT = 0.5
_WIDEST_COLUMN = 26.0
_CELL = 17.0


def win_rate_title(figure: WinRate) -> str:
    """What the chart is about."""
    titles = {
        Step.MONTH: _("Win rate by month"),
        Step.QUARTER: _("Win rate by quarter"),
        Step.YEAR: _("Win rate by year"),
    }
    return titles[figure.step]


def win_rate_notes(figure: WinRate) -> list[str]:
    """How the rate is meant, what it was all together, and in the period before."""
    notes = [_("won ÷ (won + lost) = {rate}").format(rate=_short(figure.won))]
    if figure.before is not None:
        notes.append(
            _("period before: {rate}, n = {n}").format(
                rate=_short(figure.before), n=wording.number(figure.before.whole)
            )
        )
    return notes


def _short(share: Share) -> str:
    """A rate with the ends of its interval, for where there is little room and n is told beside it."""
    if not share.enough:
        return _("too few for a rate")
    rate, low, high = map(wording.percent, (share.rate, share.low, share.high))
    return _("{rate} ({low} to {high})").format(rate=rate, low=low, high=high)


def win_rate_table(figure: WinRate) -> ChartTable:
    """A row for each month."""
    return ChartTable(
        (_("Month"), _("Won"), pgettext("deals", "Lost"), _("Win rate"), _("At least"), _("At most")),
        tuple(
            (
                span_name(figure.step, span),
                span.won.part,
                span.lost,
                span.won,
                *((Percent(span.won.low), Percent(span.won.high)) if span.won.enough else (None, None)),
            )
            for span in figure.spans
        ),
        tuple(span.key for span in figure.spans),
    )


def draw_win_rate(figure: WinRate, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """The key of a month leads to its lost deals; its numbers of won and of lost deals have keys of their own."""

    def layout(area: QRectF) -> Drawing:
        if not any(span.won.whole for span in figure.spans):
            return lay_out_emptiness(_("No deal with a known day ended here."), area, theme)
        return _Columns.fitted(figure, area, theme).drawing()

    return framed(
        layout,
        title=win_rate_title(figure),
        heading=heading,
        notes=[*notes, *win_rate_notes(figure)],
        facts=[f"{span_name(figure.step, span)}: {rate_words(span.won)}" for span in figure.spans if span.won.whole],
        tips=_tips(figure),
        theme=theme,
        size=size,
    )


def _tips(figure: WinRate) -> dict[str, str]:
    tips = {}
    for span in figure.spans:
        name = span_name(figure.step, span)
        partial = (_("not a whole month"),) if span.partial and figure.step is Step.MONTH else ()
        tips[span.key] = " · ".join((name, rate_words(span.won), *partial, _("opens the lost deals")))
        tips[f"{span.key}{PART}{WON_PART}"] = " · ".join((name, won_deals(span.won.part)))
        tips[f"{span.key}{PART}{LOST_PART}"] = " · ".join((name, lost_deals(span.lost)))
    return tips


@dataclass(frozen=True, slots=True)
class _Columns:
    """The plot of the rates with the counts below it."""

    figure: WinRate
    plot: QRectF
    theme: Theme

    @classmethod
    def fitted(cls, figure: WinRate, area: QRectF, theme: Theme) -> "_Columns":
        """With room for the numbers of the axis at the left, for the rate of all at the right, for the counts below."""
        size = theme.sizes.small
        names = (wording.percent(1.0), _("Won"), pgettext("deals", "Lost"))
        left = max(text_width(name, size, bold=True) for name in names) + theme.spacing.small
        right = text_width(wording.percent(1.0), size, bold=True) + theme.spacing.small
        below = 2 * _CELL + theme.spacing.tiny + time_axis_height(theme)
        return cls(figure, area.adjusted(left, line_height(size) / 2, -right, -below), theme)

    def drawing(self) -> Drawing:
        names = lay_out_time_axis(self.figure.step, self.figure.spans, self.plot, self.theme)
        return (*self._axis(), *self._rates(), *self._cells(), *names)

    @property
    def _slot(self) -> float:
        return self.plot.width() / len(self.figure.spans)

    def _y(self, rate: float) -> float:
        return self.plot.bottom() - rate * self.plot.height()

    def _middle(self, at: int) -> float:
        return self.plot.left() + (at + 0.5) * self._slot

    def _axis(self) -> Drawing:
        plot, theme, size = self.plot, self.theme, self.theme.sizes.small
        made: list[Line | Text] = []
        room = plot.height() / (len(_TICKS) - 1) >= line_height(size)
        for tick in _TICKS if room else _TICKS[::2]:
            y = self._y(tick)
            made.append(guide_line(QPointF(plot.left(), y), QPointF(plot.right(), y), theme, strong=False))
            text, x = wording.percent(tick), plot.left() - theme.spacing.small
            made.append(place(text, x, y, size=size, colour=theme.muted, across=1.0, down=0.5))
        if self.figure.won.enough:
            y = self._y(self.figure.won.rate)
            made.append(guide_line(QPointF(plot.left(), y), QPointF(plot.right(), y), theme, strong=True))
            text, x = wording.percent(self.figure.won.rate), plot.right() + theme.spacing.tiny
            made.append(place(text, x, y, size=size, colour=theme.text, bold=True, down=0.5))
        return tuple(made)

    def _rates(self) -> Drawing:
        made: list[Box | Dot] = []
        for at, span in enumerate(self.figure.spans):
            if span.won.whole:
                made += self._rate(span, self._middle(at))
        return tuple(made)

    def _rate(self, span: WinSpan, x: float) -> list[Box | Dot]:
        theme, won = self.theme, span.won
        width = min(_WIDEST_COLUMN, self._slot * _COLUMN_OF_SLOT)
        top, bottom = self._y(won.high), self._y(won.low)
        rect = QRectF(x - width / 2, top, width, max(bottom - top, theme.spacing.tiny))
        if not won.enough:
            return [Box(rect, theme.chip, theme.radii.bar, key=span.key)]
        ink = theme.data[WON_HUE]
        ground = ink if span.partial else faded(ink, theme)
        band = Box(rect, ground, theme.radii.bar, hatched=span.partial, key=span.key)
        return [band, Dot(QPointF(x, self._y(won.rate)), 4.5, ink, theme.surface)]

    def _cells(self) -> Drawing:
        """How many were won and lost, below the plot; they lie under the names of the months."""
        theme, size = self.theme, self.theme.sizes.small
        top = self.plot.bottom() + time_axis_height(theme) + theme.spacing.tiny
        lines = ((_("Won"), WON_PART, WON_HUE), (pgettext("deals", "Lost"), LOST_PART, LOST_HUE))
        made: list[Box | Text] = []
        for row, (name, part, hue) in enumerate(lines):
            middle, ink = top + (row + 0.5) * _CELL, theme.data_ink[hue]
            x = self.plot.left() - theme.spacing.small
            made.append(place(name, x, middle, size=size, colour=ink, bold=True, across=1.0, down=0.5))
            for at, span in enumerate(self.figure.spans):
                n = span.won.part if part == WON_PART else span.lost
                if n and self._slot >= text_width(wording.number(n), size) + 2:
                    made += self._cell(QPointF(self._middle(at), middle), n, f"{span.key}{PART}{part}", ink)
        return tuple(made)

    def _cell(self, middle: QPointF, n: int, key: str, ink: str) -> list[Box | Text]:
        theme, size = self.theme, self.theme.sizes.small
        text = wording.number(n)
        width = min(self._slot - 2, max(text_width(text, size) + theme.spacing.small, _WIDEST_COLUMN))
        rect = QRectF(middle.x() - width / 2, middle.y() - _CELL / 2 + 1, width, _CELL - 2)
        number = place(text, middle.x(), middle.y(), size=size, colour=ink, across=0.5, down=0.5)
        return [Box(rect, theme.hover, theme.radii.bar, key=key), number]
