"""Where the weeks of a density strip stand. Pure geometry over days and pixels."""

from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.domain.timeline import monday_of

FEWEST_WEEKS = 26
"""A short history is shown within half a year, so that single weeks do not become walls."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekScale:
    """``count`` weeks from the Monday ``first`` on, side by side in ``width`` pixels from ``left`` on."""

    first: date
    count: int
    left: float
    width: float

    @classmethod
    def over(cls, earliest: date | None, today: date, left: float, width: float) -> "WeekScale":
        """From the earliest day up to this week, and at least half a year."""
        last = monday_of(today)
        first = min(monday_of(earliest) if earliest else last, last - (FEWEST_WEEKS - 1) * _WEEK)
        return cls(first, (last - first).days // 7 + 1, left, max(width, 1.0))

    @property
    def step(self) -> float:
        """How wide a week is."""
        return self.width / self.count

    def x(self, day: date) -> float:
        """The place of a day."""
        return self.left + (day - self.first).days / 7 * self.step

    def week_at(self, x: float) -> date:
        """The Monday of the week at a place, the first or the last one beyond the ends."""
        number = int((x - self.left) / self.step)
        return self.first + max(0, min(number, self.count - 1)) * _WEEK

    def clamp(self, monday: date) -> date:
        """A week that is shown."""
        return max(self.first, min(monday, self.first + (self.count - 1) * _WEEK))
