"""Long lists in pieces that fit into one statement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement

Item = TypeVar("Item")

# SQLite accepts 32,766 bound values in a statement; short statements are also compiled and cached faster.
PIECE = 500


def chunked(items: Sequence[Item], size: int = PIECE) -> Iterator[Sequence[Item]]:
    """The items in order, at most ``size`` at a time; nothing for an empty list."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def stretches(keys: Iterable[int], longest: int) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of keys that follow one another, in order, none with more than ``longest``."""
    ordered = sorted(keys)
    begin = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1 or at - begin == longest:
            yield ordered[begin], ordered[at - 1]
            begin = at


def among(column: Any, keys: Sequence[int]) -> ColumnElement[bool]:
    """The condition that a column has one of the keys; where they follow one another, no list of them is needed."""
    in_order = len(keys) > 1 and keys[-1] - keys[0] == len(keys) - 1 and all(map(int.__lt__, keys, keys[1:]))
    condition: ColumnElement[bool] = column.between(keys[0], keys[-1]) if in_order else column.in_(keys)
    return condition
