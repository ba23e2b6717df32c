"""Reading what is told of a touch, in plain words, into what is kept of it. The one place that checks facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.customer import storable
from crmdesk.domain.errors import NotFoundError, ValidationError
from crmdesk.domain.touch import TouchKind
from crmdesk.domain.touch_detail import Fact, FactType, facts_of
from crmdesk.exchange.call_words import call_words
from crmdesk.i18n import _
from crmdesk.services.deal_edits import read_day
from crmdesk.services.desk import Desk
from crmdesk.services.fact_words import choice_name, fact_label
from crmdesk.services.typed_amounts import typed_amount
from crmdesk.store.queries.timeline import touches_by_uid
from crmdesk.store.text.folding import fold
from crmdesk.store.workspace import Source

_HIGHEST_NUMBER = 9999


@dataclass(frozen=True, slots=True)
class FactReader:
    """Reads the facts of touches with one customer (by uid)."""

    desk: Desk
    source: Source
    customer_uid: str

    def read(self, kind: TouchKind, told: Mapping[str, str]) -> dict[str, Any]:
        """What to keep of the facts told of a touch of a kind, by key; None for one that was emptied.

        Choices are told by key or name, amounts and days as people type them, another touch by its uid. Raises
        ValidationError, its field the key of the fact, for one that the kind does not have or that says nothing.
        """
        known = {fact.key: fact for fact in facts_of(kind.key, kind.touch_class)}
        kept: dict[str, Any] = {}
        for key, words in told.items():
            if key not in known:
                raise _unknown(key, kind, known)
            kept[key] = self._value(known[key], storable(words, key).strip()) if words.strip() else None
        return kept

    def _value(self, fact: Fact, words: str) -> object:
        match fact.type:
            case FactType.CHOICE:
                return _choice(fact, words)
            case FactType.NUMBER:
                return _number(fact, words)
            case FactType.MONEY:
                return self._money(fact, words)
            case FactType.DAY:
                return read_day(words, self.desk, fact.key).isoformat()
            case FactType.TOUCH:
                return self._touch(fact, words)
            case FactType.TEXT:
                return words

    def _money(self, fact: Fact, words: str) -> dict[str, object] | None:
        try:
            money = typed_amount(words, self.desk.currency)
        except ValidationError as error:
            raise ValidationError(error.message, field=fact.key) from error
        if money is None:
            return None
        if money.minor < 0:
            raise ValidationError(_("“{text}” is less than nothing.").format(text=words), field=fact.key)
        return {"minor": money.minor, "currency": money.currency}

    def _touch(self, fact: Fact, uid: str) -> str:
        touch = touches_by_uid(self.source, [uid]).get(uid)
        if touch is None or touch.customer_uid != self.customer_uid:
            raise NotFoundError(_("This is not on the customer's timeline."), field=fact.key)
        return touch.uid


def with_facts(detail: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The detail of a touch with facts as ``FactReader`` reads them; all else in it stays."""
    return {key: value for key, value in {**detail, **facts}.items() if value is not None}


def _choice(fact: Fact, words: str) -> str:
    said = call_words(words) if fact.key == "answered" else None
    wanted = fold(said.answered if said is not None and said.answered else words)
    for choice in fact.choices:
        if wanted in (fold(choice), fold(choice).replace("_", " "), fold(choice_name(choice))):
            return choice
    names = _("; ").join(map(choice_name, fact.choices))
    raise ValidationError(
        _("“{name}” is not one of: {candidates}.").format(name=words, candidates=names), field=fact.key
    )


def _number(fact: Fact, words: str) -> int:
    try:
        number = int(words)
    except ValueError:
        number = -1
    if not 0 <= number <= _HIGHEST_NUMBER:
        raise ValidationError(
            _("“{text}” is not a whole number up to {most}.").format(text=words, most=_HIGHEST_NUMBER), field=fact.key
        )
    return number


def _unknown(key: str, kind: TouchKind, known: Mapping[str, Fact]) -> ValidationError:
    if not known:
        return ValidationError(_("Nothing more can be told of a {kind}.").format(kind=kind.name), field=key)
    names = _("; ").join(f"{known_key} ({fact_label(known_key)})" for known_key in known)
    return ValidationError(
        _("“{name}” is not told of a {kind}; there are: {candidates}.").format(
            name=key, kind=kind.name, candidates=names
        ),
        field=key,
    )
