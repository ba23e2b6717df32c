"""Workbooks through python-calamine: xlsx, xlsm, xlsb, xls, ods. Runs in the reading process only.

Facts about calamine that this file hides: whole numbers arrive as floats, errors and empty cells as empty text, rows
start at row 1 but columns at the first used one. Damage may surface as a Rust panic, which is no Exception.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from crmdesk.exchange.tables.reading import limits
from crmdesk.exchange.tables.reading.refusal import Reason, RefusedFileError
from crmdesk.exchange.tables.sheet import Cell, Table
from crmdesk.exchange.tables.xml_text import unescaped

# Beyond this a double no longer tells neighbouring whole numbers apart.
_EXACT = 2**53


def workbook_tables(path: Path) -> Iterator[Table]:
    """The worksheets in order, hidden ones too, but not those that only a macro can show.

    Raises RefusedFileError for what is protected, damaged or too large.
    """
    try:
        with path.open("rb") as file, calamine.load_workbook(file) as workbook:
            yield from _tables(workbook)
    except calamine.PasswordError:
        raise RefusedFileError(Reason.PROTECTED) from None
    except calamine.CalamineError:
        raise RefusedFileError(Reason.DAMAGED) from None


def _tables(workbook: calamine.CalamineWorkbook) -> Iterator[Table]:
    readable = [at for at, sheet in enumerate(workbook.sheets_metadata) if _is_readable(sheet)]
    if not workbook.sheets_metadata:
        raise RefusedFileError(Reason.DAMAGED)
    if len(readable) > limits.MAX_SHEETS:
        raise RefusedFileError(Reason.TOO_LARGE)
    for at in readable:
        sheet = workbook.get_sheet_by_index(at)
        if sheet.start is None or sheet.end is None:
            continue
        height, width = sheet.end[0] + 1, sheet.end[1] + 1
        if limits.is_too_large(height, width):
            raise RefusedFileError(Reason.TOO_LARGE)
        yield Table(sheet.name, _rows(sheet, left=sheet.start[1]), expected=height)


def _is_readable(sheet: calamine.SheetMetadata) -> bool:
    return sheet.typ is calamine.SheetTypeEnum.WorkSheet and sheet.visible is not calamine.SheetVisibleEnum.VeryHidden


def _rows(sheet: calamine.CalamineSheet, *, left: int) -> Iterator[list[Cell]]:
    margin: list[Cell] = [None] * left
    for row in sheet.iter_rows():
        yield margin + [_CELLS[type(value)](value) for value in row]


def _number(value: float) -> Cell:
    if value.is_integer() and abs(value) <= _EXACT:
        return int(value)
    return value if abs(value) < float("inf") else str(value)


def _duration(value: timedelta) -> Cell:
    """A time of day when it is less than one, else hours as text."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return time(hours, minutes, seconds) if 0 <= hours < 24 else f"{hours}:{minutes:02}:{seconds:02}"


def _moment(value: datetime) -> Cell:
    """To the second: what a spreadsheet shows. Its numbers carry the noise of their eighth decimal."""
    whole = value.replace(microsecond=0)
    return whole + timedelta(seconds=1) if value.microsecond >= 500_000 else whole


_CELLS: dict[type, Callable[..., Cell]] = {
    str: lambda value: unescaped(value) or None,
    float: _number,
    int: int,
    bool: bool,
    datetime: _moment,
    date: lambda value: value,
    time: lambda value: value.replace(microsecond=0),
    timedelta: _duration,
}
