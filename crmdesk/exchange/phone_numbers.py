"""Phone numbers as they stand in tables, address books and file names, and the key under which they are the same.

The text is kept as written; only the key is made. Knows nothing of contacts.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# As many digits as tell apart numbers whose country or area is not known.
_KEY_DIGITS = 11
_FEWEST_DIGITS = 3
# E.164 has fifteen, after 00; with more it is several numbers.
_MOST_DIGITS = 17
_LONGEST = 64

# What spreadsheets make of a number: 13800138000.0 and 1.3800138E+10.
_FLOAT = re.compile(r"\d+\.0+|\d(?:\.\d+)?[eE]\+?\d{1,2}")
_EXTENSION = re.compile(
    r"\s*(?:转接?|轉接?|内线|內線|分机号?|分機號?|#|extension|ext\.?|x)\s*[:.]?\s*(?P<digits>\d{1,7})\s*$",
    re.IGNORECASE,
)
# Nine in ten numbers of Chinese tables, plainly written. The ranges of mobile numbers in use; others take the long way.
_PLAIN_MOBILE = re.compile(
    r"(?:\+86[ -]?)?(1(?:3\d|4[57]|5[0-35-9]|6[2567]|7[0-35-8]|8\d|9[0-35-9]))[ -]?(\d{4})[ -]?(\d{4})", re.ASCII
)
_ALLOWED = re.compile(r"(?:tel:)?[\s\d+()\[\]\-‐–—./]+", re.IGNORECASE)


class PhoneKind(StrEnum):
    """What can be reached: only a mobile phone takes text messages."""

    MOBILE = "mobile"
    PHONE = "phone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number as written and its ``key``: E.164 with ``x`` and the extension when valid, else its last digits."""

    raw: str
    key: str
    kind: PhoneKind


def read_phone(raw: str, region: str = "CN") -> PhoneNumber | None:
    """The one number in the text; ``region`` (ISO 3166) is assumed where no country code is written.

    None when the text is no phone number: words, several numbers, or too few digits.
    """
    plain = _PLAIN_MOBILE.fullmatch(raw) if region == "CN" else None
    if plain is not None:
        return PhoneNumber(raw, f"+86{plain[1]}{plain[2]}{plain[3]}", PhoneKind.MOBILE)
    text = unicodedata.normalize("NFKC", raw[:_LONGEST]).strip()
    if _FLOAT.fullmatch(text):
        text = str(int(Decimal(text)))
    extension = _EXTENSION.search(text)
    number = text[: extension.start()] if extension else text
    digits = re.sub(r"\D", "", number)
    if not _ALLOWED.fullmatch(number) or number.startswith("-") or not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    suffix = f"x{extension['digits']}" if extension else ""
    valid = _valid(number, digits, region)
    if valid is None:
        return PhoneNumber(raw, digits[-_KEY_DIGITS:] + suffix, PhoneKind.UNKNOWN)
    return PhoneNumber(raw, valid[0] + suffix, valid[1])


def _valid(number: str, digits: str, region: str) -> tuple[str, PhoneKind] | None:
    """E.164 and the kind, when the number can exist."""
    # Takes 50 ms, so only when a number is read.
    import phonenumbers

    # 00 is how most countries write the plus; those that do not have no number that begins so.
    international = number.lstrip("(tel: ").startswith("+") or digits.startswith("00")
    dialled = f"+{digits.removeprefix('00')}" if international else digits
    try:
        parsed = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    is_mobile = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return e164, PhoneKind.MOBILE if is_mobile else PhoneKind.PHONE
