"""Changing a quick-note template piece by piece: its questions, their chips, the sentence it writes.

Every function returns a new template that fits together again, or raises ValidationError. In the sentence as people
edit it a gap is called by the question's label; a template keeps it by key, so that a label can change.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.domain.template_rule import AnswerRule, EntryRule, Rule
from crmdesk.domain.template_sentence import gaps
from crmdesk.i18n import _

_NO_WORD = re.compile(r"\W+")
_CALLED = re.compile(r"\{([^{}]*)\}")
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
    return replace(template, fields=(*template.fields, field), sentence=(*template.sentence, f"{{{key}}}"))


def rename_field(template: Template, key: str, label: str) -> Template:
    """Call a question otherwise."""
    others = [field for field in template.fields if field.key != key]
    return _with_field(template, replace(_field(template, key), label=_free_label(label, others)))


def remove_field(template: Template, key: str) -> Template:
    """Ask for one thing less: it goes from the sentence and from what the note brings about."""
    clauses = [_without_gap(clause, key) for clause in template.sentence]
    return replace(
        template,
        fields=tuple(field for field in template.fields if field.key != key),
        sentence=tuple(clause for clause in clauses if gaps(clause)),
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
    return _with_field(template, replace(field, type=kind, low=None, high=None, whole=False))


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
    chips = tuple(replace(chip, label=name, words="") if chip.key == chip_key else chip for chip in field.chips)
    return _with_field(template, replace(field, chips=chips))


def remove_chip(template: Template, key: str, chip_key: str) -> Template:
    """Offer one choice less; without any the question is for a text."""
    field = _field(template, key)
    chips = tuple(chip for chip in field.chips if chip.key != chip_key)
    kind = field.type if chips or field.type is FieldType.SEVERAL else FieldType.TEXT
    return _with_field(template, replace(field, type=kind, chips=chips))


def move_chip(template: Template, key: str, chip_key: str, before: str | None) -> Template:
    """Offer a choice before another, or last."""
    field = _field(template, key)
    chips = {chip.key: chip for chip in field.chips}
    ordered = tuple(chips[other] for other in _moved(list(chips), chip_key, before))
    return _with_field(template, replace(field, chips=ordered))


def sentence_text(template: Template) -> str:
    """The sentence as people edit it: one clause a line, gaps by the labels of the questions."""
    labels = {field.key: field.label for field in template.fields}
    return "\n".join(_CALLED.sub(lambda gap: f"{{{labels[gap[1]]}}}", clause) for clause in template.sentence)


def set_sentence(template: Template, text: str) -> Template:
    """The template with the sentence people have edited.

    Raises ValidationError with the first thing that is wrong: each question must be said exactly once.
    """
    keys = {field.label: field.key for field in template.fields}
    clauses = [line.strip() for line in text.splitlines() if line.strip()]
    said = [name for clause in clauses for name in _CALLED.findall(clause)]
    for name in said:
        if name not in keys:
            raise _wrong(_("“{name}” is not a question of this note.").format(name=name))
        if said.count(name) > 1:
            raise _wrong(_("“{name}” is said twice; once is enough.").format(name=name))
    for label in keys:
        if label not in said:
            raise _wrong(_("The sentence does not say “{gap}” anywhere.").format(gap=f"{{{label}}}"))
    for clause in clauses:
        if not _CALLED.search(clause):
            raise _wrong(_("“{line}” says nothing that was answered.").format(line=clause))
        rest = _CALLED.sub("", clause)
        if any(rest.count(mark) for mark in "{}") or rest.count("[") != rest.count("]"):
            raise _wrong(_("A bracket in “{line}” is not closed.").format(line=clause))
    return replace(
        template, sentence=tuple(_CALLED.sub(lambda gap: f"{{{keys[gap[1]]}}}", clause) for clause in clauses)
    )


def _wrong(message: str) -> ValidationError:
    return ValidationError(message, field="sentence")


def _field(template: Template, key: str) -> TemplateField:
    found = next((field for field in template.fields if field.key == key), None)
    if found is None:
        raise ConflictError(_("This question is no longer there; somebody has removed it."))
    return found


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
