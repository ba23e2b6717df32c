"""Table files made in a test, imports of them, and what came of an import in few words."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from crmdesk.services.importing import ImportRequest, ImportResult
from crmdesk.wiring import Services


def import_files(services: Services, *files: Path, **asked: Any) -> ImportResult:
    """Import files together, as the command line does."""
    return services.imports.apply_import(
        ImportRequest(files=files, **asked), progress=lambda _done, _total: None, cancelled=lambda: False
    )


def counts(result: ImportResult) -> dict[str, int]:
    """How many rows had which fate, without the fates of none."""
    fates = ("created", "updated", "unchanged", "skipped", "failed")
    found = {fate: getattr(result, fate) for fate in fates if getattr(result, fate)}
    assert sum(found.values()) == result.read
    return found


def assert_unchanged_by(services: Services, *files: Path, **asked: Any) -> ImportResult:
    """Import files that tell nothing new: no row has an effect and there is no change set."""
    before = services.history.history()
    result = import_files(services, *files, **asked)
    assert set(counts(result)) <= {"unchanged", "skipped", "failed"}, result
    assert result.batch == ""
    assert services.history.history() == before
    return result


def lines(path: Path, text: str) -> Path:
    """A CSV file out of lines of cells divided by ``|``."""
    return table(path, [[cell.strip() for cell in line.strip().split("|")] for line in text.strip().splitlines()])


def table(path: Path, rows: Iterable[Sequence[Any]], encoding: str = "utf-8") -> Path:
    """A CSV file out of rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def workbook(path: Path, rows: Iterable[Sequence[Any]], title: str = "Sheet1") -> Path:
    """An .xlsx file of one sheet as another program would write it: texts stay texts, even those like formulas."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(path)
    return path


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = openpyxl.cell.WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
