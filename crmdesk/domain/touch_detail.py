"""What else is told of a touch, by its kind: where a visit was, whether a call was answered, what a need is for.

One table says which facts there are; forms, cards, checks and the command line all read it. The facts are kept under
these keys in ``Touch.detail``, beside what the program keeps there for itself. Says nothing of how they are worded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.touch import AUTOMATIC_KINDS


class FactType(StrEnum):
    """What a fact is.

    In ``Touch.detail`` a text, a choice (its key), a day (ISO 8601) and a touch (its uid) are texts; a number is a
    whole number; money is ``{"minor": int, "currency": str}``.
    """

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    TOUCH = "touch"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be told; ``choices`` are the keys of a choice, in the order people think of them.

    A fact named ``state`` or ``told`` that is not told stands at its first choice.
    """

    key: str
    type: FactType
    choices: tuple[str, ...] = ()


def _text(*keys: str) -> tuple[Fact, ...]:
    return tuple(Fact(key, FactType.TEXT) for key in keys)


def _choice(key: str, *choices: str) -> Fact:
    return Fact(key, FactType.CHOICE, choices)


_OF_CLASS: dict[str, tuple[Fact, ...]] = {
    "visit": (*_text("place", "their_people", "our_people"), Fact("cost", FactType.MONEY)),
    "communication": (_choice("answered", "yes", "missed"),),
    "document": (
        Fact("version", FactType.NUMBER),
        *_text("sent_to"),
        _choice("state", "draft", "sent", "replied", "accepted"),
    ),
}
_OF_KIND: dict[str, tuple[Fact, ...]] = {
    "need": (
        *_text("purpose", "verbatim"),
        _choice("importance", "low", "medium", "high"),
        _choice("voiced", "stated", "hidden"),
    ),
    "enquiry": (*_text("verbatim"), Fact("answered_by", FactType.TOUCH)),
    "feedback": (
        _choice("about", "pain", "experience", "brand", "idea"),
        *_text("verbatim"),
        _choice("state", "heard", "passed_on", "answered"),
    ),
    "pain": (
        _choice("voiced", "stated", "hidden"),
        *_text("evidence", "solution"),
        _choice("told", "no", "yes"),
    ),
    "promise": (
        _choice("side", "ours", "theirs"),
        Fact("due", FactType.DAY),
        _choice("state", "open", "kept", "broken"),
    ),
    "signal": (_choice("voiced", "explicit", "implicit"),),
    "objection": (_choice("state", "open", "eased"), *_text("answer")),
    "value": _text("field", "from", "to", "why"),
    "stage": _text("from", "to"),
    "loss": (
        *_text("competitors"),
        _choice("win_back", "yes", "maybe", "closed"),
        *_text("win_back_why"),
        Fact("win_back_on", FactType.DAY),
        *_text("trigger", "finding", "lesson"),
    ),
    "win": _text("competitors"),
    # Nobody misses what is written; only calls, and kinds of talk that somebody added, are answered or missed.
    **dict.fromkeys(("sms", "wechat", "qq", "email", "chat"), ()),
}


def facts_of(kind: str, touch_class: str) -> tuple[Fact, ...]:
    """What can be told of a kind, in the order people tell it; of a kind somebody added what its class has."""
    return _OF_KIND[kind] if kind in _OF_KIND else _OF_CLASS.get(touch_class, ())


_IN_TITLES = frozenset({"field", "from", "to"})
"""What changed how the program says in the title of its entry."""

SEARCHED = frozenset(
    fact.key
    for kind, facts in (*_OF_CLASS.items(), *_OF_KIND.items())
    for fact in facts
    if fact.type is FactType.TEXT and (kind not in AUTOMATIC_KINDS or fact.key not in _IN_TITLES)
)
"""The keys under which people write words that are looked for."""


def said(title: str, body: str, detail: Mapping[str, object]) -> str:
    """All that people wrote about a touch, line by line: its title and text, and the words among its facts."""
    told = (value for key, value in detail.items() if key in SEARCHED and isinstance(value, str))
    return "\n".join(part for part in (title, body, *told) if part)


# What quick notes keep under other keys, and what it tells of a fact.
_TOLD_ELSEWHERE = {
    "about": ("tone", {"pain": "pain", "praise": "experience", "criticism": "pain"}),
    "state": ("result", {"eased": "eased"}),
}


def told_value(detail: Mapping[str, object], fact: Fact) -> object:
    """What is told of a fact, also where a quick note kept it otherwise; None where nothing is."""
    value = detail.get(fact.key)
    if fact.key in _TOLD_ELSEWHERE and value not in fact.choices:
        key, meanings = _TOLD_ELSEWHERE[fact.key]
        value = meanings.get(str(detail.get(key))) or value
    return value


def beside_facts(kind: str, touch_class: str, detail: Mapping[str, object]) -> dict[str, object]:
    """What is kept of a touch of a kind that is no fact of it: what came along, what the program notes for itself."""
    known = {fact.key for fact in facts_of(kind, touch_class)}
    return {key: value for key, value in detail.items() if key not in known}


def state_of(detail: Mapping[str, object]) -> str:
    """How a promise, a piece of feedback or an objection stands; empty where it has never changed."""
    return str(detail.get("state") or "")
