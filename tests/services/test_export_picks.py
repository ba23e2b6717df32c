"""Exports of records that were picked one by one."""

from pathlib import Path

import openpyxl
import pytest

from crmdesk.services.exporting import ExportService
from tests.factories import Office, add_customer, add_deal, log


@pytest.fixture
def filled(office: Office) -> dict[str, str]:
    uids = {name: add_customer(office, name) for name in ("Acme", "Bolt", "Crane")}
    uids |= {deal: add_deal(office, uids[of], deal) for deal, of in (("Pump", "Acme"), ("Nut", "Bolt"))}
    log(office, uids["Acme"], "hello")
    return uids


def rows(office: Office, out: Path, kind: str, *uids: str) -> dict[str, int]:
    counts = ExportService(office.desk).export(
        out, uids={kind: uids}, progress=lambda _done, _total: None, cancelled=lambda: False
    )
    return {name: count for name, count in counts.items() if name in ("customers", "deals")}


def test_customers_come_with_their_deals(office: Office, filled: dict[str, str], tmp_path: Path):
    out = tmp_path / "out.xlsx"
    assert rows(office, out, "customers", filled["Acme"], filled["Crane"]) == {"customers": 2, "deals": 1}
    deals = list(openpyxl.load_workbook(out)["Deals"].iter_rows(values_only=True))
    assert "Pump" in deals[1]


def test_deals_come_with_their_customers(office: Office, filled: dict[str, str], tmp_path: Path):
    assert rows(office, tmp_path / "out.xlsx", "deals", filled["Nut"]) == {"customers": 1, "deals": 1}


def test_nothing_picked_is_nothing(office: Office, filled: dict[str, str], tmp_path: Path):
    assert filled
    assert rows(office, tmp_path / "out.xlsx", "customers") == {"customers": 0, "deals": 0}


def test_more_records_can_be_picked_than_a_statement_has_parameters(
    office: Office, filled: dict[str, str], tmp_path: Path
):
    many = [filled["Acme"], *(f"none-{number}" for number in range(40_000))]
    assert rows(office, tmp_path / "out.xlsx", "customers", *many) == {"customers": 1, "deals": 1}
