import pytest

from crmdesk.exchange.tables.records import SheetKind
from tests.exchange.tables.invented import read, rows_of, sheet_of, sheet_of_cells


def _names(interpretation):
    return [row.customer.name for row in interpretation.rows]


def test_titles_blank_rows_and_repeated_headers_are_no_rows():
    found = read(
        """
        Our customers in 2024

        Company|Phone|City
        Acme|010 1234567|Oslo

        Company|Phone|City
        Orbit|010 1234568|Bergen
        """.strip("\n")
    )
    assert _names(found) == ["Acme", "Orbit"]
    assert [row.where for row in found.rows] == ["table.csv!4", "table.csv!7"]
    assert found.sheets[0].header_row == 2
    assert found.sheets[0].notes == (
        "1 row above the headers was left out.",
        "1 repeated header row was left out.",
    )


@pytest.mark.parametrize(
    "footer", ["Grand Totals (2 records)|5", "合计||12,000", "总计：", "Total|17", "Copyright (c) 2026 X"]
)
def test_footers_are_no_rows(footer):
    found = read(f"Company|Phone|City\nAcme|010 1234567|Oslo\nOrbit|010 1234568|Bergen\n\n{footer}")
    assert _names(found) == ["Acme", "Orbit"]
    assert found.sheets[0].notes == ("The footer from table.csv!5 on was left out.",)


def test_a_company_called_total_stays():
    found = read("Company|Phone|City\nTotal|010 1234567|Paris\nAcme|010 1234568|Oslo\nTotal|010 1234569|Lyon")
    assert _names(found) == ["Total", "Acme", "Total"]


def test_a_table_without_headers_is_read_by_content():
    rows = rows_of("北京甲有限公司|13800138000|a@b.test\n上海乙有限公司|13800138001|c@d.test")
    assert [row.customer.name for row in rows] == ["北京甲有限公司", "上海乙有限公司"]
    assert [point.kind for point in rows[0].customer.points] == ["mobile", "email"]


def test_unnamed_columns_are_kept_under_their_letters_if_they_hold_anything():
    found = read("Company|Phone||\nAcme|010 1234567|red|\nOrbit|||")
    assert found.sheets[0].columns[2:] == (("C", "extra"),)
    assert found.rows[0].customer.extra == {"C": "red"}


def test_sheets_that_say_nothing_are_reported():
    found = read(sheet_of("", "empty.csv"), sheet_of_cells([["Width", "Height"], [1, 2]], "sizes.xlsx"))
    assert [issue.where for issue in found.issues] == ["empty.csv", "sizes.xlsx, Sheet1"]
    assert not any(issue.fatal for issue in found.issues)
    assert [row.kind for row in found.rows] == [SheetKind.UNKNOWN]


def test_rows_may_be_longer_or_shorter_than_the_headers():
    rows = rows_of(sheet_of_cells([["Company", "Phone"], ["Acme"], ["Orbit", "010 1234567", "late"]]))
    assert [row.customer.name for row in rows] == ["Acme", "Orbit"]
    assert rows[1].customer.extra == {"C": "late"}
