"""Amounts of money as a person types them, read exactly as those of a table are. Knows no workspace."""

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money
from crmdesk.domain.template_field import ReadMoney, no_money
from crmdesk.exchange.tables.meaning.amounts import read_amount
from crmdesk.i18n import _
from crmdesk.services.amounts import plain_amount_text


def typed_amount(text: str, currency: str) -> Money | None:
    """``86,000.50``, ``12.5万`` or ``¥500`` in a currency, ``USD 500`` in its own; None for an empty text.

    A point parts decimals: there is no column here that could say otherwise.
    Raises ValidationError for anything else, ``12,50`` among it, because it could be meant either way.
    """
    if not text.strip():
        return None
    amount = read_amount(text, ".", currency)
    if amount is None:
        raise ValidationError(
            _("“{text}” is not an amount; write it like 86000 or 86,000.50.").format(text=text), field="amount"
        )
    return Money.of(amount.value, amount.currency or currency)


def money_reader(currency: str) -> ReadMoney:
    """How the amounts of a quick note are read: in ``currency`` unless they say another."""

    def read(text: str) -> tuple[Money, str]:
        money = typed_amount(text, currency)
        return no_money(text) if money is None else (money, plain_amount_text(money))

    return read
