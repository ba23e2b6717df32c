"""What a quick note brings about, place by place: of the whole note, of a question that is answered, of a chip tapped.

Every function returns a new template. What does not go together is refused with one sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_effect import EngagementEffect, FirstTouchEffect, ReopenEffect, StageEffect
from crmdesk.domain.template_fixed import FixedEffect, FixedEntry, FixedStep, FixedWinBack
from crmdesk.domain.template_rule import Rule
from crmdesk.domain.touch_detail import FactType, facts_of
from crmdesk.i18n import _

LONGEST_DAYS = 3650
_ONCE = (StageEffect, FirstTouchEffect, EngagementEffect, FixedStep, FixedWinBack)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an effect hangs: at a chip of a question, at a question, or, with neither, at the whole note."""

    field: str = ""
    chip: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing a note does, where, and the how manieth there. A rule reads several answers: ``template_rule_edit``."""

    place: Place
    number: int
    effect: FixedEffect | Rule


def places(template: Template) -> list[Place]:
    """Wherever an effect can hang: the note, then its questions, each followed by its chips."""
    parts = [Place(asked.key, chip) for asked in template.fields for chip in ("", *(each.key for each in asked.chips))]
    return [Place(), *parts]


def deeds(template: Template) -> Iterator[Deed]:
    """All that a note does, place by place, its rules right after its own."""
    for place in places(template):
        for number, effect in enumerate(effects_at(template, place)):
            yield Deed(place, number, effect)
        if place == Place():
            for number, rule in enumerate(template.rules):
                yield Deed(place, number, rule)


def effects_at(template: Template, place: Place) -> tuple[FixedEffect, ...]:
    """What hangs at a place.

    Raises ConflictError for one that is no longer there.
    """
    if not place.field:
        return template.effects
    for asked in template.fields:
        if asked.key == place.field and not place.chip:
            return asked.effects
        for chip in asked.chips if asked.key == place.field else ():
            if chip.key == place.chip:
                return chip.effects
    raise ConflictError(_("This is no longer there; somebody has removed it."))


def add_effect(template: Template, place: Place, effect: FixedEffect) -> Template:
    """Let a place bring about one thing more."""
    return _with_effects(template, place, (*effects_at(template, place), effect))


def change_effect(template: Template, deed: Deed, effect: FixedEffect) -> Template:
    """Let a place bring about another thing instead of one."""
    rest = effects_at(template, deed.place)
    return _with_effects(template, deed.place, (*rest[: deed.number], effect, *rest[deed.number + 1 :]))


def remove_deed(template: Template, deed: Deed) -> Template:
    """Let a note do one thing less."""
    if isinstance(deed.effect, Rule):
        return replace(template, rules=tuple(rule for rule in template.rules if rule != deed.effect))
    rest = effects_at(template, deed.place)
    return _with_effects(template, deed.place, (*rest[: deed.number], *rest[deed.number + 1 :]))


def check_effects(effects: tuple[FixedEffect, ...]) -> None:
    """Refuse what does not go together at one place, or is not sound by itself.

    Raises ValidationError with one sentence.
    """
    for effect in effects:
        _check_sound(effect)
        if effects.count(effect) > 1:
            raise _wrong(_("This happens here already."))
    for kind in _ONCE:
        if sum(isinstance(effect, kind) for effect in effects) > 1:
            raise _wrong(_("There is one of these here already; change that one instead."))
    kinds = {type(effect) for effect in effects}
    verdicts = {effect.verdict for effect in effects if isinstance(effect, FixedWinBack)}
    if ReopenEffect in kinds and "closed" in verdicts:
        raise _wrong(_("A deal that is reopened is not one never to be asked about again."))


def _check_sound(effect: FixedEffect) -> None:
    days = getattr(effect, "days", None)
    if days is not None and not 0 <= days <= LONGEST_DAYS:
        raise _wrong(_("The days are a number from 0 to {most}.").format(most=LONGEST_DAYS))
    match effect:
        case FixedEntry():
            _check_facts(effect)
        case FixedStep(text=text) if not text.strip():
            raise _wrong(_("Say what is to be done next."))
        case EngagementEffect(level) if not 1 <= level <= 5:
            raise _wrong(_("The engagement level is a number from 1 to 5."))
        case FixedWinBack(verdict) if verdict not in ("open", "after", "closed"):
            raise _wrong(_("“{verdict}” is no verdict: it is open, after or closed.").format(verdict=verdict))
        case FixedWinBack("closed", int()):
            raise _wrong(_("Who is never to be asked again is not asked in some days."))
        case _:
            pass


def _check_facts(entry: FixedEntry) -> None:
    facts = {fact.key: fact for fact in facts_of(entry.kind, "")}
    for key, value in entry.detail.items():
        fact = facts.get(key)
        storable(value, "detail")
        # What an own template of the past keeps beside the facts, such as the tone of feedback, stays its own.
        if fact is not None and fact.type is FactType.CHOICE and value not in fact.choices:
            message = _("“{value}” is no choice for “{fact}”; choose from {choices}.")
            raise _wrong(message.format(value=value, fact=key, choices=_(", ").join(fact.choices)))
    if entry.days is not None and facts and "due" not in facts:
        raise _wrong(_("Only a promise is due on a day."))


def _with_effects(template: Template, place: Place, effects: tuple[FixedEffect, ...]) -> Template:
    check_effects(effects)
    if not place.field:
        return replace(template, effects=effects)
    fields = []
    for asked in template.fields:
        changed = asked
        if asked.key == place.field and not place.chip:
            changed = replace(asked, effects=effects)
        elif asked.key == place.field:
            chips = (replace(chip, effects=effects) if chip.key == place.chip else chip for chip in asked.chips)
            changed = replace(asked, chips=tuple(chips))
        fields.append(changed)
    return replace(template, fields=tuple(fields))


def _wrong(message: str) -> ValidationError:
    return ValidationError(message, field="effect")
