"""The words foreign tables use for headers and in cells, read from ``resources/exchange``.

Knows the words only; which of two columns wins is decided in mapping.
"""

import tomllib
from dataclasses import dataclass

from crmdesk import paths
from crmdesk.exchange.tables.headers import squash


@dataclass(frozen=True, slots=True)
class Synonym:
    """A target such as ``deal.amount`` a header can mean; a smaller rank is a better word for it."""

    target: str
    rank: int


def header_words() -> dict[str, Synonym]:
    """Target by squashed header word."""
    words: dict[str, Synonym] = {}
    for section, fields in _tables("headers.toml").items():
        if section == "titles":
            continue
        for field, synonyms in fields.items():
            for rank, word in enumerate(synonyms):
                words[squash(word)] = Synonym(f"{section}.{field}", rank)
    return words


def title_words() -> dict[str, tuple[str, ...]]:
    """Squashed parts of file and sheet names by kind of sheet, the most telling kind first."""
    return {kind: tuple(squash(word) for word in words) for kind, words in _tables("headers.toml")["titles"].items()}


def cell_words(family: str) -> dict[str, str]:
    """Meaning by squashed word, for the family ``outcome``, ``touch_status``, ``direction``, ``flag`` or ``blank``."""
    return {squash(word): meaning for meaning, words in _tables("cell_words.toml")[family].items() for word in words}


def _tables(file: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((paths.resource_folder("exchange") / file).read_text(encoding="utf-8"))
