"""Money is exact, and unlike currencies are never added."""

from decimal import Decimal

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money, totals


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    with pytest.raises(ValidationError):
        Money.of("1.5", "JPY")


def test_unlike_currencies_are_never_added() -> None:
    sums = totals([Money(100, "CNY"), None, Money(5, "USD"), Money(1, "CNY")])
    assert {code: money.amount for code, money in sums.items()} == {"CNY": Decimal("1.01"), "USD": Decimal("0.05")}
