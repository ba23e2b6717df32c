"""What holds for any table: a rehearsal tells what the import does, twice is once, undo is never, rows add up."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.services.importing import DuplicatePolicy
from crmdesk.wiring import Services, open_services
from tests.factories import ME
from tests.fakes import FixedClock
from tests.services.importing.tables import assert_unchanged_by, counts, import_files, table, workbook
from tests.store.dumps import logical_dump

NAMES = st.sampled_from(["Acme", "ACME", "Ａｃｍｅ", "甲公司", "Beta & Co", "", "  ", "Øre", "x" * 501])
CELLS: dict[str, st.SearchStrategy[str]] = {
    "Company name": NAMES,
    "City": st.sampled_from(["", "", "Rome", "Oslo"]),
    "Company ID": st.sampled_from(["", "", "", "17", "18"]),
    "Industry": st.sampled_from(["", "Energy", "Steel"]),
    "Phone": st.sampled_from(["", "138 0013 8000", "010-6512 3456", "n/a"]),
    "Full name": st.sampled_from(["", "", "Ann Lee", "王五"]),
    "Job title": st.sampled_from(["", "CTO", "CEO"]),
    "Deal name": st.sampled_from(["Pump", "Pump", "Valve", ""]),
    "Deal ID": st.sampled_from(["", "", "", "d1", "d2"]),
    "Amount": st.sampled_from(["", "100", "2500.50", "a lot"]),
    "Stage": st.sampled_from(["", "Demo", "Offer", "Won", "Lost"]),
    "Loss reason": st.sampled_from(["", "Price", "Too dear"]),
    "Competitor": st.sampled_from(["", "Rival", "Rival; Other"]),
    "Created": st.sampled_from(["", "2025-01-02", "2025-02-30", "2031-01-01"]),
    "Close date": st.sampled_from(["", "2025-05-05", "2026-12-31"]),
    "Next contact": st.sampled_from(["", "2026-05-05"]),
    "Remark": st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5),
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table with some of the columns, in any order, and a few rows that are often about the same things."""
    headers = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=2, max_size=10, unique=True))
    rows = draw(st.lists(st.tuples(*(CELLS[header] for header in headers)), min_size=1, max_size=7))
    return [headers, *map(list, rows)]


def fresh(blank: Path, folder: str) -> Services:
    path = Path(shutil.copy(blank, Path(folder) / "book.crmdesk"))
    return open_services(path, FixedClock(), ME)


def numbers(services: Services) -> Counter[str]:
    return Counter({name: len(rows) for name, rows in logical_dump(services.desk.workspace.path).items()})


# Each table is imported up to six times; CRMDESK_HYPOTHESIS=long tries a thousand.
FIXTURE = settings(
    max_examples=settings.default.max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FIXTURE
@given(rows=tables(), policy=st.sampled_from(DuplicatePolicy), suffix=st.sampled_from([".csv", ".xlsx"]))
def test_any_table(blank_workspace: Path, rows: list[list[str]], policy: DuplicatePolicy, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = fresh(blank_workspace, folder)
        before = logical_dump(book.desk.workspace.path)
        write: Any = table if suffix == ".csv" else workbook
        file = write(Path(folder) / f"table{suffix}", rows)
        rehearsed = import_files(book, file, on_duplicate=policy, dry_run=True)
        assert logical_dump(book.desk.workspace.path) == before
        real = import_files(book, file, on_duplicate=policy)
        assert (counts(real), real.by_type, real.issues) == (counts(rehearsed), rehearsed.by_type, rehearsed.issues)
        assert book.care.check(lambda _done, _total: None) == []
        once = logical_dump(book.desk.workspace.path)
        book.desk.clock.advance(hours=5)
        assert_unchanged_by(book, file)
        assert_unchanged_by(book, file, on_duplicate=DuplicatePolicy.SKIP)
        assert logical_dump(book.desk.workspace.path) == once
        if once != before:
            book.history.undo()
        assert logical_dump(book.desk.workspace.path) == before


@FIXTURE
@given(first=tables(), second=tables())
def test_any_two_tables(blank_workspace: Path, first: list[list[str]], second: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = fresh(blank_workspace, folder)
        files = [table(Path(folder) / f"{name}.csv", rows) for name, rows in (("first", first), ("second", second))]
        for file in files:
            import_files(book, file)
        # What both tell differently goes back and forth, but nothing is added any more.
        added = numbers(book)
        for file in files:
            counts(import_files(book, file))
        for kind in ("customer", "contact", "deal", "contact_point"):
            assert numbers(book)[kind] == added[kind]
        assert book.care.check(lambda _done, _total: None) == []
