"""Writing an answer, or what went wrong, to the terminal, a pipe or a machine.

Everything shown may come from a customer: it is never read as markup, and control characters cannot reach a terminal.
"""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from crmdesk.cli.answer import Answer, Block, Grid

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_GAP = "  "
_LINE_BREAK = " ⏎ "


def speak_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale; what cannot be encoded is escaped, not a failure."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace")):
        _reconfigure(stream, errors)
    _reconfigure(sys.stderr, "backslashreplace")


def write_answer(answer: Answer, *, as_json: bool) -> None:
    """Write the document, or the blocks for people, to standard output."""
    if as_json:
        write_document(answer.document, sys.stdout)
        return
    blocks = [block for block in map(_without_blanks, answer.blocks) if block]
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(before, Grid) or (before and isinstance(block, Grid)):
            write_sentence("", sys.stdout)
        _write_block(block, sys.stdout)


def write_document(document: Mapping[str, Any], stream: TextIO) -> None:
    """Write one JSON document on a line of its own."""
    print(json.dumps(document, ensure_ascii=False), file=stream)


def write_sentence(sentence: str, stream: TextIO) -> None:
    """Write a line for people."""
    print(harmless(sentence), file=stream)


def harmless(text: str) -> str:
    """The text with every control character but tab and line feed made visible."""
    return _CONTROL.sub("�", text.replace("\r\n", "\n"))


def _reconfigure(stream: TextIO | None, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=errors)


def _without_blanks(block: Block) -> Block:
    """The block with what it has to say; an empty text when that is nothing."""
    if isinstance(block, str):
        return block
    grid = block.without_empty_columns()
    return grid if grid.rows else ""


def _write_block(block: Block, stream: TextIO) -> None:
    if isinstance(block, str):
        write_sentence(block, stream)
    elif stream.isatty():
        _write_fitting(block, stream)
    else:
        _write_aligned(block, stream)


def _write_fitting(grid: Grid, stream: TextIO) -> None:
    """As a table as wide as the terminal; long values are folded."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_header=bool(grid.headings), show_edge=False, pad_edge=False)
    for place, heading in enumerate(grid.headings or ("", "")):
        if place in grid.numbers:
            table.add_column(Text(heading), justify="right", overflow="fold", no_wrap=True)
        else:
            style = None if grid.headings or place else "bold"
            table.add_column(Text(heading), overflow="fold", style=style)
    for row in grid.rows:
        table.add_row(*(Text(harmless(cell)) for cell in row))
    Console(file=stream, emoji=False).print(table)


def _write_aligned(grid: Grid, stream: TextIO) -> None:
    """One line for each row, nothing cut: for pipes and files."""
    from rich.cells import cell_len

    lines = [[_one_line(cell) for cell in row] for row in ((grid.headings,) if grid.headings else ()) + grid.rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded: list[str] = []
        for place, (cell, width) in enumerate(zip(line, widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            padded.append(blank + cell if place in grid.numbers else cell + blank)
        print(_GAP.join(padded).rstrip(), file=stream)


def _one_line(text: str) -> str:
    return _LINE_BREAK.join(harmless(text).replace("\t", " ").splitlines())
