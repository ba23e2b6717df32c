"""The workbook of rows handed back."""

from datetime import date

import pytest

from crmdesk import i18n
from crmdesk.exchange.tables.own_format import REASON_HEADERS
from crmdesk.exchange.tables.reading.sheets import read_sheets
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.exchange.tables.writing.error_rows import FailedRows, write_error_rows

DEALS = Sheet(
    "deals.xlsx",
    "Deals",
    (
        ("Read this first",),
        ("Name", "Amount", None, "Closed"),
        ("Acme", 5, "x", date(2024, 3, 5)),
        ("Beta", "many", None, date(2024, 3, 6), "beyond"),
        ("=Gamma",),
    ),
)


def test_failed_rows_as_they_were_with_the_reason_in_front(tmp_path):
    people = Sheet("people.csv", "", (("a",), ("b",)), cut_row=1)
    failed = [
        FailedRows(DEALS, 1, {4: ["No amount."], 3: ["“many” is no amount.", "Too many cells."]}),
        FailedRows(people, None, {1: ["The file breaks off here."]}),
        FailedRows(people, None, {}),
    ]
    assert write_error_rows(tmp_path / "errors.xlsx", failed) == {"Deals": 2, "people": 1}
    deals, rest = read_sheets(tmp_path / "errors.xlsx")
    assert deals.rows == (
        (REASON_HEADERS["en"], "Name", "Amount", "C", "Closed", "E"),
        ("“many” is no amount. Too many cells.", "Beta", "many", None, date(2024, 3, 6), "beyond"),
        ("No amount.", "=Gamma"),
    )
    assert (rest.name, rest.rows[1]) == ("people", ("The file breaks off here.", "b"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_header_is_known_in_every_language(language, tmp_path):
    i18n.use_language(language)
    try:
        write_error_rows(tmp_path / "errors.xlsx", [FailedRows(DEALS, 1, {2: ["No."]})])
    finally:
        i18n.use_language("en")
    assert read_sheets(tmp_path / "errors.xlsx")[0].rows[0][0] == REASON_HEADERS[language]
