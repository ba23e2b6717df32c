"""Writes .xlsx workbooks: frozen header, filters, widths, real dates and numbers, and never a live formula.

What comes back when the file is read again: text exactly (``xml_text``, ``continuations``), empty text as an empty
cell; moments as wall time without their zone, to the second; as text, since a spreadsheet would change them: dates
before March 1900, numbers of more than 15 digits, numbers in text columns.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from crmdesk.domain.errors import UnwritableError, ValidationError
from crmdesk.exchange.tables.continuations import continuation_header
from crmdesk.exchange.tables.writing.output import OutCell, OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook_cells import CellWriter
from crmdesk.exchange.tables.xml_text import CELL_UNITS, LONGEST_ESCAPE, pieces
from crmdesk.exchange.whole_file import whole_file
from crmdesk.i18n import _

MAX_ROWS: Final = 1_048_576 - 1
"""Rows a sheet can hold below its header."""

_TITLE_UNITS = 31
_TITLE_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_WIDTHS = (8, 60)
_SAMPLE_ROWS = 200
_CHOICE_CHARACTERS = 255


def write_workbook(path: Path, sheets: Sequence[OutSheet]) -> dict[str, int]:
    """Write the sheets and return the number of rows of each, by its title.

    Raises ValidationError when a sheet has more rows than a workbook can hold, UnwritableError when the file
    cannot be written; in both cases what was at ``path`` stays.
    """
    tables = [_checked_rows(sheet) for sheet in sheets]
    titles = _unique_titles([sheet.title for sheet in sheets])
    try:
        with whole_file(path) as draft:
            workbook = Workbook(write_only=True)
            for sheet, title, rows in zip(sheets, titles, tables, strict=True):
                _write_sheet(workbook.create_sheet(title), sheet, rows)
            workbook.save(draft)
    except OSError as error:
        raise UnwritableError(
            _(
                "“{file}” could not be written; check the folder, its free space and that no program holds the file."
            ).format(file=path.name)
        ) from error
    return {sheet.title: len(rows) for sheet, rows in zip(sheets, tables, strict=True)}


def _checked_rows(sheet: OutSheet) -> list[tuple[OutCell, ...]]:
    rows = [tuple(row) for row in sheet.rows]
    if len(rows) > MAX_ROWS:
        raise ValidationError(
            _("“{sheet}” has {rows} rows; a worksheet holds {most}.").format(
                sheet=sheet.title, rows=len(rows), most=MAX_ROWS
            )
        )
    return rows


def _write_sheet(target: WriteOnlyWorksheet, sheet: OutSheet, rows: list[tuple[OutCell, ...]]) -> None:
    fitted = [
        replace(column, width=column.width or _width(column, at, rows)) for at, column in enumerate(sheet.columns)
    ]
    needed = _cells_needed(len(fitted), rows)
    columns = list(_with_continuations(fitted, needed))
    for number, column in enumerate(columns, 1):
        dimension = target.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = column.width, column.hidden
    target.freeze_panes = "A2"
    if columns:
        target.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _add_choices(target, columns, len(rows) + 1)
    cells = CellWriter(target, columns)
    target.append(cells.header(sheet.note))
    for row in rows:
        target.append(cells.row(_spread(row, needed)))


def _cells_needed(width: int, rows: Iterable[Sequence[OutCell]]) -> list[int]:
    """Of each column, over how many cells its longest text goes."""
    needed = [1] * width
    for row in rows:
        for at, value in enumerate(row):
            if isinstance(value, str) and len(value) * LONGEST_ESCAPE > CELL_UNITS:
                needed[at] = max(needed[at], len(pieces(value)))
    return needed


def _with_continuations(columns: Sequence[OutColumn], needed: Sequence[int]) -> Iterator[OutColumn]:
    for column, count in zip(columns, needed, strict=True):
        yield column
        for number in range(2, count + 1):
            yield replace(column, header=continuation_header(column.header, number), comment="", choices=())


def _spread(row: Sequence[OutCell], needed: Sequence[int]) -> Iterator[OutCell]:
    """The row with its texts escaped, and cut where the column is continued."""
    for value, count in zip(row, needed, strict=True):
        parts: Sequence[OutCell] = pieces(value) if isinstance(value, str) else [value]
        yield from parts
        yield from [None] * (count - len(parts))


def _width(column: OutColumn, at: int, rows: Sequence[Sequence[OutCell]]) -> int:
    texts = [column.header, *(_shown(row[at]) for row in rows[:_SAMPLE_ROWS])]
    longest = max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text) for text in texts)
    return min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])


def _shown(value: OutCell) -> str:
    """Enough of the first line to judge its width."""
    return "" if value is None else str(value)[: _WIDTHS[1]].split("\n", 1)[0]


def _add_choices(target: WriteOnlyWorksheet, columns: Sequence[OutColumn], last_row: int) -> None:
    """A drop-down where the list fits a validation's 255 characters; other values stay possible."""
    for number, column in enumerate(columns, 1):
        listed = ",".join(column.choices)
        if not listed or len(listed) > _CHOICE_CHARACTERS or any(mark in "".join(column.choices) for mark in ',"'):
            continue
        validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
        validation.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{max(2, last_row)}")
        target.data_validations.append(validation)


def _unique_titles(titles: Sequence[str]) -> list[str]:
    """Titles as a workbook allows them: 31 characters, some forbidden, no two alike but for case."""
    taken: set[str] = set()
    unique: list[str] = []
    for title in titles:
        plain = "".join(char for char in title.translate(_TITLE_FORBIDDEN) if char.isprintable()).strip("' ")
        candidate = _shortened(plain) or "Sheet"
        number = 1
        while candidate.casefold() in taken or candidate.casefold() == "history":
            number += 1
            suffix = f" ({number})"
            candidate = _shortened(plain, len(suffix)) + suffix
        taken.add(candidate.casefold())
        unique.append(candidate)
    return unique


def _shortened(title: str, spare: int = 0) -> str:
    """Counted in UTF-16 units, as the format does."""
    return title.encode("utf-16-le")[: 2 * (_TITLE_UNITS - spare)].decode("utf-16-le", "ignore").strip("' ")
