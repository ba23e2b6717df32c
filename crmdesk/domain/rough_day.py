"""A day as far as somebody remembers it: the day itself, only its month, or only its year.

It is kept as the beginning of an ISO date: ``2024-05-03``, ``2024-05``, ``2024``. Knows nothing of languages beyond the
words people write a time in, and not how a rough day is shown.
"""

import re
from datetime import date, datetime

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.plain_time import read_time
from crmdesk.domain.plain_time_dates import MONTHS, YEARS, month_shifted, one_of
from crmdesk.domain.plain_time_words import NUMBER, alike, number
from crmdesk.i18n import _

_KEPT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_YEAR = r"(?P<year>\d{4}|[零〇一二三四五六七八九]{4})"
_SHIFT = rf"(?P<shift>{one_of({word: step for word, step in YEARS.items() if step <= 0 and word != 'the'})})"
_NAMED = rf"(?P<month>{one_of(MONTHS)})\.?"
_ROUGH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:in\s+)?{_YEAR}年?",
        rf"{_SHIFT}\s*(?:年|year)",
        rf"(?:{_YEAR}年|{_SHIFT}年)?(?P<month>{NUMBER})月份?",
        rf"{_YEAR}\s*[-/.]\s*(?P<month>\d{{1,2}})",
        rf"(?P<month>\d{{1,2}})\s*/\s*{_YEAR}",
        rf"(?:in\s+)?(?:{_SHIFT}\s+)?{_NAMED}(?:(?:\s*,)?\s*(?:of\s+)?{_YEAR})?",
    )
)
_MONTHS_AWAY = {"this month": 0, "本月": 0, "这个月": 0, "last month": -1, "上个月": -1, "上月": -1}


def read_rough_day(text: str, now: datetime) -> str:
    """The day, month or year that the text says, in the form it is kept; empty for a blank text.

    ``now`` is timezone-aware local time. A month without a year is the latest there was. Raises ValidationError (field
    ``when``) when it says none, or one that is still to come.
    """
    words = " ".join(alike(text).split())
    if not words:
        return ""
    try:
        found = _kept(words) or _rough(words, now.date()) or read_time(text, now, past=True).value.date().isoformat()
    except (ValidationError, ValueError, OverflowError):
        raise ValidationError(
            _("“{text}” says no day; write for example “2024-05”, “May 2024”, “last year” or “3 March”.").format(
                text=text.strip()[:60]
            ),
            field="when",
        ) from None
    if first_day(found) > now.date():
        raise ValidationError(_("“{text}” is still to come.").format(text=text.strip()[:60]), field="when")
    return found


def first_day(kept: str) -> date:
    """The first day of what is kept; raises ValueError for anything else."""
    match = _KEPT.fullmatch(kept)
    if match is None:
        raise ValueError(kept)
    return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))


def _kept(words: str) -> str:
    if _KEPT.fullmatch(words) is None:
        return ""
    first_day(words)
    return words


def _rough(words: str, today: date) -> str:
    if words in _MONTHS_AWAY:
        return month_shifted(today.replace(day=1), _MONTHS_AWAY[words]).isoformat()[:7]
    found = next(filter(None, (pattern.fullmatch(words) for pattern in _ROUGH)), None)
    if found is None:
        return ""
    parts = found.groupdict()
    month = _month(parts.get("month") or "")
    year = number(parts["year"]) if parts.get("year") else None
    if parts.get("shift"):
        year = today.year + YEARS[parts["shift"]]
        # Last May is the latest there was, which may be of this year; 去年5月 is not.
        if month is not None and parts["shift"] in ("last", "this"):
            year = None
    if year is None and month is not None:
        year = today.year if month <= today.month else today.year - 1
    day = date(year or 0, month or 1, 1).isoformat()
    return day[:4] if month is None else day[:7]


def _month(word: str) -> int | None:
    return (MONTHS.get(word) or number(word)) if word else None
