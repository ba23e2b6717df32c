"""What is to be written to a table file: sheets, columns, rows. Knows no file format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from crmdesk.exchange.tables.sheet import Cell

OutCell = Cell | Decimal
ColumnKind = Literal["text", "id", "integer", "number", "money", "percent", "date", "datetime", "boolean", "any"]


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column and how its values are shown.

    ``id`` is for what looks like a number and is none (phones, codes): it is written as text. ``any`` shows each value
    by its own type. ``width`` is in characters; 0 fits the content. ``choices`` become a drop-down list.
    """

    header: str
    kind: ColumnKind = "text"
    width: int = 0
    hidden: bool = False
    comment: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet to be; ``note`` is told to whoever points at its first header."""

    title: str
    columns: tuple[OutColumn, ...]
    rows: Iterable[Sequence[OutCell]]
    note: str = ""
