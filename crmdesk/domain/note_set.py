"""Quick notes as they travel from one workspace to another, and what taking them in does to those that are there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_effect_edit import check_effects, effects_at, places
from crmdesk.i18n import _

MOST_NOTES, MOST_QUESTIONS, MOST_CHIPS = 500, 60, 200
"""A set has at most so many notes, a note so many questions, a question so many chips."""


@dataclass(frozen=True, slots=True)
class NoteSet:
    """Notes under a name. What their effects name has a key, or is called by its name."""

    name: str
    templates: tuple[Template, ...]


class SameName(StrEnum):
    """What becomes of a note that is there already: made like the new one, left as it is, or both are kept."""

    REPLACE = "replace"
    LEAVE = "leave"
    BOTH = "both"


class Outcome(StrEnum):
    """What becomes of a note of a set."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What taking a set in does with one note; ``missing`` is what its effects name and nobody here knows."""

    name: str
    outcome: Outcome
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowIssue:
    """A row of a sheet that cannot be read, counted from 1 as people see it, and why."""

    row: int
    reason: str


def check_set(notes: NoteSet) -> NoteSet:
    """The set, if a workspace can hold it.

    Raises ValidationError for too much of anything, what is there twice, or effects that do not go together.
    """
    checked_name(notes.name)
    if not notes.templates:
        raise ValidationError(_("There is no quick note in it."))
    if len(notes.templates) > MOST_NOTES:
        raise ValidationError(_("It has more than {most} quick notes.").format(most=MOST_NOTES))
    names = [checked_name(template.name).casefold() for template in notes.templates]
    for template in notes.templates:
        if names.count(template.name.casefold()) > 1:
            raise ValidationError(_("“{name}” is in it twice.").format(name=template.name))
        check_note(template)
    return notes


def check_note(template: Template) -> None:
    """Refuse a note nobody could use.

    Raises ValidationError with one sentence.
    """
    if not template.key:
        raise ValidationError(_("“{name}” has no key.").format(name=template.name))
    if len(template.fields) > MOST_QUESTIONS or any(len(asked.chips) > MOST_CHIPS for asked in template.fields):
        raise ValidationError(_("“{name}” has too many questions or chips.").format(name=template.name))
    for named in _named(template):
        checked_name(named)
    for place in places(template):
        check_effects(effects_at(template, place))


def _named(template: Template) -> Iterator[str]:
    for asked in template.fields:
        yield asked.label
        yield from (chip.label for chip in asked.chips)
