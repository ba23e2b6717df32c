"""Processor time of two sides measured in turns, so that whatever else the machine does meets both alike.

Knows nothing of what is measured.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

from bench.results import Result

Work = Callable[[], object]

ROUNDS = 7
"""How often each side is measured."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds of processor time of both sides."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as long we take."""
        return self.ours / self.theirs

    def result(self, goal: str, case: str) -> Result:
        """Our time as so many times theirs."""
        return Result(goal, case, self.ratio, shown(self.ours), shown(self.theirs))


def seconds(work: Work, repeat: int = 1) -> float:
    """Processor time of all threads of this process for one of ``repeat`` times in a row."""
    begin = process_time()
    for _time in range(repeat):
        work()
    return (process_time() - begin) / repeat


def compare(
    ours: Work, theirs: Work, *, rounds: int = ROUNDS, repeat: int = 1, before: Work = lambda: None
) -> Comparison:
    """The medians of ``rounds``, both sides in turns, after one round that is not counted.

    ``before`` is done before each side, off the clock.
    """
    return compare_each([(ours, theirs)], rounds=rounds, repeat=repeat, before=before)[0]


def compare_each(
    pairs: Sequence[tuple[Work, Work]], *, rounds: int = ROUNDS, repeat: int = 1, before: Work = lambda: None
) -> list[Comparison]:
    """``compare`` for each of many pairs, all of which take their turns in each round."""
    times: list[tuple[list[float], list[float]]] = [([], []) for _pair in pairs]
    for number in range(rounds + 1):
        for pair, taken in zip(pairs, times, strict=True):
            for work, durations in zip(pair, taken, strict=True):
                before()
                duration = seconds(work, repeat)
                if number:
                    durations.append(duration)
    return [Comparison(median(mine), median(other)) for mine, other in times]


def p95(comparisons: Sequence[Comparison]) -> Comparison:
    """The time within which 95 of 100 are done, of each side for itself."""
    return Comparison(percentile([one.ours for one in comparisons]), percentile([one.theirs for one in comparisons]))


def percentile(values: Sequence[float], part: float = 0.95) -> float:
    """The smallest of the values that ``part`` of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(part * 1000) * len(ordered) // 1000) - 1)]


def shown(duration: float) -> str:
    """Seconds as people read them."""
    for unit, factor in (("s", 1.0), ("ms", 1e3)):
        if duration * factor >= 1:
            return f"{duration * factor:.3g} {unit}"
    return f"{duration * 1e6:.3g} µs"
