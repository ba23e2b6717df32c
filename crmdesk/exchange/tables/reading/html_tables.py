"""Tables of an HTML page, as many office systems save under the name .xls; and of a web archive (MHTML).

Each outermost table is a sheet. Cells are text; a nested table counts as the text of its cell. Nothing that the page
refers to is fetched.
"""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from crmdesk.exchange.tables.reading import limits
from crmdesk.exchange.tables.reading.refusal import Reason, RefusedFileError
from crmdesk.exchange.tables.reading.text_encoding import detect_encoding
from crmdesk.exchange.tables.sheet import Cell, Table

_BLOCK_CHARACTERS = 256 * 1024
_MAX_ARCHIVE_BYTES = 32 * 2**20
_MUTE = frozenset({"script", "style", "head", "title"})


def html_tables(path: Path) -> Iterator[Table]:
    """The tables of a page.

    Raises RefusedFileError when it has none or they are too large.
    """
    with path.open(encoding=_page_encoding(path), errors="replace") as page:
        yield from _tables(iter(lambda: page.read(_BLOCK_CHARACTERS), ""))


def mhtml_tables(path: Path) -> Iterator[Table]:
    """The tables of all pages in a web archive, which spreadsheet programs save one sheet a page."""
    if path.stat().st_size > _MAX_ARCHIVE_BYTES:
        raise RefusedFileError(Reason.TOO_LARGE)
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    found = False
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_content()
            if "<table" in content.lower():
                found = True
                yield from _tables(iter([content]))
    if not found:
        raise RefusedFileError(Reason.FOREIGN)


def _page_encoding(path: Path) -> str:
    """Found out as for any text; what the page declares is believed only where the bytes leave it open."""
    encoding = detect_encoding(path)
    with path.open("rb") as file:
        declared = re.search(rb"""charset\s*=\s*["']?([\w-]+)""", file.read(4096))
    if encoding.startswith("utf") or not declared:
        return encoding
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        return encoding
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "iso8859-1": "cp1252"}.get(name, name)


def _tables(pieces: Iterator[str]) -> Iterator[Table]:
    collector = _Collector()
    parser = etree.HTMLParser(target=collector, huge_tree=True, no_network=True)
    for piece in pieces:
        parser.feed(piece)
    parser.close()
    if not collector.tables:
        raise RefusedFileError(Reason.FOREIGN)
    for rows in collector.tables:
        yield Table("", iter(rows), expected=len(rows))


class _Collector:
    """Receives the parser's events and lays cells out; the cells that others span stay empty."""

    def __init__(self) -> None:
        self.tables: list[list[list[Cell]]] = []
        self._depth = 0
        self._muted = 0
        self._text: list[str] | None = None
        self._column = 0
        self._span = (1, 1)
        self._reserved: dict[tuple[int, int], bool] = {}
        self._cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        self._muted += tag in _MUTE
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self._reserved.clear()
        elif self._depth == 1 and tag == "tr":
            self._begin_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._begin_cell(attributes)
        elif tag in {"br", "p", "div", "li"} and self._text:
            self._text.append("\n")

    def end(self, tag: str) -> None:
        """A tag closes."""
        self._muted -= tag in _MUTE
        if tag == "table":
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()

    def data(self, text: str) -> None:
        """Text between tags; its line breaks mean no more than blanks."""
        if self._text is not None and not self._muted:
            self._text.append(re.sub(r"[ \t\r\n]+", " ", text))

    def close(self) -> None:
        """The page is over."""

    def _begin_row(self) -> None:
        rows = self.tables[-1]
        rows.append([])
        self._column = 0
        if len(rows) > limits.MAX_ROWS:
            raise RefusedFileError(Reason.TOO_LARGE)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if not self.tables[-1]:
            self._begin_row()
        self._text = []
        self._span = (_span(attributes, "colspan"), _span(attributes, "rowspan"))

    def _end_cell(self) -> None:
        rows = self.tables[-1]
        row, here = rows[-1], len(rows) - 1
        while self._reserved.pop((here, self._column), False):
            self._column += 1
        columns, down = self._span
        text = re.sub(r" *\n *", "\n", "".join(self._text or [])).replace("\xa0", " ").strip()
        self._cells += columns * down
        if self._cells > limits.MAX_CELLS or self._column + columns > limits.MAX_COLUMNS or len(text) > limits.MAX_TEXT:
            raise RefusedFileError(Reason.TOO_LARGE)
        row.extend([None] * (self._column - len(row)))
        row.append(text or None)
        for below in range(1, down):
            self._reserved.update(dict.fromkeys(((here + below, self._column + by) for by in range(columns)), True))
        self._column += columns
        self._text = None


def _span(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1").strip()
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1
