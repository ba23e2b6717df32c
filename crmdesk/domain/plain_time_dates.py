"""Dates as they are written: 2026-03-05, 20260305, 3月5日, 12/5, 5 March, 6月底; and the calendar beneath plain days.

Knows nothing of weekdays or distances, nor of times of the day.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.plain_time_words import END, NUMBER, Part, number
from crmdesk.i18n import _


@dataclass(frozen=True, slots=True)
class Sense:
    """From where to look, and where: forwards for plans (``step`` 1), backwards for what has happened (-1)."""

    today: date
    step: int


@dataclass(frozen=True, slots=True)
class Days:
    """The days an expression can mean, the likeliest first; several when the year or the week was not said."""

    candidates: tuple[date, ...]
    part: Part | None = None
    today_counts: bool = True


DayReader = Callable[[re.Match[str], Sense], Days | None]

MONTHS = {
    name[:length]: month
    for month, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
    for length in (3, 4, len(name))
}
YEARS = {"前": -2, "去": -1, "last": -1, "今": 0, "this": 0, "the": 0, "明": 1, "next": 1, "后": 2}
EDGES = {"初": 1, "中": 15, "底": 31, "末": 31}


def one_of(words: dict[str, int]) -> str:
    """A pattern of the words, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def month_shifted(day: date, months: int) -> date:
    """The same day some months on, or the month's last day where there is none.

    Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    return capped(day.year + years, month + 1, day.day)


def capped(year: int, month: int, day: int) -> date:
    """The date, or the month's last day where there is none.

    Raises ValueError outside the years 1 to 9999.
    """
    if not 1 <= year <= 9999:
        raise ValueError("year out of range")
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _day_of_month(found: re.Match[str], sense: Sense) -> Days | None:
    wanted = number(found["day"])
    if wanted is None:
        return None
    first = sense.today.replace(day=1)
    months = [month_shifted(first, sense.step * distance) for distance in range(4)]
    return _existing([(month.year, month.month, wanted) for month in months], sense)


def _dated(found: re.Match[str], sense: Sense) -> Days | None:
    """A month and a day, perhaps with a year or 明年."""
    groups = found.groupdict()
    month = MONTHS.get(groups["month"]) or number(groups["month"])
    day = number(groups["day"])
    year = number(groups["year"]) if groups["year"] else None
    if month is None or day is None or (groups["year"] and year is None):
        return None
    if groups.get("shift"):
        year = sense.today.year + YEARS[groups["shift"]]
    if year is not None:
        return Days((date(year, month, day),))
    return _existing([(sense.today.year + sense.step * distance, month, day) for distance in range(9)], sense)


def _month_edge(found: re.Match[str], sense: Sense) -> Days | None:
    """6月底, 明年3月初."""
    month = number(found["month"])
    if month is None or not 1 <= month <= 12:
        return None
    year = sense.today.year + (YEARS[found["shift"]] if found["shift"] else 0)
    years = (year,) if found["shift"] else (year, year + sense.step)
    days = [capped(each, month, EDGES[found["edge"]]) for each in years]
    if found["shift"]:
        return Days(tuple(days))
    return _existing([(day.year, day.month, day.day) for day in days], sense)


def _existing(wanted: list[tuple[int, int, int]], sense: Sense) -> Days | None:
    """Those of the dates that exist and lie where one looks."""
    days = []
    for year, month, day in wanted:
        if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            candidate = date(year, month, day)
            if (candidate - sense.today).days * sense.step >= 0:
                days.append(candidate)
    return Days(tuple(days)) if days else None


def _slashed(found: re.Match[str], sense: Sense) -> Days | None:
    """Day, month and year in an unknown order.

    Raises ValidationError when both orders are possible.
    """
    del sense
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if first != second and max(first, second) <= 12 and min(first, second) >= 1:
        raise ValidationError(
            _("“{text}” can be read in two ways; write the date as {example}.").format(
                text=found[0], example=f"{year:04}-{second:02}-{first:02}"
            ),
            field="next",
        )
    month, day = (second, first) if first > 12 else (first, second)
    return Days((date(year, month, day),))


_ISO_END = r"(?!\d|[a-su-z]|t(?!\d))"
_DAY = rf"(?P<day>{NUMBER})(?:[日号]|(?![\d个位人家]))"
_MONTH = rf"(?P<month>{one_of(MONTHS)})\.?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = rf"(?:(?:\s*,)?\s*(?P<year>\d{{4}}){END}(?!:))?"
ON = r"(?:(?:on|by)\s+)?(?:the\s+)?"


DATES: tuple[tuple[re.Pattern[str], DayReader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<day>{NUMBER})[日号]", _day_of_month),
        (
            rf"(?:(?P<year>\d{{4}}|[零〇一二三四五六七八九]{{4}})年|(?P<shift>[前去今明后])年)?(?P<month>{NUMBER})月{_DAY}",
            _dated,
        ),
        (rf"(?:(?P<shift>[前去今明后])年)?(?P<month>{NUMBER})月(?P<edge>[底末初中])", _month_edge),
        (rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_ISO_END}", _dated),
        (rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_ISO_END}", _dated),
        (r"(?P<year>)(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/a-z])", _dated),
        (r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d/a-z])", _slashed),
        (rf"{ON}{_ORDINAL}\s+(?:of\s+)?{_MONTH}{END}{_YEAR}", _dated),
        (rf"{ON}{_MONTH}\s*{_ORDINAL}{END}(?!:|\s*[ap]\.?m\b){_YEAR}", _dated),
    )
)
