"""The public pipeline of three thousand leads, brought in with one call and no mapping (issue: real data)."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.deal import DealStatus
from crmdesk.services.losses import LossQuestion
from crmdesk.wiring import Services, open_services
from tests.exchange.tables.packages import ods_parts, zipped
from tests.services.importing.tables import assert_unchanged_by, counts, import_files, table, workbook
from tests.store.dumps import logical_dump

Rows = list[list[str]]
_OUTCOMES = (DealStatus.WON, DealStatus.LOST, DealStatus.INVALID)


@pytest.fixture(scope="module")
def rows(sample: Path) -> Rows:
    with sample.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def column(rows: Rows, header: str) -> list[str]:
    at = rows[0].index(header)
    return [row[at] for row in rows[1:]]


def us_day(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def test_every_row_is_read_and_a_rehearsal_counts_the_same(dollars: Services, sample: Path) -> None:
    before = logical_dump(dollars.desk.workspace.path)
    rehearsed = import_files(dollars, sample, dry_run=True)
    assert logical_dump(dollars.desk.workspace.path) == before
    real = import_files(dollars, sample)
    assert counts(real) == counts(rehearsed) == {"created": 3000}
    assert real.by_type == rehearsed.by_type
    assert (real.notes, rehearsed.batch) == ((), "")
    # The closing days of “Customer” and “Churned Customer”, which name no outcome.
    assert len(real.issues) == 348
    assert not any(issue.fatal for issue in real.issues)
    dollars.history.undo()
    assert logical_dump(dollars.desk.workspace.path) == before


def test_outcomes_amounts_and_stages_are_those_of_the_file(pipeline: Services, rows: Rows) -> None:
    deals = pipeline.deals.list_deals()
    statuses = Counter(deal.status for deal in deals)
    assert [statuses[status] for status in _OUTCOMES] == [83, 61, 177]
    assert statuses[DealStatus.OPEN] == 3000 - 83 - 61 - 177
    amounts = [deal.amount for deal in deals]
    assert {amount.currency for amount in amounts if amount} == {"USD"}
    total = sum((amount.amount for amount in amounts if amount), Decimal())
    assert total == sum(map(Decimal, column(rows, "Deal Value, $")))
    named = Counter(deal.stage for deal in deals if deal.status is DealStatus.OPEN)
    outcomes = ("Won", "Lost")
    told = Counter(
        stage
        for stage, status in zip(column(rows, "Stage"), column(rows, "Status"), strict=True)
        if status != "Disqualified" and stage not in outcomes
    )
    first = told.pop("")
    assert told.items() <= named.items()
    assert sum(named.values()) == sum(told.values()) + first


def test_people_and_attributes_have_their_places(pipeline: Services, rows: Rows) -> None:
    dump = logical_dump(pipeline.desk.workspace.path)
    owners = set(column(rows, "Owner"))
    assert len(owners) == 8
    assert {member["name"] for member in dump["member"].values()} == owners | {pipeline.desk.actor}
    assert Counter(deal.owner for deal in pipeline.deals.list_deals()) == Counter(column(rows, "Owner"))
    assert Counter(customer.owner for customer in pipeline.customers.list_customers()) == Counter(column(rows, "Owner"))
    groups = {uid: group["key"] for uid, group in dump["tag_group"].items()}
    held: Counter[tuple[str, str, bool]] = Counter()
    for assignment in dump["tag_assignment"].values():
        tag = dump["tag"][assignment["tag_id"]]
        held[groups[tag["group_id"]], tag["name"], assignment["deal_id"] is not None] += 1
    headers = {"industry": "Industry", "country": "Country", "size": "Organization size"}
    told: Counter[tuple[str, str, bool]] = Counter()
    for group, header in headers.items():
        told.update((group, name, False) for name in column(rows, header))
    told.update(("product", name, True) for name in column(rows, "Product"))
    told.update(("status", name, True) for name in column(rows, "Status") if name != "Disqualified")
    assert held == told


def test_what_has_no_field_is_kept(pipeline: Services, rows: Rows) -> None:
    headers = ("Lattitude", "Longitude", "Status sequence", "Stage sequence")
    by_name = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    for deal in pipeline.deals.list_deals():
        told = by_name[deal.customer]
        kept = {header: Decimal(deal.extra[header]) for header in headers if header in deal.extra}
        assert kept == {header: Decimal(told[header]) for header in headers if told[header]}
        assert deal.created_at.local_date == us_day(told["Lead acquisition date"])
        if deal.status in _OUTCOMES and told["Actual close date"]:
            assert deal.closed_at is not None
            assert deal.closed_at.local_date == us_day(told["Actual close date"])


def test_the_lost_ones_are_in_the_pool(pipeline: Services, rows: Rows) -> None:
    pool = pipeline.losses.pool()
    assert len(pool) == 61
    dated = {row[0] for row in rows[1:] if row[rows[0].index("Actual close date")]}
    assert all((loss.lost_at is not None) is (loss.customer in dated) for loss in pool)
    result = pipeline.losses.table(LossQuestion(by="reason"))
    assert (result.n, result.not_recorded) == (61, 61)


def test_every_timeline_begins_with_the_lead(pipeline: Services) -> None:
    dump = logical_dump(pipeline.desk.workspace.path)
    lead = next(uid for uid, kind in dump["touch_kind"].items() if kind["key"] == "lead")
    leads = Counter(touch["customer_id"] for touch in dump["touch"].values() if touch["kind_id"] == lead)
    assert leads == dict.fromkeys(dump["customer"], 1)


def typed(header: str, text: str) -> Any:
    """A cell as a spreadsheet program keeps it: dates as dates, numbers as numbers."""
    if not text:
        return None
    if "date" in header:
        return us_day(text)
    return float(text) if text.replace(".", "").replace("-", "").isdigit() else text


def iso(header: str, text: str) -> str:
    return us_day(text).isoformat() if text and "date" in header else text


def as_ods(rows: list[list[Any]]) -> bytes:
    """An OpenDocument sheet of the rows, typed the way LibreOffice types them."""

    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        kind, name = ("date", "date-value") if isinstance(value, date) else ("float", "value")
        if isinstance(value, str):
            safe = value.replace("&", "&amp;").replace("<", "&lt;")
            return f'<table:table-cell office:value-type="string"><text:p>{safe}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"/>'

    lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return zipped(ods_parts("".join(lines)))


@pytest.mark.parametrize("copy", ["same", "iso", "xlsx", "ods", "gb18030", "utf-16", "bom"])
def test_copies_of_the_file_change_nothing(
    pipeline: Services, sample: Path, rows: Rows, tmp_path: Path, copy: str
) -> None:
    header = rows[0]
    cells = [header, *([typed(h, c) for h, c in zip(header, row, strict=True)] for row in rows[1:])]
    if copy == "same":
        file = sample
    elif copy == "iso":
        dates = [[iso(h, c) for h, c in zip(header, row, strict=True)] for row in rows[1:]]
        file = table(tmp_path / "iso.csv", [header, *dates])
    elif copy == "xlsx":
        file = workbook(tmp_path / "pipeline.xlsx", cells)
    elif copy == "ods":
        file = tmp_path / "pipeline.ods"
        file.write_bytes(as_ods(cells))
    else:
        file = table(tmp_path / "copy.csv", rows, {"bom": "utf-8-sig"}.get(copy, copy))
    pipeline.desk.clock.advance(days=40)
    assert counts(assert_unchanged_by(pipeline, file)) == {"unchanged": 3000}


def test_a_colleague_who_imports_it_again_changes_nothing(pipeline: Services, sample: Path) -> None:
    colleague = open_services(pipeline.desk.workspace.path, pipeline.desk.clock, "Somebody else")
    assert_unchanged_by(colleague, sample)
