"""The order in which people look for a name: Chinese by pinyin among the Latin ones, numbers by their value.

Knows nothing of tables.
"""

import re
from functools import cache, lru_cache

from crmdesk.store.text.surnames import surname_readings

_HAN = (range(0x3400, 0xA000), range(0x20000, 0x40000))
_NUMBER = re.compile(r"\d+")
_WIDEST_NUMBER = 12
# A list of customers is ordered again and again; about as many names as a large workspace has.
_NAMES_KEPT = 2**17


@lru_cache(maxsize=_NAMES_KEPT)
def name_order(folded: str) -> str:
    """What a folded name is compared by: 华晨 stands at ``hua 华chen 晨``, ``store 9`` before ``store 10``."""
    ordered = folded if folded.isascii() else _by_pinyin(folded)
    return _NUMBER.sub(lambda number: number[0].zfill(_WIDEST_NUMBER), ordered) if _NUMBER.search(ordered) else ordered


def _by_pinyin(folded: str) -> str:
    surnames = _surnames()
    for length in (2, 1):
        if (surname := surnames.get(folded[:length])) is not None:
            return surname + folded[length:].translate(_table())
    return folded.translate(_table())


class _Table(dict[int, str]):
    """The common reading of a character before it, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = placed = _placed(character) if any(code in block for block in _HAN) else character
        return placed


def _placed(character: str) -> str:
    # Takes a tenth of a second to load, so only where a name is Chinese.
    from pypinyin import lazy_pinyin

    return f"{lazy_pinyin(character)[0]} {character}"


@cache
def _table() -> _Table:
    return _Table()


@cache
def _surnames() -> dict[str, str]:
    """Where surnames stand that are not read as their characters are elsewhere."""
    return {
        name: "".join(f"{syllable} {character}" for syllable, character in zip(readings[0], name, strict=True))
        for name, readings in surname_readings().items()
    }
