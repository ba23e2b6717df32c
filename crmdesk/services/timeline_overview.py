"""Reading one customer's timeline for the screen: page by page both ways, and as a whole at a glance."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from crmdesk.domain.timeline import (
    Asides,
    Choice,
    Lane,
    TimelineChoices,
    TimelineFilter,
    TimelineMark,
    TimelineOverview,
    TimelinePage,
    TouchGroup,
    group_of,
    lane_of,
    monday_of,
)
from crmdesk.domain.touch import Touch, TouchKind
from crmdesk.services.desk import Desk
from crmdesk.store.queries import timeline as queries
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.queries.timeline_choices import aspects
from crmdesk.store.queries.timeline_filter import Sought
from crmdesk.store.workspace import Source

_MOST_ASIDE = 100
_MARKED = frozenset({"stage", "win", "loss"})


class TimelineService:
    """What has happened with a customer, the latest first, and what is planned. ``customer`` is always a uid."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(
        self,
        customer: str,
        wanted: TimelineFilter,
        limit: int,
        *,
        below: Touch | None = None,
        inclusive: bool = False,
    ) -> TimelinePage:
        """The ``limit`` latest touches that have happened, or those below a touch (``inclusive``: from it on).

        Raises NotFoundError when the customer is gone.
        """
        with self._desk.read() as source:
            sought = _sought(source, customer, wanted)
            found = queries.older_page(source, sought, limit + 1, below=below, inclusive=inclusive)
            return _page(source, found[:limit], has_newer=below is not None, has_older=len(found) > limit)

    def beginning(
        self, customer: str, wanted: TimelineFilter, limit: int, *, from_oldest: bool = False
    ) -> tuple[Asides, TimelinePage]:
        """What ``asides`` and, from one of the ends, ``page`` tell, read at once."""
        with self._desk.read() as source:
            sought = _sought(source, customer, wanted)
            asides = _asides(source, sought)
            if from_oldest:
                found = queries.newer_page(source, sought, limit + 1)
                return asides, _page(source, found[-limit:], has_newer=len(found) > limit, has_older=False)
            found = queries.older_page(source, sought, limit + 1)
            return asides, _page(source, found[:limit], has_newer=False, has_older=len(found) > limit)

    def newer(self, customer: str, wanted: TimelineFilter, limit: int, above: Touch) -> TimelinePage:
        """The touches right above one."""
        with self._desk.read() as source:
            found = queries.newer_page(source, _sought(source, customer, wanted), limit + 1, above)
            return _page(source, found[-limit:], has_newer=len(found) > limit, has_older=True)

    def around(self, customer: str, wanted: TimelineFilter, limit: int, uid: str) -> TimelinePage | None:
        """The touches around one; None when it is not on this customer's timeline or the filter hides it."""
        with self._desk.read() as source:
            touch = queries.touches_by_uid(source, [uid]).get(uid)
            sought = _sought(source, customer, wanted)
            if touch is None:
                return None
            half = limit // 2
            older = queries.older_page(source, sought, half + 1, below=touch, inclusive=True)
            if older[:1] != [touch]:
                return None
            newer = queries.newer_page(source, sought, half + 1, touch)
            shown = (*newer[-half:], *older[:half])
            return _page(source, shown, has_newer=len(newer) > half, has_older=len(older) > half)

    def asides(self, customer: str, wanted: TimelineFilter) -> Asides:
        """What is planned, overdue things among it, and what has a pin."""
        with self._desk.read() as source:
            return _asides(source, _sought(source, customer, wanted))

    def nearest(self, customer: str, wanted: TimelineFilter, day: date) -> str:
        """The uid of what happened on a day or else nearest to it; empty where nothing has happened."""
        with self._desk.read() as source:
            return queries.nearest_touch(source, _sought(source, customer, wanted), day)

    def counts(self, customer: str, wanted: TimelineFilter) -> dict[TouchGroup, int]:
        """How many touches each group has, whatever groups and kinds are wanted."""
        with self._desk.read() as source:
            counted: Counter[TouchGroup] = Counter()
            for kind, count in _counts(source, customer, wanted.of_any_kind()):
                counted[group_of(kind.key, kind.touch_class)] += count
            return {group: counted[group] for group in TouchGroup if counted[group]}

    def choices(self, customer: str, wanted: TimelineFilter) -> TimelineChoices:
        """What the timeline can be filtered by."""
        with self._desk.read() as source:
            kinds: defaultdict[TouchGroup, list[Choice]] = defaultdict(list)
            for kind, count in _counts(source, customer, wanted.of_any_kind()):
                kinds[group_of(kind.key, kind.touch_class)].append(Choice(kind.key or kind.name, kind.name, count))
            found = aspects(source, _sought(source, customer, wanted))
        return TimelineChoices(
            kinds={group: tuple(kinds[group]) for group in TouchGroup if group in kinds},
            people=found.people,
            colleagues=found.colleagues,
            deals=found.deals,
            directions=found.directions,
        )

    def overview(self, customer: str) -> TimelineOverview:
        """The whole history at a glance."""
        with self._desk.read() as source:
            known = find_customer(source, customer)
            kinds = {kind.id: kind for kind in touch_kinds(source)}
            days = queries.counts_by_day(source, known.id)
        lane_of_kind = {kind.id: lane_of(kind.key, kind.touch_class) for kind in kinds.values()}
        marked = {kind.id: kind.key for kind in kinds.values() if kind.key in _MARKED}
        lanes: dict[Lane, Counter[date]] = {lane: Counter() for lane in Lane}
        marks: dict[TimelineMark, None] = {}
        known_days: dict[str, tuple[date, date]] = {}
        for (text, kind), count in days.items():
            if text:
                if text not in known_days:
                    day = date.fromisoformat(text)
                    known_days[text] = day, monday_of(day)
                day, week = known_days[text]
                lanes[lane_of_kind[kind]][week] += count
                if kind in marked:
                    marks[TimelineMark(day, marked[kind])] = None
        weeks = sum(lanes.values(), Counter())
        return TimelineOverview(
            weeks=dict(sorted(weeks.items())),
            lanes={lane: weeks for lane, weeks in lanes.items() if weeks},
            marks=tuple(marks),
            undated=sum(count for (day, _kind), count in days.items() if not day),
        )

    def loss_entry(self, deal: str) -> str:
        """The uid of the entry that tells of a deal's latest loss; empty where there is none. ``deal`` is a uid."""
        with self._desk.read() as source:
            return queries.loss_entry(source, deal)

    def touch(self, uid: str) -> Touch | None:
        """A touch as it is now."""
        with self._desk.read() as source:
            return queries.touches_by_uid(source, [uid]).get(uid)


def _sought(source: Source, customer: str, wanted: TimelineFilter) -> Sought:
    known = find_customer(source, customer)
    if not (wanted.groups or wanted.kinds or wanted.without):
        return Sought(known.id, wanted)
    kinds = (kind.id for kind in touch_kinds(source) if wanted.lets_through(kind.key or kind.name, kind.touch_class))
    return Sought(known.id, wanted, tuple(kinds))


def _asides(source: Source, sought: Sought) -> Asides:
    return Asides(
        planned=tuple(queries.planned_touches(source, sought, _MOST_ASIDE)),
        pinned=tuple(queries.pinned_touches(source, sought, _MOST_ASIDE)),
    )


def _counts(source: Source, customer: str, wanted: TimelineFilter) -> Iterator[tuple[TouchKind, int]]:
    """How many touches there are of each kind, in the order of the kinds."""
    found = queries.counts_by_kind(source, _sought(source, customer, wanted))
    return ((kind, found[kind.id]) for kind in touch_kinds(source) if kind.id in found)


def _page(source: Source, touches: Sequence[Touch], *, has_newer: bool, has_older: bool) -> TimelinePage:
    moves = [touch for touch in touches if touch.kind == "stage"]
    return TimelinePage(tuple(touches), queries.stays(source, moves) if moves else {}, has_newer, has_older)
