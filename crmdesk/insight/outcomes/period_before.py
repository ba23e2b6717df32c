"""The equally long span of days right before a period, to compare with. Knows nothing of what is counted."""

from dataclasses import replace
from datetime import date, timedelta

from crmdesk.domain.loss_pool import PoolFilter


def wish_before(wanted: PoolFilter, today: date) -> PoolFilter | None:
    """The same wish for as many days right before; None without a first day, and where only one month is looked at.

    A period without a last day goes to today.
    """
    if wanted.since is None or wanted.undated or wanted.month:
        return None
    days = ((wanted.until or max(today, wanted.since)) - wanted.since).days + 1
    if days > (wanted.since - date.min).days:
        return None
    return replace(wanted, since=wanted.since - timedelta(days=days), until=wanted.since - timedelta(days=1))
