"""Values to styled workbook cells. One cell object per column and style is used again for each row: the sheet streams.

Knows which values a spreadsheet would change, and writes those as text.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Final

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from crmdesk.exchange.tables.writing.output import ColumnKind, OutCell, OutColumn
from crmdesk.exchange.tables.xml_text import pieces

_HEADER_FILL: Final = "DCE6F1"
_NUMBER_FORMATS: Final[dict[ColumnKind, str]] = {"integer": "0", "money": "#,##0.00", "percent": "0.0%"}
_TIME_FORMATS: Final[dict[type, str]] = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}
_DIGITS = 15

# Excel believes in 29 February 1900, so no two programs agree on the days before.
_FIRST_DAY = date(1900, 3, 1)

# What an editor might take for a formula, an error or an escape: the format's "quote prefix" says that it is none.
_TEMPTING = ("=", "+", "-", "@", "#", "'")


class CellWriter:
    """Makes the cells of one sheet. Texts come already escaped."""

    def __init__(self, sheet: WriteOnlyWorksheet, columns: Sequence[OutColumn]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._kept: dict[tuple[int, str, bool], Cell] = {}

    def header(self, note: str) -> list[Cell]:
        """The header row; the note joins the first header's comment."""
        cells = []
        for column in self._columns:
            cell = WriteOnlyCell(self._sheet, pieces(column.header)[0])
            cell.data_type = "s"
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
            cell.alignment = Alignment(vertical="center")
            told = "\n".join(text for text in (note, column.comment) if text)
            note = ""
            if told:
                cell.comment = Comment(told, "crmdesk")
            cells.append(cell)
        return cells

    def row(self, values: Iterable[OutCell]) -> list[Cell | OutCell]:
        """The cells of a row, or bare values where they need no style; they hold good until the next row."""
        return [self._cell(at, value) for at, value in enumerate(values)]

    def _cell(self, at: int, value: OutCell) -> Cell | OutCell:
        kind = self._columns[at].kind
        match _held(value, kind):
            case None | "":
                return None
            case str(text):
                tempting = text.startswith(_TEMPTING)
                plain = not tempting and kind != "id"
                return text if plain else self._styled(at, text, "@" if kind == "id" else "General", quoted=tempting)
            case bool(flag):
                return flag
            case (int() | float() | Decimal()) as number:
                number_format = _NUMBER_FORMATS.get(kind)
                return self._styled(at, number, number_format) if number_format else number
            case moment:
                return self._styled(at, moment, _TIME_FORMATS[type(moment)])

    def _styled(self, at: int, value: OutCell, number_format: str, *, quoted: bool = False) -> Cell:
        key = (at, number_format, quoted)
        if key not in self._kept:
            self._kept[key] = WriteOnlyCell(self._sheet)
            self._kept[key].number_format = number_format
            self._kept[key].quotePrefix = quoted
        cell = self._kept[key]
        cell.value = value
        if isinstance(value, str):
            # openpyxl has just taken it for a formula or an error if it looks like one.
            cell.data_type = "s"
        return cell


def _held(value: OutCell, kind: ColumnKind) -> OutCell:
    """The value as a cell can hold it: text where a cell would change it, wall time where it has a zone."""
    match value:
        case bool():
            return value
        case int() | float() | Decimal() if kind in {"text", "id"} or not _is_safe_number(value):
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case datetime():
            wall = value.replace(tzinfo=None)
            return wall if wall.date() >= _FIRST_DAY else wall.isoformat(" ")
        case date():
            return value if value >= _FIRST_DAY else value.isoformat()
        case time():
            return value.replace(tzinfo=None)
        case _:
            return value


def _is_safe_number(value: float | Decimal) -> bool:
    """Whether a double holds it as exactly as it is; floats are doubles already."""
    if isinstance(value, float):
        return isfinite(value)
    exact = Decimal(value)
    return exact.is_finite() and len(exact.normalize().as_tuple().digits) <= _DIGITS and abs(exact.adjusted()) < _DIGITS
