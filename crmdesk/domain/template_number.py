"""Numbers as people type them into a quick note: ``86000``, ``86,000``, ``8.6万``, ``¥1.2亿``, ``30%``, ``5k``."""

import re
import unicodedata
from decimal import Decimal

_SCALES = {"": 0, "k": 3, "千": 3, "w": 4, "万": 4, "萬": 4, "m": 6, "亿": 8, "億": 8}
_NUMBER = re.compile(
    r"[¥$€£]?\s*(?P<digits>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?)"
    r"\s*(?P<scale>[kwm千万萬亿億]?)\s*(?:%|元|块|塊)?"
)


def read_number(text: str) -> Decimal | None:
    """The number written in ``text``, a currency or per cent sign set aside; None when it is not one."""
    # NFKC turns full-width digits and signs into plain ones.
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip().casefold())
    if match is None:
        return None
    return Decimal(match["digits"].replace(",", "")).scaleb(_SCALES[match["scale"]])


def plain(number: Decimal) -> str:
    """The number for storage: digits and a point, nothing else."""
    return f"{_trimmed(number):f}"


def grouped(number: Decimal) -> str:
    """The number for reading: thousands set apart."""
    return f"{_trimmed(number):,f}"


def with_unit(number: str, unit: str) -> str:
    """The number and what it counts: “5 kg”, “5%”, “5台”."""
    apart = unit[:1].isascii() and unit[:1].isalpha()
    return f"{number} {unit}" if apart else number + unit


def without_unit(text: str, unit: str) -> str:
    """What was typed before the unit, if it was typed at all."""
    return text.strip().removesuffix(unit).rstrip() if unit else text


def _trimmed(number: Decimal) -> Decimal:
    # normalize() alone would write 86000 as 8.6E+4.
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
