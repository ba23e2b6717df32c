"""Which automatic backups to make and which to let go. Pure rules over points in time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

EVERY = timedelta(minutes=30)
KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 12, 10, 9
# Everything made in the last two days stays, so that a mistake noticed the next morning can be taken back precisely.
KEEP_ALL = timedelta(days=2)


def is_due(taken: Iterable[datetime], now: datetime) -> bool:
    """Whether half an hour has passed since the newest backup; those from the future (clock set back) do not count."""
    return all(not timedelta() <= now - moment < EVERY for moment in taken)


def superfluous(taken: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those that may be deleted.

    Beyond two days, the newest of each of the last 12 days that have one stays, then of 10 weeks, then of 9 months. The
    newest of all and those from the future always stay.
    """
    newest_first = sorted(set(taken), reverse=True)
    kept = {moment for moment in newest_first if moment > now - KEEP_ALL} | set(newest_first[:1])
    rest = [moment for moment in newest_first if moment not in kept]
    for quota, period in ((KEEP_DAILY, _day), (KEEP_WEEKLY, _week), (KEEP_MONTHLY, _month)):
        chosen = _newest_of_each(rest, period)[:quota]
        kept.update(chosen)
        if len(chosen) == quota:
            rest = [moment for moment in rest if period(moment) < period(chosen[-1])]
    return set(newest_first) - kept


def _newest_of_each(newest_first: Sequence[datetime], period: Callable[[datetime], date]) -> list[datetime]:
    chosen: dict[date, datetime] = {}
    for moment in newest_first:
        chosen.setdefault(period(moment), moment)
    return list(chosen.values())


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _week(moment: datetime) -> date:
    day = _day(moment)
    return day - timedelta(days=day.weekday())


def _month(moment: datetime) -> date:
    return _day(moment).replace(day=1)
