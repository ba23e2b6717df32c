"""The months, quarters or years below a chart. Knows nothing of what stands above them."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from babel.dates import format_date
from PySide6.QtCore import QRectF

from crmdesk.i18n import _, conventions, language
from crmdesk.insight.loss_trend import Step
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Drawing, Text, line_height, place, text_width

_EVERY = (1, 2, 3, 6, 12, 24, 1000)


class Span(Protocol):
    """One month, quarter or year."""

    @property
    def key(self) -> str:
        """As 2026-03, 2026-Q1 or 2026."""

    @property
    def first(self) -> date:
        """Its first day."""


def span_name(step: Step, span: Span) -> str:
    """A month, quarter or year in words."""
    if step is Step.YEAR:
        return span.key
    if step is Step.QUARTER:
        return _("{quarter} {year}").format(quarter=span.key.partition("-")[2], year=span.first.year)
    return month_name(span.first)


def month_name(day: date) -> str:
    """The month of a day with its year."""
    pattern = "MMM y" if language() == "en" else "y年M月"
    return str(format_date(day, pattern, locale=conventions()))


def time_axis_height(theme: Theme) -> float:
    """What the names of the spans need below a plot."""
    return 2 * line_height(theme.sizes.small) + theme.spacing.tiny


def lay_out_time_axis(step: Step, spans: Sequence[Span], plot: QRectF, theme: Theme) -> Drawing:
    """The names below a plot of equally wide slots, as many as find room, and the year below the first of each."""
    slot, size = plot.width() / len(spans), theme.sizes.small
    names = [_short_name(step, span) for span in spans]
    widest = max(text_width(name, size) for name in names) + theme.spacing.tiny
    every = next(every for every in _EVERY if widest <= every * slot or every == _EVERY[-1])
    starts = _year_starts(step, spans, slot, theme)
    made: list[Text] = []
    for at, (span, name) in enumerate(zip(spans, names, strict=True)):
        x, y = plot.left() + (at + 0.5) * slot, plot.bottom() + theme.spacing.tiny
        if at % every == 0:
            # The last one stays within the plot.
            middle = min(x, plot.right() - text_width(name, size) / 2)
            made.append(place(name, middle, y, size=size, colour=theme.muted, across=0.5))
        if at in starts:
            year = str(span.first.year)
            made.append(place(year, x, y + line_height(size), size=size, colour=theme.muted, across=0.5))
    return tuple(made)


def _year_starts(step: Step, spans: Sequence[Span], slot: float, theme: Theme) -> list[int]:
    """The columns below which the year is told; not the first where it would touch that of the next year."""
    if step is Step.YEAR:
        return []
    starts = [at for at, span in enumerate(spans) if not at or span.first.month == 1]
    room = text_width(str(spans[0].first.year), theme.sizes.small) + theme.spacing.small
    return starts[1:] if len(starts) > 1 and (starts[1] - starts[0]) * slot < room else starts


def _short_name(step: Step, span: Span) -> str:
    if step is Step.MONTH:
        return str(format_date(span.first, "LLL", locale=conventions()))
    return span.key if step is Step.YEAR else span.key.partition("-")[2]
