"""Days as far as somebody remembers them."""

from datetime import date, datetime, timedelta, timezone

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.rough_day import first_day, read_rough_day

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("2024", "2024"),
        ("2024年", "2024"),
        ("２０２４年", "2024"),
        ("二〇二四年", "2024"),
        ("in 2024", "2024"),
        ("last year", "2025"),
        ("去年", "2025"),
        ("前年", "2024"),
        ("this year", "2026"),
        ("2024-05", "2024-05"),
        ("2024/5", "2024-05"),
        ("5/2024", "2024-05"),
        ("2024年5月", "2024-05"),
        ("2024年五月份", "2024-05"),
        ("去年12月", "2025-12"),
        ("去年1月", "2025-01"),
        ("5月", "2025-05"),
        ("3月", "2026-03"),
        ("May 2024", "2024-05"),
        ("may, 2024", "2024-05"),
        ("May of 2024", "2024-05"),
        ("Sept. 2023", "2023-09"),
        ("in May", "2025-05"),
        ("last February", "2026-02"),
        ("last month", "2026-02"),
        ("上个月", "2026-02"),
        ("2024-05-03", "2024-05-03"),
        ("3 March 2024", "2024-03-03"),
        ("2024年5月3日", "2024-05-03"),
        ("5月3日", "2025-05-03"),
        ("yesterday", "2026-03-03"),
        ("昨天", "2026-03-03"),
        ("3 days ago", "2026-03-01"),
    ],
)
def test_reads_as_much_as_is_said(text: str, kept: str):
    assert read_rough_day(text, NOW) == kept


@pytest.mark.parametrize("text", ["when we met", "2024-13", "2024-02-30", "0000", "13/2024", "May 3 of", "<b>"])
def test_says_which_words_would_be_understood(text: str):
    with pytest.raises(ValidationError, match="says no day") as refused:
        read_rough_day(text, NOW)
    assert refused.value.field == "when"


@pytest.mark.parametrize("text", ["2027", "2026-04", "2026-03-05", "tomorrow"])
def test_what_is_to_come_was_no_first_time(text: str):
    with pytest.raises(ValidationError) as refused:
        read_rough_day(text, NOW)
    assert refused.value.field == "when"


def test_the_first_day_of_it():
    assert first_day("2024") == date(2024, 1, 1)
    assert first_day("2024-05") == date(2024, 5, 1)
    assert first_day("2024-05-03") == date(2024, 5, 3)
    with pytest.raises(ValueError, match="May"):
        first_day("May")
