"""Exports of other programs, whole: files joined by name or id, and the second time nothing to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.deal import DealStatus
from crmdesk.wiring import Services
from tests.services.importing.exports import EXPORTS, write_export
from tests.services.importing.tables import assert_unchanged_by, counts, import_files
from tests.store.dumps import logical_dump

HOLDING = "(no customer yet)"


@pytest.mark.parametrize("program", EXPORTS)
def test_all_files_of_an_export_twice(book: Services, tmp_path: Path, program: str) -> None:
    files = write_export(program, tmp_path)
    rehearsed = import_files(book, *files, dry_run=True)
    result = import_files(book, *files)
    assert result.failed == 0, result.issues
    assert result.created > 0
    assert counts(result) == counts(rehearsed)
    assert result.by_type == rehearsed.by_type
    book.desk.clock.advance(days=2)
    assert_unchanged_by(book, *files)
    assert_unchanged_by(book, *reversed(files))


@pytest.mark.parametrize("program", EXPORTS)
def test_files_one_after_another_come_to_the_same_things(book: Services, tmp_path: Path, program: str) -> None:
    files = write_export(program, tmp_path)
    together = import_files(book, *files)
    assert together.failed == 0
    expected = outline(book)
    book.history.undo()
    # Objects that others refer to by id come first; a program that refers by name may come in any order.
    ordered = sorted(files, key=lambda file: "deals" in file.name or "contacts" in file.name)
    for file in ordered:
        import_files(book, file)
    assert outline(book) == expected
    for file in files:
        assert_unchanged_by(book, file)
    assert together.read == sum(import_files(book, file).read for file in files)


def outline(services: Services) -> dict[str, list[Any]]:
    """Names, values and outcomes, without what depends on the order of files."""
    dump = logical_dump(services.desk.workspace.path)
    customers = {uid: row["name"] for uid, row in dump["customer"].items()}
    return {
        "customer": sorted((row["name"], row["city"], row["external_id"]) for row in dump["customer"].values()),
        "contact": sorted((row["name"], customers[row["customer_id"]]) for row in dump["contact"].values()),
        "deal": sorted(
            (row["name"], customers[row["customer_id"]], row["status"], row["amount_minor"] or 0, row["currency"])
            for row in dump["deal"].values()
        ),
        "loss": sorted(row["reopened_at"] or 0 for row in dump["loss_event"].values()),
        "point": sorted((row["kind"], row["value"]) for row in dump["contact_point"].values()),
    }


def by_name(things: Any) -> dict[str, Any]:
    return {thing.name: thing for thing in things}


def test_kaggle_opportunities_are_joined_by_name(book: Services, tmp_path: Path) -> None:
    import_files(book, *write_export("kaggle", tmp_path))
    customers = by_name(book.customers.list_customers())
    assert set(customers) == {"Northway", "Seahill", HOLDING}
    assert "retail" in customers["Northway"].tags
    assert customers["Northway"].extra["employees"] == "2448"
    deals = {deal.external_id: deal for deal in book.deals.list_deals()}
    assert {key: (deal.customer, deal.status) for key, deal in deals.items()} == {
        "AAA1": ("Northway", DealStatus.WON),
        "AAA2": ("Seahill", DealStatus.LOST),
        "AAA3": (HOLDING, DealStatus.OPEN),
        "AAA4": ("Northway", DealStatus.OPEN),
    }
    members = by_row_name(book, "member")
    assert json.loads(members["Mia Stone"]["extra"]) == {"manager": "Tom Field", "regional_office": "Central"}


def by_row_name(services: Services, table: str) -> dict[str, Any]:
    return {row["name"]: row for row in logical_dump(services.desk.workspace.path)[table].values()}


def test_hubspot_is_joined_by_id(book: Services, tmp_path: Path) -> None:
    import_files(book, *write_export("hubspot", tmp_path))
    customers = {customer.external_id: customer for customer in book.customers.list_customers()}
    assert [customers[key].city for key in ("20000000001", "20000000002")] == ["Paris", "Oslo"]
    card = book.customers.card(customers["20000000001"].uid)
    assert [contact.name for contact in card.contacts] == ["Ann Lee"]
    assert {deal.name: deal.status for deal in card.deals} == {"Rig": DealStatus.LOST, "Pump": DealStatus.OPEN}
    assert {contact.name for contact in book.customers.card(HOLDING).contacts} == {"张三"}


def test_a_report_of_losses_adds_to_the_deals(book: Services, tmp_path: Path) -> None:
    import_files(book, *write_export("fxiaoke", tmp_path))
    [loss] = book.losses.pool()
    assert (loss.name, loss.reason, loss.competitors) == ("一期", "价格", ("乙牌",))
    assert loss.lost_at is not None
    assert loss.lost_at.local_date.isoformat() == "2024-06-02"
    assert [deal.name for deal in book.deals.list_deals()] != []
    assert {deal.name: str(deal.amount) for deal in book.deals.list_deals()} == {
        "一期": "12000.00 CNY",
        "二期": "30000.00 CNY",
    }


def test_salesforce_footers_are_no_deals(book: Services, tmp_path: Path) -> None:
    import_files(book, *write_export("salesforce", tmp_path))
    deals = by_name(book.deals.list_deals())
    assert {name: (deal.status, str(deal.amount)) for name, deal in deals.items()} == {
        "Rig": (DealStatus.WON, "1000.00 USD"),
        "Pier": (DealStatus.OPEN, "2000.00 USD"),
        "Dam": (DealStatus.LOST, "2500.00 USD"),
    }
    assert {customer.name for customer in book.customers.list_customers()} == {"Globex", "Initech"}
