"""What a command has to say: one document for machines, and the same as tables and sentences for people.

Knows neither where it is printed nor how the data came about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts under headings; columns named in ``numbers`` (by position) stand to the right.

    Without headings it is a list of facts: labels and what they hold.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()

    def without_empty_columns(self) -> "Grid":
        """The same without the columns, or the facts, that hold nothing."""
        if not self.headings:
            return Grid((), tuple(row for row in self.rows if any(row[1:])))
        kept = [index for index in range(len(self.headings)) if any(row[index] for row in self.rows)]
        return Grid(
            tuple(self.headings[index] for index in kept),
            tuple(tuple(row[index] for index in kept) for row in self.rows),
            frozenset(place for place, index in enumerate(kept) if index in self.numbers),
        )


Block = Grid | str


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a command that went through; ``code`` is the exit code it ends with."""

    document: Mapping[str, Any]
    blocks: tuple[Block, ...]
    code: int = 0
