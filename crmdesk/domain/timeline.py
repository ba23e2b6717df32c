"""How a timeline is looked at: groups of kinds and lanes, filters, pages that can be joined, its weeks at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from crmdesk.domain.touch import AUTOMATIC_KINDS, Direction, Touch


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


class Lane(StrEnum):
    """The classes of what happens, each shown, folded into lines or hidden as a whole."""

    VISITS = "visits"
    COMMUNICATION = "communication"
    DOCUMENTS = "documents"
    VOICE = "voice"
    STAGES = "stages"


_LANES = {
    TouchGroup.CALLS: Lane.COMMUNICATION,
    TouchGroup.MESSAGES: Lane.COMMUNICATION,
    TouchGroup.VISITS: Lane.VISITS,
    TouchGroup.DOCUMENTS: Lane.DOCUMENTS,
    TouchGroup.STAGES: Lane.STAGES,
}


def lane_of(kind: str, touch_class: str) -> Lane:
    """The lane of a kind; notes are among what was said."""
    return _LANES.get(group_of(kind, touch_class), Lane.VOICE)


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What is to be seen; an empty field hides nothing. Days are local and included.

    A touch must be of one of the ``groups`` or one of the ``kinds`` (as in ``Touch.kind``), and in none of the lanes
    ``without``. ``deal`` and ``person`` (at the customer) are uids, ``colleague`` is a name.
    """

    groups: frozenset[TouchGroup] = frozenset()
    kinds: frozenset[str] = frozenset()
    without: frozenset[Lane] = frozenset()
    person: str = ""
    colleague: str = ""
    direction: Direction = Direction.NONE
    deal: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def hides(self) -> bool:
        """Whether anything may be hidden."""
        return self != TimelineFilter()

    @property
    def lasting(self) -> "TimelineFilter":
        """What of it makes sense for another customer too."""
        return TimelineFilter(groups=self.groups, kinds=self.kinds, without=self.without)

    def of_any_kind(self) -> "TimelineFilter":
        """The same without a choice of groups and kinds."""
        return replace(self, groups=frozenset(), kinds=frozenset())

    def lets_through(self, kind: str, touch_class: str) -> bool:
        """Whether touches of a kind are to be seen."""
        if lane_of(kind, touch_class) in self.without:
            return False
        chosen = self.groups or self.kinds
        return not chosen or kind in self.kinds or group_of(kind, touch_class) in self.groups


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
class Asides:
    """What stands beside the pages of a timeline: what is planned, the earliest first; what is pinned, the latest."""

    planned: tuple[Touch, ...] = ()
    pinned: tuple[Touch, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a timeline can be filtered by, and how many of the touches that are to be seen otherwise have it."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class TimelineChoices:
    """What a filter can be made of; each part is counted as if nothing had been chosen of it."""

    kinds: Mapping[TouchGroup, tuple[Choice, ...]] = field(default_factory=dict)
    people: tuple[Choice, ...] = ()
    colleagues: tuple[Choice, ...] = ()
    deals: tuple[Choice, ...] = ()
    directions: Mapping[Direction, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A day on which a deal moved, was won or lost; ``kind`` is stage, win or loss."""

    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class TimelineOverview:
    """How much happened in each week (by its Monday), the earliest first, and what stands out.

    ``lanes`` has the same by lane. ``undated`` touches came with an import that did not know their day; they are in no
    week.
    """

    weeks: Mapping[date, int] = field(default_factory=dict)
    lanes: Mapping[Lane, Mapping[date, int]] = field(default_factory=dict)
    marks: tuple[TimelineMark, ...] = ()
    undated: int = 0


def monday_of(day: date) -> date:
    """The day on which the week of a day begins."""
    return day - timedelta(days=day.weekday())
