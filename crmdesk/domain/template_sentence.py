"""The sentence a quick note writes: clauses with gaps, joined with the punctuation of their language.

A clause is text with ``{field}`` gaps, such as ``next step[ {next}][: {next_text}]``. A part in ``[…]`` vanishes when
one of its gaps is empty; the whole clause when a gap outside brackets, or every gap, is. What people typed is never
parsed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_GAP = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Punctuation:
    """How a language joins a title with clauses, clauses with each other, and items of a list."""

    colon: str
    semicolon: str
    comma: str
    last: str
    stop: str


_ENGLISH = Punctuation(": ", "; ", ", ", " and ", ".")
_CHINESE = Punctuation("：", "；", "、", "、", "。")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a note is written in another language: its name, its clauses, and the words of chips by ``field/chip``.

    What is empty is said as in the template's own language.
    """

    name: str = ""
    sentence: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)


def punctuation(language: str) -> Punctuation:
    """The marks of ``language`` (one of ``i18n.LANGUAGES``)."""
    return _CHINESE if language.startswith("zh") else _ENGLISH


def enumerated(items: Sequence[str], language: str) -> str:
    """“a, b and c” or “甲、乙、丙”."""
    marks = punctuation(language)
    return marks.last.join([*([marks.comma.join(items[:-1])] if items[1:] else []), *items[-1:]])


def gaps(clause: str) -> frozenset[str]:
    """The fields a clause speaks of."""
    return frozenset(_GAP.findall(clause))


def say(clause: str, words: Mapping[str, str]) -> str:
    """The clause with its gaps filled; empty when it has nothing to say."""
    if not gaps(clause) & words.keys():
        return ""
    said = []
    # re.split with one group: the pieces at odd places are the optional ones.
    for place, piece in enumerate(_OPTIONAL.split(clause)):
        if gaps(piece) <= words.keys():
            said.append(_GAP.sub(lambda gap: words[gap[1]], piece))
        elif place % 2 == 0:
            return ""
    return "".join(said)


def sentence(title: str, clauses: Iterable[str], words: Mapping[str, str], language: str) -> str:
    """The whole sentence, opened by ``title`` unless that is empty."""
    marks = punctuation(language)
    body = marks.semicolon.join(said for clause in clauses if (said := say(clause, words)))
    text = marks.colon.join(part for part in (title, body) if part)
    return text[:1].upper() + text[1:] + marks.stop if text else ""
