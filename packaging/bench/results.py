"""What a measurement gives: one value to hold against a goal, and the two sides it was made from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """``measured`` is what the goal named bounds; ``case`` tells several of one goal apart.

    ``ours`` and ``theirs`` are both sides in words, with their unit; empty where there is nothing to say.
    """

    goal: str
    case: str
    measured: float
    ours: str = ""
    theirs: str = ""
