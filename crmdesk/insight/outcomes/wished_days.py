"""The days that a wish is about."""

from datetime import date, timedelta

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.selection import months_of


def wished_days(wanted: PoolFilter) -> tuple[date | None, date | None]:
    """The first and the last day of the period, and of its part that is looked at; None for an open end."""
    since, until = wanted.since, wanted.until
    if not wanted.month:
        return since, until
    first, last = months_of(wanted.month)
    begin, end = _first_of(first), _first_of(last + 1) - timedelta(days=1)
    return max(begin, since or begin), min(end, until or end)


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
