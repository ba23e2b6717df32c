"""Values as people read them on screen: days near today by name, amounts by locale, statuses in words."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.money import Money
from crmdesk.i18n import _, conventions, language
from crmdesk.services.amounts import plain_amount_text
from crmdesk.services.status_words import customer_status_word

if TYPE_CHECKING:
    from crmdesk.domain.deal import DealStatus
    from crmdesk.domain.touch import Touch

# Screens ask here for every word they show, also for those the command line shares.
customer_status = customer_status_word


def deal_status(status: "DealStatus") -> str:
    """How the deal stands."""
    from crmdesk.services.wording import deal_status_word

    return deal_status_word(status)


def verdicts() -> tuple[tuple[str, str], ...]:
    """Whether a lost deal can be won back: the verdicts with their words, the most hopeful first."""
    from crmdesk.domain.loss import WinBack

    return ((WinBack.YES, _("yes")), (WinBack.MAYBE, _("maybe")), (WinBack.NO, _("no")))


def number(value: int) -> str:
    """A whole number with the language's separators."""
    return f"{value:,}"


def percent(share: float) -> str:
    """A share in whole per cent."""
    from babel.numbers import format_percent

    return str(format_percent(share, locale=conventions()))


def amount(money: Money | None) -> str:
    """An amount; without decimals when it has none to show."""
    return plain_amount_text(money) if money is not None else ""


def amounts(sums: Iterable[Money]) -> str:
    """Amounts in several currencies."""
    return " + ".join(amount(money) for money in sums)


def day(value: date | None, today: date) -> str:
    """A day; those next to today by name, others without the year if it is this one."""
    if value is None:
        return ""
    names = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}
    if (value - today).days in names:
        return names[(value - today).days]
    near = timedelta(days=-7) < value - today < timedelta(days=7)
    if near:
        return _formatted(value, "ddd d MMM" if language() == "en" else "M月d日 ddd")
    return _formatted(value, _day_pattern(value, today))


def day_within(value: date, today: date) -> str:
    """``day`` within a sentence."""
    names = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    return names.get((value - today).days) or day(value, today)


def long_day(value: date, today: date) -> str:
    """A day as a heading, always with its weekday."""
    full = _formatted(value, "ddd d MMM yyyy" if language() == "en" else "yyyy年M月d日 ddd")
    names = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}
    name = names.get((value - today).days)
    return f"{name} · {full}" if name else full


def week(monday: date, today: date) -> str:
    """A week as a heading, by its Monday."""
    number = _("Week {number}").format(number=monday.isocalendar().week)
    sunday = monday + timedelta(days=6)
    first, last = _formatted(monday, _day_pattern(monday, today)), _formatted(sunday, _day_pattern(sunday, today))
    return f"{number} · {first} – {last}"


def month(value: date) -> str:
    """The month of a day as a heading."""
    return _formatted(value, "MMMM yyyy" if language() == "en" else "yyyy年M月")


def clock_time(moment: Moment) -> str:
    """The hour and minute; nothing where only the day is known."""
    if moment.precision is Precision.DAY:
        return ""
    return f"{moment.local:%H:%M}"


def when(moment: Moment | None, today: date) -> str:
    """Day and time."""
    if moment is None:
        return ""
    return " ".join(part for part in (day(moment.local_date, today), clock_time(moment)) if part)


def ago(then: datetime, now: datetime) -> str:
    """How long ago something was, roughly."""
    from babel.dates import format_timedelta

    passed = now - then
    if passed < timedelta(minutes=1):
        return _("just now")
    # Rounded down: two minutes and a half are not three.
    told = format_timedelta(-passed, granularity="minute", threshold=1.2, add_direction=True, locale=conventions())
    return str(told)


def touch_heading(touch: "Touch") -> str:
    """What kind of touch it is, who began it, and how long it took."""
    from crmdesk.domain.touch import Direction

    arrow = {Direction.IN: "←", Direction.OUT: "→", Direction.NONE: ""}[touch.direction]
    name = touch.kind_name[:1].upper() + touch.kind_name[1:]
    minutes = _("{n} min").format(n=number(touch.minutes)) if touch.minutes else ""
    return " · ".join(part for part in (" ".join(word for word in (name, arrow) if word), minutes) if part)


def touch_time(touch: "Touch") -> str:
    """The time of day of a touch, as far as it is known."""
    return _("unknown day") if touch.detail.get("date_unknown") else clock_time(touch.occurred_at)


def _day_pattern(value: date, today: date) -> str:
    """How a day is written without its weekday: without the year if it is this one."""
    if language() == "en":
        return "d MMM" if value.year == today.year else "d MMM yyyy"
    return "M月d日" if value.year == today.year else "yyyy年M月d日"


def _formatted(value: date, pattern: str) -> str:
    """Qt knows the names of days and months as Babel does, takes a fifth of its time, and is loaded already."""
    return QLocale(language()).toString(QDate(value.year, value.month, value.day), pattern)
