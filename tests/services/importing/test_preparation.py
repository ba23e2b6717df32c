"""What a person sees and says before an import: columns and rows, choices that are kept, cells that are mended."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.errors import CancelledError, NotFoundError, StorageUnavailableError, ValidationError
from crmdesk.exchange.tables.meaning.options import NO_HEADERS, SheetChoices
from crmdesk.exchange.tables.meaning.understanding import Certainty, Evidence
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.services.customers import NewCustomer
from crmdesk.services.importing import DuplicatePolicy, ImportRequest, ImportResult, Understanding
from crmdesk.services.importing.outcomes import Edit, Fate
from crmdesk.wiring import Services
from tests.services.importing.tables import import_files

HEADERS = ("客户名称", "电话", "商机名称", "金额", "随便")
ROWS = (
    ("晨光机械", "13800004821", "泵", "1200", "a"),
    ("Acme", "", "Valve", "not much", "b"),
    ("Bolt", "010-5555 1234", "Nut", "300", "c"),
)


def sheet(*rows: tuple[str, ...], file: str = "pipeline.csv") -> Sheet:
    return Sheet(file, "", rows or (HEADERS, *ROWS))


def never() -> bool:
    return False


def look(book: Services, *sheets: Sheet, **asked: object) -> Understanding:
    request = ImportRequest((Path("pipeline.csv"),), **asked)  # type: ignore[arg-type] # keywords of the request
    return book.import_preparation.first_look(sheets, request, never)


def run(book: Services, *sheets: Sheet, **asked: object) -> ImportResult:
    request = ImportRequest((Path("pipeline.csv"),), in_detail=True, **asked)  # type: ignore[arg-type] # as above
    return book.imports.import_sheets(sheets, request, progress=lambda _done, _total: None, cancelled=never)


def fates(result: ImportResult) -> list[Fate]:
    return [outcome.fate for outcome in result.outcomes]


def test_each_column_is_told_with_its_reason(book: Services):
    [reading] = look(book, sheet()).readings
    told = {column.header: (column.target, column.evidence, column.certainty) for column in reading.columns}
    assert told == {
        "客户名称": ("customer.name", Evidence.HEADER, Certainty.CERTAIN),
        "电话": ("any.phone", Evidence.HEADER, Certainty.CERTAIN),
        "商机名称": ("deal.name", Evidence.HEADER, Certainty.CERTAIN),
        "金额": ("deal.amount", Evidence.HEADER, Certainty.LIKELY),
        "随便": ("extra", Evidence.NONE, Certainty.KEPT),
    }
    assert reading.columns[3].fit == 67
    assert reading.columns[0].samples == ("晨光机械", "Acme", "Bolt")
    assert (reading.rows, reading.header_row) == (3, 0)


def test_a_column_without_a_telling_header_is_read_by_what_is_in_it(book: Services):
    rows = [("who", "mystery"), *((f"a{n}", f"a{n}@example.com") for n in range(5))]
    column = look(book, sheet(*rows)).readings[0].columns[1]
    assert (column.target, column.evidence, column.certainty) == ("any.email", Evidence.CONTENT, Certainty.LIKELY)


def test_the_row_of_the_headers_can_be_chosen(book: Services):
    rows = (("Our list", "of today"), HEADERS, *ROWS)
    chosen = look(book, sheet(*rows), sheets={0: SheetChoices(header_row=0)}).readings[0]
    assert chosen.headers[:2] == ("Our list", "of today")
    none = look(book, sheet(*rows), sheets={0: SheetChoices(header_row=NO_HEADERS)}).readings[0]
    assert (none.header_row, none.rows) == (None, 5)


def test_an_open_order_of_dates_is_asked_and_settled(book: Services):
    dated = sheet(("Company", "Deal name", "Closed on"), ("Acme", "Pump", "3/4/2026"), ("Bolt", "Nut", "5/6/2026"))
    found = look(book, dated)
    assert found.asks_date_order
    assert found.readings[0].has_dates
    settled = look(book, dated, sheets={0: SheetChoices(date_order="dmy")})
    assert not settled.asks_date_order
    assert settled.readings[0].date_order == "dmy"


def test_a_mapping_to_nothing_is_refused(book: Services):
    with pytest.raises(ValidationError):
        look(book, sheet(), sheets={0: SheetChoices({"随便": "nonsense"})})


def test_what_was_said_of_a_sheet_is_kept_for_the_next_with_these_headers(book: Services):
    first = look(book, sheet())
    said = SheetChoices({"随便": "tag:Mood"})
    before = book.history.next_undo()
    book.import_preparation.remember([(first.readings[0].headers, said)])
    assert book.history.next_undo() == before
    shuffled = sheet(HEADERS[::-1], *(row[::-1] for row in ROWS), file="next month.csv")
    again = look(book, shuffled)
    assert again.recalled == {0}
    assert again.choices == {0: said}
    assert {column.header: column.target for column in again.readings[0].columns}["随便"] == "tag:Mood"
    assert look(book, sheet(("name", "phone"), ("Acme", "1"))).recalled == frozenset()


def test_remembering_twice_writes_once(book: Services):
    headers, said = look(book, sheet()).readings[0].headers, SheetChoices({"随便": "ignore"})
    book.import_preparation.remember([(headers, said)])
    newest = book.history.newest_change()
    book.import_preparation.remember([(headers, said), (("other",), SheetChoices())])
    assert book.history.newest_change() == newest


def test_every_row_is_told_its_fate(book: Services):
    result = run(book, sheet(), dry_run=True)
    assert fates(result) == [Fate.CREATED, Fate.FAILED, Fate.CREATED]
    [issue] = result.outcomes[1].issues
    assert issue.where == "pipeline.csv!D3"
    assert book.imports.past_imports() == []


def test_a_row_that_changes_something_says_what(book: Services):
    run(book, sheet())
    newer = sheet((*HEADERS, "微信"), ("晨光机械", "13800004821", "泵", "1500", "z", "chenguang"), (*ROWS[2], ""))
    result = run(book, newer, dry_run=True)
    assert fates(result) == [Fate.UPDATED, Fate.UNCHANGED]
    edits = result.outcomes[0].edits
    assert Edit("amount", "1200.00", "1500.00") in edits
    assert Edit("随便", "a", "z") in edits
    assert Edit("wechat", "", "chenguang") in edits


def test_rows_that_are_there_can_be_left_alone(book: Services):
    customers = sheet(("Company name", "Address", "Phone"), ("Acme", "Wuhan", "010-5555 1234"))
    run(book, customers)
    moved = sheet(("Company name", "Address", "Phone"), ("Acme", "Hefei", "010-5555 1234"))
    assert fates(run(book, moved, dry_run=True, on_duplicate=DuplicatePolicy.SKIP)) == [Fate.SKIPPED]
    assert fates(run(book, moved, dry_run=True)) == [Fate.UPDATED]


def test_a_mended_cell_is_imported_as_mended(book: Services):
    result = run(book, sheet(), fixes={(0, 2, 3): "450"})
    assert fates(result) == [Fate.CREATED] * 3
    assert {deal.name: deal.amount.minor for deal in book.deals.list_deals() if deal.amount}["Valve"] == 45000


def test_the_failed_rows_come_back_as_a_workbook_that_can_be_mended(book: Services, tmp_path: Path):
    result = run(book, sheet())
    out = tmp_path / "failed.xlsx"
    assert book.import_preparation.save_failed_rows(result, out) == 1
    again = import_files(book, out, dry_run=True)
    assert (again.read, again.failed) == (1, 1)


def test_an_import_is_undone_by_itself_whatever_came_after_it(book: Services):
    book.customers.add_customer(NewCustomer("Earlier Ltd"))
    run(book, sheet())
    customer = book.customers.add_customer(NewCustomer("Later Ltd"))[0]
    [batch] = book.imports.past_imports()
    assert batch.files == "pipeline.csv"
    assert batch.counts["created"] == 2
    assert batch.change_set is not None
    book.history.undo_change(batch.change_set)
    assert sorted(found.name for found in book.customers.list_customers()) == ["Earlier Ltd", customer.name]
    assert book.imports.past_imports() == []
    with pytest.raises(NotFoundError):
        book.history.undo_change(batch.change_set)


def test_looking_and_importing_can_be_stopped(book: Services):
    request = ImportRequest((Path("x.csv"),))
    with pytest.raises(CancelledError):
        book.import_preparation.first_look([sheet()], request, lambda: True)
    with pytest.raises(CancelledError):
        book.imports.import_sheets([sheet()], request, progress=lambda _d, _t: None, cancelled=lambda: True)
    assert book.customers.list_customers() == []


def test_what_is_entered_during_a_long_work_is_refused_at_once_with_a_sentence(book: Services):
    with book.desk.change("Import pipeline.csv", is_long=True), pytest.raises(StorageUnavailableError) as refusal:
        book.customers.add_customer(NewCustomer("Acme"))
    assert "Import pipeline.csv" in str(refusal.value)
    book.customers.add_customer(NewCustomer("Acme"))


CELLS = st.sampled_from(["", "Acme", "Bolt", "晨光机械", "12", "1,200.50", "not much", "2026-03-04", "138 0000 4821"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=6),
    st.sampled_from(list(DuplicatePolicy)),
    st.dictionaries(st.tuples(st.just(0), st.integers(1, 6), st.integers(0, 3)), CELLS, max_size=3),
)
def test_what_is_told_before_is_what_happens(
    book: Services,
    rows: list[tuple[str, str, str, str]],
    policy: DuplicatePolicy,
    fixes: dict[tuple[int, int, int], str],
):
    table = sheet(("Company name", "Phone", "Deal name", "Amount"), *rows)
    kept = {place: text for place, text in fixes.items() if place[1] <= len(rows)}
    asked = {"on_duplicate": policy, "fixes": kept}
    told = run(book, table, dry_run=True, **asked)
    done = run(book, table, **asked)
    assert replace(done, batch="") == replace(told, batch="")
    told_fates = Counter(fates(told))
    counts = [told.created, told.updated, told.unchanged, told.skipped, told.failed]
    assert [told_fates[fate] for fate in Fate] == counts
