"""How a timeline is looked at: groups of kinds, filters, pages that can be joined, and its weeks at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from crmdesk.domain.touch import AUTOMATIC_KINDS, Touch


class TouchGroup(StrEnum):
    """What people look for in a timeline."""

    CALLS = "calls"
    MESSAGES = "messages"
    VISITS = "visits"
    DOCUMENTS = "documents"
    VOICE = "voice"
    NOTES = "notes"
    STAGES = "stages"


_OF_CLASS = {
    "visit": TouchGroup.VISITS,
    "communication": TouchGroup.MESSAGES,
    "document": TouchGroup.DOCUMENTS,
}
_OF_KIND = {
    "call": TouchGroup.CALLS,
    "note": TouchGroup.NOTES,
    **dict.fromkeys(AUTOMATIC_KINDS, TouchGroup.STAGES),
}


def group_of(kind: str, touch_class: str) -> TouchGroup:
    """The group of a kind; one that somebody added belongs to the group of its class."""
    return _OF_KIND.get(kind) or _OF_CLASS.get(touch_class, TouchGroup.VOICE)


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What is to be seen; an empty field hides nothing. ``deal`` is a uid, days are local and included."""

    groups: frozenset[TouchGroup] = frozenset()
    deal: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def hides(self) -> bool:
        """Whether anything may be hidden."""
        return self != TimelineFilter()


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A stretch of a timeline without gaps, the latest touch first.

    ``stays`` has for moves to another stage how many days the deal had stayed in the one before, by uid.
    """

    touches: tuple[Touch, ...] = ()
    stays: Mapping[str, int] = field(default_factory=dict)
    has_newer: bool = False
    has_older: bool = False

    def with_older(self, older: "TimelinePage", most: int) -> "TimelinePage":
        """The stretch and the one below it; more than ``most`` touches are let go of at the upper end."""
        joined = (*self.touches, *older.touches)
        return replace(
            self,
            touches=joined[-most:],
            stays={**self.stays, **older.stays},
            has_newer=self.has_newer or len(joined) > most,
            has_older=older.has_older,
        )

    def with_newer(self, newer: "TimelinePage", most: int) -> "TimelinePage":
        """The stretch and the one above it; more than ``most`` touches are let go of at the lower end."""
        joined = (*newer.touches, *self.touches)
        return replace(
            self,
            touches=joined[:most],
            stays={**self.stays, **newer.stays},
            has_newer=newer.has_newer,
            has_older=self.has_older or len(joined) > most,
        )


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A day on which a deal moved, was won or lost; ``kind`` is stage, win or loss."""

    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class TimelineOverview:
    """How much happened in each week (by its Monday), the earliest first, and what stands out.

    ``undated`` touches came with an import that did not know their day; they are in no week.
    """

    weeks: Mapping[date, int] = field(default_factory=dict)
    marks: tuple[TimelineMark, ...] = ()
    undated: int = 0


def monday_of(day: date) -> date:
    """The day on which the week of a day begins."""
    return day - timedelta(days=day.weekday())
