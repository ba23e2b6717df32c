"""Numbers as people type them into a quick note."""

from decimal import Decimal

import pytest

from crmdesk.domain.template_number import grouped, plain, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[
            ("86000", "86000"),
            ("86,000", "86000"),
            ("1,286,000.50", "1286000.5"),
            ("8.6万", "86000"),
            ("8.6 萬", "86000"),
        ],
        *[("8.6w", "86000"), ("1.2亿", "120000000"), ("3千", "3000"), ("5k", "5000"), ("1.5M", "1500000")],
        *[("¥86,000", "86000"), ("￥８６", "86"), ("$ 12.30", "12.3"), ("86元", "86"), ("8.6万元", "86000")],
        *[("30%", "30"), ("8.5 ％", "8.5"), ("-3", "-3"), ("+3", "3"), (" 0 ", "0"), ("0.001", "0.001")],
        *[("100,000,000,000,000", "100000000000000"), ("999999999999999.999999999亿", "99999999999999999999999.9")],
    ],
)
def test_numbers(text, number):
    read = read_number(text)
    assert read == Decimal(number)
    assert read is not None
    assert plain(read) == number
    assert plain(Decimal(grouped(read).replace(",", ""))) == number


@pytest.mark.parametrize(
    "text", ["", " ", "lots", "8,6", "1,23,456", "1.2.3", "八万", "5 apples", "1e9", "NaN", "٣", "9" * 16]
)
def test_not_numbers(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "shown"), [("86000", "86,000"), ("1234.50", "1,234.5"), ("1万", "10,000"), ("7", "7")]
)
def test_numbers_are_shown_with_their_thousands_apart(text, shown):
    read = read_number(text)
    assert read is not None
    assert grouped(read) == shown
