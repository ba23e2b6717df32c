"""The cells of a planned sheet, read column by column, and what is wrong with them row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crmdesk.exchange.tables.meaning.extras import extra_reader
from crmdesk.exchange.tables.meaning.formats import PlannedSheet
from crmdesk.exchange.tables.meaning.mapping import Column
from crmdesk.exchange.tables.meaning.targets import EXTRA, IGNORE, ValueKind
from crmdesk.exchange.tables.meaning.values import (
    Doubtful,
    Format,
    Reader,
    UnreadableError,
    own_reader_for,
    reader_for,
    text_of,
    trim_times,
)
from crmdesk.exchange.tables.records import CellIssue
from crmdesk.exchange.tables.sheet import Cell

_QUOTED = 200


@dataclass(frozen=True, slots=True)
class SheetValues:
    """A list of values for each column that is read, and the issues of each row, by place in the sheet's data."""

    columns: tuple[Column, ...]
    values: tuple[list[object], ...]
    issues: dict[int, tuple[CellIssue, ...]]


def read_values(
    planned: PlannedSheet, formats: Mapping[tuple[int, int], Format], pause: Callable[[], None] = lambda: None
) -> SheetValues:
    """Read all columns of a sheet; ``pause`` is called before each."""
    columns = tuple(column for column in planned.plan.columns if column.target != IGNORE)
    issues: dict[int, tuple[CellIssue, ...]] = {}
    values = []
    for column in columns:
        pause()
        read, problems = read_column(planned.cells[column.index], _reader(planned, column, formats))
        if column.target.kind is ValueKind.DATE and not planned.plan.own:
            trim_times(read)
        values.append(read)
        for place, problem in problems.items():
            where = planned.sheet.address(planned.layout.body[place], column.index)
            value = _shown(planned.cells[column.index][place])
            issue = CellIssue(where, value, problem.reason, fatal=not isinstance(problem, Doubtful))
            issues[place] = (*issues.get(place, ()), issue)
    return SheetValues(columns, tuple(values), issues)


def _shown(cell: Cell) -> str:
    """A cell as an issue quotes it."""
    text = text_of(cell)
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _reader(planned: PlannedSheet, column: Column, formats: Mapping[tuple[int, int], Format]) -> Reader:
    form = formats[planned.position, column.index]
    if planned.plan.own:
        return own_reader_for(column.target, form)
    if column.target == EXTRA:
        return extra_reader(planned.cells[column.index], form.date_order)
    return reader_for(column.target, form)


def read_column(cells: Sequence[Cell], read: Reader) -> tuple[list[object], dict[int, Doubtful | UnreadableError]]:
    """The values of a column, each different text read once, and what is wrong with them by place."""
    values: list[object] = []
    problems: dict[int, Doubtful | UnreadableError] = {}
    known: dict[str, object] = {}
    for place, cell in enumerate(cells):
        if cell is None or cell == "":
            values.append(None)
            continue
        if not isinstance(cell, str):
            value = _read_cell(cell, read)
        elif cell in known:
            value = known[cell]
        else:
            value = known[cell] = _read_cell(cell, read)
        if isinstance(value, (Doubtful, UnreadableError)):
            problems[place] = value
            value = value.value if isinstance(value, Doubtful) else None
        values.append(value)
    return values, problems


def _read_cell(cell: Cell, read: Reader) -> object:
    try:
        return read(cell)
    except UnreadableError as unreadable:
        return unreadable
