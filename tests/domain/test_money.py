"""Amounts as people type them: exact, or refused."""

from decimal import Decimal

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money, read_money, totals


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("86000", "CNY", 8600000),
        ("86,000.50", "CNY", 8600050),
        ("1,234,567", "USD", 123456700),
        (" 12.5 ", "EUR", 1250),
        ("１２.５", "CNY", 1250),
        ("-250", "USD", -25000),
        ("1500", "JPY", 1500),
        ("1.005", "KWD", 1005),
    ],
)
def test_amounts_are_read_exactly(text: str, currency: str, minor: int) -> None:
    assert read_money(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    "text", ["12,50", "1,5", "1,23,456", "1 000", "1e3", "", "-", "abc", "1.2.3", "12,3456", "NaN", "1,000,"]
)
def test_what_can_be_meant_either_way_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_money(text, "CNY")
    assert refused.value.field == "amount"


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    with pytest.raises(ValidationError):
        read_money("1.5", "JPY")


def test_unlike_currencies_are_never_added() -> None:
    sums = totals([Money(100, "CNY"), None, Money(5, "USD"), Money(1, "CNY")])
    assert {code: money.amount for code, money in sums.items()} == {"CNY": Decimal("1.01"), "USD": Decimal("0.05")}
