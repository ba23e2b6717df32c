"""Quick-note templates: a few taps, or KEY=VALUE on the command line, become a sentence, kept answers and effects.

A template is in one language, that of its workspace; its keys are the same in every language. It does not know how
effects are applied: ``template_effect`` says what they mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.domain.template_effect import Effect, FixedEffect, Stored
from crmdesk.domain.template_field import Answer, FieldType, ReadTime, TemplateField, chosen, read_answer
from crmdesk.domain.template_rule import Note, Rule, ScoreRule
from crmdesk.domain.template_sentence import gaps, sentence
from crmdesk.i18n import LANGUAGES, _


@dataclass(frozen=True, slots=True)
class Template:
    """A quick-note form. ``kind`` is the touch it usually records; ``sentence`` are its clauses, in order.

    Raises ValidationError when its parts do not fit together.
    """

    key: str
    name: str
    kind: str
    language: str
    fields: tuple[TemplateField, ...]
    sentence: tuple[str, ...]
    effects: tuple[FixedEffect, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        keys = [field.key for field in self.fields]
        said = [key for clause in self.sentence for key in gaps(clause)]
        read = {key for rule in self.rules for key in rule.reads}
        scores = {rule.field for rule in self.rules if isinstance(rule, ScoreRule)}
        whole = {field.key for field in self.fields if field.type is FieldType.NUMBER and field.whole}
        fits = {
            "language": self.language in LANGUAGES,
            "fields": len(set(keys)) == len(keys),
            "chips": all(_chips_fit(field) for field in self.fields),
            # Each answer is said exactly once, so that the sentence loses nothing.
            "sentence": sorted(said) == sorted(keys),
            "rules": read <= set(keys) and scores <= whole,
        }
        for part, good in fits.items():
            if not good:
                message = _("The template “{template}” does not fit together: look at its {part}.")
                raise ValidationError(message.format(part=part, template=self.name), field=part)


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """What came of filling a template: the sentence, the answers to keep by field key, and the effects."""

    text: str
    answers: dict[str, Stored]
    effects: tuple[Effect, ...]


def fill(template: Template, values: Mapping[str, str], *, read_time: ReadTime) -> FilledTemplate:
    """Fill ``template`` with texts by field key or label (any case, or an unambiguous beginning); blank is unfilled.

    Several chips are separated by commas or 、; chips are named like fields. Raises ValidationError, one sentence with
    the field and what it accepts, for anything that does not fit.
    """
    answers = _read_answers(template, values, read_time)
    words = {key: answer.words for key, answer in answers.items()}
    text = sentence(template.name, template.sentence, words, template.language)
    note = Note(answers, template.sentence, template.language, text)
    return FilledTemplate(text, note.stored(()), tuple(_effects(template, note)))


def template_to_json(template: Template) -> dict[str, object]:
    """The template as a workspace keeps it."""
    document: dict[str, object] = to_json(template)
    return document


def template_from_json(document: object) -> Template:
    """The template that a workspace or a file keeps.

    Raises ValidationError, naming the place, for anything missing, unknown or of the wrong type.
    """
    return from_json(Template, document, "template")


def _chips_fit(field: TemplateField) -> bool:
    keys = {chip.key for chip in field.chips}
    return len(keys) == len(field.chips) and (bool(keys) or field.type is not FieldType.ONE)


def _effects(template: Template, note: Note) -> Iterator[Effect]:
    """Effects of the template itself, of its rules, then of the answers in the order of the fields."""
    yield from template.effects
    for rule in template.rules:
        effect = rule.effect(note)
        if effect is not None:
            yield effect
    for answer in note.answers.values():
        yield from answer.effects


def _read_answers(template: Template, values: Mapping[str, str], read_time: ReadTime) -> dict[str, Answer]:
    typed: dict[str, str] = {}
    for name, text in values.items():
        field = _field(template, name)
        if field.key in typed:
            raise ValidationError(_("“{field}” is filled in twice.").format(field=field.label), field=field.key)
        typed[field.key] = text.strip()
    answers = {}
    for field in template.fields:
        if typed.get(field.key):
            answers[field.key] = read_answer(field, typed[field.key], template.language, read_time)
        elif not field.optional:
            raise ValidationError(_("“{field}” must be filled in.").format(field=field.label), field=field.key)
    return answers


def _field(template: Template, name: str) -> TemplateField:
    found = chosen(name, template.fields)
    if len(found) != 1:
        choices = _(", ").join(f"{field.key} ({field.label})" for field in found or template.fields)
        message = (
            _("“{name}” fits several fields of “{template}”: {choices}.")
            if found
            else _("“{name}” is not a field of “{template}”; its fields are {choices}.")
        )
        raise ValidationError(message.format(name=name, template=template.name, choices=choices), field=name)
    return found[0]
