"""Dates and times as tables write them: ISO, Chinese, US and European orders, month names, Excel serial numbers.

A date such as 3/5/2024 is read in a given order; which order a file uses is found in inference.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal, NamedTuple

from crmdesk.domain.moment import Precision, WallTime

DateOrder = Literal["ymd", "dmy", "mdy"]

_TIME = (
    r"(?:[T\s,]*(?:at\s+)?(?P<half1>上午|下午|中午|晚上|凌晨|早上)?\s*(?P<hour>\d{1,2})[:：时時点點](?P<minute>\d{2})?分?"
    r"(?:[:：]?(?P<second>\d{2})(?:[.,]\d+)?秒?)?\s*(?P<half2>[AaPp]\.?\s?[Mm]\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<a>\d{4})\s*[-/.年]\s*(?P<b>\d{1,2})\s*[-/.月]\s*(?P<c>\d{1,2})日?(?:\s*\(?(?:周|星期).\)?)?" + _TIME
)
_SHORT = re.compile(r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{4}|\d{1,2})" + _TIME)
_DAY_NAME = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?P<a>\d{1,2})(?:st|nd|rd|th)?[-\s/.]+(?P<b>[A-Za-z]{3,9})[-\s/.,]+(?P<c>\d{4}|\d{2})"
    + _TIME
)
_NAME_DAY = re.compile(
    r"(?:[A-Za-z]{3,9},\s+)?(?P<b>[A-Za-z]{3,9})\.?\s+(?P<a>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<c>\d{4})" + _TIME
)
_COMPACT = re.compile(
    r"(?P<a>(?:19|20)\d{2})(?P<b>\d{2})(?P<c>\d{2})(?:[T\s]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2}))?"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_LONGEST = 60
_LATE = ("下午", "晚上", "p")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000  # 1927 to 2119
_SERIAL_ZERO = datetime.fromisoformat(
    "1899-12-30"
)  # the day before the first of the 1900 system, with its leap-year bug


class ShortDate(NamedTuple):
    """A date such as 3/5/24, whose meaning depends on the order; ``digits`` is how many the last number has."""

    a: int
    b: int
    c: int
    digits: int

    def in_order(self, order: DateOrder) -> date | None:
        """The day it is in an order; None if it cannot be in that order or there is no such day.

        A year at the end has two or four digits, a day at the end has one or two.
        """
        if self.digits == (4 if order == "ymd" else 1):
            return None
        year, month, day = {"ymd": (self.a, self.b, self.c), "dmy": (self.c, self.b, self.a)}.get(
            order, (self.c, self.a, self.b)
        )
        return _day(year, month, day)


def short_date(text: str) -> ShortDate | None:
    """The date if its meaning depends on the order, else None. Dates with dots are day first everywhere."""
    match = _SHORT.fullmatch(text.strip())
    return _as_short(match) if match is not None and match["mark"] != "." else None


def read_date(text: str, order: DateOrder | None = None) -> WallTime | None:
    """A date with or without a time, in any form; None if it cannot be read as one."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    match = _SHORT.fullmatch(text)
    if match is not None:
        order = "dmy" if match["mark"] == "." else order
        return _wall(_as_short(match).in_order(order), match) if order else None
    match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is not None:
        return _wall(_day(int(match["a"]), int(match["b"]), int(match["c"])), match)
    match = _DAY_NAME.fullmatch(text) or _NAME_DAY.fullmatch(text)
    if match is not None:
        month = _MONTHS.get(match["b"][:3].lower(), 0)
        return _wall(_day(int(match["c"]), month, int(match["a"])), match)
    return read_serial(float(text)) if _SERIAL.fullmatch(text) else None


def read_serial(number: float) -> WallTime | None:
    """An Excel serial number of the 1900 system; None for a number that is no likely date."""
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    moment = _SERIAL_ZERO + timedelta(seconds=round(number * 86400))
    return WallTime(moment, Precision.DAY if number == int(number) else Precision.SECOND)


def _as_short(match: re.Match[str]) -> ShortDate:
    return ShortDate(int(match["a"]), int(match["b"]), int(match["c"]), len(match["c"]))


def _day(year: int, month: int, day: int) -> date | None:
    """A day that exists, or None; years of two digits are from 1970 to 2069."""
    try:
        return date(year + (0 if year >= 100 else 2000 if year < 70 else 1900), month, day)
    except ValueError:
        return None


def _wall(day: date | None, match: re.Match[str]) -> WallTime | None:
    """The day with the time of the match, if it has one."""
    if day is None:
        return None
    parts = match.groupdict()
    if not parts["hour"]:
        return WallTime.of_day(day)
    hour = _hour(int(parts["hour"]), (parts.get("half1") or parts.get("half2") or "").lower())
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    value = datetime.combine(day, time(hour, minute, second), _zone(parts.get("zone")))
    return WallTime(value, Precision.SECOND if parts["second"] else Precision.MINUTE)


def _hour(hour: int, half: str) -> int:
    if half.startswith(_LATE) and hour < 12:
        return hour + 12
    return 0 if half.startswith(("a", "凌晨")) and hour == 12 else hour


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    digits = text.lstrip("+-").replace(":", "")
    if not digits.isdigit():
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
