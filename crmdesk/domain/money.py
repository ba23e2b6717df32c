"""Money: integer minor units and a currency. Unlike currencies are never added."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _

# ISO 4217 currencies whose minor unit is not a hundredth.
_DIGITS = dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0)
_DIGITS |= dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)

COMMON_CURRENCIES = ("CNY", "USD", "EUR", "TWD", "HKD", "JPY", "GBP")
"""Those offered first; any other may be written."""

# Minor units are kept in a signed 64-bit column.
_LIMIT = 2**63 - 1


def minor_digits(currency: str) -> int:
    """Decimal places of the currency's minor unit (ISO 4217)."""
    return _DIGITS.get(currency, 2)


def check_currency(code: str) -> str:
    """The code in capitals.

    Raises ValidationError unless it is three Latin letters.
    """
    normal = code.strip().upper()
    if len(normal) != 3 or not (normal.isascii() and normal.isalpha()):
        raise ValidationError(
            _("“{code}” is not a currency code; write three letters, such as CNY or USD.").format(code=code),
            field="currency",
        )
    return normal


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount; ``minor`` counts hundredths (or what the currency divides into)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """From an amount in major units.

        Raises ValidationError for what is not a number, has more decimals than the currency, or is too large.
        """
        try:
            scaled = Decimal(amount).scaleb(minor_digits(currency))
            whole = scaled.to_integral_value()
        except DecimalException:
            raise ValidationError(_("“{text}” is not an amount.").format(text=amount), field="amount") from None
        if not scaled.is_finite() or scaled != whole:
            raise ValidationError(
                _("“{text}” has more decimals than {currency} has.").format(text=amount, currency=currency),
                field="amount",
            )
        if abs(whole) > _LIMIT:
            raise ValidationError(_("“{text}” is too large an amount.").format(text=amount), field="amount")
        return cls(int(whole), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with the currency's decimals."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"


def money_or_none(minor: int | None, currency: str) -> Money | None:
    """An amount as it is kept, in minor units, or None where none is known."""
    return None if minor is None else Money(minor, currency)


def totals(amounts: Iterable[Money | None]) -> dict[str, Money]:
    """Sums per currency."""
    sums: dict[str, int] = {}
    for money in amounts:
        if money is not None:
            sums[money.currency] = sums.get(money.currency, 0) + money.minor
    return {currency: Money(minor, currency) for currency, minor in sums.items()}
