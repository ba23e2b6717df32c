from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.errors import ImportRejectedError, ValidationError
from crmdesk.domain.moment import Precision
from crmdesk.exchange.tables.own_format import REASON_HEADERS
from crmdesk.exchange.tables.records import PointText, SheetKind
from tests.exchange.tables.invented import read, rows_of, sheet_of, sheet_of_cells, tags_of


@pytest.mark.parametrize(
    ("header", "cell", "where", "reason"),
    [
        ("Close date", "31/02/2024", "deals.csv!C2", "This is no date that exists."),
        ("Amount", "abc", "deals.csv!C2", "This is no amount of money."),
        ("Currency", "pebbles", "deals.csv!C2", "This is no currency; write three letters, such as CNY or USD."),
        ("Probability", "150", "deals.csv!C2", "This is no percentage from 0 to 100."),
        ("Won", "1", "", ""),
        ("Close date", "-", "", ""),
        ("Amount", "n/a", "", ""),
    ],
)
def test_cells_that_cannot_be_read(header, cell, where, reason):
    (row,) = read(sheet_of(f"Company|Deal|{header}\nAcme|Pumps|{cell}", "deals.csv")).rows
    assert row.failed is bool(reason)
    if reason:
        assert [(issue.where, issue.value, issue.reason) for issue in row.issues] == [(where, cell, reason)]


def test_a_broken_mail_address_is_kept_and_told():
    (row,) = rows_of("Company|Email\nAcme|info(at)acme")
    assert row.customer.points == (PointText("email", "info(at)acme"),)
    assert [(issue.where, issue.fatal) for issue in row.issues] == [("table.csv!B2", False)]


def test_the_row_a_file_breaks_off_in_is_handed_back():
    sheet = replace(sheet_of("Company|Phone\nAcme|010 1234567\nOrb"), cut_row=2)
    whole, cut = read(sheet).rows
    assert not whole.failed
    assert [issue.reason for issue in cut.issues] == ["The file ends in the middle of this row."]


def test_a_row_that_names_nobody_is_handed_back():
    (row,) = read("Company|Phone|City\n||Oslo").rows
    assert [issue.reason for issue in row.issues] == ["This row names no customer, contact or deal."]


def test_unreadable_dates_of_a_file_are_asked_for_once():
    table = "Company|Deal|Created|Amount\nA|x|4/5/2024|1\nB|y|3/6/2024|1\nC|z|5/4/2024|1"
    with pytest.raises(ImportRejectedError, match="date-order"):
        read(table)
    assert rows_of(table, date_order="dmy")[0].deal.created.value.month == 5


def test_the_persons_mapping_goes_first():
    found = read(
        "Who|Money|Colour|Noise|Phone\nAcme|12|red|x|010 1234567",
        mapping={"Who": "customer.name", "Money": "deal.amount", "Colour": "tag:Colour", "Noise": "ignore"},
    )
    (row,) = found.rows
    assert (row.customer.name, row.deal.amount, row.deal.extra) == ("Acme", Decimal(12), {})
    assert tags_of(row) == {("customer", "Colour", "red")}
    assert ("Colour", "tag:Colour") in found.sheets[0].columns


def test_a_mapping_to_nothing_is_refused():
    with pytest.raises(ValidationError, match="colour"):
        read("Company\nAcme", mapping={"Company": "deal.colour"})


def test_the_better_word_wins_and_the_other_column_is_kept():
    (row,) = rows_of("Company|Deal|Expected Revenue|Amount\nAcme|Pumps|10|20")
    assert (row.deal.amount, row.deal.extra) == (Decimal(20), {"Expected Revenue": "10"})


def test_an_empty_column_gives_way():
    (row,) = rows_of("Company|Deal|Amount|Value\nAcme|Pumps||20")
    assert row.deal.amount == Decimal(20)


def test_repeated_headers_are_both_kept():
    (row,) = rows_of("Company|Deal|Colour|Colour|Amount\nAcme|Pumps|red|blue|1")
    assert row.deal.extra == {"Colour": "red", "Colour__2": "blue"}


def test_reasons_of_the_workbook_of_failed_rows_are_ignored():
    for header in REASON_HEADERS.values():
        found = read(f"{header}|Company|Phone\nThis is no date that exists.|Acme|010 1234567")
        assert found.rows[0].customer.extra == {}


def test_customers_without_a_name_get_one():
    rows = rows_of("Company|Contact|Email|Phone\n|Ann Lee|a@b.test|\n||info@orbit.test|\n|||010 1234567")
    assert [row.customer.name for row in rows] == ["Ann Lee", "info", "010 1234567"]


def test_what_a_row_without_customer_says_of_it_is_kept():
    (row,) = rows_of("Deal|Company|Phone|Address|Industry|Amount\nPumps||010 1234567|Main St|Energy|1")
    assert row.customer is None
    assert row.deal.extra == {"Phone": "010 1234567", "Address": "Main St"}
    assert tags_of(row) == {("deal", "industry", "Energy")}


@pytest.mark.parametrize(
    ("headers", "cells", "name"),
    [
        ("Deal|Product|Company|Amount", "Rig|Pump|Acme|1", "Rig"),
        ("Product|Company|Amount", "Pump|Acme|1", "Pump"),
        ("Company|Amount", "Acme|1", "Acme"),
        ("Deal ID|Company|Amount", "77||1", "77"),
    ],
)
def test_name_of_a_deal(headers, cells, name):
    (row,) = rows_of(f"{headers}\n{cells}")
    assert row.deal.name == name


def test_amounts_keep_to_the_currencys_decimals():
    rows = rows_of("Company|Deal|Amount|Currency\nA|x|10.505|USD\nB|y|10.50|USD\nC|z|1999.50|JPY\nD|w|7,000.2|KWD")
    assert [row.deal.amount for row in rows] == [Decimal(n) for n in ("10.50", "10.50", "2000", "7000.2")]
    assert rows[0].deal.extra == {"Amount": "10.505"}


def test_currency_of_the_cell_goes_before_the_column_and_the_header():
    rows = rows_of("Company|Deal|Amount, €|Currency\nA|x|$1|GBP\nB|y|1|GBP\nC|z|1|", currency="CNY")
    assert [row.deal.currency for row in rows] == ["USD", "GBP", "EUR"]


def test_text_and_workbook_say_the_same():
    headers = ["Company", "Deal", "Amount", "Created", "Last contact", "Weight", "Code"]
    text = ["Acme", "Pumps", "1,234.50", "13/3/2024", "2024-03-14 10:30", "12.50", "00123"]
    cells = ["Acme", "Pumps", 1234.5, date(2024, 3, 13), datetime.fromisoformat("2024-03-14 10:30"), 12.5, "00123"]
    first = rows_of(sheet_of_cells([headers, text], "t.xlsx"))
    second = rows_of(sheet_of_cells([headers, cells], "t.xlsx"))
    assert first == second
    assert first[0].deal.extra == {"Weight": "12.5", "Code": "00123"}


def test_numbers_and_times_out_of_a_workbook():
    midnight = datetime.fromisoformat("2024-03-13")
    (row,) = rows_of(
        sheet_of_cells(
            [
                ["Record ID", "Company", "Phone", "Deal", "Close date", "Created", "Stage"],
                [12345678901.0, "Acme", 13800138000.0, "Pumps", 45356.0, midnight, "Won"],
            ]
        )
    )
    assert (row.deal.external_id, row.customer.points[0].value) == ("12345678901", "13800138000")
    assert (row.deal.closed.value.date(), row.deal.created.precision) == (date(2024, 3, 5), Precision.DAY)


def test_sheets_of_one_file_share_their_date_order():
    clear = sheet_of("Company|Deal|Created\nA|x|13/1/2024", "book.xlsx", "One")
    open_to_doubt = sheet_of("Company|Deal|Created\nB|y|4/5/2024\nC|z|3/6/2024", "book.xlsx", "Two")
    rows = rows_of(clear, open_to_doubt)
    assert rows[1].deal.created.value.month == 5
    assert [row.sheet for row in rows] == [0, 1, 1]


def test_siblings_joined_by_name_and_by_id():
    customers = sheet_of("Customer ID|Company|Industry|Phone\nC1|Acme|Energy|010 1234567", "customers.csv")
    people = sheet_of("Contact ID|Customer ID|First Name|Last Name\nP1|C1|Ann|Lee", "contacts.csv")
    deals = sheet_of(
        "Deal ID|Customer ID|Contact ID|Deal|Amount|Owner\nD1|C1|P1|Pumps|5|Bo\nD2|C9||Tubes|5|Bo", "deals.csv"
    )
    acme, ann, pumps, tubes = rows_of(customers, people, deals)
    assert (acme.kind, ann.kind, pumps.kind) == (SheetKind.CUSTOMERS, SheetKind.CONTACTS, SheetKind.DEALS)
    assert ann.customer.name == "Acme"
    assert (pumps.customer.name, pumps.contact.name, pumps.customer.owner) == ("Acme", "Ann Lee", "")
    assert (tubes.customer.external_id, tubes.customer.name) == ("C9", "")


def test_a_deal_table_alone_lends_its_owner_to_the_customer():
    (row,) = rows_of("Company|Deal|Owner|Lead acquisition date\nAcme|Pumps|Bo|2024-01-02")
    assert (row.customer.owner, row.customer.created, row.deal.created) == (
        "Bo",
        row.deal.created,
        row.customer.created,
    )


def test_flags_that_hold_dates_are_dates():
    (row,) = rows_of("Company|Deal|Status|Lost|Won\nAcme|Pumps|Lost|2024-05-06|")
    assert (row.deal.status, row.deal.closed.value.date()) == (DealStatus.LOST, date(2024, 5, 6))


def test_next_step_may_be_a_date_or_a_text_with_a_date():
    (dated,) = rows_of("Company|Deal|Next step\nAcme|Pumps|2027-01-02")
    (told,) = rows_of("Company|Deal|Next step|Next step date\nAcme|Pumps|Call Ann|2027-01-02")
    assert [(touch.status, touch.body) for touch in dated.touches + told.touches] == [
        ("planned", ""),
        ("planned", "Call Ann"),
    ]


def test_columns_a_sheet_has_no_place_for_are_kept():
    (row,) = rows_of("客户名称|电话|产品|币种|方向\n甲公司|010-1234567|水泵|USD|北")
    assert (row.kind, row.customer.extra) == (SheetKind.CUSTOMERS, {"币种": "USD", "方向": "北"})
    assert tags_of(row) == {("customer", "product", "水泵")}


def test_the_name_of_an_owner_is_looked_up_even_without_a_customer():
    users = sheet_of("Id|Username|Name\n005A|kim|Kim", "User.csv")
    people = sheet_of("Id|FirstName|LastName|OwnerId\n003A|Ida|Berg|005A", "Contact.csv")
    _kim, ida = rows_of(users, people)
    assert (ida.customer, ida.contact.extra) == (None, {"OwnerId": "005A"})


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    table = "Company|Deal|Status|Stage|Amount|Created\nAcme|Pump|Won|Lost|much|31/02/2024\n|||| much|"
    both, nameless = read(table).rows
    assert [issue.where for issue in both.issues] == ["table.csv!E2", "table.csv!F2", "table.csv!2"]
    assert [issue.where for issue in nameless.issues] == ["table.csv!E3", "table.csv!3"]


@pytest.mark.parametrize(
    ("header", "cell", "direction", "answered"),
    [
        ("Call type", "Missed call", "in", "missed"),
        ("通话类型", "呼出未接", "out", "missed"),
        ("状态", "未接", "", "missed"),
        ("方向", "未接来电", "in", "missed"),
        ("是否接通", "否", "", "missed"),
        ("接聽狀態", "已接聽", "", "yes"),
        ("跟进方式", "来电", "in", ""),
    ],
)
def test_call_logs_say_whether_a_call_was_answered(header: str, cell: str, direction: str, answered: str):
    (row,) = rows_of(f"客户名称|跟进时间|跟进内容|{header}\nAcme|2026-02-03|Asked for the price|{cell}")
    (touch,) = row.touches
    assert (touch.kind, touch.direction) == ("call", direction)
    assert touch.detail == ({"answered": answered} if answered else {})
    assert touch.status == "done"
