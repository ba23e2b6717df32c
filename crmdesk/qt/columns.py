"""A column of a table as a value: shared by the view, its sorting and an export. Knows nothing of widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """What a column shows of a record; ``order`` is what it is sorted by (its text if not given).

    ``width`` is what it may shrink to and, beyond its texts, its share of the room to spare; with 0 it is never cut.
    """

    key: str
    title: str
    text: Callable[[Record], str]
    order: Callable[[Record], Any] | None = None
    number: bool = False
    width: int = 0
