"""Headers of foreign tables: what is left of one when stars, prefixes, units and the way it is written are taken away.

Knows nothing of what a header means; see synonyms.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.exchange.tables.meaning.currencies import NO_UNIT, Unit, read_unit
from crmdesk.exchange.tables.sheet import Cell, column_letters

_OBJECTS = {
    "deal": "deal",
    "opportunity": "deal",
    "person": "contact",
    "contact": "contact",
    "organization": "customer",
    "organisation": "customer",
    "company": "customer",
    "account": "customer",
}
_OBJECT_PREFIX = re.compile(rf"^({'|'.join(_OBJECTS)})\s+-\s+(?=\S)")
_REQUIRED = re.compile(r"\s*\((必填|必填项|必填項|required)\)\s*$")
_PLACE_SUFFIX = re.compile(r"\s+-\s+(?:(mobile)|work|home|other)$")
_UNIT_SUFFIX = re.compile(r"^(.*?)(?:\s*[,(\[/]\s*|\s+)([^\s,()\[\]/]{1,6}|US Dollar)\s*[)\]]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its text as written (numbered if it repeats), the key to look up, and what else it says.

    ``about`` is deal, contact or customer where a prefix names the object, else empty.
    """

    text: str
    key: str
    about: str = ""
    unit: Unit = NO_UNIT


def squash(text: str) -> str:
    """A word without what does not matter: width, case, blanks, hyphens and underscores."""
    return re.sub(r"[\s_\-\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text).casefold())


def read_header(text: str, currency: str = "") -> Header:
    """One header cell; ``currency`` is the workspace's, which settles what ``$`` and ``¥`` mean."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).strip("*").strip()
    plain = _REQUIRED.sub("", plain.casefold()).strip("*: ")
    prefix = _OBJECT_PREFIX.match(plain)
    about = _OBJECTS[prefix[1]] if prefix else ""
    plain = plain[prefix.end() :] if prefix else plain
    place = _PLACE_SUFFIX.search(plain)
    if place:
        plain = "mobile" if place[1] else plain[: place.start()]
    unit, plain = _split_unit(plain, text, currency)
    return Header(text.strip(), squash(plain), about, unit)


def read_headers(cells: Sequence[Cell], currency: str = "") -> tuple[Header, ...]:
    """The headers of a row; one that repeats gets ``__2`` and so on, an empty one the letters of its column."""
    headers: list[Header] = []
    seen: dict[str, int] = {}
    for index, cell in enumerate(cells):
        text = "" if cell is None else str(cell).strip()
        header = read_header(text, currency) if text else Header(column_letters(index), "")
        number = seen[header.text] = seen.get(header.text, 0) + 1
        if number > 1:
            header = Header(f"{header.text}__{number}", header.key, header.about, header.unit)
        headers.append(header)
    return tuple(headers)


def _split_unit(plain: str, original: str, currency: str) -> tuple[Unit, str]:
    """The unit at the end of a header and the rest of it. Codes and letters count only in capitals or brackets."""
    match = _UNIT_SUFFIX.match(plain)
    unit = read_unit(match[2], currency) if match else None
    if match is None or unit is None:
        return NO_UNIT, plain
    bare_word = match[2].isalpha() and match[2].isascii() and plain[match.end(1) : match.start(2)].isspace()
    if bare_word and match[2].upper() not in original:
        return NO_UNIT, plain
    return unit, match[1]
