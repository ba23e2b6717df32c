"""Long lists in pieces that fit into one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

# SQLite accepts 32,766 bound values in a statement; short statements are also compiled and cached faster.
PIECE = 500


def chunked(items: Sequence[Item], size: int = PIECE) -> Iterator[Sequence[Item]]:
    """The items in order, at most ``size`` at a time; nothing for an empty list."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
