"""The filter language of saved views and of the command line: ``stage:quote owner:"Li Na" amount>50000 -tag:vip 晨光``.

Terms are joined by blanks and must all hold: ``field:value``, ``field:"two words"``, ``field>value`` (also ``>=``,
``<``, ``<=``), ``-term`` for not, ``field:a,b`` for either, and bare words, which are searched. Dates are ISO or
``-30d``.

It only reads the language. What a field is compared with, and how, is known where the rows are.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.persona import Likeness
from crmdesk.i18n import _


class Field(StrEnum):
    """What a term speaks of; ``WORDS`` is everything that is searched."""

    WORDS = "words"
    NAME = "name"
    OWNER = "owner"
    STATUS = "status"
    STAGE = "stage"
    TAG = "tag"
    SOURCE = "source"
    AMOUNT = "amount"
    REASON = "reason"
    COMPETITOR = "competitor"
    CREATED = "created"
    CLOSED = "closed"
    LOST = "lost"
    TOUCHED = "touched"
    NEXT = "next"
    PERSONA = "persona"

    @property
    def is_date(self) -> bool:
        """Whether its values are days."""
        return self in (Field.CREATED, Field.CLOSED, Field.LOST, Field.TOUCHED, Field.NEXT)


class Operator(StrEnum):
    """How a field is compared; ``IS`` holds when any of the values fits."""

    IS = ":"
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class CustomerKeys:
    """Customers by their keys in the store, for what no query can tell; a service puts them in place of a word."""

    keys: tuple[int, ...]


Value = str | date | Decimal | CustomerKeys


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; ``values`` are all days, all amounts or all texts, as the field wants, and never none."""

    field: Field
    operator: Operator
    values: tuple[Value, ...]
    negated: bool = False


Filter = tuple[Term, ...]

_FIELDS = {field.value: field for field in Field if field is not Field.WORDS}
_PLAIN_SIGNS = str.maketrans({"：": ":", "＜": "<", "＞": ">", "＝": "=", "≥": ">=", "≤": "<="})
_HEAD = re.compile(r"(?P<field>[^\W\d]\w*)(?P<sign>[<>＜＞][=＝]|[:：<>＜＞≥≤])")
_QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "＂": "＂"}
_COMMAS = ",，"
_NEGATIONS = "-－"
_DAYS_AWAY = re.compile(r"(?P<distance>[+-]?\d{1,6})d", re.ASCII | re.IGNORECASE)
_AMOUNT = re.compile(r"(?P<number>[+-]?\d{1,15}(?:\.\d{1,4})?)(?P<unit>[k万萬亿億]?)", re.ASCII | re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_UNITS = {"": 1, "k": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def parse_filter(text: str, today: date) -> Filter:
    """The terms of the expression; none when it is blank.

    Raises ValidationError (field ``filter``) for an unknown field, a bad date or amount, or an unclosed quote.
    """
    return tuple(_terms(text, today))


def quoted(text: str) -> str:
    """A text as one value of an expression; a sign that would close each kind of quote is left out."""
    for opening, closing in _QUOTES.items():
        if closing not in text:
            return f"{opening}{text}{closing}"
    return f'"{text.replace(chr(34), "")}"'


def _terms(text: str, today: date) -> Iterator[Term]:
    position = 0
    while True:
        while position < len(text) and text[position].isspace():
            position += 1
        if position == len(text):
            return
        negated = text[position] in _NEGATIONS and text[position + 1 : position + 2].strip() != ""
        position += negated
        head = _HEAD.match(text, position)
        if head is None:
            words, position = _words(text, position, commas="")
            if words:
                yield Term(Field.WORDS, Operator.IS, tuple(words), negated)
        else:
            words, position = _words(text, head.end(), commas=_COMMAS)
            yield _term(head, words, today, negated=negated)


def _words(text: str, position: int, commas: str) -> tuple[list[str], int]:
    """The values up to the next blank outside quotes, split at commas outside quotes; empty ones are dropped."""
    words = [""]
    while position < len(text) and not text[position].isspace():
        character = text[position]
        if character in _QUOTES:
            end = text.find(_QUOTES[character], position + 1)
            if end < 0:
                raise _refusal(_("The quote that begins with {text} is not closed.").format(text=text[position:][:40]))
            words[-1] += text[position + 1 : end]
            position = end + 1
        else:
            if character in commas:
                words.append("")
            else:
                words[-1] += character
            position += 1
    return [word for word in words if word], position


def _term(head: re.Match[str], words: list[str], today: date, *, negated: bool) -> Term:
    operator = Operator(head["sign"].translate(_PLAIN_SIGNS))
    field = _FIELDS.get(head["field"].lower())
    if field is None:
        raise _refusal(
            _("There is no field “{field}” to filter by; put the word in quotes to search for it.").format(
                field=head["field"][:40]
            )
        )
    if not words:
        raise _refusal(_("The field “{field}” has no value to filter by.").format(field=field))
    if operator is not Operator.IS:
        words = [_single(field, words)]
    return Term(field, operator, tuple(_value(field, word, today) for word in words), negated)


def _single(field: Field, words: list[str]) -> str:
    """The one value that a comparison takes; 50,000 is one amount."""
    joined = ",".join(words)
    if field is Field.AMOUNT and _GROUPED.fullmatch(joined):
        return joined.replace(",", "")
    if not (field.is_date or field is Field.AMOUNT):
        raise _refusal(_("The field “{field}” cannot be compared, only named as in {field}:value.").format(field=field))
    if len(words) > 1:
        raise _refusal(_("The field “{field}” can be compared with one value only.").format(field=field))
    return words[0]


def _value(field: Field, word: str, today: date) -> Value:
    if field.is_date:
        return _day(unicodedata.normalize("NFKC", word), today)
    if field is Field.AMOUNT:
        return _amount(unicodedata.normalize("NFKC", word))
    return _likeness(word) if field is Field.PERSONA else word


def _likeness(word: str) -> str:
    if word.lower() not in set(Likeness):
        raise _refusal(_("“{text}” is no likeness to filter by; write like, unlike or untold.").format(text=word[:40]))
    return word.lower()


def _day(word: str, today: date) -> date:
    away = _DAYS_AWAY.fullmatch(word)
    try:
        if away:
            return today + timedelta(days=int(away["distance"]))
        return today if word.lower() == "today" else date.fromisoformat(word)
    except (ValueError, OverflowError):
        raise _refusal(
            _("“{text}” is not a date to filter by; write one such as 2026-03-05, today or -30d.").format(
                text=word[:40]
            )
        ) from None


def _amount(word: str) -> Decimal:
    found = _AMOUNT.fullmatch(word)
    if found is None:
        raise _refusal(_("“{text}” is not an amount to filter by.").format(text=word[:40]))
    return Decimal(found["number"]) * _UNITS[found["unit"].lower()]


def _refusal(message: str) -> ValidationError:
    return ValidationError(message, field="filter")
