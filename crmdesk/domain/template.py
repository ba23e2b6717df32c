"""Quick-note templates: a few taps, or KEY=VALUE on the command line, become a sentence, kept answers and effects.

A template is in one language, that of its workspace, and may have wordings for others; its keys are the same in every
language. It does not know how effects are applied: ``template_effect`` says what they mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.domain.template_effect import Effect, Stored
from crmdesk.domain.template_field import (
    Answer,
    FieldType,
    ReadMoney,
    ReadTime,
    TemplateField,
    chosen,
    no_money,
    read_answer,
)
from crmdesk.domain.template_fixed import FixedEffect, Source, came_of, settled
from crmdesk.domain.template_rule import Note, Rule, ScoreRule
from crmdesk.domain.template_sentence import Wording, gaps, sentence
from crmdesk.i18n import LANGUAGES, _


@dataclass(frozen=True, slots=True)
class Template:
    """A quick-note form. ``kind`` is the touch it usually records; ``sentence`` are its clauses, in order.

    ``wordings`` are by language, other than its own. Raises ValidationError when its parts do not fit together.
    """

    key: str
    name: str
    kind: str
    language: str
    fields: tuple[TemplateField, ...]
    sentence: tuple[str, ...]
    effects: tuple[FixedEffect, ...] = ()
    rules: tuple[Rule, ...] = ()
    wordings: dict[str, Wording] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keys = [asked.key for asked in self.fields]
        chips = {f"{asked.key}/{chip.key}" for asked in self.fields for chip in asked.chips}
        others = self.wordings.values()
        read = {key for rule in self.rules for key in rule.reads}
        scores = {rule.field for rule in self.rules if isinstance(rule, ScoreRule)}
        whole = {asked.key for asked in self.fields if asked.type is FieldType.NUMBER and asked.whole}
        fits = {
            "language": self.language in LANGUAGES,
            "fields": len(set(keys)) == len(keys),
            "chips": all(_chips_fit(asked) for asked in self.fields),
            "sentence": all(
                _says_each(one, keys) for one in (self.sentence, *(o.sentence for o in others if o.sentence))
            ),
            "wordings": self.wordings.keys() <= set(LANGUAGES) - {self.language}
            and all(other.words.keys() <= chips for other in others),
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


def fill(
    template: Template, values: Mapping[str, str], *, read_time: ReadTime, read_money: ReadMoney = no_money
) -> FilledTemplate:
    """Fill ``template`` with texts by field key or label (any case, or an unambiguous beginning); blank is unfilled.

    Several chips are separated by commas or 、; chips are named like fields. Raises ValidationError, one sentence with
    the field and what it accepts, for anything that does not fit.
    """
    answers = _read_answers(template, values, read_time, read_money)
    words = {key: answer.words for key, answer in answers.items()}
    text = sentence(template.name, template.sentence, words, template.language)
    note = Note(answers, template.sentence, template.language, text)
    usual, answered = list(_usual_effects(template, note)), list(_answered_effects(template, note))
    return FilledTemplate(text, note.stored(()), settled(usual, answered))


def template_in(template: Template, language: str) -> Template:
    """The template as it writes in ``language``; as it is where it has no wording for that."""
    wording = template.wordings.get(language)
    if wording is None:
        return template
    fields = tuple(
        replace(
            asked,
            chips=tuple(
                replace(chip, words=wording.words.get(f"{asked.key}/{chip.key}", chip.words)) for chip in asked.chips
            ),
        )
        for asked in template.fields
    )
    return replace(
        template,
        name=wording.name or template.name,
        language=language,
        fields=fields,
        sentence=wording.sentence or template.sentence,
        wordings={},
    )


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


def _says_each(clauses: tuple[str, ...], keys: list[str]) -> bool:
    """Whether each answer is said exactly once, so that the sentence loses nothing."""
    return sorted(key for clause in clauses for key in gaps(clause)) == sorted(keys)


def _usual_effects(template: Template, note: Note) -> Iterator[Effect]:
    """Effects of the template itself, then of its rules."""
    whole = Source("", note.text)
    for fixed in template.effects:
        yield came_of(fixed, whole)
    for rule in template.rules:
        effect = rule.effect(note)
        if effect is not None:
            yield effect


def _answered_effects(template: Template, note: Note) -> Iterator[Effect]:
    """Effects of the answers, in the order of the fields."""
    for asked in template.fields:
        answer = note.answers.get(asked.key)
        if answer is not None:
            yield from answer.effects
            source = Source(asked.key, note.said([asked.key]), note.stored([asked.key]), answer.when)
            yield from (came_of(fixed, source) for fixed in asked.effects)


def _read_answers(
    template: Template, values: Mapping[str, str], read_time: ReadTime, read_money: ReadMoney
) -> dict[str, Answer]:
    typed: dict[str, str] = {}
    for name, text in values.items():
        field = _field(template, name)
        if field.key in typed:
            raise ValidationError(_("“{field}” is filled in twice.").format(field=field.label), field=field.key)
        typed[field.key] = text.strip()
    answers = {}
    for field in template.fields:
        if typed.get(field.key):
            answers[field.key] = read_answer(field, typed[field.key], template.language, read_time, read_money)
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
