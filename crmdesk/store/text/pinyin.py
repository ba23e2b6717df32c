"""Pinyin under which a Chinese name can be found: in full and by initials, from any syllable on.

Names are read as phrases (重庆 is chongqing), as surnames (曾 is zeng), and, one character at a time, in the other
readings a character has. Knows nothing of the index.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby, islice
from typing import Any

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
    if name.isascii():
        return ()
    found = list(islice(_ELEMENT.finditer(unicodedata.normalize("NFKC", name)), _LONGEST))
    is_han = [element.lastgroup is not None for element in found]
    if not any(is_han):
        return ()
    elements = [element[0] for element in found]
    common = _common_way(elements, is_han)
    ways = [*_surname_ways("".join(map(fold, elements[:2])), common), common]
    tokens: dict[str, None] = {}
    for way in reversed(ways):
        whole, initials = _endings(way), _endings(_initials(way, is_han))
        tokens = dict.fromkeys([*_in_turns(whole, initials), *tokens])
    # What is left are the endings of the likeliest way, from which the others differ in one place.
    for position, other in islice(_other_readings(elements, is_han), _MOST_WAYS - len(ways)):
        if other != ways[0][position]:
            before = ways[0][:position]
            more = _endings((*before, other), whole[position + 1])
            shorter = _endings((*_initials(before, is_han), other[:1]), initials[position + 1])
            tokens |= dict.fromkeys(_in_turns(more, shorter))
    tokens.pop("", None)
    return tuple(tokens)


def _endings(parts: Sequence[str], tail: str = "") -> list[str]:
    """The parts joined, from each of them on and followed by the tail; what is after the last is the tail alone."""
    found = [tail]
    for part in reversed(parts):
        tail = part + tail
        found.append(tail)
    found.reverse()
    return found


def _in_turns(whole: Sequence[str], initials: Sequence[str]) -> Iterator[str]:
    return chain.from_iterable(zip(whole, initials, strict=True))


def _initials(way: _Way, is_han: Sequence[bool]) -> list[str]:
    """The first letter of each syllable; words in between as they are."""
    return [part[:1] if han else part for part, han in zip(way, is_han, strict=False)]


def _other_readings(elements: Sequence[str], is_han: Sequence[bool]) -> Iterator[tuple[int, str]]:
    """In which place a name can be read otherwise, and how, the likely ones first; may name the common reading too."""
    for position, (element, han) in enumerate(zip(elements[:_REACH], is_han, strict=False)):
        if han:
            for other in _character_readings(element):
                yield position, other


def _common_way(elements: Sequence[str], is_han: Sequence[bool]) -> _Way:
    """As the dictionary of phrases reads each run of characters; words as they are, empty where it knows none."""
    has_reading = [han and bool(_character_readings(element)) for element, han in zip(elements, is_han, strict=True)]
    if all(has_reading):
        return tuple(_spoken(fold("".join(elements))))
    way: list[str] = []
    for readable, group in groupby(zip(has_reading, is_han, elements, strict=True), key=lambda each: each[0]):
        run = [(han, fold(element)) for _, han, element in group]
        if readable:
            way += _spoken("".join(element for _, element in run))
        else:
            way += ["" if han else element for han, element in run]
    return tuple(way)


def _spoken(run: str) -> list[str]:
    """The syllables of a run as ``lazy_pinyin`` has them: the longest phrase it begins with, and so on."""
    phrases, beginnings = _phrases()
    syllables: list[str] = []
    start = 0
    while start < len(run):
        end = longest = start + 1
        while end <= len(run) and run[start:end] in beginnings:
            if run[start:end] in phrases:
                longest = end
            end += 1
        syllables += _phrase_syllables(run[start:longest])
        start = longest
    return syllables


@cache
def _phrase_syllables(phrase: str) -> list[str]:
    """The syllables of a phrase of the dictionary or of a single character."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(phrase)


@cache
def _phrases() -> tuple[Container[str], Any]:
    """The phrases of the dictionary, and all that they begin with. Takes 250 ms, so only when a name is read."""
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.seg.mmseg import p_set

    return PHRASES_DICT, p_set


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
