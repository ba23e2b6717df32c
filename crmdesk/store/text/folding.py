"""Characters made alike for searching: width, case, Latin diacritics, traditional forms.

Each character is folded by itself, so the folding of a part is the part of the folding: what LIKE finds in folded text,
an index of folded text finds too. Knows nothing of words.
"""

import unicodedata
from functools import cache

# Letters that carry their stroke or ligature inside, where Unicode has no decomposition.
_UNDECOMPOSED = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}

_DIACRITICS = range(0x300, 0x370)
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_HAN_PLANES = (range(0x3400, 0xA000), range(0x20000, 0x40000))


def fold(text: str) -> str:
    """The text as it is compared: NFKC, caseless, simplified, without diacritics; folding twice is folding once."""
    return unicodedata.normalize("NFC", text).translate(_table())


def fold_with_positions(text: str) -> tuple[str, list[int]]:
    """The folding of a text in NFC, and for each of its characters the position of the one it comes from."""
    table = _table()
    pieces = [table[ord(character)] for character in text]
    return "".join(pieces), [position for position, piece in enumerate(pieces) for _ in piece]


class _Table(dict[int, str]):
    """Foldings by code point, filled as characters are met."""

    def __init__(self) -> None:
        # Takes 15 ms, so only when a text is folded.
        from opencc import OpenCC

        super().__init__()
        self._converter = OpenCC("t2s")

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(self._simplified, _plain(chr(code))))
        return folded

    def _simplified(self, character: str) -> str:
        if not any(ord(character) in plane for plane in _HAN_PLANES):
            return character
        # 薴 becomes 苧, and only then 苎.
        simplified: str = self._converter.convert(self._converter.convert(character))
        return simplified


@cache
def _table() -> _Table:
    return _Table()


def _plain(character: str) -> str:
    """NFKC, caseless, without diacritics and characters that nobody sees."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    bare = "".join(_UNDECOMPOSED.get(each, each) for each in decomposed if not _is_unseen(each))
    return unicodedata.normalize("NFC", bare)


def _is_unseen(character: str) -> bool:
    code = ord(character)
    if code in _DIACRITICS or unicodedata.category(character) == "Cf":
        return True
    return any(code in selectors for selectors in _VARIATION_SELECTORS)
