"""Text longer than a cell: spread over columns ``X``, ``X (2)``, ``X (3)`` on writing, joined again on reading."""

from crmdesk.exchange.tables.sheet import Cell, Sheet
from crmdesk.exchange.tables.xml_text import is_full_piece


def continuation_header(header: str, number: int) -> str:
    """The header of the column that holds piece ``number`` (from 2)."""
    return f"{header} ({number})"


def join_continuations(sheet: Sheet, header_row: int = 0) -> Sheet:
    """The sheet with continued text whole in its first cell.

    Continuation columns stay, empty, so that addresses keep their meaning. A column is one only if each of its cells
    follows a full cell of the column to its left: a foreign ``Phone (2)`` is left alone.
    """
    if header_row >= len(sheet.rows):
        return sheet
    starts = _starts(sheet, header_row)
    if not starts:
        return sheet
    rows = [
        row if at < header_row else _joined(row, starts, is_header=at == header_row)
        for at, row in enumerate(sheet.rows)
    ]
    return Sheet(sheet.file, sheet.name, tuple(rows), sheet.cut_row)


def _starts(sheet: Sheet, header_row: int) -> dict[int, int]:
    """Of each continuation column, the column it continues."""
    header = sheet.rows[header_row]
    starts: dict[int, int] = {}
    for column in range(1, len(header)):
        start = starts.get(column - 1, column - 1)
        expected = continuation_header(str(header[start]), column - start + 1)
        if header[column] == expected and _continues(sheet, column, header_row):
            starts[column] = start
    return starts


def _continues(sheet: Sheet, column: int, header_row: int) -> bool:
    pairs = [row[column - 1 : column + 1] for row in sheet.rows[header_row + 1 :] if len(row) > column]
    filled = [before for before, cell in pairs if cell is not None]
    return bool(filled) and all(isinstance(before, str) and is_full_piece(before) for before in filled)


def _joined(row: tuple[Cell, ...], starts: dict[int, int], *, is_header: bool) -> tuple[Cell, ...]:
    cells = list(row)
    for column, start in starts.items():
        if column < len(cells) and cells[column] is not None:
            if not is_header:
                cells[start] = f"{cells[start]}{cells[column]}"
            cells[column] = None
    return tuple(cells)
