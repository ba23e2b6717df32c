"""Pinyin under which a Chinese name can be found: in full and by initials, from any syllable on.

Names are read as phrases (重庆 is chongqing), as surnames (曾 is zeng), and, one character at a time, in the other
readings a character has. Knows nothing of the index.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby, islice

from crmdesk.store.text.folding import fold
from crmdesk.store.text.surnames import surname_readings

# So many ways of reading a name are kept, so many readings of a character are tried, in so many first characters:
# the rest of a company's name is made of words, which phrases read rightly.
_MOST_WAYS = 24
_MOST_READINGS = 3
_REACH = 6

# Elements of a name that are read; no name is longer.
_LONGEST = 40

_HAN = "㐀-鿿〇\U00020000-\U0003ffff"
# A Han character by itself, or what stands between: a word or a number.
_ELEMENT = re.compile(rf"(?P<han>[{_HAN}])|(?:(?![{_HAN}])[^\W_])+")

_Way = tuple[str, ...]


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[str, ...]:
    """The tokens of a name, each once: 张伟 gives zhangwei, zw, wei, w; none for a name without Chinese."""
    found = list(islice(_ELEMENT.finditer(unicodedata.normalize("NFKC", name)), _LONGEST))
    if not any(element["han"] for element in found):
        return ()
    elements = [element[0] for element in found]
    is_han = [element["han"] is not None for element in found]
    tokens: dict[str, None] = {}
    for way, end in islice(_ways(elements, is_han), _MOST_WAYS):
        initials = [part[:1] if han else part for part, han in zip(way, is_han, strict=True)]
        for start in range(end):
            tokens["".join(way[start:])] = None
            tokens["".join(initials[start:])] = None
    return tuple(filter(None, tokens))


def _ways(elements: list[str], is_han: list[bool]) -> Iterator[tuple[_Way, int]]:
    """Ways of reading the elements, the likeliest first, and to where each has something new; may repeat itself."""
    common = _common_way(elements, is_han)
    surnames = list(_surname_ways("".join(map(fold, elements[:2])), common))
    for way in (*surnames, common):
        yield way, len(way)
    base = surnames[0] if surnames else common
    for position, (element, han) in enumerate(zip(elements[:_REACH], is_han, strict=False)):
        for other in _character_readings(element) if han else ():
            yield (*base[:position], other, *base[position + 1 :]), position + 1


def _common_way(elements: list[str], is_han: list[bool]) -> _Way:
    """As the dictionary of phrases reads each run of characters; words as they are, empty where it knows none."""
    # Takes 250 ms, so only when a name is read.
    from pypinyin import lazy_pinyin

    way: list[str] = []
    has_reading = [han and bool(_character_readings(element)) for element, han in zip(elements, is_han, strict=True)]
    for readable, group in groupby(zip(has_reading, is_han, elements, strict=True), key=lambda each: each[0]):
        run = [(han, fold(element)) for _, han, element in group]
        if readable:
            way += lazy_pinyin("".join(element for _, element in run))
        else:
            way += ["" if han else element for han, element in run]
    return tuple(way)


def _surname_ways(start: str, common: _Way) -> Iterator[_Way]:
    for name in (start[:2], start[:1]):
        for syllables in _surnames().get(name, ()):
            yield (*syllables, *common[len(syllables) :])


@cache
def _surnames() -> dict[str, tuple[_Way, ...]]:
    return surname_readings()


@cache
def _character_readings(character: str) -> _Way:
    """All readings of a character, of its simplified form too, and with ü (v) as people type it: lv, lu, lyu."""
    from pypinyin import Style, pinyin

    found: dict[str, None] = {}
    for form in dict.fromkeys((fold(character), character)):
        spoken = pinyin(form, style=Style.NORMAL, heteronym=True, errors="ignore")
        for reading in spoken[0][:_MOST_READINGS] if spoken else ():
            found |= dict.fromkeys((reading, reading.replace("v", "u"), reading.replace("v", "yu")))
    return tuple(found)
