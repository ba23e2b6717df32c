"""Amounts by locale: in full on the command line, without idle decimals on screens, short on axes."""

from babel.numbers import format_compact_currency, format_currency, get_currency_symbol

from crmdesk.domain.money import Money
from crmdesk.i18n import language

# The locales call the yuan CN¥ wherever it is not at home; to people who sell in it, it is ¥, and the yen is the other.
_SIGNS = {"CNY": "¥", "JPY": "JP¥"}


def amount_text(money: Money) -> str:
    """In full, with all the decimals of the currency."""
    return _signed(format_currency(money.amount, money.currency, locale=language()), money.currency)


def plain_amount_text(money: Money) -> str:
    """Without decimals when there are none to show."""
    if money.amount != money.amount.to_integral_value():
        return amount_text(money)
    text = format_currency(money.amount, money.currency, "¤#,##0", locale=language(), currency_digits=False)
    return _signed(text, money.currency)


def short_amount_text(money: Money) -> str:
    """In thousands or millions, or in 万 and 亿."""
    text = format_compact_currency(money.amount, money.currency, locale=language(), fraction_digits=1)
    return _signed(text, money.currency)


def _signed(text: str, currency: str) -> str:
    sign = get_currency_symbol(currency, locale=language())
    return text.replace(sign, _SIGNS.get(currency, sign), 1)
