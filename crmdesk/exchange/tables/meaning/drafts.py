"""One row taken apart: its values sorted by what they belong to, before the records are made.

What finds no place in a record is left over and kept under its header as an extra of the row's main object.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crmdesk.domain.moment import WallTime
from crmdesk.exchange.tables.meaning.mapping import Column
from crmdesk.exchange.tables.meaning.values import text_of, text_of_time
from crmdesk.exchange.tables.own_format import with_clock
from crmdesk.exchange.tables.records import PointText, TagText
from crmdesk.exchange.tables.sheet import Cell

_CLOCK = "_clock"


class Reach(NamedTuple):
    """The ways to reach someone one cell gives: whose they are (empty: not said), and the header they stand under."""

    about: str
    header: str
    points: tuple[PointText, ...]


class Draft:
    """The values of one row. ``facts`` holds the single-valued ones by owner and field.

    ``remarks`` are what a person should know of cells that are left: the text and why, by the index of the column.
    """

    __slots__ = ("_cells", "_columns", "extra", "facts", "points", "remarks", "tags")

    def __init__(
        self, columns: Sequence[Column], by_name: Mapping[str, Column], values: Sequence[Any], cells: Sequence[Cell]
    ):
        self.facts: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        self.points: list[Reach] = []
        self.tags: list[TagText] = []
        self.extra: dict[str, str] = {}
        self.remarks: dict[int, tuple[str, str]] = {}
        self._cells = cells
        self._columns = by_name
        for column, value in zip(columns, values, strict=True):
            if value is None:
                continue
            target = column.target
            owner = target.owner
            if owner == "extra":
                self.extra[column.header.text] = value
            elif owner == "tag":
                self.tags.extend(value)
            elif owner == "point":
                self.points.append(Reach(target.about, column.header.text, value))
            else:
                self.facts[owner][target.field] = value

    @property
    def is_continuation(self) -> bool:
        """Whether the row holds nothing that stands once per object: one more line of the object above (Odoo)."""
        return not self.facts and bool(self.points or self.tags or self.extra)

    def leave(self, owner: str, *fields: str) -> None:
        """Keep fields as extras and drop them from the facts; without names, all of the owner.

        They stay as written, but days in ISO form, so that a workbook and delimited text keep the same.
        """
        facts = self.facts[owner]
        for field in fields or tuple(facts):
            value = facts.pop(field, None)
            column = self._columns.get(f"{owner}.{field}")
            if value is not None and column is not None:
                day = isinstance(value, WallTime)
                self.extra[column.header.text] = (
                    text_of_time(value.value) if day else text_of(self._cells[column.index])
                )

    def leave_with_remark(self, owner: str, field: str, reason: str) -> None:
        """Keep a field as an extra and say why."""
        self.leave(owner, field)
        column = self._columns[f"{owner}.{field}"]
        self.remarks[column.index] = (self.extra[column.header.text], reason)

    def set_clocks(self) -> None:
        """Give the wall times of our own workbook the precision and offset written beside them."""
        for facts in self.facts.values():
            for clock in [field for field in facts if field.endswith(_CLOCK)]:
                text, field = facts.pop(clock), clock.removesuffix(_CLOCK)
                if field in facts:
                    facts[field] = with_clock(facts[field], text)
