"""Numbers as tables write them, read exactly: marks of thousands and decimals, currency signs, 万 and 亿, brackets."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from crmdesk.exchange.tables.meaning.currencies import Unit, read_unit

DecimalMark = Literal[".", ","]

_NUMBER = re.compile(r"(?P<before>[^\d.,]*?)(?P<number>(?:\d[\d., '’]*|[.,]\d+))(?P<after>\D*)")
_GROUPED = {
    ".": re.compile(r"\d+|\d{1,3}(?:[, '’]\d{2,3})*[, '’]\d{3}"),
    ",": re.compile(r"\d+|\d{1,3}(?:[. '’]\d{3})+"),
}
_SIGNS = "-+−"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number, the currency written beside it, if any, and the one its header names."""

    value: Decimal
    currency: str = ""
    header_currency: str = ""


def read_amount(text: str, mark: DecimalMark, currency: str = "") -> Amount | None:
    """The amount a text says, or None. ``currency`` is the workspace's, which settles what ``$`` and ``¥`` mean."""
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).replace("\u202f", " ").strip()
    negative = text.startswith("(") and text.endswith(")")
    match = _NUMBER.fullmatch(text[1:-1].strip() if negative else text)
    if match is None:
        return None
    number = _plain_number(match["number"].strip(), mark)
    before, after = match["before"].strip(), match["after"].strip()
    signs = [sign for sign in (before[:1], before[-1:], after[-1:]) if sign and sign in _SIGNS]
    units = [_unit(part.strip(_SIGNS + " "), currency) for part in (before, after)]
    if number is None or None in units or sum(map(_SIGNS.count, before + after)) > 1:
        return None
    value = number * (-1 if negative or (signs and signs[0] != "+") else 1)
    found = [unit for unit in units if unit is not None]
    return Amount(value * found[0].factor * found[1].factor, found[0].currency or found[1].currency)


def decimals_after_dot(text: str) -> int | None:
    """How many digits follow the only dot of a number that holds no comma; None for any other text."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    digits = match["number"].strip() if match else ""
    if digits.count(".") != 1 or "," in digits or digits.startswith(("0", ".")):
        return None
    return len(digits) - digits.index(".") - 1


def read_number(cell: float) -> Decimal:
    """A number cell with the fifteen digits a spreadsheet keeps, so that 0.1 + 0.2 is 0.3."""
    return Decimal(cell) if isinstance(cell, int) else Decimal(f"{cell:.15g}")


def _plain_number(digits: str, mark: DecimalMark) -> Decimal | None:
    whole, decimal, fraction = digits.rpartition(mark)
    if not decimal:
        whole, fraction = fraction, ""
    if whole and not _GROUPED[mark].fullmatch(whole):
        return None
    if fraction and not fraction.isdigit():
        return None
    plain = re.sub(r"\D", "", whole)
    return Decimal(f"{plain or 0}.{fraction or 0}") if fraction else Decimal(plain or 0)


def _unit(text: str, currency: str) -> Unit | None:
    return Unit() if not text else read_unit(text, currency)
