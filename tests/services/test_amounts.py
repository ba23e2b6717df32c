import pytest
from babel.numbers import format_currency

from crmdesk.domain.money import COMMON_CURRENCIES, Money
from crmdesk.i18n import LANGUAGES, use_language
from crmdesk.services.amounts import amount_text, plain_amount_text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", [*COMMON_CURRENCIES, "CHF", "KWD"])
@pytest.mark.parametrize("amount", ["0", "7", "-1234567", "98765432100"])
def test_whole_amounts_of_lists_are_written_as_babel_writes_them(language: str, currency: str, amount: str):
    use_language(language)
    money = Money.of(amount, currency)
    written = format_currency(money.amount, currency, "¤#,##0", locale=language, currency_digits=False)
    assert plain_amount_text(money) == {"CNY": written.replace("CN¥", "¥"), "JPY": _yen(written)}.get(currency, written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", ["CNY", "USD", "EUR", "TWD", "HKD", "GBP", "CHF"])
def test_other_amounts_have_all_their_decimals(language: str, currency: str):
    use_language(language)
    money = Money.of("-1234567.5", currency)
    assert plain_amount_text(money) == amount_text(money)


def _yen(written: str) -> str:
    return written.replace("JP¥", "¥").replace("¥", "JP¥")
