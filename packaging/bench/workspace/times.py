"""When things happened: within the ten years before a fixed day, on a clock in China."""

from datetime import UTC, datetime, timedelta
from functools import cache

OFFSET = 480
"""Minutes east of UTC."""

END = 1_793_491_200_000
"""The end of the ten years, 1 November 2026, in milliseconds of UTC."""

DAY = 86_400_000
SPAN = 3_652 * DAY

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local_day(at: int) -> str:
    """The calendar day of an instant."""
    return _day((at + OFFSET * 60_000) // DAY)


@cache
def _day(number: int) -> str:
    return (_EPOCH + timedelta(days=number)).date().isoformat()
