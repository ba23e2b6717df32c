"""Time in plain words, Chinese or English, read as people mean it when they plan or note something.

"明天下午3点", "下周三 10:00", "next Tue 15:00", "in 3 days", "2026-03-05T15:00+08:00". What is decided here:

- A bare weekday is the coming one; today counts only with a time still to come. "Next Tue" and 下周二 are the Tuesday
  of the next calendar week (weeks begin on Monday), "this Fri" and 本周五 the Friday of this one.
- A date without a year, a day without a month and a bare time are the coming ones; with ``past`` all of these
  are the latest that have been.
- 12/5 is month/day. 5/3/2026 is refused, because it can be read in two ways.
- A spoken hour from 1 to 6 without a part of the day is in the afternoon (3点, "at 3"), a written one is not (3:00);
  a part of the day without an hour has a usual one (下午 is 14:00).
- Distances in hours and minutes are exact, whatever the clock does in between; all else is wall-clock time, left to
  the clock to place in a zone.

It must not know the machine's clock or zone, nor who asks.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Precision, WallTime
from crmdesk.domain.plain_time_clock import ClockTime, read_clock, read_part
from crmdesk.domain.plain_time_dates import Days, Sense
from crmdesk.domain.plain_time_days import read_days
from crmdesk.domain.plain_time_words import COUNT, END, NUMBER, Part, alike, number
from crmdesk.i18n import _

# A time is looked for only within this many characters of either end of a text.
_REACH = 64

_GAP = re.compile(r"(?:\s*,)?\s*的?(?:t(?=\d))?")
_EDGES = " \t\r\n\u3000,，.。、;；:：!！-–—"
_SPANS = (
    re.compile(
        rf"(?P<count>\d+\.\d+|{NUMBER}|半)个?(?P<half>半)?(?P<unit>小时|钟头|分钟|分|刻钟)(?P<more>半)?"
        r"(?P<ago>以后|之后|后|以前|之前|前)"
    ),
    re.compile(
        rf"(?:in\s+)(?P<count>\d+\.\d+|half\s+an?|{COUNT})\s*(?P<half>)(?P<unit>minute|min|hour|hr|h)s?(?P<more>)"
        rf"(?P<ago>){END}"
    ),
    re.compile(
        rf"(?P<count>\d+\.\d+|half\s+an?|{COUNT})\s*(?P<half>)(?P<unit>minute|min|hour|hr|h)s?(?P<more>)"
        rf"\s+(?P<ago>ago|later|from\s+now){END}"
    ),
)
_MINUTES = dict.fromkeys(("分钟", "分", "minute", "min"), 1) | {"刻钟": 15}


def read_time(text: str, now: datetime, *, past: bool = False) -> WallTime:
    """The time that the whole text says; ``now`` is timezone-aware local time.

    Raises ValidationError (field ``next``) when it does not say one.
    """
    normal = alike(text)
    start = len(normal) - len(normal.lstrip(_EDGES))
    found = _Reader(normal, now, past=past).read(start)
    if found is None or normal[found[1] :].strip(_EDGES):
        raise _not_understood(text)
    return found[0]


def split_time(text: str, now: datetime, *, past: bool = False) -> tuple[WallTime, str]:
    """The time with which the text begins or else ends, and the rest of it.

    Raises ValidationError (field ``next``) when it neither begins nor ends with one.
    """
    reader = _Reader(alike(text), now, past=past)
    start = len(text) - len(text.lstrip(_EDGES))
    leading = reader.read(start)
    if leading is not None:
        return leading[0], text[leading[1] :].strip().lstrip(_EDGES)
    end = len(text.rstrip(_EDGES))
    for position in range(max(0, end - _REACH), end):
        if reader.begins_word(position):
            trailing = reader.read(position)
            if trailing is not None and trailing[1] >= end:
                return trailing[0], text[:position].strip().rstrip(_EDGES)
    raise _not_understood(text)


def _not_understood(text: str) -> ValidationError:
    return ValidationError(
        _("“{text}” says no time; write for example “tomorrow 15:00”, “in 3 days” or “2026-03-05 14:30”.").format(
            text=text.strip()[:_REACH]
        ),
        field="next",
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """The pieces of a time expression, each said at most once."""

    days: Days | None = None
    part: Part | None = None
    clock: ClockTime | None = None

    @property
    def whole_part(self) -> Part | None:
        return self.part or (self.days.part if self.days else None)

    def offset(self) -> timedelta | None:
        """The time since midnight; None for no time, or none that there is."""
        if self.clock is not None:
            return self.clock.offset(self.whole_part)
        return timedelta(hours=self.whole_part.value) if self.whole_part else None


class _Reader:
    """Reads expressions at places of one text."""

    def __init__(self, text: str, now: datetime, *, past: bool) -> None:
        self._text = text
        self._now = now
        self._sense = Sense(now.date(), -1 if past else 1)

    def begins_word(self, position: int) -> bool:
        """Whether no Latin word, number or numeral is cut in two there."""
        before, here = self._text[position - 1 : position], self._text[position]
        if before.isascii() and before.isalnum() and here.isascii() and here.isalnum():
            return False
        return not (here.isnumeric() and (before.isnumeric() or before in tuple("十.:/-+")))

    def read(self, start: int) -> tuple[WallTime, int] | None:
        """The time said at ``start``, and where its words end."""
        span = self._span(start)
        if span is not None:
            return span
        said, end = _Said(), start
        position = start
        while (found := self._piece(said, position)) is not None:
            said, end = found
            gap = _GAP.match(self._text, end)
            position = gap.end() if gap else end
        try:
            wall = self._resolve(said)
        except (OverflowError, ValueError):
            # Past the end of the calendar.
            return None
        return (wall, end) if wall is not None else None

    def _span(self, start: int) -> tuple[WallTime, int] | None:
        for pattern in _SPANS:
            found = pattern.match(self._text, start)
            minutes = _minutes(found) if found else None
            if found and minutes is not None:
                try:
                    value = (self._now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
                except OverflowError:
                    return None
                return WallTime(value, Precision.MINUTE, is_instant=True), found.end()
        return None

    def _piece(self, said: _Said, position: int) -> tuple[_Said, int] | None:
        """What was said so far with the longest piece that follows, and where it ends."""
        options: list[tuple[_Said, int]] = []
        if said.days is None and (days := read_days(self._text, position, self._sense)):
            options.append((replace(said, days=days[0]), days[1]))
        if said.clock is None and (clock := read_clock(self._text, position)):
            options.append((replace(said, clock=clock[0]), clock[1]))
        if said.part is None and (part := read_part(self._text, position)):
            options.append((replace(said, part=part[0]), part[1]))
        return max(options, key=lambda option: option[1], default=None)

    def _resolve(self, said: _Said) -> WallTime | None:
        offset = said.offset()
        if said.clock is not None and offset is None:
            return None
        days = said.days
        if days is None:
            if offset is None:
                return None
            today = self._sense.today
            days = Days((today, today + timedelta(days=self._sense.step)))
        day = self._likeliest(days, offset)
        if offset is None:
            return WallTime.of_day(day)
        value = datetime.combine(day, time()) + offset
        if said.clock is None:
            return WallTime(value, Precision.MINUTE)
        precision = Precision.MINUTE if said.clock.second is None else Precision.SECOND
        return WallTime(value.replace(tzinfo=said.clock.zone), precision)

    def _likeliest(self, days: Days, offset: timedelta | None) -> date:
        """The first candidate that lies where one looks, seen from now."""
        for day in days.candidates[:-1]:
            if offset is None:
                distance = float((day - self._sense.today).days)
                reached = distance == 0 and days.today_counts
            else:
                distance = (datetime.combine(day, time()) + offset - self._now.replace(tzinfo=None)).total_seconds()
                reached = False
            if reached or distance * self._sense.step > 0:
                return day
        return days.candidates[-1]


def _minutes(found: re.Match[str]) -> float | None:
    word = found["count"]
    if word == "半" or word.startswith("half"):
        count = 0.5
    elif "." in word:
        count = float(word)
    else:
        whole = number(word)
        if whole is None:
            return None
        count = whole + (0.5 if found["half"] or found["more"] else 0)
    minutes = count * _MINUTES.get(found["unit"], 60)
    return -minutes if found["ago"].endswith(("前", "ago")) else minutes
