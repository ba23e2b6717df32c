"""What a person writing a touch can choose from, and what a filled quick note would say and do. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crmdesk.domain.customer import Contact
from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.template import FilledTemplate, Template, template_from_json
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.domain.template_rule import NextStepRule
from crmdesk.domain.touch import AUTOMATIC_KINDS, Direction, Touch, TouchKind
from crmdesk.services.desk import Desk
from crmdesk.services.effect_words import EffectShown, EffectWords
from crmdesk.services.tags import hashtags
from crmdesk.services.touches import TouchWords, deal_meant, fill_in, template_meant
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.customers import contacts
from crmdesk.store.queries.deals import deals_by_id, deals_of
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.queries.template_use import template_uses
from crmdesk.store.queries.touches import timeline

BY_HAND = "notes_by_hand"
"""The setting of a workspace that keeps its quick notes in the order they were put in."""


@dataclass(frozen=True, slots=True)
class TouchChoices:
    """What a touch with one customer can refer to. Deals are the open ones; tags those that can follow a ``#``."""

    deals: tuple[Deal, ...]
    contacts: tuple[Contact, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotePreview:
    """What a quick note says as far as it is filled in, and what it can do, effects switched off included.

    ``errors`` are sentences by field for what cannot be read.
    """

    sentence: str = ""
    effects: tuple[EffectShown, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


class QuickNoteService:
    """Reads for whoever writes touches down."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def kinds(self) -> list[TouchKind]:
        """The kinds that a person can log, in their order."""
        with self._desk.read() as source:
            return [kind for kind in catalogue.touch_kinds(source) if kind.key not in AUTOMATIC_KINDS]

    def reply(self, enquiry: Touch) -> TouchWords:
        """What one begins with who answers an enquiry: to whom, about what, and the way talked the last time."""
        with self._desk.read() as source:
            known = find_customer(source, enquiry.customer_uid)
            ways = {kind.id for kind in catalogue.touch_kinds(source) if kind.touch_class == "communication"}
            talked = timeline(source, known.id, kinds=ways, limit=1)
            asked_by = (person.uid for person in contacts(source, known.id) if person.name == enquiry.contact)
            return TouchWords(
                kind=talked[0].kind if talked else "call",
                direction=Direction.OUT.value,
                deal=enquiry.deal_uid,
                contact=next(asked_by, ""),
                answers=enquiry.uid,
            )

    def templates(self) -> list[Template]:
        """The templates in use: as they were put by hand, or those used most lately first, as the company wants it."""
        with self._desk.read() as source:
            uses = {} if catalogue.settings(source).get(BY_HAND) else template_uses(source)
            templates = [template_from_json(document) for document in catalogue.template_definitions(source)]
        return sorted(templates, key=lambda template: -uses.get(template.key, 0))

    def choices(self, customer: str) -> TouchChoices:
        """What a touch with the customer can refer to.

        Raises NotFoundError when there is no such customer.
        """
        with self._desk.read() as source:
            known = find_customer(source, customer)
            return TouchChoices(
                deals=tuple(deal for deal in deals_of(source, known.id) if deal.status is DealStatus.OPEN),
                contacts=tuple(contacts(source, known.id)),
                tags=tuple(tag.name for tag in catalogue.tags(source) if hashtags(f"#{tag.name}") == [tag.name]),
            )

    def preview(self, customer: str, words: TouchWords) -> NotePreview:
        """What the touch's quick note would say and do; empty without a template."""
        if not words.template:
            return NotePreview()
        with self._desk.read() as source:
            known = find_customer(source, customer)
            template = template_meant(source, words.template)
            filled, errors = filled_so_far(template, words.fills, self._desk)
            deal_id = deal_meant(source, known, words.deal)
            deal = deals_by_id(source, [deal_id])[deal_id] if deal_id is not None else None
            shown = EffectWords(source, known.id, deal, words.kind or template.kind)
            effects = replace(words, without=()).effective(filled.effects)
            return NotePreview(filled.text, shown.of(effects), errors)


def shown_fields(template: Template) -> list[TemplateField]:
    """The fields to fill in; the next step is left out, for every touch has a line of its own for it."""
    steps = {key for rule in template.rules if isinstance(rule, NextStepRule) for key in rule.reads}
    return [each for each in template.fields if each.key not in steps or not each.optional]


def takes_chips(asked: TemplateField) -> bool:
    """Whether a field is answered by tapping."""
    return asked.type in (FieldType.ONE, FieldType.SEVERAL) and bool(asked.chips)


def filled_so_far(template: Template, fills: Mapping[str, str], desk: Desk) -> tuple[FilledTemplate, dict[str, str]]:
    """The template filled with what can be read; what is still missing is no error yet."""
    lenient = replace(template, fields=tuple(replace(each, optional=True) for each in template.fields))
    values, errors = dict(fills), dict[str, str]()
    while True:
        try:
            return fill_in(lenient, values, desk), errors
        except ValidationError as error:
            wrong = error.field or ""
            errors[wrong] = error.message
            if wrong in values:
                del values[wrong]
            else:
                # A rule that misses something: without it the rest can still be said.
                kept = tuple(rule for rule in lenient.rules if wrong not in rule.reads)
                if len(kept) == len(lenient.rules):
                    raise
                lenient = replace(lenient, rules=kept)
