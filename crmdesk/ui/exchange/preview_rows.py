"""The rows of a sheet beside what becomes of each, twenty at a time, and the model that shows and mends them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from crmdesk.exchange.tables.meaning.understanding import SheetReading
from crmdesk.exchange.tables.meaning.values import text_of
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import line_width
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.theme import LIGHT
from crmdesk.services.importing.outcomes import Fate, RowOutcome
from crmdesk.ui import wording
from crmdesk.ui.exchange import import_wording

PAGE = 20
FIRST_CELL = 2
"""Before the cells stand the number of the row and its fate."""

_LONGEST = 200
_LEAST, _AROUND_HEADER = 130, 20
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as the file has it: the texts of its cells by the columns shown, and what is wrong with which of them."""

    outcome: RowOutcome
    cells: tuple[str, ...]
    wrong: tuple[str, ...]


def rows_shown(
    sheet: Sheet, reading: SheetReading, outcomes: Sequence[RowOutcome], fixes: Mapping[tuple[int, int, int], str]
) -> list[PreviewRow]:
    """The rows these outcomes are about."""
    columns = [column.index for column in reading.columns]
    return [_row(sheet, columns, outcome, fixes) for outcome in outcomes]


def _row(
    sheet: Sheet, columns: Sequence[int], outcome: RowOutcome, fixes: Mapping[tuple[int, int, int], str]
) -> PreviewRow:
    row = sheet.rows[outcome.row]
    where = {sheet.address(outcome.row, column): place for place, column in enumerate(columns)}
    wrong = [""] * len(columns)
    for issue in outcome.issues:
        if issue.where in where:
            wrong[where[issue.where]] = issue.reason
    cells = []
    for column in columns:
        fixed = fixes.get((outcome.sheet, outcome.row, column))
        cells.append(fixed if fixed is not None else text_of(row[column])[:_LONGEST] if column < len(row) else "")
    return PreviewRow(outcome, tuple(cells), tuple(wrong))


def preview_columns(reading: SheetReading) -> tuple[Column[PreviewRow], ...]:
    """The columns of a sheet after the number and the fate of the row."""
    return (
        Column("number", _("Row"), lambda row: wording.number(row.outcome.row + 1), number=True, width=50),
        Column("fate", _("What happens"), lambda row: import_wording.fate_word(row.outcome.fate)),
        *(
            Column(f"cell{place}", column.header, _cell(place), width=_least(column.header))
            for place, column in enumerate(reading.columns)
        ),
    )


def _cell(place: int) -> Callable[[PreviewRow], str]:
    return lambda row: row.cells[place]


def _least(header: str) -> int:
    """A width in which the header is not cut and most cells are understood, in pixels."""
    return max(_LEAST, round(line_width(header, LIGHT.sizes.small, bold=True)) + _AROUND_HEADER)


class PreviewModel(RecordModel[PreviewRow]):
    """Emits the sheet, the row, the place of the column and the new text when a person mends a cell."""

    cell_mended = Signal(int, int, int, str)

    def __init__(self, reading: SheetReading, parent: QObject | None = None) -> None:
        super().__init__(preview_columns(reading), lambda row: (row.outcome.sheet, row.outcome.row), parent)
        self.reading = reading

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.record(index)
        if row is None:
            return None
        place = index.column() - FIRST_CELL
        if role == Qt.ItemDataRole.EditRole and place >= 0:
            return row.cells[place]
        if role == Qt.ItemDataRole.ToolTipRole:
            reason = row.wrong[place] if place >= 0 else ""
            return tool_tip(reason or import_wording.outcome_sentence(row.outcome))
        if role == Qt.ItemDataRole.AccessibleTextRole and place >= 0 and row.wrong[place]:
            return f"{row.cells[place]}: {row.wrong[place]}"
        return super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() >= FIRST_CELL else flags

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.record(index)
        place = index.column() - FIRST_CELL
        if row is None or place < 0 or role != Qt.ItemDataRole.EditRole or str(value) == row.cells[place]:
            return False
        self.cell_mended.emit(row.outcome.sheet, row.outcome.row, self.reading.columns[place].index, str(value).strip())
        return True


def is_problem(outcome: RowOutcome) -> bool:
    """Whether a person should look at the row."""
    return outcome.fate is Fate.FAILED or bool(outcome.issues)
