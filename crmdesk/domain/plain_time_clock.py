"""Times of the day in plain words: 15:00, 3pm, at 8, 下午3点半, 9点一刻, noon.

Knows nothing of days; what was read is put on a day elsewhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo

from crmdesk.domain.plain_time_words import END, NUMBER, PARTS, Part, number


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of the day; ``second`` and ``zone`` may be unsaid, ``spoken`` is 3点 or "at 3" as against 3:00."""

    hour: int
    minute: int = 0
    second: int | None = None
    part: Part | None = None
    zone: tzinfo | None = None
    spoken: bool = False

    def offset(self, part: Part | None) -> timedelta | None:
        """The time since midnight, ``part`` telling which half of the day; None when there is no such time."""
        half = self.part or part or (Part.AFTERNOON if self.spoken and 1 <= self.hour <= 6 else None)
        second = self.second or 0
        if self.hour > 24 or self.minute > 59 or second > 59:
            return None
        hour = half.hour(self.hour) if half else self.hour
        if self.hour == 24 and (self.minute or second):
            return None
        return timedelta(hours=hour, minutes=self.minute, seconds=second)


_HALVES = {"a": Part.DAWN, "p": Part.AFTERNOON}
_MERIDIEM = r"(?P<half>[ap])\.?m\b\.?"
_ZONE = r"(?P<zone>z|[+-]\d{2}:?\d{2})"
_MINUTES = {None: 0, "钟": 0, "整": 0, "半": 30, "1刻": 15, "一刻": 15, "3刻": 45, "三刻": 45}


def _colon(found: re.Match[str]) -> ClockTime | None:
    halved = _halved(found)
    zone = _zone(found["zone"]) if found["zone"] else None
    if halved is None or (found["zone"] and zone is None):
        return None
    second = int(found["second"]) if found["second"] else None
    return ClockTime(halved.hour, int(found["minute"]), second, halved.part, zone)


def _zone(text: str) -> tzinfo | None:
    if text == "z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def _halved(found: re.Match[str]) -> ClockTime | None:
    half = found["half"]
    hour = int(found["hour"])
    if half and not 1 <= hour <= 12:
        return None
    return ClockTime(hour, part=_HALVES[half] if half else None)


def _bare(found: re.Match[str]) -> ClockTime | None:
    hour = number(found["hour"])
    return None if hour is None else ClockTime(hour, spoken=True)


def _chinese(found: re.Match[str]) -> ClockTime | None:
    hour = number(found["hour"])
    rest = found["minute"]
    minute = _MINUTES[rest] if rest in _MINUTES else number(rest.removesuffix("分"))
    second = number(found["second"]) if found["second"] else None
    if hour is None or minute is None:
        return None
    return ClockTime(hour, minute, second, spoken=found["mark"] == "点")


_Reader = Callable[[re.Match[str]], ClockTime | None]

_CLOCKS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        re.compile(
            r"(?:at\s+|@\s*)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
            rf"(?:\s*{_MERIDIEM}|\s*{_ZONE})?(?![\d:])(?![a-z])"
        ),
        _colon,
    ),
    (re.compile(rf"(?:at\s+|@\s*)?(?P<hour>\d{{1,2}})\s*{_MERIDIEM}{END}"), _halved),
    (re.compile(rf"(?:at\s+)?(?P<hour>\d{{1,2}}|[a-z]{{3,6}})\s*o['’]clock{END}"), _bare),
    (re.compile(rf"(?:at\s+|@\s*)(?P<hour>\d{{1,2}}|[a-z]{{3,6}}){END}(?![:.]\d)"), _bare),
    (
        re.compile(
            rf"(?P<hour>{NUMBER})(?P<mark>[点时])(?P<minute>钟|整|半|[1一3三]刻|{NUMBER}分|\d{{2}}(?![\d个位人])"
            r"|[零〇二三四五]?[零〇十][一二三四五六七八九]?)?(?:(?<=分)(?P<second>" + NUMBER + r")秒)?"
        ),
        _chinese,
    ),
)

_PART = re.compile(
    r"(?:in\s+the\s+|at\s+)?(?P<part>"
    + "|".join(f"{word}{END}" if word.isascii() else word for word in PARTS if word not in ("早", "晚"))
    + ")"
)


def read_clock(text: str, start: int) -> tuple[ClockTime, int] | None:
    """The longest time of the day that begins at ``start`` in a text made ``alike``, and where it ends."""
    best: tuple[ClockTime, int] | None = None
    for pattern, read in _CLOCKS:
        found = pattern.match(text, start)
        if found and (best is None or found.end() > best[1]):
            clock = read(found)
            if clock is not None and clock.offset(None) is not None:
                best = clock, found.end()
    return best


def read_part(text: str, start: int) -> tuple[Part, int] | None:
    """The part of the day that is named at ``start``, and where the word ends."""
    found = _PART.match(text, start)
    return (PARTS[found["part"]], found.end()) if found else None
