"""Reading one customer's timeline for the screen: page by page both ways, and as a whole at a glance."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from crmdesk.domain.timeline import (
    TimelineFilter,
    TimelineMark,
    TimelineOverview,
    TimelinePage,
    TouchGroup,
    group_of,
    monday_of,
)
from crmdesk.domain.touch import Touch
from crmdesk.services.desk import Desk
from crmdesk.store.queries import timeline as queries
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.workspace import Source

_MOST_PLANNED = 100


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

    def beginning(self, customer: str, wanted: TimelineFilter, limit: int) -> tuple[tuple[Touch, ...], TimelinePage]:
        """What ``planned`` and, from the top, ``page`` tell, read at once."""
        with self._desk.read() as source:
            sought = _sought(source, customer, wanted)
            planned = queries.planned_touches(source, sought, _MOST_PLANNED)
            found = queries.older_page(source, sought, limit + 1)
            return tuple(planned), _page(source, found[:limit], has_newer=False, has_older=len(found) > limit)

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

    def planned(self, customer: str, wanted: TimelineFilter) -> tuple[Touch, ...]:
        """What is planned, the earliest first, overdue things among it."""
        with self._desk.read() as source:
            return tuple(queries.planned_touches(source, _sought(source, customer, wanted), _MOST_PLANNED))

    def counts(self, customer: str, wanted: TimelineFilter) -> dict[TouchGroup, int]:
        """How many touches each group has, whatever groups are wanted."""
        with self._desk.read() as source:
            known = find_customer(source, customer)
            groups = {kind.id: group_of(kind.key, kind.touch_class) for kind in touch_kinds(source)}
            counted: Counter[TouchGroup] = Counter()
            for kind, count in queries.counts_by_kind(source, queries.Sought(known.id, wanted)).items():
                counted[groups[kind]] += count
            return {group: counted[group] for group in TouchGroup if counted[group]}

    def overview(self, customer: str) -> TimelineOverview:
        """The whole history at a glance."""
        with self._desk.read() as source:
            known = find_customer(source, customer)
            days = queries.counts_by_day(source, known.id)
        weeks: Counter[date] = Counter()
        marks: list[TimelineMark] = []
        for (day, mark), count in days.items():
            if day:
                weeks[monday_of(date.fromisoformat(day))] += count
            if day and mark:
                marks.append(TimelineMark(date.fromisoformat(day), mark))
        return TimelineOverview(
            weeks=dict(sorted(weeks.items())),
            marks=tuple(marks),
            undated=sum(count for (day, _mark), count in days.items() if not day),
        )

    def loss_entry(self, deal: str) -> str:
        """The uid of the entry that tells of a deal's latest loss; empty where there is none. ``deal`` is a uid."""
        with self._desk.read() as source:
            return queries.loss_entry(source, deal)

    def touch(self, uid: str) -> Touch | None:
        """A touch as it is now."""
        with self._desk.read() as source:
            return queries.touches_by_uid(source, [uid]).get(uid)


def _sought(source: Source, customer: str, wanted: TimelineFilter) -> queries.Sought:
    known = find_customer(source, customer)
    kinds = (kind.id for kind in touch_kinds(source) if group_of(kind.key, kind.touch_class) in wanted.groups)
    return queries.Sought(known.id, wanted, tuple(kinds) if wanted.groups else ())


def _page(source: Source, touches: Sequence[Touch], *, has_newer: bool, has_older: bool) -> TimelinePage:
    moves = [touch for touch in touches if touch.kind == "stage"]
    return TimelinePage(tuple(touches), queries.stays(source, moves) if moves else {}, has_newer, has_older)
