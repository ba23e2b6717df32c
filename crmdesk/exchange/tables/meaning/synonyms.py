"""The words foreign tables use for headers and in cells, read from ``resources/exchange``.

Knows the words only; which of two columns wins is decided in mapping.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crmdesk import paths
from crmdesk.exchange.tables.meaning.headers import squash


@dataclass(frozen=True, slots=True)
class Synonym:
    """A target such as ``deal.amount`` a header can mean; a smaller rank is a better word for it."""

    target: str
    rank: int


@dataclass(frozen=True, slots=True)
class Glossary:
    """All words: targets by header word, parts of titles by kind of sheet, meanings of cell words by family.

    Words are squashed. The kinds of titles come the most telling one first. The families are ``outcome``,
    ``touch_status``, ``direction``, ``call``, ``flag`` and ``blank``.
    """

    headers: Mapping[str, Synonym]
    titles: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, Mapping[str, str]]


@cache
def read_glossary() -> Glossary:
    """The bundled words, read once."""
    sections = _table("headers.toml")
    titles = sections.pop("titles")
    headers = {
        squash(word): Synonym(f"{section}.{field}", rank)
        for section, fields in sections.items()
        for field, words in fields.items()
        for rank, word in enumerate(words)
    }
    cells = {
        family: {squash(word): meaning for meaning, words in meanings.items() for word in words}
        for family, meanings in _table("cell_words.toml").items()
    }
    return Glossary(headers, {kind: tuple(map(squash, words)) for kind, words in titles.items()}, cells)


def _table(file: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((paths.resource_folder("exchange") / file).read_text(encoding="utf-8"))
