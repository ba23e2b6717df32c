"""The workbook of rows that could not be imported: as they were, the reason in front, to fix and import again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crmdesk.exchange.tables.own_format import REASON_HEADERS
from crmdesk.exchange.tables.sheet import Cell, Sheet, column_letters
from crmdesk.exchange.tables.writing.output import OutCell, OutColumn, OutSheet
from crmdesk.i18n import language


@dataclass(frozen=True, slots=True)
class FailedRows:
    """The rows of one sheet to hand back: of each row (from 0) the sentences that say why."""

    sheet: Sheet
    header_row: int | None
    reasons: Mapping[int, Sequence[str]]


def write_error_rows(path: Path, failed: Sequence[FailedRows]) -> dict[str, int]:
    """Write the failed rows, a sheet for each sheet that has any, and return their number by sheet title.

    Raises UnwritableError when the file cannot be written.
    """
    # Imports need only the header words: openpyxl is loaded when a file is really written.
    from crmdesk.exchange.tables.writing.workbook import write_workbook

    return write_workbook(path, [_out_sheet(rows) for rows in failed if rows.reasons])


def _out_sheet(failed: FailedRows) -> OutSheet:
    rows = {at: failed.sheet.rows[at] for at in sorted(failed.reasons)}
    header: Sequence[Cell] = () if failed.header_row is None else failed.sheet.rows[failed.header_row]
    width = max(len(header), *map(len, rows.values()))
    columns = [OutColumn(REASON_HEADERS[language()], width=40), *_columns(header, width)]
    title = failed.sheet.name or Path(failed.sheet.file).stem
    return OutSheet(title, tuple(columns), _rows(failed.reasons, rows, width))


def _columns(header: Sequence[Cell], width: int) -> Iterator[OutColumn]:
    """Columns under the headers they had; one without a header gets its letter, as a person would call it."""
    for at in range(width):
        text = header[at] if at < len(header) else None
        yield OutColumn(column_letters(at) if text is None else str(text), kind="any")


def _rows(
    reasons: Mapping[int, Sequence[str]], rows: Mapping[int, Sequence[Cell]], width: int
) -> Iterator[tuple[OutCell, ...]]:
    for at, row in rows.items():
        yield (" ".join(reasons[at]), *row, *[None] * (width - len(row)))
