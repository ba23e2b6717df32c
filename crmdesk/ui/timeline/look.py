"""How a timeline is laid out: which end comes first, what stands under one heading, what is folded. Kept by machine."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from crmdesk.domain.timeline import Lane, TimelineFilter, TouchGroup
from crmdesk.domain.timeline_fold import USUAL_GAP, Folding, Span
from crmdesk.qt.view_state import ViewState

_GROUPS, _KINDS, _HIDDEN = "timeline.groups", "timeline.kinds", "timeline.lanes_hidden"
_FOLDED, _SPAN, _SWITCHES = "timeline.lanes_folded", "timeline.span", "timeline.switches"
_OLDEST, _LOOSE, _PINS, _LANES = "oldest_first", "loose_messages", "pins_folded", "strip_lanes"

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Look:
    """``gap`` is the company's pause between conversations; the rest is each person's own choice.

    ``strip_lanes`` says that the weeks at a glance are drawn by lane.
    """

    oldest_first: bool = False
    span: Span = Span.DAY
    folds_messages: bool = True
    folded_lanes: frozenset[Lane] = frozenset()
    pins_folded: bool = False
    strip_lanes: bool = False
    gap: timedelta = USUAL_GAP

    @property
    def folding(self) -> Folding:
        """What of it decides which touches share a row."""
        return Folding(self.gap if self.folds_messages else None, self.folded_lanes, self.span)


def kept_look(state: ViewState) -> Look:
    """How the last timeline was laid out on this machine."""
    switches = frozenset(state.texts(_SWITCHES))
    spans = _known(Span, (state.text(_SPAN),))
    return Look(
        oldest_first=_OLDEST in switches,
        span=next(iter(spans), Span.DAY),
        folds_messages=_LOOSE not in switches,
        folded_lanes=_known(Lane, state.texts(_FOLDED)),
        pins_folded=_PINS in switches,
        strip_lanes=_LANES in switches,
    )


def keep_look(state: ViewState, look: Look) -> None:
    """Keep it for the next start."""
    switches = {
        _OLDEST: look.oldest_first, _LOOSE: not look.folds_messages, _PINS: look.pins_folded, _LANES: look.strip_lanes,
    }  # fmt: skip
    state.put(_SWITCHES, tuple(name for name, is_on in switches.items() if is_on))
    state.put(_SPAN, look.span.value)
    state.put(_FOLDED, tuple(sorted(look.folded_lanes)))


def kept_filter(state: ViewState) -> TimelineFilter:
    """What of the last filter makes sense for any customer."""
    return TimelineFilter(
        groups=_known(TouchGroup, state.texts(_GROUPS)),
        kinds=frozenset(state.texts(_KINDS)),
        without=_known(Lane, state.texts(_HIDDEN)),
    )


def keep_filter(state: ViewState, wanted: TimelineFilter) -> None:
    """Keep that for the next customer and the next start."""
    for key, names in ((_GROUPS, wanted.groups), (_KINDS, wanted.kinds), (_HIDDEN, wanted.without)):
        state.put(key, tuple(sorted(names)))


class LaneState(StrEnum):
    """How much of a lane is seen."""

    SHOWN = "shown"
    FOLDED = "folded"
    HIDDEN = "hidden"


def lane_state(lane: Lane, look: Look, wanted: TimelineFilter) -> LaneState:
    """How much of a lane is seen now."""
    if lane in wanted.without:
        return LaneState.HIDDEN
    return LaneState.FOLDED if lane in look.folded_lanes else LaneState.SHOWN


def with_lane(lane: Lane, state: LaneState, look: Look, wanted: TimelineFilter) -> tuple[Look, TimelineFilter]:
    """The same with another state of a lane."""
    folded = look.folded_lanes | {lane} if state is LaneState.FOLDED else look.folded_lanes - {lane}
    without = wanted.without | {lane} if state is LaneState.HIDDEN else wanted.without - {lane}
    return replace(look, folded_lanes=folded), replace(wanted, without=without)


def _known(words: Callable[[str], _Word], texts: tuple[str, ...]) -> frozenset[_Word]:
    """Those of the words that still mean something."""
    found = set()
    for text in texts:
        try:
            found.add(words(text))
        except ValueError:
            continue
    return frozenset(found)
