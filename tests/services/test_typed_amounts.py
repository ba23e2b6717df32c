"""Amounts as people type them: exact and as a table would be read, or refused."""

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money
from crmdesk.services.typed_amounts import typed_amount
from tests.factories import Office, add_customer, add_deal


@pytest.mark.parametrize(
    ("text", "currency", "money"),
    [
        ("86000", "CNY", Money(8600000, "CNY")),
        ("86,000.50", "CNY", Money(8600050, "CNY")),
        ("1,234,567", "USD", Money(123456700, "USD")),
        ("12,34,567", "INR", Money(123456700, "INR")),
        (" 12.5 ", "EUR", Money(1250, "EUR")),
        ("１２.５", "CNY", Money(1250, "CNY")),
        ("-250", "USD", Money(-25000, "USD")),
        ("1500", "JPY", Money(1500, "JPY")),
        ("1.005", "KWD", Money(1005, "KWD")),
        ("12.5万", "CNY", Money(12_500_000, "CNY")),
        ("¥86,000", "CNY", Money(8600000, "CNY")),
        ("86,000元", "CNY", Money(8600000, "CNY")),
        ("usd 500", "CNY", Money(50000, "USD")),
        ("500 EUR", "CNY", Money(50000, "EUR")),
    ],
)
def test_amounts_are_read_exactly(text: str, currency: str, money: Money) -> None:
    assert typed_amount(text, currency) == money


@pytest.mark.parametrize("text", ["12,50", "1,2", "1e3", "-", "abc", "1.2.3", "12,3456", "NaN", "1,000,", "1.005"])
def test_what_can_be_meant_either_way_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        typed_amount(text, "CNY")
    assert refused.value.field == "amount"


def test_nothing_is_no_amount() -> None:
    assert typed_amount("  ", "CNY") is None


def test_a_deal_takes_the_currency_written_beside_its_amount(office: Office) -> None:
    add_customer(office, "Acme")
    add_deal(office, "Acme", "Pump", amount="US$ 1.2万")
    assert office.deals.find_deal("Pump").amount == Money(1_200_000, "USD")
