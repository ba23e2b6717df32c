"""Changing how a quick note is written: its sentence and the words of its chips, in each language.

In the sentence as people edit it a gap is called by the question's label; a template keeps it by key, so that a label
can change. Every function returns a new template, or raises ValidationError.
"""

import re
from dataclasses import replace

from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_edit import change_chip
from crmdesk.domain.template_sentence import Wording
from crmdesk.i18n import _

_CALLED = re.compile(r"\{([^{}]*)\}")


def sentence_text(template: Template, language: str) -> str:
    """The sentence as people edit it: one clause a line, gaps by the labels of the questions; empty without any."""
    labels = {asked.key: asked.label for asked in template.fields}
    clauses = template.sentence if language == template.language else _wording(template, language).sentence
    return "\n".join(_CALLED.sub(lambda gap: f"{{{labels[gap[1]]}}}", clause) for clause in clauses)


def set_sentence(template: Template, language: str, text: str) -> Template:
    """The template with the sentence people have edited; without one it is said as in the template's own language.

    Raises ValidationError with the first thing that is wrong: each question must be said exactly once.
    """
    own = language == template.language
    clauses = () if not (own or text.strip()) else _read_clauses(template, text)
    if own:
        return replace(template, sentence=clauses)
    return _with_wording(template, language, replace(_wording(template, language), sentence=clauses))


def name_in(template: Template, language: str) -> str:
    """What the note is called in its sentence; empty when it has no name of its own in that language."""
    return template.name if language == template.language else _wording(template, language).name


def set_name_in(template: Template, language: str, name: str) -> Template:
    """Call the note otherwise in the sentences of another language."""
    wording = replace(_wording(template, language), name=storable(name.strip(), "name"))
    return _with_wording(template, language, wording)


def words_of(template: Template, key: str, chip_key: str, language: str) -> str:
    """What a chip says in the sentence where that differs from its label; empty where it does not."""
    if language != template.language:
        return _wording(template, language).words.get(f"{key}/{chip_key}", "")
    chips = (chip for asked in template.fields if asked.key == key for chip in asked.chips)
    return next((chip.words for chip in chips if chip.key == chip_key), "")


def set_words(template: Template, key: str, chip_key: str, language: str, text: str) -> Template:
    """Let a chip say this in the sentence; nothing is its label, or what it says in the template's own language."""
    words = " ".join(storable(text, "words").split())
    if language == template.language:
        return change_chip(template, key, chip_key, words=words)
    wording = _wording(template, language)
    rest = {place: said for place, said in wording.words.items() if place != f"{key}/{chip_key}"}
    added = {f"{key}/{chip_key}": words} if words else {}
    return _with_wording(template, language, replace(wording, words={**rest, **added}))


def _wording(template: Template, language: str) -> Wording:
    return template.wordings.get(language, Wording())


def _with_wording(template: Template, language: str, wording: Wording) -> Template:
    rest = {other: kept for other, kept in template.wordings.items() if other != language}
    return replace(template, wordings=rest if wording == Wording() else {**rest, language: wording})


def _read_clauses(template: Template, text: str) -> tuple[str, ...]:
    keys = {asked.label: asked.key for asked in template.fields}
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
    return tuple(_CALLED.sub(lambda gap: f"{{{keys[gap[1]]}}}", clause) for clause in clauses)


def _wrong(message: str) -> ValidationError:
    return ValidationError(message, field="sentence")
