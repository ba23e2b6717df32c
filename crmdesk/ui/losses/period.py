"""The period that losses are looked at in, by name: the last months, this year, between two days."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.domain.pool_look import OWN_DAYS
from crmdesk.i18n import _
from crmdesk.ui import wording

YEAR_BACK, THIS_YEAR, THIS_QUARTER, MONTH_BACK, ALL = "12_months", "year", "quarter", "30_days", "all"
OWN = OWN_DAYS
"""The names of the periods; ``OWN`` is between two days."""


def period_names() -> dict[str, str]:
    """The periods to choose from, in words."""
    return {
        YEAR_BACK: _("Last 12 months"),
        THIS_YEAR: _("This year"),
        THIS_QUARTER: _("This quarter"),
        MONTH_BACK: _("Last 30 days"),
        ALL: _("All time"),
    }


def period_start(name: str, today: date) -> date | None:
    """The first day of a named period, which ends today; None for all time."""
    match name:
        case "12_months":
            return _months_back(today, 11).replace(day=1)
        case "year":
            return today.replace(month=1, day=1)
        case "quarter":
            return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        case "30_days":
            return today - timedelta(days=29)
        case _:
            return None


def in_period(wanted: PoolFilter, name: str, today: date) -> PoolFilter:
    """The wish with a named period in place of whatever it had."""
    return replace(wanted, since=period_start(name, today), until=None, undated=False, month="")


def period_words(wanted: PoolFilter, name: str, today: date) -> str:
    """The period of a wish as a person says it."""
    if wanted.undated:
        return _("date unknown")
    if name != OWN:
        return period_names()[name]
    since, until = wording.day(wanted.since, today), wording.day(wanted.until, today)
    if since and until:
        return _("{since} to {until}").format(since=since, until=until)
    return _("since {since}").format(since=since) if since else _("until {until}").format(until=until)


def _months_back(day: date, count: int) -> date:
    at = day.year * 12 + day.month - 1 - count
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
