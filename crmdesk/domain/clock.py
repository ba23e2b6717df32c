"""Time and the local zone, as a dependency: nothing else in the program asks the machine what time it is."""

from datetime import UTC, date, datetime
from typing import Protocol

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.i18n import _


class Clock(Protocol):
    """What the program needs to know about time."""

    def now(self) -> Moment:
        """The present instant with the local offset."""
        ...

    def localise(self, wall: WallTime) -> Moment:
        """The instant a wall-clock reading stands for; a naive one is read in the local zone.

        Raises ValidationError at the ends of the calendar, where another zone has no such day.
        """
        ...


class SystemClock:
    """The machine's clock and zone."""

    def now(self) -> Moment:
        """The present instant, to the second."""
        return Moment.of(datetime.now(UTC).astimezone().replace(microsecond=0))

    def localise(self, wall: WallTime) -> Moment:
        """Read a naive time in the machine's zone; in a repeated hour the first occurrence is meant."""
        try:
            return Moment.of(wall.value.astimezone() if wall.value.tzinfo is None else wall.value, wall.precision)
        except (OverflowError, ValueError):
            raise beyond_calendar(wall.value.date()) from None


def beyond_calendar(day: date) -> ValidationError:
    """The complaint about a day too far away to be reckoned with."""
    return ValidationError(_("“{day}” is too far away.").format(day=day.isoformat()))


def today(clock: Clock) -> date:
    """The local calendar day."""
    return clock.now().local_date


def day_moment(clock: Clock, day: date) -> Moment:
    """The start of a local day, known to the day."""
    return clock.localise(WallTime.of_day(day))
