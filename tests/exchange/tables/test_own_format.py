"""What crmdesk writes it reads back, in every language, whatever the texts are."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.moment import Moment, Precision, WallTime
from crmdesk.domain.money import Money
from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.own_format import (
    EXTRA_PREFIX,
    OWN_SHEETS,
    CellKind,
    clock_text,
    detail_text,
    join_tags,
    join_values,
    match_own_sheet,
    split_detail,
    split_tags,
    split_values,
    with_clock,
)
from crmdesk.exchange.tables.records import PointText, SheetKind, TagText
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.exchange.tables.weighted_words import met_text, read_met, read_reason, reason_text
from crmdesk.i18n import LANGUAGES
from tests.exchange.tables.invented import read

SHEETS = {sheet.kind: sheet for sheet in OWN_SHEETS}
HONG_KONG = timezone(timedelta(hours=8))
WHEN = Moment.of(datetime(2024, 3, 5, 14, 2, tzinfo=HONG_KONG), Precision.MINUTE)
WALL = WHEN.local.replace(tzinfo=None)
AWARE = WallTime(datetime(2024, 3, 5, 14, 2, tzinfo=HONG_KONG), Precision.MINUTE)

NAUGHTY = [
    "=1+1",
    "-",
    "n/a",
    " a ",
    "a;b\\",
    "\\;",
    "'; DROP TABLE",
    "12,5",
    "2024-03-05",
    "TRUE",
    "Won",
    "𠜎\u202e",
    "a\nb",
]


def _row(about, language, /, extra=None, **values):
    """A sheet of ours with one row of the values given by key."""
    sheet = SHEETS[about]
    assert not values.keys() - {column.key for column in sheet.columns}
    headers = [column.header(language) for column in sheet.columns]
    cells = [values.get(column.key) for column in sheet.columns]
    extra = extra or {}
    headers += [EXTRA_PREFIX + header for header in extra]
    table = Sheet("own.xlsx", sheet.name(language), (tuple(headers), (*cells, *extra.values())))
    (row,) = read(table).rows
    assert (row.kind, row.issues) == (about, ())
    return row


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", OWN_SHEETS, ids=lambda sheet: sheet.kind)
def test_headers_are_distinct_and_recognised(sheet, language):
    headers = [column.header(language) for column in sheet.columns]
    assert all(headers)
    assert len({squash(header) for header in headers}) == len(headers)
    assert match_own_sheet(headers) == (sheet, language)
    assert match_own_sheet([*reversed(headers), "added"]) == (sheet, language)


def test_foreign_tables_are_not_taken_for_ours():
    assert match_own_sheet(["uid", "Name", "Phone"]) is None
    assert match_own_sheet(["Customer", "Owner", "Status"]) is None


def test_each_moment_is_followed_by_its_clock():
    for sheet in OWN_SHEETS:
        for column, following in zip(sheet.columns, sheet.columns[1:], strict=False):
            if column.kind is CellKind.MOMENT:
                assert (following.kind, following.key) == (CellKind.CLOCK, f"{column.key}_clock")


@pytest.mark.parametrize("language", LANGUAGES)
def test_customers(language):
    row = _row(
        SheetKind.CUSTOMERS,
        language,
        extra={"Latitude": "1.50"},
        uid="u1",
        name="Acme",
        owner="Bo",
        status="signed",
        created_at=WALL,
        created_at_clock=clock_text(WHEN),
        phones=join_values(["010;1", "2"]),
        emails="a@b.test",
        tags=join_tags([("Industry", "Oil: and gas"), ("", "loose")]),
        external_id="00123",
    )
    customer = row.customer
    assert (customer.uid, customer.name, customer.owner, customer.external_id) == ("u1", "Acme", "Bo", "00123")
    assert customer.created == AWARE
    assert customer.points == (PointText("phone", "010;1"), PointText("phone", "2"), PointText("email", "a@b.test"))
    assert customer.extra == {"Latitude": "1.50"}
    assert row.tags == (TagText("Industry", "Oil: and gas"), TagText("", "loose"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_contacts(language):
    row = _row(
        SheetKind.CONTACTS, language, uid="c1", name="Ann", customer="Acme", customer_uid="u1", title="CTO", qq="1"
    )
    assert (row.contact.uid, row.contact.name, row.contact.title) == ("c1", "Ann", "CTO")
    assert (row.customer.uid, row.customer.name, row.contact.points) == ("u1", "Acme", (PointText("qq", "1"),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_deals(language):
    row = _row(
        SheetKind.DEALS,
        language,
        uid="d1",
        name="Pumps",
        customer_uid="u1",
        stage="Won over",
        status="lost",
        amount=1234.5,
        currency="JPY",
        probability=30.0,
        expected_close=WALL.date(),
        closed_at=WALL,
        closed_at_clock=clock_text(WHEN),
        tags=join_tags([("Product", "Pump")]),
    )
    deal = row.deal
    assert (deal.uid, deal.name, deal.stage, deal.status) == ("d1", "Pumps", "Won over", DealStatus.LOST)
    assert (deal.probability, deal.closed, deal.created) == (30, AWARE, None)
    assert deal.expected_close == WallTime.of_day(WALL.date())
    assert (row.customer.uid, row.tags) == ("u1", (TagText("Product", "Pump", "deal"),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_timeline(language):
    row = _row(
        SheetKind.TIMELINE,
        language,
        uid="t1",
        customer="Acme",
        deal="Pumps",
        deal_uid="d1",
        kind="call",
        status="cancelled",
        direction="out",
        occurred_at=WALL,
        occurred_at_clock=clock_text(WHEN),
        actor="Bo",
        contact="Ann",
        contact_uid="c1",
        body="Hello",
        source="chat",
        minutes=7,
        system=True,
        detail=detail_text({"from": "", "to": "报价"}),
    )
    (touch,) = row.touches
    assert (touch.uid, touch.kind, touch.status, touch.direction) == ("t1", "call", "cancelled", "out")
    assert (touch.occurred, touch.deal_uid, touch.deal_name, touch.actor) == (AWARE, "d1", "Pumps", "Bo")
    assert (row.contact.uid, row.customer.name, touch.body, touch.source) == ("c1", "Acme", "Hello", "chat")
    assert (touch.minutes, touch.system, touch.detail) == (7, True, {"from": "", "to": "报价"})


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("minutes", "long", "This is no whole number of minutes from 0 to 1440."),
        ("minutes", 7.5, "This is no whole number of minutes from 0 to 1440."),
        ("minutes", 1441, "This is no whole number of minutes from 0 to 1440."),
        ("system", "perhaps", "This says neither yes nor no."),
        *(
            ("detail", cell, "This detail cannot be read; put back what the cell held or leave it empty.")
            for cell in ("{", "[1]", '{"a":NaN}', '{"a":"\\ud800"}', "[" * 30_000)
        ),
    ],
)
def test_an_unreadable_fact_of_a_touch_fails_the_row(column, cell, reason):
    columns = SHEETS[SheetKind.TIMELINE].columns
    cells = tuple({"uid": "t1", "occurred_at": WALL, column: cell}.get(own.key) for own in columns)
    (row,) = read(Sheet("own.xlsx", "Timeline", (tuple(own.header("en") for own in columns), cells))).rows
    assert [(issue.reason, issue.fatal) for issue in row.issues] == [(reason, True)]


def test_foreign_tables_say_nothing_of_minutes_or_detail():
    table = Sheet("a.csv", "", (("Customer", "Activity date", "Subject", "Minutes", "Automatic", "Detail"),
                                ("Acme", "2024-03-05", "Call", "7", "TRUE", "{}")))  # fmt: skip
    (row,) = read(table).rows
    (touch,) = row.touches
    assert (touch.minutes, touch.system, touch.detail) == (None, False, {})


@pytest.mark.parametrize("text", NAUGHTY)
def test_details_come_back_unchanged(text):
    detail = {text: [text, {"n": 1, "none": None}]}
    assert split_detail(detail_text(detail)) == detail
    assert detail_text({}) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_losses(language):
    row = _row(
        SheetKind.LOSSES,
        language,
        uid="l1",
        deal_uid="d1",
        deal="Pumps",
        customer="Acme",
        lost_at=WALL,
        lost_at_clock=clock_text(WHEN),
        stage_at_loss="Offer",
        amount=5,
        currency="EUR",
        reason="Price",
        competitors=join_values(["A; B", "C"]),
        win_back_on=WALL.date(),
        reviewed=True,
    )
    deal = row.deal
    assert (deal.loss_uid, deal.uid, deal.status, deal.closed) == ("l1", "d1", None, AWARE)
    assert (deal.lost_reason, deal.competitors, deal.stage_at_loss) == ("Price", ("A; B", "C"), "Offer")
    assert (deal.amount, deal.currency, deal.reviewed) == (Decimal(5), "EUR", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags(language):
    row = _row(SheetKind.TAGS, language, group="Industry", tag="Oil", parent="Energy")
    assert row.tags == (TagText("Industry", "Oil", "", "Energy"),)


@pytest.mark.parametrize("text", NAUGHTY)
def test_texts_come_back_unchanged(text):
    row = _row(SheetKind.CUSTOMERS, "en", extra={"Colour": text}, uid="u1", name=text, note=text, address=text)
    assert (row.customer.name, row.customer.note, row.customer.address) == (text, text, text)
    assert row.customer.extra == {"Colour": text}


@pytest.mark.parametrize("values", [(), ("a",), tuple(NAUGHTY), (" x", ""), ("", ""), ("\\", ";")])
def test_lists_come_back_unchanged(values):
    assert split_values(join_values(values)) == values
    pairs = tuple(zip(values, reversed(values), strict=True))
    assert split_tags(join_tags(pairs)) == pairs


def test_lists_may_be_written_by_hand():
    assert split_values("a;b; c") == ("a", "b", "c")
    assert split_tags("Size:Small; loose") == (("Size", "Small"), ("", "loose"))


@pytest.mark.parametrize("offset", [0, 480, -210, 765])
@pytest.mark.parametrize("precision", Precision)
def test_clocks_come_back_unchanged(offset, precision):
    moment = Moment.of(datetime(2024, 3, 5, 14, tzinfo=timezone(timedelta(minutes=offset))), precision)
    wall = WallTime(moment.local.replace(tzinfo=None), Precision.SECOND)
    assert with_clock(wall, clock_text(moment)) == WallTime(moment.local, precision)


def test_an_unreadable_clock_fails_the_row():
    headers = [column.header("en") for column in SHEETS[SheetKind.CUSTOMERS].columns]
    cells = [{"uid": "u1", "Created": WALL, "Created (clock)": "noonish"}.get(header) for header in headers]
    (row,) = read(Sheet("own.xlsx", "Customers", (tuple(headers), tuple(cells)))).rows
    assert row.failed


@pytest.mark.parametrize(
    ("kind", "later"),
    [
        (
            SheetKind.LOSSES,
            """win_back win_back_why win_back_trigger finding lesson
               seller_says customer_says manager_says seller_proof customer_proof manager_proof""",
        ),
        (SheetKind.DEALS, "obstacles met"),
    ],
)
def test_a_sheet_written_before_these_columns_is_still_ours(kind: SheetKind, later: str):
    sheet = SHEETS[kind]
    assert set(later.split()) < {column.key for column in sheet.columns}
    headers = [column.header("en") for column in sheet.columns if column.key not in later.split()]
    assert match_own_sheet(headers) == (sheet, "en")


def test_weighted_reasons_and_priced_competitors_come_back():
    for said in (("Price", "Over budget", 3), ("Price", "", 1), ("4 ×4 cars", "", 9), ("a; b\nc", "d = 5", 1)):
        assert read_reason(reason_text(*said)) == said
    for met in (("Globex", Money.of("12000.5", "CNY")), ("A = B", None), ("C", Money(-5, "JPY"))):
        assert read_met(met_text(*met)) == met
