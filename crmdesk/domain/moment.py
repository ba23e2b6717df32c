"""A point in time as people mean it: the instant, the wall clock it was read from, and how precisely it is known."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum


class Precision(StrEnum):
    """How much of a moment is known."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class WallTime:
    """A date, perhaps with a time, as written somewhere; ``value`` is naive unless the text named its zone.

    A distance from now is an instant (``is_instant``): whatever its zone, it is to be read on the local clock.
    """

    value: datetime
    precision: Precision
    is_instant: bool = False

    @classmethod
    def of_day(cls, day: date) -> "WallTime":
        """The day as a whole."""
        return cls(datetime.combine(day, time()), Precision.DAY)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC with the offset (minutes east of UTC) of the clock it was read from."""

    utc: datetime
    offset: int
    precision: Precision = Precision.SECOND

    def __post_init__(self) -> None:
        if self.utc.tzinfo is not UTC and self.utc.utcoffset() != timedelta(0):
            raise ValueError("Moment.utc must be timezone-aware and in UTC")

    @classmethod
    def of(cls, aware: datetime, precision: Precision = Precision.SECOND) -> "Moment":
        """From any timezone-aware datetime, keeping its offset.

        Raises ValueError for a naive datetime.
        """
        offset = aware.utcoffset()
        if offset is None:
            raise ValueError("Moment.of needs a timezone-aware datetime")
        return cls(aware.astimezone(UTC), int(offset.total_seconds() // 60), precision)

    @property
    def local(self) -> datetime:
        """The instant on the clock it was read from."""
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset)))

    @property
    def local_date(self) -> date:
        """The calendar day on that clock; charts group by it."""
        return self.local.date()

    def isoformat(self) -> str:
        """ISO 8601 with offset."""
        return self.local.isoformat(timespec="seconds")
