"""What happens to rows that are there already, and to what a person has changed since."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.deal import DealStatus
from crmdesk.services.importing import DuplicatePolicy
from crmdesk.services.loss_accounts import LossWords
from crmdesk.wiring import Services
from tests.services.importing.tables import assert_unchanged_by, counts, import_files, lines
from tests.store.dumps import logical_dump

CUSTOMERS = """
    Company name|City|Industry|Owner|Phone
    Acme|Paris|Energy|Bo|+33 1 42 68 53 00
    Beta|Rome|Steel|Eva|
"""
CHANGED_CUSTOMERS = """
    Company name|City|Industry|Owner|Phone
    Acme|Paris|Mining|Eva|+33 1 42 68 53 00
    Beta|Rome|Steel|Eva|+39 06 1234567
    Gamma|Oslo|Fish|Bo|
"""
CONTACTS = """
    Full name|Company|Job title|E-mail
    Ann Lee|Acme|CTO|ann@acme.test
    Ida Roe|Beta|CEO|ida@beta.test
"""
CHANGED_CONTACTS = """
    Full name|Company|Job title|E-mail
    Ann Lee|Acme|Head of purchasing|ann@acme.test
    Ida Roe|Beta|CEO|ida.roe@beta.test
    Jo Poe|Beta|Buyer|
"""
DEALS = """
    Deal name|Company|Amount|Stage|Created
    Pump|Acme|1000|Demo|2025-01-02
    Valve|Acme|200|Demo|2025-01-03
"""
CHANGED_DEALS = """
    Deal name|Company|Amount|Stage|Created
    Pump|Acme|1500.50|Offer|2025-01-02
    Valve|Acme|200|Lost|2025-01-03
    Tube|Beta|5|Demo|2025-01-04
"""
SHEETS = {
    "customers": (CUSTOMERS, CHANGED_CUSTOMERS),
    "contacts": (CONTACTS, CHANGED_CONTACTS),
    "deals": (DEALS, CHANGED_DEALS),
}


def names(services: Services, table: str) -> list[str]:
    return sorted(row["name"] for row in logical_dump(services.desk.workspace.path)[table].values())


def row_named(services: Services, table: str, name: str) -> dict[str, Any]:
    rows = logical_dump(services.desk.workspace.path)[table].values()
    [found] = [row for row in rows if row["name"] == name]
    return found


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (DuplicatePolicy.UPDATE, {"created": 1, "updated": 2}),
        (DuplicatePolicy.SKIP, {"created": 1, "skipped": 2}),
        (DuplicatePolicy.NEW, {"created": 3}),
    ],
)
def test_policy(book: Services, tmp_path: Path, sheet: str, policy: DuplicatePolicy, expected: dict[str, int]) -> None:
    first, second = SHEETS[sheet]
    import_files(book, lines(tmp_path / "first.csv", first))
    before = names(book, sheet[:-1])
    changed = lines(tmp_path / "second.csv", second)
    rehearsed = import_files(book, changed, on_duplicate=policy, dry_run=True)
    result = import_files(book, changed, on_duplicate=policy)
    assert counts(result) == counts(rehearsed) == expected
    assert len(names(book, sheet[:-1])) == len(before) + expected["created"]


def test_update_brings_what_differs(book: Services, tmp_path: Path) -> None:
    import_files(book, *(lines(tmp_path / f"{name}.csv", first) for name, (first, _second) in SHEETS.items()))
    import_files(book, *(lines(tmp_path / f"{name}.csv", second) for name, (_first, second) in SHEETS.items()))
    [acme, beta, _gamma] = sorted(book.customers.list_customers(), key=lambda customer: customer.name)
    assert (acme.owner, "Mining" in acme.tags, "Energy" in acme.tags) == ("Eva", True, False)
    assert beta.phones == ("+39 06 1234567",)
    assert row_named(book, "contact", "Ann Lee")["title"] == "Head of purchasing"
    pump, valve = book.deals.find_deal("Pump"), book.deals.find_deal("Valve")
    assert (str(pump.amount), pump.stage, valve.status) == ("1500.50 CNY", "Offer", DealStatus.LOST)
    losses = logical_dump(book.desk.workspace.path)["loss_event"].values()
    assert [loss["reopened_at"] for loss in losses] == [None]


def test_skipped_rows_leave_no_trace(book: Services, tmp_path: Path) -> None:
    for name, (first, _second) in SHEETS.items():
        import_files(book, lines(tmp_path / f"{name}.csv", first))
    before = logical_dump(book.desk.workspace.path)
    for name, (first, _second) in SHEETS.items():
        again = lines(tmp_path / f"{name}.csv", first)
        assert_unchanged_by(book, again, on_duplicate=DuplicatePolicy.SKIP)
    assert logical_dump(book.desk.workspace.path) == before


def test_what_a_person_has_changed_stays_when_the_old_file_comes_again(book: Services, tmp_path: Path) -> None:
    files = [lines(tmp_path / f"{name}.csv", first) for name, (first, _second) in SHEETS.items()]
    import_files(book, *files)
    book.tags.change_tags("Acme", add=["industry:Shipping"], remove=["Energy"])
    book.deals.win("Pump")
    book.deals.mark_lost("Valve", LossWords("price", "over_budget"))
    book.customers.rename("Beta", "Beta Holding")
    before = logical_dump(book.desk.workspace.path)
    assert_unchanged_by(book, *files)
    changed = [lines(tmp_path / f"{name}.csv", second) for name, (_first, second) in SHEETS.items()]
    import_files(book, *changed)
    after = logical_dump(book.desk.workspace.path)
    assert after["loss_event"] == before["loss_event"]
    assert row_named(book, "deal", "Pump")["status"] == "won"
    assert row_named(book, "deal", "Pump")["amount_minor"] == 150050
    assert names(book, "customer") == ["Acme", "Beta Holding", "Gamma"]


def test_a_lost_deal_a_person_has_opened_again_stays_open(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "deals.csv", "Deal name|Company|Amount|Status|Lost time\nPump|Acme|10|Lost|2025-01-02")
    import_files(book, file)
    book.deals.reopen("Pump")
    assert_unchanged_by(book, file)
    book.deals.mark_lost("Pump", LossWords("price", "over_budget"))
    assert_unchanged_by(book, file)
    assert [loss.reason for loss in book.losses.pool()] != []


def export(services: Services, path: Path) -> Path:
    services.exports.export(path, progress=lambda _d, _t: None, cancelled=lambda: False)
    return path


def test_our_own_workbook_wins_over_what_a_person_has_changed(book: Services, tmp_path: Path) -> None:
    files = [lines(tmp_path / f"{name}.csv", first) for name, (first, _second) in SHEETS.items()]
    import_files(book, *files)
    ours = export(book, tmp_path / "ours.xlsx")
    book.customers.rename("Acme", "Acme Holding")
    book.tags.change_tags("Acme", remove=["Energy"])
    book.deals.move_stage("Pump", "quote")
    assert book.deals.find_deal("Pump").stage != "Demo"
    import_files(book, ours)
    assert names(book, "customer") == ["Acme", "Beta"]
    assert book.tags.tags_of("Acme") == ["Energy"]
    assert book.deals.find_deal("Pump").stage == "Demo"


def test_an_outcome_in_our_own_workbook_wins(book: Services, tmp_path: Path) -> None:
    import_files(book, lines(tmp_path / "deals.csv", DEALS))
    ours = export(book, tmp_path / "ours.xlsx")
    book.deals.win("Pump")
    import_files(book, ours)
    assert book.deals.find_deal("Pump").status is DealStatus.OPEN


def test_a_day_in_the_future_is_not_when_a_deal_was_made(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "deals.csv", "Deal name|Company|Created\nPump|Acme|2031-01-02\nPump|Acme|2031-01-03")
    import_files(book, file)
    book.desk.clock.advance(days=1)
    assert_unchanged_by(book, file)
    assert [deal.created_at.local_date for deal in book.deals.list_deals()] == [date(2026, 3, 4)] * 2
