"""What stands in a timeline: touches, and a heading before those of each day. Knows no widget."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.touch import Touch
from crmdesk.services.wording import touch_text
from crmdesk.ui import wording


@dataclass(frozen=True, slots=True)
class DayHeading:
    """Stands above the touches of a day."""

    day: date
    text: str


TimelineRow = DayHeading | Touch


def rows_of(touches: Iterable[Touch], today: date) -> list[TimelineRow]:
    """The touches, the latest first as they come, each day headed."""
    return list(_with_headings(touches, today))


def _with_headings(touches: Iterable[Touch], today: date) -> Iterator[TimelineRow]:
    # Clocks of several zones can lead back to a day that had its heading already.
    headed: set[date] = set()
    for touch in touches:
        day = touch.occurred_at.local_date
        if day not in headed:
            headed.add(day)
            yield DayHeading(day, wording.long_day(day, today))
        yield touch


def identity(row: TimelineRow) -> object:
    """What makes a row the same row after a change."""
    return row.day if isinstance(row, DayHeading) else row.uid


def shown_text(row: TimelineRow) -> str:
    """A row as text."""
    return row.text if isinstance(row, DayHeading) else touch_text(row)


def spoken(row: TimelineRow) -> str:
    """A row as a screen reader says it."""
    return row.text if isinstance(row, DayHeading) else wording.touch_spoken(row)
