"""Whatever a table holds, it is read or refused in a sentence, and no row is lost on the way."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.errors import ImportRejectedError
from crmdesk.exchange.tables.meaning.synonyms import read_glossary
from crmdesk.exchange.tables.own_format import OWN_SHEETS
from tests.exchange.tables.invented import read, sheet_of_cells

WORDS = sorted(read_glossary().headers)
OURS = [[column.header("en") for column in sheet.columns] for sheet in OWN_SHEETS]

cells = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["Won", "Lost", "3/5/2024", "13/5/24", "1.234,5", "¥5万", "a@b.test", "50%", "yes", "a; b", "Total"]
    ),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(date(1, 1, 1)),
    st.datetimes(datetime.fromisoformat("0001-01-01")),
    st.times(time.min),
)
headers = st.one_of(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from(OURS))


@settings(max_examples=200, deadline=None)
@given(headers, st.lists(st.lists(cells, max_size=14), min_size=1, max_size=6))
def test_any_table(header, rows):
    try:
        found = read(sheet_of_cells([header, *rows]))
    except ImportRejectedError as refusal:
        assert refusal.field == "date_order"  # noqa: PT017 - both ends are fine
        return
    places = [row.row for row in found.rows]
    assert places == sorted(set(places))
    for row in found.rows:
        assert (
            row.failed
            or row.kind == "unknown"
            or any((row.customer, row.contact, row.deal, row.member, row.tags, row.touches))
        )


@pytest.mark.parametrize("length", [100_000])
def test_long_texts_are_read_quickly(length):
    long = ["x" * length, "1" * length, "a@" * length, "-" * length, " (" * length]
    found = read(sheet_of_cells([["Company", "Amount", "Email", "Close date", "Note"], long]))
    assert [issue.value for issue in found.rows[0].issues if issue.fatal] == [f"{'1' * 200}…"]
