"""Cells nobody has a field for, kept as text that is the same whether a file is delimited text or a workbook."""

import re
from collections.abc import Sequence

from crmdesk.exchange.tables.meaning.dates import DateOrder, read_date
from crmdesk.exchange.tables.meaning.values import Reader, text_of, text_of_time
from crmdesk.exchange.tables.sheet import Cell

_FIXED = re.compile(r"-?\d{1,12}\.(\d{1,12})")


def extra_reader(cells: Sequence[Cell], order: DateOrder | None) -> Reader:
    """The reader of an extra column.

    Numbers written with a fixed count of decimals lose the zeros a workbook would not keep, and dates take ISO form;
    both only if all texts of the column are such, so that no two different values become one.
    """
    texts = {cell.strip() for cell in cells if isinstance(cell, str)} - {""}
    decimals = {match[1] and len(match[1]) if (match := _FIXED.fullmatch(text)) else 0 for text in texts}
    if len(decimals) == 1 and decimals != {0}:
        return lambda cell: _without_zeros(text_of(cell)) or None
    if texts and all(any(mark in text for mark in "-/.年") and read_date(text, order) for text in texts):
        return lambda cell: _iso(text_of(cell), order) or None
    return lambda cell: text_of(cell) or None


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _iso(text: str, order: DateOrder | None) -> str:
    wall = read_date(text, order)
    return text if wall is None else text_of_time(wall.value)
