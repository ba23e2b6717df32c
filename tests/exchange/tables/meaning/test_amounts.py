from decimal import Decimal

import pytest

from crmdesk.exchange.tables.meaning.amounts import Amount, read_amount, read_number


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1234", "1234", ""),
        ("1,234.50", "1234.50", ""),
        ("1 234.50", "1234.50", ""),
        ("1\u202f234.50", "1234.50", ""),
        ("1'234.50", "1234.50", ""),
        ("1,23,456.78", "123456.78", ""),
        ("¥12,000", "12000", "CNY"),
        ("￥12,000.00", "12000.00", "CNY"),
        ("$1,000", "1000", "USD"),
        ("US$ 5", "5", "USD"),
        ("5 EUR", "5", "EUR"),
        ("EUR5", "5", "EUR"),
        ("€ 5", "5", "EUR"),
        ("12,000元", "12000", "CNY"),
        ("1.2万", "12000", ""),
        ("3万元", "30000", "CNY"),
        ("2亿", "200000000", ""),
        ("5k", "5000", ""),
        ("(250)", "-250", ""),
        ("($250.10)", "-250.10", "USD"),
        ("-5", "-5", ""),
        ("5-", "-5", ""),
        ("$-5", "-5", "USD"),
        ("１２３４．５", "1234.5", ""),
        (" 12 ", "12", ""),
        (".5", "0.5", ""),
    ],
)
def test_amounts_with_a_decimal_point(text, value, currency):
    assert read_amount(text, ".", "CNY") == Amount(Decimal(value), currency)


@pytest.mark.parametrize(
    ("text", "value"), [("1.234,50", "1234.50"), ("1 234,50", "1234.50"), ("12,5", "12.5"), ("1.234.567", "1234567")]
)
def test_amounts_with_a_decimal_comma(text, value):
    assert read_amount(text, ",", "EUR") == Amount(Decimal(value))


@pytest.mark.parametrize("text", ["", "abc", "12abc", "1,23", "1.2.3", "1e5", "12 34", "$", "9" * 100, "5 apples"])
def test_what_is_no_amount(text):
    assert read_amount(text, ".", "CNY") is None


def test_number_cells_hold_fifteen_digits():
    assert read_number(0.1 + 0.2) == Decimal("0.3")
    assert read_number(10**12) == Decimal(10**12)
