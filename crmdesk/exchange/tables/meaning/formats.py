"""How each column of a file is written, found over all its sheets before any cell is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.exchange.tables.meaning.amounts import DecimalMark
from crmdesk.exchange.tables.meaning.dates import DateOrder
from crmdesk.exchange.tables.meaning.inference import infer_date_orders, infer_decimal_marks
from crmdesk.exchange.tables.meaning.layout import Layout
from crmdesk.exchange.tables.meaning.mapping import Column, SheetPlan
from crmdesk.exchange.tables.meaning.targets import ValueKind
from crmdesk.exchange.tables.meaning.values import Format, is_fraction_column
from crmdesk.exchange.tables.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """A sheet with its parts, its plan and the cells of its data by column."""

    position: int
    sheet: Sheet
    layout: Layout
    plan: SheetPlan
    cells: tuple[tuple[Cell, ...], ...]

    def texts(self, column: Column) -> list[str]:
        """The cells of a column that are text."""
        return [cell for cell in self.cells[column.index] if isinstance(cell, str) and cell.strip()]


def formats_of(
    sheets: Sequence[PlannedSheet], given: DateOrder | None, currency: str, words: Mapping[str, Mapping[str, str]]
) -> dict[tuple[int, int], Format]:
    """The format of every column of the sheets of one file, by position of the sheet and of the column.

    ``given`` is the order of dates the person named, ``currency`` the workspace's,
    ``words`` the families of ``Glossary.cells``.
    Raises ImportRejectedError if an order of dates must be named and was not.
    """
    orders = _date_orders(sheets, given)
    settled = {order for order in orders.values() if order is not None}
    file_order = next(iter(settled)) if len(settled) == 1 else None
    marks = _decimal_marks(sheets)
    formats = {}
    for planned in sheets:
        for column in planned.plan.columns:
            key = planned.position, column.index
            formats[key] = Format(
                column.header.text,
                column.header.unit,
                currency,
                words,
                orders.get(key) or file_order,
                marks.get(key, "."),
                column.target.kind is ValueKind.PERCENT and is_fraction_column(planned.cells[column.index]),
            )
    return formats


def _of_kind(sheets: Sequence[PlannedSheet], kind: ValueKind) -> list[tuple[PlannedSheet, Column]]:
    return [(planned, column) for planned in sheets for column in planned.plan.columns if column.target.kind is kind]


def _date_orders(sheets: Sequence[PlannedSheet], given: DateOrder | None) -> dict[tuple[int, int], DateOrder | None]:
    columns = _of_kind(sheets, ValueKind.DATE)
    texts = [planned.texts(column) for planned, column in columns]
    headers = [column.header.text for _planned, column in columns]
    found = infer_date_orders(texts, given, sheets[0].sheet.file, headers)
    return {(planned.position, column.index): order for (planned, column), order in zip(columns, found, strict=True)}


def _decimal_marks(sheets: Sequence[PlannedSheet]) -> dict[tuple[int, int], DecimalMark]:
    columns = _of_kind(sheets, ValueKind.AMOUNT)
    found = infer_decimal_marks([planned.texts(column) for planned, column in columns])
    return {(planned.position, column.index): mark for (planned, column), mark in zip(columns, found, strict=True)}
