"""Mail addresses as they stand in tables and headers, and the key under which they are the same.

Nothing is looked up in the network. Knows nothing of contacts.
"""

import re
import unicodedata

_LONGEST = 400
_ANGLED = re.compile(r"<([^<>]*)>\s*$")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def read_mail(raw: str) -> str | None:
    """The address in small letters; None when the text is not one address, with or without a name before it."""
    # Takes 30 ms, so only when an address is read.
    from email_validator import EmailNotValidError, validate_email

    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", raw[:_LONGEST])).strip().strip(";,。")
    angled = _ANGLED.search(text)
    address = (angled[1] if angled else text).strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    try:
        return validate_email(address, check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return None
