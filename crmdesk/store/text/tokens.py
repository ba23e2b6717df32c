"""Tokens of a text for the full-text index, and of a query for finding them.

Made for FTS5 with ``tokenize='ascii'``, which splits at ASCII punctuation only: all other splitting is done here. Runs
of Chinese, Japanese and Korean characters become overlapping pairs and the last character; words and digit runs stay
whole; long numbers, also those written in groups as phones are, add their endings, so that any part of them is found.

Both sides must agree: after a change here every index has to be rebuilt. Knows nothing of tables.
"""

import re
import unicodedata
from functools import cache

from crmdesk.store.text.folding import fold

_CJK = (
    "々-〇ぁ-ゖ\u3099\u309aゝ-ゟァ-ヺー-ヿㄅ-ㄯㄱ-ㆎㆠ-ㆿㇰ-ㇿ㐀-䶿一-\u9fff"
    "\u1100-\u11ff\ua960-\ua97c가-힣\ud7b0-\ud7fb\uf900-\ufaff\U00020000-\U0003ffff"
)

# Groups of digits with at most two separators between them.
_NUMBER = re.compile(r"\+?[0-9](?:[ \t().\-‐–—]{0,2}[0-9])*")
_NO_DIGITS = re.compile(r"[^0-9]+")
_HOME_CODE = re.compile(r"^(?:\+86|0086)|^\+")
_CJK_START = re.compile(f"[{_CJK}]")
# In folded ASCII the same as the pattern for all scripts, which takes ten times as long.
_PLAIN_RUN = re.compile("[0-9a-z]+")
_WORD = re.compile(r"[0-9]+|[^0-9]+")

# From so many digits on a single run gets endings, and from so many on groups are one number.
_LONG_RUN = 5
_LONG_NUMBER = 7

# No combining mark that folding leaves has a higher code.
_MARKS_END = 0x20000

# Tokens are cut here, on both sides: the index finds beginnings, so a cut one is still found.
_LONGEST_WORD = 64
_LONGEST_NUMBER = 20

# A query is read so far; what is left out only widens the result.
_QUERY_REACH = 240


def index_terms(text: str) -> str:
    """The tokens of a text, joined by blanks."""
    folded = fold(text)
    tokens: list[str] = []
    for run in _runs(folded):
        tokens += _pairs(run) if _is_cjk(run) else _words(run)
    endings: dict[str, None] = {}
    for number in _NUMBER.findall(folded):
        # Nothing shorter is a long number, nor has a long group.
        if len(number) >= _LONG_RUN:
            endings |= dict.fromkeys(_endings(number))
    return " ".join([*tokens, *endings])


def match_query(query: str) -> str | None:
    """The FTS5 expression that finds all words of the query; None when there is nothing in it to search for.

    Han and kana match exactly as parts, words and numbers from their beginning, long numbers from any digit.
    """
    folded = fold(query[:_QUERY_REACH])[:_QUERY_REACH]
    written = _all_of(folded)
    joined = _all_of(_NUMBER.sub(_joined, folded))
    if written is None or joined is None or joined == written:
        return written
    return f"({joined}) OR ({written})"


def query_parts(query: str) -> list[str]:
    """The folded pieces of a query, the longest first, as they stand in folded text."""
    folded = fold(query[:_QUERY_REACH]).strip()
    return sorted(filter(None, {folded, *_runs(folded)}), key=len, reverse=True)


def _runs(folded: str) -> list[str]:
    """What stands together: a run of CJK characters, or letters, marks and digits such as iphone15."""
    return (_PLAIN_RUN if folded.isascii() else _run_pattern()).findall(folded)


def _is_cjk(run: str) -> bool:
    return _CJK_START.match(run) is not None


def _pairs(run: str) -> list[str]:
    return [run[position : position + 2] for position in range(len(run))]


def _words(run: str) -> list[str]:
    """Letters and digits apart: iphone15 is found by 15 too."""
    if run.isalpha() or (run.isascii() and run.isdecimal()):
        return [run[:_LONGEST_WORD]]
    return [word[:_LONGEST_WORD] for word in _WORD.findall(run)]


def _endings(number: str) -> list[str]:
    """All endings of two or more digits of a long number; of a short one in groups, those of its long groups."""
    digits = _NO_DIGITS.sub("", number)
    groups = [digits] if len(digits) >= _LONG_NUMBER else _NO_DIGITS.split(number)
    return [
        group[start : start + _LONGEST_NUMBER]
        for group in groups
        if len(group) >= _LONG_RUN
        for start in range(len(group) - 1)
    ]


def _joined(number: re.Match[str]) -> str:
    """The digits of a long number in one, without the country code of China."""
    digits = _NO_DIGITS.sub("", number[0])
    if len(digits) < _LONG_NUMBER:
        return number[0]
    return " " + _HOME_CODE.sub("", number[0][:1] + digits if number[0].startswith("+") else digits)[:_LONGEST_NUMBER]


def _all_of(folded: str) -> str | None:
    return " AND ".join(_expression(run) for run in _runs(folded)) or None


def _expression(run: str) -> str:
    if not _is_cjk(run):
        words = _words(run)
        last = words[-1][:_LONGEST_NUMBER] if words[-1].isdecimal() else words[-1]
        return f'"{" ".join([*words[:-1], last])}"*'
    if len(run) == 1:
        return f'"{run}"*'
    return f'"{" ".join(_pairs(run)[:-1])}"'


@cache
def _run_pattern() -> re.Pattern[str]:
    """Takes 20 ms to build: Python has no class for the combining marks that words of many scripts contain."""
    marks = "".join(
        chr(code)
        for code in range(_MARKS_END)
        if unicodedata.category(chr(code)).startswith("M") and not _CJK_START.match(chr(code))
    )
    # Plain letters and digits by themselves, for all others take ten times as long.
    return re.compile(rf"[{_CJK}]+|(?:[0-9a-z]+|(?![{_CJK}])[^\W_]|[{marks}])+")
