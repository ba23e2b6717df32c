"""Writes CSV files: UTF-8 with a byte order mark (else Excel takes it for the machine's old encoding), commas, CRLF.

Text that a spreadsheet would run as a formula is guarded (``formula_guard``); numbers are written as they are, so that
``-5.00`` stays a number. Everything comes back as text, empty text as an empty cell.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

from crmdesk.exchange.tables.formula_guard import guarded
from crmdesk.exchange.tables.writing.output import OutCell, OutColumn
from crmdesk.exchange.tables.writing.whole_file import whole_file


def write_csv(path: Path, columns: Sequence[OutColumn], rows: Iterable[Sequence[OutCell]]) -> int:
    """Write the table and return the number of rows.

    Raises StorageUnavailableError when the file cannot be written; what was at ``path`` stays.
    """
    count = 0
    with whole_file(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(column.header) for column in columns])
        for row in rows:
            writer.writerow([_field(value) for value in row])
            count += 1
    return count


def _field(value: OutCell) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.replace(tzinfo=None, microsecond=0).isoformat(" ")
        case time():
            return value.replace(tzinfo=None, microsecond=0).isoformat()
        case _:
            return str(value)
