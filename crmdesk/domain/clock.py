"""Time and the local zone, as a dependency: nothing else in the program asks the machine what time it is."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.i18n import _

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


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
    """The machine's clock, in a zone of the IANA database; else in the machine's own."""

    def __init__(self, zone: str = "") -> None:
        self._zone = _zone(zone)

    def now(self) -> Moment:
        """The present instant, to the second."""
        return Moment.of(datetime.now(UTC).astimezone(self._zone).replace(microsecond=0))

    def localise(self, wall: WallTime) -> Moment:
        """Read a naive time in the zone, as ``localised`` does."""
        return localised(wall, self._zone, self.now())


def localised(wall: WallTime, zone: "ZoneInfo | None", now: Moment) -> Moment:
    """A wall-clock reading in a zone, or in the machine's own, seen from ``now``.

    Of an hour that comes twice the first is meant, unless the second has begun; in an hour that never was it is as much
    later as the clock was put forward. Raises ValidationError at the ends of the calendar.
    """
    value = wall.value
    try:
        if value.tzinfo is not None:
            return Moment.of(value.astimezone(zone) if wall.is_instant else value, wall.precision)
        rounds = [_placed(value.replace(fold=fold), zone) for fold in (0, 1)]
        if rounds[0].utcoffset() == rounds[1].utcoffset():
            return Moment.of(rounds[0], wall.precision)
        # Through UTC and back, a time that the clock never showed becomes the one it showed instead.
        first, second = (Moment.of(each.astimezone(UTC).astimezone(zone), wall.precision) for each in rounds)
    except (OverflowError, ValueError):
        raise beyond_calendar(value.date()) from None
    has_come_again = first.utc < second.utc and now.local_date == value.date() and now.offset == second.offset
    return second if has_come_again else first


def _placed(value: datetime, zone: "ZoneInfo | None") -> datetime:
    # The machine's zone has no name to every system; asked for none, Python looks it up for the day in question.
    return value.replace(tzinfo=zone) if zone is not None else value.astimezone()


def _zone(name: str) -> "ZoneInfo | None":
    if not name:
        return None
    # Most machines are where their clock says.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A folder of the database, or a zone that this machine's database has not heard of yet.
        return None


def beyond_calendar(day: date) -> ValidationError:
    """The complaint about a day too far away to be reckoned with."""
    return ValidationError(_("“{day}” is too far away.").format(day=day.isoformat()))


def today(clock: Clock) -> date:
    """The local calendar day."""
    return clock.now().local_date


def day_moment(clock: Clock, day: date) -> Moment:
    """The start of a local day, known to the day."""
    return clock.localise(WallTime.of_day(day))
