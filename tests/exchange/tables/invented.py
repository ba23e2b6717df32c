"""Invented tables for the tests of their interpretation."""

from collections.abc import Mapping, Sequence
from datetime import date

from crmdesk.exchange.tables.meaning.dates import DateOrder
from crmdesk.exchange.tables.meaning.interpretation import Interpretation, interpret
from crmdesk.exchange.tables.meaning.options import InterpretationOptions
from crmdesk.exchange.tables.records import ImportRow
from crmdesk.exchange.tables.sheet import Cell, Sheet

TODAY = date(2026, 11, 21)


def sheet_of(text: str, file: str = "table.csv", name: str = "") -> Sheet:
    """A sheet out of lines of cells divided by ``|``; a line without text is a blank row."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    return Sheet(file, name, tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines))


def sheet_of_columns(text: str, file: str = "table.csv", above: str = "", below: str = "") -> Sheet:
    """A wide sheet told column by column: a line holds a header and then its cells; rows stand above and below."""
    columns = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    rows = tuple(zip(*columns, strict=True))
    outer = [tuple((line.strip(),) for line in lines.splitlines()) for lines in (above, below)]
    return Sheet(file, "", (*outer[0], *rows, *outer[1]))


def sheet_of_cells(rows: Sequence[Sequence[Cell]], file: str = "table.xlsx", name: str = "Sheet1") -> Sheet:
    """A sheet out of typed cells."""
    return Sheet(file, name, tuple(tuple(row) for row in rows))


def read(
    *sheets: Sheet | str,
    currency: str = "CNY",
    mapping: Mapping[str, str] | None = None,
    date_order: DateOrder | None = None,
) -> Interpretation:
    """The interpretation of sheets, or of texts of sheets."""
    options = InterpretationOptions(currency, TODAY, mapping or {}, date_order)
    return interpret([sheet_of(sheet) if isinstance(sheet, str) else sheet for sheet in sheets], options)


def rows_of(*sheets: Sheet | str, currency: str = "CNY", date_order: DateOrder | None = None) -> tuple[ImportRow, ...]:
    """The rows of tables that are expected to hold no fatal issue."""
    rows = read(*sheets, currency=currency, date_order=date_order).rows
    assert [row.issues for row in rows if row.failed] == []
    return rows


def tags_of(row: ImportRow) -> set[tuple[str, str, str]]:
    """The tags of a row as (target, group, name)."""
    return {(tag.target, tag.group, tag.name) for tag in row.tags}
