"""What a check tells of one thing that is not in order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What breaks one invariant; ``repairable`` says whether a repair can put it right."""

    code: str
    count: int
    sentence: str
    repairable: bool
