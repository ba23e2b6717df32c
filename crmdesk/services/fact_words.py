"""What can be told of a touch, in the person's language: what a fact is called, its choices, and what was told.

The words forms, cards and the command line share. Knows neither how they are laid out nor where they are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.money import Money
from crmdesk.domain.touch import AUTOMATIC_KINDS, Touch
from crmdesk.domain.touch_detail import Fact, FactType, facts_of, told_value
from crmdesk.i18n import _, pgettext
from crmdesk.services.amounts import plain_amount_text
from crmdesk.services.wording import day_words


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact that was told: what it is called and what was said, to be read."""

    fact: Fact
    label: str
    text: str


def told_facts(touch: Touch, named: Mapping[str, Touch] | None = None) -> tuple[ToldFact, ...]:
    """What was told of a touch beside its text, in the order people tell it.

    ``named`` has touches by uid that a fact may name, such as the answer to an enquiry. What stands in the title of an
    entry of the program is not said again.
    """
    told = (
        ToldFact(fact, fact_label(fact.key), fact_text(fact, value, named))
        for fact in facts_of(touch.kind, touch.touch_class)
        if not (touch.kind in AUTOMATIC_KINDS and fact.key in ("from", "to"))
        and (value := told_value(touch.detail, fact)) not in (None, "")
    )
    return tuple(fact for fact in told if fact.text)


def facts_line(touch: Touch, named: Mapping[str, Touch] | None = None) -> str:
    """All that was told of a touch beside its text, in one line."""
    return _("; ").join(
        _("{label}: {value}").format(label=told.label, value=told.text) for told in told_facts(touch, named)
    )


def fact_text(fact: Fact, value: object, named: Mapping[str, Touch] | None = None) -> str:
    """What was told, to be read; what an older version or another program kept there otherwise, as it stands."""
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    match fact.type:
        case FactType.CHOICE:
            return choice_name(str(value))
        case FactType.MONEY:
            money = kept_money(value)
            return plain_amount_text(money) if money else str(value)
        case FactType.TOUCH:
            touch = (named or {}).get(str(value))
            return f"{touch.kind_name}, {_time(touch.occurred_at)}" if touch else _("another entry")
        case _:
            return _plain(fact, str(value))


def _plain(fact: Fact, kept: str) -> str:
    if fact.key == "field":
        return field_name(kept)
    try:
        return day_words(date.fromisoformat(kept)) if fact.type is FactType.DAY else kept
    except ValueError:
        return kept


def fact_input(fact: Fact, value: object) -> str:
    """What was told, as it can be typed in again: the key of a choice, an amount with its currency, an ISO day."""
    if fact.type is FactType.MONEY:
        money = kept_money(value)
        return f"{money.currency} {money.amount:f}" if money else ""
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    return "" if value is None else str(value)


def told_input(touch: Touch) -> dict[str, str]:
    """What was told of a touch, as it can be typed in again, by key; nothing of what was not."""
    typed = {
        fact.key: fact_input(fact, told_value(touch.detail, fact)) for fact in facts_of(touch.kind, touch.touch_class)
    }
    return {key: text for key, text in typed.items() if text}


def kept_money(value: object) -> Money | None:
    """Money as ``Touch.detail`` keeps it; None for anything else."""
    match value:
        case {"minor": int(minor), "currency": str(currency)}:
            return Money(minor, currency)
        case _:
            return None


def fact_label(key: str) -> str:
    """What a fact is called, as the label of a field."""
    return {
        "place": _("Place"),
        "their_people": _("Present from the customer"),
        "our_people": _("Present from us"),
        "cost": _("Cost"),
        "answered": _("Answered"),
        "version": _("Version"),
        "sent_to": _("Sent to"),
        "state": _("Status"),
        "purpose": _("For what purpose"),
        "verbatim": _("In their words"),
        "importance": _("Importance"),
        "voiced": _("How it was voiced"),
        "answered_by": pgettext("fact", "Answered by"),
        "about": _("About"),
        "evidence": _("Evidence"),
        "solution": _("Our solution"),
        "told": _("Raised with the customer"),
        "side": _("Whose promise"),
        "due": _("Due"),
        "answer": _("Our answer"),
        "field": _("What changed"),
        "from": _("Before"),
        "to": _("After"),
        "why": _("Why"),
        "competitors": _("Competitors"),
        "win_back": _("Can it be won back"),
        "win_back_why": _("Because"),
        "win_back_on": _("Try again on"),
        "trigger": _("Try again when"),
        "finding": _("Finding"),
        "lesson": _("Lesson"),
    }.get(key, key)


def choice_name(key: str) -> str:
    """What a choice is called; a key that is none of ours as it stands."""
    return _choices().get(key, key)


def _choices() -> dict[str, str]:
    return {
        "yes": pgettext("fact", "yes"),
        "no": pgettext("fact", "no"),
        "missed": pgettext("fact", "missed"),
        "draft": pgettext("fact", "draft"),
        "sent": pgettext("fact", "sent"),
        "replied": pgettext("fact", "replied"),
        "accepted": pgettext("fact", "accepted"),
        "low": pgettext("fact", "low"),
        "medium": pgettext("fact", "medium"),
        "high": pgettext("fact", "high"),
        "stated": pgettext("fact", "stated"),
        "hidden": pgettext("fact", "hidden"),
        "pain": pgettext("fact", "pain"),
        "experience": pgettext("fact", "experience"),
        "brand": pgettext("fact", "brand"),
        "idea": pgettext("fact", "idea"),
        "heard": pgettext("fact", "heard"),
        "passed_on": pgettext("fact", "passed on"),
        "answered": pgettext("fact", "answered"),
        "ours": pgettext("fact", "ours"),
        "theirs": pgettext("fact", "theirs"),
        "open": pgettext("fact", "open"),
        "kept": pgettext("fact", "kept"),
        "broken": pgettext("fact", "broken"),
        "explicit": pgettext("fact", "explicit"),
        "implicit": pgettext("fact", "implicit"),
        "eased": pgettext("fact", "eased"),
        "maybe": pgettext("fact", "maybe"),
        "closed": pgettext("fact", "no"),
    }


def field_name(key: str) -> str:
    """What the changed field of a value change is called."""
    return {
        "amount": pgettext("field", "amount"),
        "probability": pgettext("field", "probability"),
        "expected_close": pgettext("field", "expected signing"),
        "owner": pgettext("field", "owner"),
        "level": pgettext("field", "level"),
    }.get(key, key)


def _time(moment: Moment) -> str:
    if moment.precision is Precision.DAY:
        return moment.local_date.isoformat()
    return moment.local.strftime("%Y-%m-%d %H:%M")
