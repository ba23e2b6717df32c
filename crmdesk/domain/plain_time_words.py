"""The words of plain time: characters made alike, numerals, parts of the day.

Knows nothing of calendars or of what "now" is.
"""

import unicodedata
from enum import Enum

# Only the traditional characters that time words use; a full conversion belongs to outer layers.
_SIMPLIFIED = str.maketrans("點週後兩個號鐘鍾禮時這來間淩內", "点周后两个号钟钟礼时这来间凌内")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

_ENGLISH = dict.fromkeys(("a", "an", "one"), 1) | {
    word: value
    for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}

NUMBER = r"(?:\d{1,4}|[零〇一二两三四五六七八九十]{1,4})"
COUNT = r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

# What may not follow a time that ends in a Latin letter or a digit: 3pm is a time, 3pmx is not.
END = r"(?![a-z0-9])"


def alike(text: str) -> str:
    """The text in small letters, half-width and simplified, with every character still at its old place."""
    return "".join(map(_alike, text)).translate(_SIMPLIFIED)


def _alike(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


def number(word: str) -> int | None:
    """The value of digits, of a Chinese numeral (below a hundred, or as digits: 二〇二六), or of an English word."""
    if word.isdecimal():
        return int(word)
    if word in _ENGLISH:
        return _ENGLISH[word]
    tens, ten, ones = word.partition("十")
    if not ten:
        return _digit_by_digit(word)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _digit_by_digit(word: str) -> int | None:
    if not word or any(character not in _DIGITS for character in word):
        return None
    return int("".join(str(_DIGITS[character]) for character in word))


class Part(Enum):
    """A part of the day; the value is the hour meant when nobody names one."""

    DAWN = 6
    MORNING = 9
    NOON = 12
    AFTERNOON = 14
    EVENING = 19
    MIDNIGHT = 24

    def hour(self, spoken: int) -> int:
        """The hour from 0 to 30 that a spoken one means; past 24 it is in the night after the named day."""
        match self:
            case Part.DAWN:
                return spoken % 12 if spoken <= 12 else spoken
            case Part.NOON:
                return spoken + 12 if spoken <= 3 else spoken
            case Part.AFTERNOON:
                return spoken + 12 if spoken < 12 else spoken
            case Part.EVENING | Part.MIDNIGHT:
                return _night_hour(spoken)
            case _:
                return spoken


def _night_hour(spoken: int) -> int:
    """At night five and more are before midnight, twelve is midnight, and less is after it."""
    if spoken == 12:
        return 24
    if spoken < 5:
        return spoken + 24
    return spoken + 12 if spoken < 12 else spoken


PARTS = {
    "凌晨": Part.DAWN,
    "清晨": Part.DAWN,
    "清早": Part.DAWN,
    "早晨": Part.MORNING,
    "早上": Part.MORNING,
    "上午": Part.MORNING,
    "早": Part.MORNING,
    "中午": Part.NOON,
    "正午": Part.NOON,
    "午后": Part.AFTERNOON,
    "下午": Part.AFTERNOON,
    "傍晚": Part.EVENING,
    "晚上": Part.EVENING,
    "夜里": Part.EVENING,
    "晚": Part.EVENING,
    "半夜": Part.MIDNIGHT,
    "午夜": Part.MIDNIGHT,
    "morning": Part.MORNING,
    "noon": Part.NOON,
    "midday": Part.NOON,
    "afternoon": Part.AFTERNOON,
    "evening": Part.EVENING,
    "night": Part.EVENING,
    "midnight": Part.MIDNIGHT,
}
