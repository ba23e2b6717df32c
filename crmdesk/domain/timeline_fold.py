"""How a timeline is folded: bursts of messages become conversations, folded lanes become lines. Knows no screen.

A conversation is a run of messages of one kind with nothing else between them, each less than a gap after the one
before: sessions by time-out, as L. D. Catledge and J. E. Pitkow cut them ("Characterizing browsing strategies in the
World-Wide Web", 1995).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from crmdesk.domain.moment import Precision
from crmdesk.domain.timeline import Lane, TouchGroup, group_of, lane_of, monday_of
from crmdesk.domain.touch import Touch, TouchStatus

USUAL_GAP = timedelta(hours=2)
"""Two messages this far apart belong to two conversations, unless the company has it otherwise."""

_FEWEST = 3
"""Two messages are read as fast on two cards."""

_NOT_CHAT = frozenset({"email"})


class Span(StrEnum):
    """How long a stretch of time stands under one heading."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def begin(self, day: date) -> date:
        """The first day of the stretch that a day belongs to."""
        if self is Span.MONTH:
            return day.replace(day=1)
        return monday_of(day) if self is Span.WEEK else day


@dataclass(frozen=True, slots=True)
class Folding:
    """What is folded: messages less than ``gap`` apart (None: none), and the lanes whose touches become lines.

    Lines are counted together within a ``span``; conversations go on over its end.
    """

    gap: timedelta | None = USUAL_GAP
    lanes: frozenset[Lane] = frozenset()
    span: Span = Span.DAY


@dataclass(frozen=True, slots=True)
class Bundle:
    """Touches that follow each other and stand in one row, the latest first: a conversation, or a line of a lane."""

    touches: tuple[Touch, ...]
    is_conversation: bool

    @property
    def key(self) -> str:
        """Tells it from others, also after something was added at its end."""
        return f"{'conversation' if self.is_conversation else 'line'} {self.touches[-1].uid}"

    @property
    def lane(self) -> Lane:
        """The lane of all its touches."""
        return lane_of(self.touches[0].kind, self.touches[0].touch_class)


Stretch = Touch | Bundle
"""What becomes one row."""


def stretches(touches: Iterable[Touch], folding: Folding) -> Iterator[Stretch]:
    """Touches, the latest first, each once and in the same order, with those bundled that belong together."""
    run: list[Touch] = []
    for touch in touches:
        if run and not _go_on(run[-1], touch, folding):
            yield from _rows(run, folding)
            run = []
        run.append(touch)
    yield from _rows(run, folding)


def size(stretch: Stretch) -> int:
    """How many touches it has."""
    return len(stretch.touches) if isinstance(stretch, Bundle) else 1


def is_message(touch: Touch) -> bool:
    """Whether it may be part of a conversation: written back and forth, at a time that is known."""
    return (
        touch.kind not in _NOT_CHAT
        and touch.status is TouchStatus.DONE
        and touch.occurred_at.precision is not Precision.DAY
        and group_of(touch.kind, touch.touch_class) is TouchGroup.MESSAGES
        and not touch.detail.get("date_unknown")
    )


def _go_on(later: Touch, earlier: Touch, folding: Folding) -> bool:
    """Whether two neighbours stand in one row."""
    if folding.lanes:
        lanes = {lane_of(touch.kind, touch.touch_class) for touch in (later, earlier)}
        if lanes & folding.lanes:
            begins = {folding.span.begin(touch.occurred_at.local_date) for touch in (later, earlier)}
            return len(lanes) == len(begins) == 1
    return (
        folding.gap is not None
        and later.kind == earlier.kind
        and later.occurred_at.utc - earlier.occurred_at.utc < folding.gap
        and is_message(later)
        and is_message(earlier)
    )


def _rows(run: list[Touch], folding: Folding) -> Iterator[Stretch]:
    if run and lane_of(run[0].kind, run[0].touch_class) in folding.lanes:
        yield Bundle(tuple(run), is_conversation=False)
    elif len(run) >= _FEWEST:
        yield Bundle(tuple(run), is_conversation=True)
    else:
        yield from run
