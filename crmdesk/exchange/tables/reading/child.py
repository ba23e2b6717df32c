"""The reading process: one foreign file in, its cells out on standard output, nothing else touched.

Runs as ``python -m crmdesk.exchange.tables.reading.child FILE`` under limits: a hostile file can at worst kill it.
Knows neither language nor workspace; says refusals by their class.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from crmdesk.exchange.tables.reading import limits, wire
from crmdesk.exchange.tables.reading.archive import check_archive
from crmdesk.exchange.tables.reading.refusal import Reason, RefusedFileError
from crmdesk.exchange.tables.reading.sniffing import Form, sniff
from crmdesk.exchange.tables.sheet import Cell, Table

_BATCH = 400


def main(arguments: Sequence[str]) -> None:
    """Read the file named by the one argument and report.

    Whatever goes wrong, a Rust panic included, is a class of refusal: this is the outermost handler of the process.
    """
    path = Path(arguments[0])
    # Parsers may print to descriptor 1 what is none of the reader's business.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        out.write(wire.encode(_outcome(path, out)))


def _outcome(path: Path, out: BinaryIO) -> wire.Message:
    try:
        limits.restrict_this_process(path.stat().st_size)
        _Sender(out).send(_tables(path))
    except RefusedFileError as refusal:
        return wire.Refused(refusal.reason)
    except OSError:
        return wire.Refused(Reason.UNREADABLE)
    except MemoryError:
        return wire.Refused(Reason.TOO_LARGE)
    except BaseException:  # noqa: BLE001 - see above
        return wire.Refused(Reason.DAMAGED)
    return wire.Done()


def _tables(path: Path) -> Iterator[Table]:
    form = sniff(path)
    if form is Form.ARCHIVE:
        check_archive(path)
    return _reader(form)(path)


def _reader(form: Form) -> Callable[[Path], Iterator[Table]]:
    """The reader's module is loaded only when needed: a CSV file should not wait for the parsers of workbooks."""
    match form:
        case Form.ARCHIVE | Form.COMPOUND:
            from crmdesk.exchange.tables.reading.calamine_tables import workbook_tables as reader
        case Form.HTML:
            from crmdesk.exchange.tables.reading.html_tables import html_tables as reader
        case Form.MHTML:
            from crmdesk.exchange.tables.reading.html_tables import mhtml_tables as reader
        case Form.SPREADSHEET_XML:
            from crmdesk.exchange.tables.reading.spreadsheet_xml import spreadsheet_xml_tables as reader
        case Form.TEXT:
            from crmdesk.exchange.tables.reading.delimited import text_tables as reader
    return reader


class _Sender:
    """Writes tables to the pipe and keeps count of what the whole file comes to."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._bytes = 0
        self._cells = 0

    def send(self, tables: Iterator[Table]) -> None:
        """Send each table that holds a cell.

        Raises RefusedFileError when the file unfolds beyond the limits.
        """
        for table in tables:
            rows = map(_trimmed, table.rows)
            opening = list(_up_to_first_filled(rows))
            if not opening or not opening[-1]:
                continue
            self._send(wire.Start(table.name, table.expected, table.cut_row))
            remaining = chain(opening, rows)
            while batch := list(islice(remaining, _BATCH)):
                self._cells += sum(map(len, batch))
                self._send(wire.Rows(batch))

    def _send(self, message: wire.Message) -> None:
        line = wire.encode(message)
        self._bytes += len(line)
        if self._bytes > limits.MAX_SENT_BYTES or self._cells > limits.MAX_CELLS:
            raise RefusedFileError(Reason.TOO_LARGE)
        self._out.write(line)


def _up_to_first_filled(rows: Iterator[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        yield row
        if row:
            return


def _trimmed(row: Sequence[Cell]) -> Sequence[Cell]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


if __name__ == "__main__":
    main(sys.argv[1:])
