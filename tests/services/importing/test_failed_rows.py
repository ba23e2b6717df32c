"""Rows that cannot be imported: handed back with their cell and the reason, everything else imported, fixed, done."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from crmdesk.domain.errors import UnwritableError
from crmdesk.exchange.tables.own_format import REASON_HEADERS
from crmdesk.i18n import LANGUAGES, use_language
from crmdesk.wiring import Services
from tests.services.importing.tables import counts, import_files, lines, workbook
from tests.store.dumps import logical_dump

LONG_NAME = "x" * 501
DEALS = f"""
    Deal name|Company|Amount|Created|Status|Is Closed Won|Is closed lost
    Good|Acme|100|2025-01-02|||
    No day|Acme|100|2025-02-30|||
    No sum|Acme|a lot|2025-01-02|||
    Too fine|Acme|1.0055|2025-01-02|||
    {LONG_NAME}|Acme|1|2025-01-02|||
    Two ends|Acme|5|2025-01-02||true|true
    Also good|Beta|200|2025-01-03|Won||
"""
FIXES = {
    "No day": ("Created", "2025-02-28"),
    "No sum": ("Amount", 300),
    LONG_NAME: ("Deal name", "Shorter"),
    "Two ends": ("Is Closed Won", None),
}
ADDRESSES = ["D3", "C4", "6", "7"]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_failed_rows_come_back_and_can_be_fixed(book: Services, tmp_path: Path, language: str, suffix: str) -> None:
    file, errors = tmp_path / f"deals.{suffix}", tmp_path / "errors.xlsx"
    lines(file, DEALS)
    if suffix == "xlsx":
        workbook(file, ([cell.strip() or None for cell in line.split("|")] for line in DEALS.strip().splitlines()))
    result = import_files(book, file, errors=errors)
    assert counts(result) == {"created": 3, "failed": 4}
    fatal = [issue for issue in result.issues if issue.fatal]
    assert [issue.where.rpartition("!")[2].lstrip("ABEFG") for issue in fatal] == ADDRESSES
    assert all(issue.where.startswith(file.name) and len(issue.reason) > 5 for issue in fatal)
    table = openpyxl.load_workbook(errors)
    [sheet] = table.worksheets
    header = [cell.value for cell in sheet[1]]
    assert header == [REASON_HEADERS[language], *DEALS.strip().splitlines()[0].strip().split("|")]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [issue.reason for issue in fatal]
    for row in sheet.iter_rows(min_row=2):
        column, value = FIXES[row[1].value]
        row[header.index(column)].value = value
    table.save(errors)
    again = import_files(book, errors)
    assert counts(again) == {"created": 4}
    assert {deal.name for deal in book.deals.list_deals()} == {
        "Good", "Also good", "No day", "No sum", "Too fine", "Shorter", "Two ends",
    }  # fmt: skip
    # An amount finer than its money is rounded, and kept beside as it was.
    assert {deal.name: deal.extra for deal in book.deals.list_deals() if deal.extra} == {
        "Too fine": {"Amount": "1.0055"}
    }


def test_a_cut_file_gives_all_but_its_last_row(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "customers.csv", "Company name|City|Owner\nAcme|Rome|Bo\nBeta|Oslo|Eva")
    file.write_bytes(file.read_bytes()[:-7])
    result = import_files(book, file, errors=tmp_path / "errors.xlsx")
    assert counts(result) == {"created": 1, "failed": 1}
    [issue] = result.issues
    assert issue.where == "customers.csv!3"
    [sheet] = openpyxl.load_workbook(tmp_path / "errors.xlsx").worksheets
    assert [cell.value for cell in sheet[2]][1:3] == ["Beta", "Osl"]


def test_without_failed_rows_there_is_no_workbook_of_them(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "customers.csv", "Company name|City\nAcme|Rome")
    import_files(book, file, errors=tmp_path / "errors.xlsx")
    assert not (tmp_path / "errors.xlsx").exists()


def test_when_failed_rows_cannot_be_handed_back_nothing_is_imported(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "deals.csv", DEALS)
    before = logical_dump(book.desk.workspace.path)
    with pytest.raises(UnwritableError):
        import_files(book, file, errors=tmp_path / "nowhere" / "errors.xlsx")
    assert logical_dump(book.desk.workspace.path) == before


def test_a_rehearsal_hands_back_the_same_rows(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "deals.csv", DEALS)
    rehearsed = import_files(book, file, errors=tmp_path / "first.xlsx", dry_run=True)
    real = import_files(book, file, errors=tmp_path / "second.xlsx")
    assert (counts(rehearsed), rehearsed.issues) == (counts(real), real.issues)
    first, second = (
        list(openpyxl.load_workbook(tmp_path / name).active.values) for name in ("first.xlsx", "second.xlsx")
    )
    assert first == second
