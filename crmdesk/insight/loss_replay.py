"""How a deal came to be lost, retold: its length, how busy each week was, where nobody spoke, and what decided it.

Pure functions over the entries of a timeline; knows neither the store nor the screen.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from crmdesk.domain.loss_replay import LossStory, StoryEntry

LONG_SILENCE = 10
"""A silence of more days than this is worth a remark."""

_WEEK = 7
_QUOTE = "quote"
_TURNS = frozenset(
    {"lead", "stage", "value", "loss", "win", "hold", "reopen", "invalid", "proposal", "contract", _QUOTE}
)
"""The kinds of entries that tell where a deal turned."""


@dataclass(frozen=True, slots=True)
class Silence:
    """From a day on which something was said to the next such day, or from or to the ends of the deal."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days passed."""
        return (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class LossReplay:
    """``weeks`` counts the touches of each week from ``begun_on`` on; ``events`` are in the order of their days."""

    begun_on: date
    ended_on: date
    is_dated: bool
    touches: int
    quotes: int
    weeks: tuple[int, ...]
    events: tuple[StoryEntry | Silence, ...]
    longest: Silence | None

    @property
    def days(self) -> int:
        """How many days passed from the beginning to the loss."""
        return (self.ended_on - self.begun_on).days


def replay_of(story: LossStory) -> LossReplay:
    """Retell a story up to the loss; what came after it is left out.

    A deal recorded only after it was lost began with the first that is known of it.
    """
    end = story.lost_on or max((entry.day for entry in story.entries if entry.own), default=story.created_on)
    begin = min(story.created_on, end, *(entry.day for entry in story.entries if entry.own))
    told = [entry for entry in story.entries if begin <= entry.day <= end]
    touches = [entry for entry in told if not entry.system]
    silences = _silences([entry.day for entry in touches], begin, end)
    counts = Counter((entry.day - begin).days // _WEEK for entry in touches)
    turns = [entry for entry in told if entry.kind in _TURNS]
    return LossReplay(
        begun_on=begin,
        ended_on=end,
        is_dated=story.lost_on is not None,
        touches=len(touches),
        quotes=sum(entry.kind == _QUOTE for entry in touches),
        weeks=tuple(counts[week] for week in range((end - begin).days // _WEEK + 1)),
        events=_merged(turns, silences),
        longest=max(silences, key=lambda silence: silence.days, default=None),
    )


def _silences(days: Sequence[date], begin: date, end: date) -> list[Silence]:
    """The long ones."""
    marks = sorted({begin, *days, end})
    return [Silence(first, last) for first, last in pairwise(marks) if (last - first).days > LONG_SILENCE]


def _merged(turns: Sequence[StoryEntry], silences: Sequence[Silence]) -> tuple[StoryEntry | Silence, ...]:
    """A silence comes after what happened on the day it begins."""
    placed: list[tuple[date, int, StoryEntry | Silence]] = [(entry.day, 0, entry) for entry in turns]
    placed += [(silence.first, 1, silence) for silence in silences]
    return tuple(event for _day, _rank, event in sorted(placed, key=lambda one: one[:2]))
