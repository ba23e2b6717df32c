"""A sheet as it came out of a file: cells, nothing interpreted."""

from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file. ``rows[0]`` is row 1 of the sheet, whatever it holds; rows may differ in length."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def address(self, row: int, column: int) -> str:
        """Where a cell is, as people say it: ``deals.xlsx, Sheet1!C7``; row and column count from 0."""
        return f"{self.row_address(row).rsplit('!', 1)[0]}!{column_letters(column)}{row + 1}"

    def row_address(self, row: int) -> str:
        """Where a row is: ``deals.xlsx, Sheet1!7``; the row counts from 0."""
        sheet = f", {self.name}" if self.name else ""
        return f"{self.file}{sheet}!{row + 1}"


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
