"""Changing a quick-note template piece by piece: its questions and their chips.

Every function returns a new template that fits together again, or raises ValidationError.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.domain.template_rule import AnswerRule, EntryRule, Rule
from crmdesk.domain.template_sentence import Wording, gaps
from crmdesk.i18n import _

_NO_WORD = re.compile(r"\W+")
_CHIPPED = (FieldType.ONE, FieldType.SEVERAL)


def new_key(label: str, taken: Collection[str]) -> str:
    """A key for something called ``label`` that nothing else has."""
    base = _NO_WORD.sub("_", label.casefold()).strip("_") or "own"
    numbered = (f"{base}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)


def add_field(template: Template, label: str) -> Template:
    """Ask for one more thing, a short text, and say it at the end of the sentence."""
    name = _free_label(label, template.fields)
    key = new_key(name, [field.key for field in template.fields])
    field = TemplateField(key, name, FieldType.TEXT)
    sentence, wordings = _rewritten(template, lambda clauses: (*clauses, f"{{{key}}}"))
    return replace(template, fields=(*template.fields, field), sentence=sentence, wordings=wordings)


def rename_field(template: Template, key: str, label: str) -> Template:
    """Call a question otherwise."""
    others = [field for field in template.fields if field.key != key]
    return _with_field(template, replace(_field(template, key), label=_free_label(label, others)))


def remove_field(template: Template, key: str) -> Template:
    """Ask for one thing less: it goes from the sentence and from what the note brings about."""

    def shorter(clauses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(rest for clause in clauses if gaps(rest := _without_gap(clause, key)))

    sentence, wordings = _rewritten(template, shorter)
    return replace(
        template,
        fields=tuple(field for field in template.fields if field.key != key),
        sentence=sentence,
        wordings=_without_words(wordings, f"{key}/"),
        rules=tuple(kept for rule in template.rules if (kept := _rule_without(rule, key)) is not None),
    )


def move_field(template: Template, key: str, before: str | None) -> Template:
    """Ask for something before another, or last."""
    keys = _moved([field.key for field in template.fields], key, before)
    return replace(template, fields=tuple(_field(template, other) for other in keys))


def set_type(template: Template, key: str, kind: FieldType) -> Template:
    """What an answer is. A question with chips takes one or several of them.

    Raises ConflictError where what the note brings about hangs on it.
    """
    field = _field(template, key)
    if any(key in rule.reads for rule in template.rules):
        raise ConflictError(
            _("What the note does depends on “{field}”; its kind of answer stays.").format(field=field.label)
        )
    if field.chips and kind not in _CHIPPED:
        raise ValidationError(_("“{field}” has chips: one or several of them.").format(field=field.label))
    return _with_field(template, replace(field, type=kind, low=None, high=None, whole=False, unit=""))


def set_details(template: Template, key: str, details: Mapping[str, Any]) -> Template:
    """Change what else is kept of a question, by its names in ``TemplateField``.

    Raises ValidationError when no number could be an answer.
    """
    field = replace(_field(template, key), **details)
    if field.low is not None and field.high is not None and field.low > field.high:
        raise ValidationError(_("The least is more than the most."), field="low" if "low" in details else "high")
    return _with_field(template, field)


def add_chip(template: Template, key: str, label: str) -> Template:
    """Offer one more choice; a question for a text becomes one for a choice by its first."""
    field = _field(template, key)
    if field.type not in (*_CHIPPED, FieldType.TEXT) or (
        not field.chips and any(key in rule.reads for rule in template.rules)
    ):
        raise ConflictError(_("“{field}” takes no chips.").format(field=field.label), field="name")
    name = _free_label(label, field.chips)
    chip = Chip(new_key(name, [chip.key for chip in field.chips]), name)
    kind = FieldType.ONE if field.type is FieldType.TEXT else field.type
    return _with_field(template, replace(field, type=kind, chips=(*field.chips, chip)))


def rename_chip(template: Template, key: str, chip_key: str, label: str) -> Template:
    """Call a choice otherwise, in the sentence as well."""
    field = _field(template, key)
    name = _free_label(label, [chip for chip in field.chips if chip.key != chip_key])
    return change_chip(template, key, chip_key, label=name, words="")


def change_chip(template: Template, key: str, chip_key: str, **changed: Any) -> Template:
    """The template with these attributes of a choice replaced."""
    field = _field(template, key)
    chips = tuple(replace(chip, **changed) if chip.key == chip_key else chip for chip in field.chips)
    return _with_field(template, replace(field, chips=chips))


def remove_chip(template: Template, key: str, chip_key: str) -> Template:
    """Offer one choice less; without any the question is for a text."""
    field = _field(template, key)
    chips = tuple(chip for chip in field.chips if chip.key != chip_key)
    kind = field.type if chips or field.type is FieldType.SEVERAL else FieldType.TEXT
    changed = replace(field, type=kind, chips=chips)
    fields = tuple(changed if other.key == key else other for other in template.fields)
    return replace(template, fields=fields, wordings=_without_words(template.wordings, f"{key}/{chip_key}"))


def move_chip(template: Template, key: str, chip_key: str, before: str | None) -> Template:
    """Offer a choice before another, or last."""
    field = _field(template, key)
    chips = {chip.key: chip for chip in field.chips}
    ordered = tuple(chips[other] for other in _moved(list(chips), chip_key, before))
    return _with_field(template, replace(field, chips=ordered))


def copy_of(template: Template, key: str, name: str) -> Template:
    """The same note once more, under another key and name."""
    wordings = {language: replace(wording, name="") for language, wording in template.wordings.items()}
    return replace(template, key=key, name=name, wordings=wordings)


def _field(template: Template, key: str) -> TemplateField:
    found = next((field for field in template.fields if field.key == key), None)
    if found is None:
        raise ConflictError(_("This question is no longer there; somebody has removed it."))
    return found


def _rewritten(
    template: Template, change: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> tuple[tuple[str, ...], dict[str, Wording]]:
    """The clauses of its own language and the wordings for others, all changed alike."""
    wordings = {
        language: replace(wording, sentence=change(wording.sentence) if wording.sentence else ())
        for language, wording in template.wordings.items()
    }
    return change(template.sentence), wordings


def _without_words(wordings: Mapping[str, Wording], gone: str) -> dict[str, Wording]:
    """The wordings without the words of one chip, or, of ``field/``, of all its chips."""
    return {
        language: replace(
            wording,
            words={
                key: words
                for key, words in wording.words.items()
                if key != gone and not (gone.endswith("/") and key.startswith(gone))
            },
        )
        for language, wording in wordings.items()
    }


def _with_field(template: Template, field: TemplateField) -> Template:
    fields = tuple(field if other.key == field.key else other for other in template.fields)
    return replace(template, fields=fields)


def _free_label(label: str, others: Sequence[TemplateField | Chip]) -> str:
    name = checked_name(label)
    if re.search(r"[{}\[\]]", name):
        raise ValidationError(_("A name here has no brackets: they mark gaps of the sentence."), field="name")
    if any(other.label.casefold() == name.casefold() for other in others):
        raise ValidationError(_("“{name}” is there already.").format(name=name), field="name")
    return name


def _moved(keys: Sequence[str], key: str, before: str | None) -> list[str]:
    rest = [other for other in keys if other != key]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], key, *rest[place:]]


def _without_gap(clause: str, key: str) -> str:
    """The clause without a gap and the optional part it stands in; what it says alone goes with it."""
    rest = re.sub(rf"\[[^\[\]]*\{{{re.escape(key)}\}}[^\[\]]*\]", "", clause)
    return re.sub(rf"\s*\{{{re.escape(key)}\}}", "", rest)


def _rule_without(rule: Rule, key: str) -> Rule | None:
    if key not in rule.reads:
        return rule
    if not isinstance(rule, EntryRule | AnswerRule):
        return None
    fields = tuple(other for other in rule.fields if other != key)
    if rule.fields and not fields:
        return None
    if isinstance(rule, EntryRule) and rule.due == key:
        return replace(rule, fields=fields, due="")
    return replace(rule, fields=fields)
