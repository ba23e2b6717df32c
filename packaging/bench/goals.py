"""What is to be reached: one line for each goal, with its bound and what it is measured against.

A bound is a ratio of processor times of both sides in one run, unless the goal has a unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Goal:
    """``measured`` may be at most ``bound``, or must be at least that where ``at_least``; ``unit`` follows a number."""

    id: str
    title: str
    against: str
    bound: float
    at_least: bool = False
    unit: str = "×"

    def is_met(self, measured: float) -> bool:
        """Whether a measured value is within the bound."""
        return measured >= self.bound if self.at_least else measured <= self.bound

    @property
    def wanted(self) -> str:
        """The bound as it is read."""
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{self.unit}"


_GOALS = (
    Goal("P1", "first paint with the first customers", "a bare window with a list", 1.6),
    Goal("P2", "heavy modules loaded at first paint", "none", 0, unit=""),
    Goal("P3", "timeline page through the program's queries", "sqlite3 alone, same SQL", 2),
    Goal("P4", "timeline → painted", "a minimal QListView with the same rows", 2),
    Goal("P5", "P3 and P4 with 2 million touches", "the same with 100,000", 1.5),
    Goal("P6", "search p95, Han queries of 2–4 characters", "MATCH and join alone, same order", 2),
    Goal("P7", "rare or absent Han query of 3–4 characters", "LIKE, how many times as fast", 50, at_least=True),
    Goal("P8", "differences in ≥ 300 random Han parts, after edits and deletes", "LIKE", 0, unit=""),
    Goal("P9a", "index", "bytes of the notes", 1.25),
    Goal("P9b", "one note written with its index", "without", 4),
    Goal("P9c", "search p95, Han 2–4, with 2 million touches", "with 100,000", 4),
    Goal("P10a", "list of 100,000 → painted", "a minimal model that fetches more", 2.5),
    Goal("P10b", "list ordered by an indexed column", "ids alone, same order", 2),
    Goal("P11", "type-ahead p95: name, pinyin, initials", "a range of an index alone", 3),
    Goal("P12", "import of 100,000 × 12 cells", "calamine and raw executemany", 3),
    Goal("P15", "loss reports", "SQL on the covering index alone", 1.5),
    Goal("P16a", "cloud of 2,000 words", "d3-cloud, same words, sizes, canvas", 0.6),
    Goal("P16b", "cloud of 2,000 words", "wordcloud, same words and canvas", 0.1),
    Goal("P16c", "cloud of fewer words", "d3-cloud, same words, sizes, canvas", 1),
    Goal("P17a", "density of the cloud: boxes / hull", "", 0.78, at_least=True, unit=""),
    Goal("P17b", "density above", "that of d3-cloud", 0.05, at_least=True, unit=""),
    Goal("P17c", "words dropped at 75 % load", "d3-cloud", 0, unit=""),
    Goal("P17d", "dots covered by two words", "", 0, unit=""),
    Goal("P18", "longest time the window does not answer", "a tick of 5 ms", 50, unit=" ms"),
    Goal("P19a", "list and timeline with 10,000 attached files", "the same without", 1.1),
    Goal("P19b", "files of a timeline page", "", 20, unit=" ms"),
    Goal("P20", "the screen of lost deals first painted", "a new bare chart as large", 2),
)

GOALS: Mapping[str, Goal] = MappingProxyType({goal.id: goal for goal in _GOALS})
"""By id, in their order."""
