"""Values to styled workbook cells. One cell object per column and style is used again for each row: the sheet streams.

Knows which values a spreadsheet would change, and writes those as text.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Final

from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from crmdesk.exchange.tables.output import ColumnKind, OutCell, OutColumn
from crmdesk.exchange.tables.xml_text import pieces

_HEADER_FILL: Final = "DCE6F1"
_NUMBER_FORMATS: Final[dict[ColumnKind, str]] = {"integer": "0", "money": "#,##0.00"}
_TIME_FORMATS: Final[dict[type, str]] = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}
_DIGITS = 15

# Excel believes in 29 February 1900, so no two programs agree on the days before.
_FIRST_DAY = date(1900, 3, 1)

# What an editor might take for a formula, an error or an escape when the cell is edited: Excel's "quote prefix" says no.
_TEMPTING = ("=", "+", "-", "@", "#", "'")

_Number = int | float | Decimal


class CellWriter:
    """Makes the cells of one sheet. Texts come already escaped."""

    def __init__(self, sheet: WriteOnlyWorksheet, columns: Sequence[OutColumn]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._kept: dict[tuple[int, str], WriteOnlyCell] = {}

    def header(self, note: str) -> list[WriteOnlyCell]:
        """The header row; the note joins the first header's comment."""
        cells = []
        for column in self._columns:
            cell = self._text_cell(pieces(column.header)[0], "@")
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
            cell.alignment = Alignment(vertical="center")
            told = "\n".join(text for text in (note, column.comment) if text)
            note = ""
            if told:
                cell.comment = Comment(told, "crmdesk")
            cells.append(cell)
        return cells

    def row(self, values: Iterable[OutCell]) -> list[WriteOnlyCell | None]:
        """The cells of a row; they hold good until the next one is asked for."""
        return [self._cell(at, value) for at, value in enumerate(values)]

    def _cell(self, at: int, value: OutCell) -> WriteOnlyCell | None:
        kind = self._columns[at].kind
        match value:
            case None | "":
                return None
            case str():
                return self._text(at, value)
            case bool():
                return self._filled(at, "boolean", "General", value)
            case int() | float() | Decimal():
                if kind in {"text", "id"} or not _is_safe_number(value):
                    return self._text(at, _plain(value))
                return self._filled(at, "number", _NUMBER_FORMATS.get(kind, "General"), value)
            case _:
                wall = value.replace(tzinfo=None) if isinstance(value, datetime | time) else value
                if isinstance(wall, date) and not _is_safe_date(wall):
                    return self._text(at, wall.isoformat(*(" ",) if isinstance(wall, datetime) else ()))
                return self._filled(at, type(wall).__name__, _TIME_FORMATS[type(wall)], wall)

    def _text(self, at: int, text: str) -> WriteOnlyCell:
        number_format = "@" if self._columns[at].kind == "id" else "General"
        style = "tempting" if text.startswith(_TEMPTING) else "text"
        cell = self._cell_once(at, style, lambda: self._text_cell(text, number_format))
        cell.value = text
        cell.data_type = "s"
        return cell

    def _text_cell(self, text: str, number_format: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"
        cell.number_format = number_format
        if text.startswith(_TEMPTING):
            cell.quotePrefix = True
        return cell

    def _filled(self, at: int, style: str, number_format: str, value: OutCell) -> WriteOnlyCell:
        def fresh() -> WriteOnlyCell:
            cell = WriteOnlyCell(self._sheet, value)
            cell.number_format = number_format
            return cell

        cell = self._cell_once(at, style, fresh)
        cell.value = value
        return cell

    def _cell_once(self, at: int, style: str, fresh: Callable[[], WriteOnlyCell]) -> WriteOnlyCell:
        if (at, style) not in self._kept:
            self._kept[at, style] = fresh()
        return self._kept[at, style]


def _is_safe_number(value: _Number) -> bool:
    """Whether a double holds it as exactly as it is; floats are doubles already."""
    if isinstance(value, float):
        return isfinite(value)
    exact = Decimal(value)
    return exact.is_finite() and len(exact.normalize().as_tuple().digits) <= _DIGITS and abs(exact.adjusted()) < _DIGITS


def _plain(value: _Number) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _is_safe_date(value: date) -> bool:
    return (value.date() if isinstance(value, datetime) else value) >= _FIRST_DAY
