from datetime import UTC, date, datetime, timedelta

import pytest

from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.money import Money
from crmdesk.ui import wording

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, ""),
        (date(2026, 3, 4), "Today"),
        (date(2026, 3, 3), "Yesterday"),
        (date(2026, 3, 5), "Tomorrow"),
        (date(2026, 3, 9), "Mon 9 Mar"),
        (date(2026, 1, 9), "9 Jan"),
        (date(2024, 12, 31), "31 Dec 2024"),
    ],
)
def test_days_near_today_have_names(day: date | None, words: str) -> None:
    assert wording.day(day, TODAY) == words


def test_within_a_sentence_the_names_of_days_are_small() -> None:
    assert wording.day_within(TODAY, TODAY) == "today"
    assert wording.day_within(date(2026, 3, 9), TODAY) == "Mon 9 Mar"


@pytest.mark.parametrize(
    ("seconds", "words"), [(59, "just now"), (61, "1 minute ago"), (150, "2 minutes ago"), (7300, "2 hours ago")]
)
def test_no_one_counts_seconds(seconds: int, words: str) -> None:
    then = datetime(2026, 3, 4, tzinfo=UTC)
    assert wording.ago(then, then + timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (None, ""),
        (Money(8_600_000, "USD"), "$86,000"),
        (Money(123_450, "USD"), "$1,234.50"),
        (Money(5000, "JPY"), "JP¥5,000"),
        (Money(8_600_000, "CNY"), "¥86,000"),
        (Money(-1, "EUR"), "-€0.01"),
    ],
)
def test_amounts_show_decimals_only_where_there_are_some(money: Money | None, words: str) -> None:
    assert wording.amount(money) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [(Precision.MINUTE, "Today 15:04"), (Precision.SECOND, "Today 15:04"), (Precision.DAY, "Today")],
)
def test_a_time_is_told_as_far_as_it_is_known(precision: Precision, words: str) -> None:
    assert wording.when(Moment.of(datetime(2026, 3, 4, 15, 4, 9, tzinfo=UTC), precision), TODAY) == words
