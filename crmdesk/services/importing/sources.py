"""Where the sheets of an import come from: files, or a block out of a spreadsheet; and how they are to be read."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crmdesk.domain.errors import CancelledError
from crmdesk.exchange.tables.meaning.options import InterpretationOptions
from crmdesk.exchange.tables.reading.sheets import read_sheets
from crmdesk.exchange.tables.sheet import Cell, Sheet
from crmdesk.i18n import _
from crmdesk.services.collection import without_collection
from crmdesk.services.desk import Desk
from crmdesk.services.importing.request import ImportRequest

_MARKUP_BEGINS = "<"


def read_files(
    files: Sequence[Path], *, progress: Callable[[int, int | None], None], cancelled: Callable[[], bool]
) -> tuple[Sheet, ...]:
    """The sheets of all files.

    Raises ImportRejectedError when one cannot be read, CancelledError on request.
    """
    with without_collection():
        return tuple(sheet for file in files for sheet in read_sheets(file, cancelled=cancelled, progress=progress))


def read_block(
    text: str, name: str, *, progress: Callable[[int, int | None], None], cancelled: Callable[[], bool]
) -> tuple[Sheet, ...]:
    """The sheet in a block from the clipboard: cells parted by tabs, or the markup that spreadsheets put beside them.

    It is read as a file would be, in the process that reads foreign tables, and leaves no file behind. Raises
    ImportRejectedError and CancelledError as ``read_files``.
    """
    with tempfile.TemporaryDirectory(prefix="crmdesk-") as folder:
        file = Path(folder) / "block"
        file.write_text(_as_file(text), "utf-8-sig", errors="replace", newline="")
        sheets = read_files((file,), progress=progress, cancelled=cancelled)
    return tuple(replace(sheet, file=name) for sheet in sheets)


def _as_file(text: str) -> str:
    """The block as a file whose form is beyond doubt: cells parted by tabs may hold any other mark."""
    if is_markup(text):
        # What Windows puts before the markup are offsets into it.
        return text[text.index(_MARKUP_BEGINS) :]
    return f"sep=\t\n{text}" if "\t" in text else text


def is_markup(text: str) -> bool:
    """Whether a block is a table in HTML."""
    beginning = text.lstrip("\ufeff \t\r\n")
    return "<table" in text.lower() and beginning.startswith((_MARKUP_BEGINS, "Version:"))


def with_fixes(sheets: Sequence[Sheet], fixes: Mapping[tuple[int, int, int], str]) -> tuple[Sheet, ...]:
    """The sheets with what a person has put into cells instead of what the file says."""
    by_sheet: dict[int, dict[int, dict[int, str]]] = {}
    for (sheet, row, column), text in fixes.items():
        by_sheet.setdefault(sheet, {}).setdefault(row, {})[column] = text
    return tuple(
        replace(sheet, rows=_fixed(sheet.rows, by_sheet[place])) if place in by_sheet else sheet
        for place, sheet in enumerate(sheets)
    )


def _fixed(rows: Sequence[tuple[Cell, ...]], fixes: Mapping[int, Mapping[int, str]]) -> tuple[tuple[Cell, ...], ...]:
    mended = list(rows)
    for at, cells in fixes.items():
        row = list(mended[at])
        row += [None] * (max(cells) + 1 - len(row))
        for column, text in cells.items():
            row[column] = text or None
        mended[at] = tuple(row)
    return tuple(mended)


def reading_options(desk: Desk, request: ImportRequest) -> InterpretationOptions:
    """How the sheets of a request are to be read in a workspace."""
    return InterpretationOptions(
        currency=desk.currency,
        today=desk.today(),
        mapping=request.mapping,
        date_order=request.date_order,
        sheets=request.sheets,
    )


def stopping(cancelled: Callable[[], bool]) -> Callable[[], None]:
    """A pause in which work ends if a person wishes so: it raises CancelledError then."""

    def pause() -> None:
        if cancelled():
            raise CancelledError(_("The import was stopped; nothing was changed."))

    return pause
