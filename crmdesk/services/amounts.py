"""Amounts by locale: in full on the command line, without idle decimals on screens, short on axes."""

from crmdesk.domain.money import Money, minor_digits
from crmdesk.i18n import conventions, language

# The locales call the yuan CN¥ wherever it is not at home; to people who sell in it, it is ¥, and the yen is the other.
_SIGNS = {"CNY": "¥", "JPY": "JP¥"}

# As the locales have them, of the currencies offered first: a list paints hundreds of amounts, and Babel, which takes a
# while to load, half a millisecond for each.
_COMMON_SIGNS = {**_SIGNS, "USD": "US$", "EUR": "€", "TWD": "NT$", "HKD": "HK$", "GBP": "£"}
_SIGNS_AT_HOME = {("en", "USD"): "$", ("zh_TW", "TWD"): "$"}


def amount_text(money: Money) -> str:
    """In full, with all the decimals of the currency."""
    from babel.numbers import format_currency

    return _signed(format_currency(money.amount, money.currency, locale=conventions()), money.currency)


def plain_amount_text(money: Money) -> str:
    """Without decimals when there are none to show."""
    is_whole = money.amount == money.amount.to_integral_value()
    sign = _SIGNS_AT_HOME.get((language(), money.currency)) or _COMMON_SIGNS.get(money.currency)
    if sign is not None:
        digits = 0 if is_whole else minor_digits(money.currency)
        return f"{'-' if money.minor < 0 else ''}{sign}{abs(money.amount):,.{digits}f}"
    if not is_whole:
        return amount_text(money)
    from babel.numbers import format_currency

    text = format_currency(money.amount, money.currency, "¤#,##0", locale=conventions(), currency_digits=False)
    return _signed(text, money.currency)


def short_amount_text(money: Money) -> str:
    """In thousands or millions, or in 万 and 亿."""
    from babel.numbers import format_compact_currency

    text = format_compact_currency(money.amount, money.currency, locale=conventions(), fraction_digits=1)
    return _signed(text, money.currency)


def _signed(text: str, currency: str) -> str:
    from babel.numbers import get_currency_symbol

    sign = get_currency_symbol(currency, locale=conventions())
    return text.replace(sign, _SIGNS.get(currency, sign), 1)
