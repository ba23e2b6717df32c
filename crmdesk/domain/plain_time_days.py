"""Days in plain words: tomorrow, 下周三, in 3 days, 月底; written dates are read elsewhere.

Weeks begin on Monday. "Next week", "next month" and "next year" are their first day. Knows nothing of times of the day.
"""

import re
from datetime import date, timedelta

from crmdesk.domain.plain_time_dates import (
    DATES,
    EDGES,
    ON,
    YEARS,
    DayReader,
    Days,
    Sense,
    capped,
    month_shifted,
    one_of,
)
from crmdesk.domain.plain_time_words import COUNT, END, NUMBER, Part, number

_RELATIVE = {
    "大前天": -3,
    "前天": -2,
    "昨": -1,
    "昨天": -1,
    "昨日": -1,
    "今": 0,
    "今天": 0,
    "今日": 0,
    "明": 1,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmr": 1,
    "day after tomorrow": 2,
}
_WEEKDAYS = {word: day for day, word in enumerate("一二三四五六日")} | {
    name[:length]: day
    for day, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
    for length in (3, 4, 5, len(name))
}
_WEEKDAYS |= {"天": 6, "末": 5, "weekend": 5} | {str(day): day - 1 for day in range(1, 8)}
_SHIFTS = {"上上": -2, "上": -1, "last": -1, "这": 0, "本": 0, "this": 0, "下": 1, "next": 1, "下下": 2}
_UNITS = {
    **dict.fromkeys(("天", "日", "day"), "day"),
    **dict.fromkeys(("周", "星期", "礼拜", "week"), "week"),
    **dict.fromkeys(("月", "month"), "month"),
    **dict.fromkeys(("年", "year"), "year"),
}


def _relative(found: re.Match[str], sense: Sense) -> Days:
    word, part = found["word"], None
    if found["part"] or "night" in word:
        part = Part.MORNING if found["part"] == "早" else Part.EVENING
    return Days((sense.today + timedelta(days=_RELATIVE[word]),), part)


def _counted(found: re.Match[str], sense: Sense) -> Days | None:
    count = number(found["count"])
    if count is None:
        return None
    if found["ago"] in ("前", "以前", "之前", "ago"):
        count = -count
    today = sense.today
    match _UNITS[found["unit"]]:
        case "day":
            return Days((today + timedelta(days=count),))
        case "week":
            return Days((today + timedelta(weeks=count),))
        case "month":
            return Days((month_shifted(today, count),))
        case _:
            return Days((month_shifted(today, 12 * count),))


def _half(found: re.Match[str], sense: Sense) -> Days:
    sign = -1 if found["ago"].endswith("前") else 1
    if found["unit"] == "年":
        return Days((month_shifted(sense.today, 6 * sign),))
    return Days((sense.today + timedelta(days=15 * sign),))


def _weekday(found: re.Match[str], sense: Sense) -> Days:
    day = _WEEKDAYS[found["day"]]
    if found["shift"]:
        monday = sense.today - timedelta(days=sense.today.weekday())
        return Days((monday + timedelta(weeks=_SHIFTS[found["shift"]], days=day),))
    nearest = sense.today + sense.step * timedelta(days=sense.step * (day - sense.today.weekday()) % 7)
    return Days((nearest, nearest + sense.step * timedelta(weeks=1)), today_counts=False)


def _week(found: re.Match[str], sense: Sense) -> Days:
    shift = _SHIFTS[found["shift"]]
    monday = sense.today - timedelta(days=sense.today.weekday())
    return Days((monday + timedelta(weeks=shift),)) if shift else Days((sense.today,))


def _in_month(found: re.Match[str], sense: Sense) -> Days | None:
    """下个月, 下个月5号, 月底, 5号: a day of a month that is named by its distance."""
    shift, day = found["shift"], found["day"]
    if shift is None and day is None:
        return None
    if day is None:
        months = _SHIFTS[shift]
        return Days((month_shifted(sense.today, months).replace(day=1) if months else sense.today,))
    first = sense.today.replace(day=1)
    wanted = EDGES.get(day) or number(day[:-1])
    if wanted is None or not 1 <= wanted <= 31:
        return None
    month = month_shifted(first, _SHIFTS[shift] if shift else 0)
    if day in EDGES:
        return Days((capped(month.year, month.month, wanted),))
    return Days((month.replace(day=wanted),))


def _year_edge(found: re.Match[str], sense: Sense) -> Days:
    year = sense.today.year + (YEARS[found["shift"]] if found["shift"] else 0)
    return Days((date(year, 12, 31) if found["edge"] in ("底", "末", "end") else date(year, 1, 1),))


def _english_month(found: re.Match[str], sense: Sense) -> Days:
    month = month_shifted(sense.today, _SHIFTS.get(found["shift"] or "this", 0))
    return Days((capped(month.year, month.month, 31),))


def _next_unit(found: re.Match[str], sense: Sense) -> Days:
    months = _SHIFTS[found["shift"]] * (12 if found["unit"] == "year" else 1)
    shifted = month_shifted(sense.today, months)
    if not months:
        return Days((sense.today,))
    return Days((shifted.replace(day=1) if found["unit"] == "month" else shifted.replace(month=1, day=1),))


_AGO = r"(?P<ago>以后|之后|后|以前|之前|前)"
_DAYS: tuple[tuple[re.Pattern[str], DayReader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(?P<word>[昨今明](?=[早晚])|大?[前后]天|[昨今明][天日])(?P<part>[早晚](?!上|晨|点))?", _relative),
        (rf"{ON}(?P<word>(?:{one_of({w: 0 for w in _RELATIVE if w.isascii()})}))(?P<part>){END}", _relative),
        (rf"(?P<count>{NUMBER})个?(?P<unit>天|日|周|星期|礼拜|(?<=个)月|年){_AGO}", _counted),
        (rf"半个?(?P<unit>月|年){_AGO}", _half),
        (rf"in\s+(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?(?P<ago>){END}", _counted),
        (
            rf"(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?\s+(?P<ago>ago|later|from\s+now){END}",
            _counted,
        ),
        (
            r"(?P<shift>上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末]|[1-7](?![\d:点时]))",
            _weekday,
        ),
        (r"(?P<shift>上上|上|这|本|下下|下)个?(?:周|星期|礼拜)", _week),
        (rf"{ON}(?:(?P<shift>last|this|next)\s+)?(?P<day>{one_of(_WEEKDAYS)}){END}", _weekday),
        (rf"(?P<shift>last|this|next)\s+week{END}", _week),
        (rf"(?P<shift>last|this|next)\s+(?P<unit>month|year){END}", _next_unit),
        (rf"(?P<shift>上上|上|这|本|下下|下)个?月(?P<day>底|末|初|中|{NUMBER}[日号])?", _in_month),
        (r"(?P<shift>[本])?月(?P<day>底|末|初|中)", _in_month),
        (rf"(?:at\s+|by\s+)?(?:the\s+)?end\s+of\s+(?:(?P<shift>this|next|last|the)\s+)?month{END}", _english_month),
        (rf"(?P<shift>)month[\s-]end{END}", _english_month),
        (r"(?P<shift>[前去今明后])?年(?P<edge>[底末初])", _year_edge),
        (
            rf"(?:at\s+|by\s+)?(?:the\s+)?(?P<edge>end)\s+of\s+(?:(?P<shift>this|next|last|the)\s+)?year{END}",
            _year_edge,
        ),
    )
)


def read_days(text: str, start: int, sense: Sense) -> tuple[Days, int] | None:
    """The longest day expression that begins at ``start`` in a text made ``alike``, and where it ends.

    Raises ValidationError when it can be read in two ways.
    """
    best: tuple[Days, int] | None = None
    for pattern, read in (*_DAYS, *DATES):
        found = pattern.match(text, start)
        if found and (best is None or found.end() > best[1]):
            try:
                days = read(found, sense)
            except (ValueError, OverflowError):
                # There is no such day: 30 February, the year 12000.
                days = None
            if days is not None:
                best = days, found.end()
    return best
