"""A sheet as it came out of a file: cells, nothing interpreted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file. ``rows[0]`` is row 1 of the sheet, whatever it holds; rows may differ in length.

    ``cut_row`` is the position of a last row that the file breaks off in; what it holds cannot be trusted.
    """

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    cut_row: int | None = None

    def address(self, row: int, column: int) -> str:
        """Where a cell is, as people say it: ``deals.xlsx, Sheet1!C7``; row and column count from 0."""
        return f"{self.row_address(row).rsplit('!', 1)[0]}!{column_letters(column)}{row + 1}"

    def row_address(self, row: int) -> str:
        """Where a row is: ``deals.xlsx, Sheet1!7``; the row counts from 0."""
        sheet = f", {self.name}" if self.name else ""
        return f"{self.file}{sheet}!{row + 1}"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet while it is being read: its rows come one by one. Empty cells are None.

    ``expected`` is the number of rows to come where that is known.
    """

    name: str
    rows: Iterator[Sequence[Cell]]
    expected: int | None = None
    cut_row: int | None = None


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The inverse of ``column_letters``: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
