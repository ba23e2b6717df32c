"""The public pipeline of three thousand leads that every developer has beside the repository."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crmdesk.domain.deal import DealStatus
from tests.exchange.tables.invented import read, sheet_of_cells

SAMPLE = Path(__file__).parents[5] / "shared" / "samples" / "pipelines-3000.csv"


@pytest.fixture(scope="module")
def table():
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def rows(table):
    return read(sheet_of_cells(table, "pipeline"), currency="CNY").rows


def test_all_rows_are_read(rows):
    assert len(rows) == 3000
    assert not any(row.failed for row in rows)


def test_closing_days_without_an_outcome_are_remarked(rows):
    remarked = [row for row in rows if row.issues]
    words = Counter(tag.name for row in remarked for tag in row.tags if tag.group == "status")
    assert words == {"Customer": 171, "Churned Customer": 177}
    assert all(row.deal.status is None and "Actual close date" in row.deal.extra for row in remarked)


def test_outcomes_come_from_words_that_say_so(rows):
    statuses = Counter(row.deal.status for row in rows)
    assert (statuses[DealStatus.WON], statuses[DealStatus.LOST], statuses[DealStatus.INVALID]) == (83, 61, 177)
    assert statuses[None] == 3000 - 83 - 61 - 177
    assert {row.deal.stage for row in rows} == {"", "Initial contact", "Nurturing", "Opened", "Proposal sent"}
    tags = Counter((tag.target, tag.group) for row in rows for tag in row.tags)
    assert tags == {
        ("customer", "country"): 3000,
        ("customer", "industry"): 3000,
        ("customer", "size"): 3000,
        ("deal", "product"): 3000,
        ("deal", "status"): 3000 - 177,
    }


def test_amounts_are_exact(rows, table):
    column = table[0].index("Deal Value, $")
    assert sum(row.deal.amount for row in rows) == sum(Decimal(cells[column]) for cells in table[1:])
    assert {row.deal.currency for row in rows} == {"USD"}


def test_nothing_is_thrown_away(rows, table):
    kept = ("Lattitude", "Longitude", "Status sequence", "Stage sequence")
    for row, cells in zip(rows, table[1:], strict=True):
        told = dict(zip(table[0], cells, strict=True))
        assert (row.customer.name, row.deal.owner, row.deal.name) == (
            told["Organization"],
            told["Owner"],
            told["Product"],
        )
        assert row.deal.probability == int(told["Probability, %"])
        extra = dict(row.deal.extra)
        # No row of the sample that has a day of closing says that the deal ended.
        closed = extra.pop("Actual close date", "")
        assert bool(closed) is bool(told["Actual close date"])
        if closed:
            month, day, year = map(int, told["Actual close date"].split("/"))
            assert date.fromisoformat(closed) == date(year, month, day)
        assert {header: float(text) for header, text in extra.items()} == {
            header: float(told[header]) for header in kept if told[header]
        }
        month, day, year = map(int, told["Lead acquisition date"].split("/"))
        assert row.deal.created.value.date() == row.customer.created.value.date() == date(year, month, day)
        assert row.deal.closed is None


def test_iso_dates_and_typed_cells_give_the_same_rows(rows, table):
    dates = [index for index, header in enumerate(table[0]) if "date" in header]

    def day(text):
        month, day, year = map(int, text.split("/"))
        return date(year, month, day)

    def typed(index, text):
        if index in dates:
            return day(text) if text else None
        try:
            return float(text)
        except ValueError:
            return text or None

    iso = [[day(c).isoformat() if i in dates and c else c for i, c in enumerate(cells)] for cells in table[1:]]
    cells = [[typed(i, c) for i, c in enumerate(cells)] for cells in table[1:]]
    for copy in (iso, cells):
        again = read(sheet_of_cells([table[0], *copy], "pipeline"), currency="CNY")
        assert again.rows == rows
