"""What a lost deal is retold from: when it began and ended, and what happened with the customer meanwhile."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One entry of the timeline; ``system`` is one the program wrote by itself, ``own`` one of this very deal.

    ``before`` and ``after`` are the stages of a move.
    """

    uid: str
    kind: str
    kind_name: str
    day: date
    title: str
    body: str
    system: bool
    own: bool
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LossStory:
    """Entries of the deal and those of its customer that belong to no deal, in the order in which they happened.

    ``lost_on`` is the day the deal ended, also where it was won; None where it is not known.
    """

    created_on: date
    lost_on: date | None
    entries: tuple[StoryEntry, ...]
