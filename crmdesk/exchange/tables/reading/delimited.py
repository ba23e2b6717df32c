"""Delimited text: comma, semicolon, tab or pipe, in any encoding. Cells stay raw text; an empty one is None.

Rules of the format as read here: RFC 4180 quoting with line breaks inside quotes; a first line ``sep=;`` names the
delimiter and is no row; the apostrophe that our own export puts before text that a spreadsheet would take for a formula
is taken off again (see ``formula_guard``). A file broken off in its last row says so in ``cut_row``.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from crmdesk.exchange.tables.formula_guard import unguarded
from crmdesk.exchange.tables.reading import limits
from crmdesk.exchange.tables.reading.refusal import Reason, RefusedFileError
from crmdesk.exchange.tables.reading.text_encoding import detect_encoding
from crmdesk.exchange.tables.sheet import Cell, Table

_DELIMITERS = "\t,;|"
_SAMPLE_LINES = 400
_WIDE = 5
_SEPARATOR_LINE = re.compile(r"sep=([\t,;|])\r?\n?", re.IGNORECASE)

# Follows the last line; whatever quoted field swallows it was never closed.
_END = "\0crmdesk: end of file\0"


@dataclass(frozen=True, slots=True)
class _Layout:
    path: Path
    encoding: str
    delimiter: str
    skip_first: bool


@dataclass(frozen=True, slots=True)
class _Survey:
    rows: int
    cut_row: int | None


def text_tables(path: Path) -> Iterator[Table]:
    """The one table of the file, named by nothing.

    Raises RefusedFileError for a file with lines, fields or counts beyond the limits, or without readable text.
    """
    csv.field_size_limit(limits.MAX_TEXT)
    layout = _layout(path)
    try:
        survey = _survey(layout)
        yield Table("", _rows(layout), expected=survey.rows, cut_row=survey.cut_row)
    except csv.Error:
        raise RefusedFileError(Reason.TOO_LARGE) from None
    except UnicodeError:
        raise RefusedFileError(Reason.DAMAGED) from None


def _rows(layout: _Layout) -> Iterator[list[Cell]]:
    for record, _whole in _records(layout):
        yield [unguarded(field) or None for field in record]


def _records(layout: _Layout) -> Iterator[tuple[list[str], bool]]:
    """The rows, and whether each was closed."""
    with _opened(layout.path, layout.encoding) as stream:
        if layout.skip_first:
            stream.readline(limits.MAX_TEXT)
        for record in csv.reader(_lines(stream), delimiter=layout.delimiter):
            if record == [_END]:
                return
            if record and record[-1].endswith(_END):
                record[-1] = record[-1].removesuffix(_END)
                yield record, False
                return
            yield record, True


def _opened(path: Path, encoding: str) -> TextIO:
    # The encoding was chosen as the one that fits: what it cannot decode is a byte gone wrong or a character cut off.
    return path.open(encoding=encoding, errors="replace", newline="")


def _lines(stream: TextIO) -> Iterator[str]:
    """Physical lines, never one longer than a field may be, and the end mark."""
    while line := stream.readline(limits.MAX_TEXT + 1):
        if len(line) > limits.MAX_TEXT:
            raise RefusedFileError(Reason.TOO_LARGE)
        yield line
    yield _END


def _survey(layout: _Layout) -> _Survey:
    """Count before anything is kept, so that what is too large costs no memory."""
    rows = cells = 0
    widths: Counter[int] = Counter()
    before: list[str] = []
    last: list[str] = []
    whole = True
    for record, whole in _records(layout):  # noqa: B007 - the value after the loop is what counts
        rows += 1
        cells += len(record)
        widths[len(record)] += 1
        before, last = last, record
        if rows > limits.MAX_ROWS or len(record) > limits.MAX_COLUMNS or cells > limits.MAX_CELLS:
            raise RefusedFileError(Reason.TOO_LARGE)
    broken_off = not whole or (rows > 1 and not _ends_with_line_break(layout.path) and _is_cut(widths, before, last))
    return _Survey(rows, rows - 1 if broken_off else None)


def _is_cut(widths: Counter[int], before: list[str], last: list[str]) -> bool:
    """Fewer columns than the table has, right below a full row; a footer stands below blank or short ones."""
    table_width = max(widths, key=lambda width: (widths[width], width))
    return len(last) < table_width == len(before) or (bool(last) and last[-1].endswith("\ufffd"))


def _ends_with_line_break(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2))
        return file.read().endswith((b"\n", b"\r", b"\n\0", b"\r\0"))


def _layout(path: Path) -> _Layout:
    encoding = detect_encoding(path)
    with _opened(path, encoding) as stream:
        lines = _lines(stream)
        sample = [line for line, _ in zip(lines, range(_SAMPLE_LINES), strict=False) if line != _END]
    declared = _SEPARATOR_LINE.fullmatch(sample[0]) if sample else None
    if declared:
        return _Layout(path, encoding, declared[1], skip_first=True)
    return _Layout(path, encoding, max(_DELIMITERS, key=lambda mark: _evenness(sample, mark)), skip_first=False)


def _evenness(sample: list[str], delimiter: str) -> float:
    """How table-like the sample is when split at the delimiter: the share of rows that have the usual width.

    Marks inside running text give rows of all widths. Wider tables win between equals, as the second mark of a table
    (a comma in each amount) splits fewer columns than the first.
    """
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if row)
    except csv.Error:
        return 0.0
    several = [width for width in widths if width > 1]
    usual = max(several, key=lambda width: (widths[width], width), default=1)
    # Lines of one cell are titles and footers beside a table this wide, and else a list with a mark in some lines.
    if usual == 1 or (usual < _WIDE and widths[1] > widths[usual]):
        return 0.0
    share = widths[usual] / widths.total()
    return share * share * (1 + usual / 100)
