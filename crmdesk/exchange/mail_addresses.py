"""Mail addresses as they stand in tables and headers, and the key under which they are the same.

Nothing is looked up in the network. Knows nothing of contacts.
"""

import re
import unicodedata
from functools import lru_cache

_LONGEST = 400
_ANGLED = re.compile(r"<([^<>]*)>\s*$")
# Letters and digits, in pieces: of such an address only the domain, which many share, needs a closer look.
_PLAIN = re.compile(r"(?P<name>[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*)(?<!.{65})@(?P<domain>[A-Za-z0-9.-]{1,189})")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def read_mail(raw: str) -> str | None:
    """The address in small letters; None when the text is not one address, with or without a name before it."""
    plain = _PLAIN.fullmatch(raw)
    if plain is not None:
        domain = _domain(plain["domain"])
        return domain and f"{plain['name'].lower()}@{domain}"
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", raw[:_LONGEST])).strip().strip(";,。")
    angled = _ANGLED.search(text)
    address = (angled[1] if angled else text).strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    return _normalised(address)


@lru_cache(maxsize=4096)
def _domain(domain: str) -> str | None:
    """What stands after the @, as it is compared; None for what cannot."""
    address = _normalised(f"a@{domain}")
    return address and address.removeprefix("a@")


def _normalised(address: str) -> str | None:
    # Takes 30 ms, so only when an address is read.
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return None
