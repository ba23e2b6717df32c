"""Losses by month as stacks of reasons. Where months would be too many, by quarter or by year.

Pure functions over counts; knows neither the store nor the screen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from crmdesk.domain.loss_pool import Tally

_MOST_MONTHS = 24
_MOST_QUARTERS = 24


class Step(StrEnum):
    """How long one column of a trend is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}[self]


@dataclass(frozen=True, slots=True)
class Series:
    """Reasons that are one colour of a trend; ``hue`` is a place in the palette, None for what has no colour."""

    uids: frozenset[str]
    name: str
    hue: int | None


@dataclass(frozen=True, slots=True)
class TrendSpan:
    """One column: what is wanted of each series, and what stands aside; ``key`` is 2026-03, 2026-Q1 or 2026."""

    key: str
    first: date
    last: date
    partial: bool
    wanted: tuple[Tally, ...]
    aside: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The columns without gaps, each with one tally per series."""

    step: Step
    series: tuple[Series, ...]
    spans: tuple[TrendSpan, ...]


def trend_of(
    months: Mapping[tuple[str, str], Tally],
    series: Sequence[Series],
    chosen: frozenset[str],
    *,
    since: date | None,
    until: date | None,
    today: date,
) -> Trend:
    """The trend of losses by month (2026-03) and reason; without ``chosen`` reasons all are wanted.

    It goes from ``since`` to ``until`` where they are given, else from the first loss to today. A column is partial
    when it goes on after today or the period covers only a part of it.
    """
    named = [month for month, _reason in months]
    first = since or min((_day(month) for month in named), default=today)
    last = until or max([today, *map(_day, named)])
    step = step_between(first, last)
    found = [one for one in series if any(reason in one.uids for _month, reason in months)]
    cells = _cells(months, found, chosen, step)

    def parts(key: str, *, wanted: bool) -> tuple[Tally, ...]:
        return tuple(cells.get((key, place, wanted), Tally()) for place in range(len(found)))

    def partial(begin: date, end: date) -> bool:
        return begin < (since or begin) or end > (until or end) or begin <= today < end

    spans = tuple(
        TrendSpan(key, begin, end, partial(begin, end), parts(key, wanted=True), parts(key, wanted=False))
        for key, begin, end in spans_between(first, last, step)
    )
    return Trend(step, tuple(found), spans)


def _cells(
    months: Mapping[tuple[str, str], Tally], series: Sequence[Series], chosen: frozenset[str], step: Step
) -> dict[tuple[str, int, bool], Tally]:
    places = {uid: place for place, one in enumerate(series) for uid in one.uids}
    cells: dict[tuple[str, int, bool], Tally] = {}
    for (month, reason), tally in months.items():
        cell = (span_key(_day(month), step), places[reason], not chosen or reason in chosen)
        cells[cell] = cells.get(cell, Tally()) + tally
    return cells


def step_between(first: date, last: date) -> Step:
    """Months, or quarters or years where there would be too many columns."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MOST_MONTHS:
        return Step.MONTH
    return Step.QUARTER if months <= 3 * _MOST_QUARTERS else Step.YEAR


def spans_between(first: date, last: date, step: Step) -> Iterator[tuple[str, date, date]]:
    """The key, the first and the last day of each column."""
    at = first.year * 12 + (first.month - 1) // step.months * step.months
    while (begin := date(at // 12, at % 12 + 1, 1)) <= last:
        at += step.months
        if at // 12 > date.max.year:
            return
        yield span_key(begin, step), begin, date(at // 12, at % 12 + 1, 1) - timedelta(days=1)


def span_key(day: date, step: Step) -> str:
    """The name of the column a day is in: 2026-03, 2026-Q1 or 2026."""
    match step:
        case Step.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Step.QUARTER:
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case Step.YEAR:
            return f"{day.year:04}"


def _day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
