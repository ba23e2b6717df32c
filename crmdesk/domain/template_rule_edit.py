"""The rules of a quick note, added and changed: which questions they read, and what comes of the answers.

Every function returns a new template. What does not fit is refused with one sentence that names the part of the rule.
"""

from collections.abc import Callable
from dataclasses import replace

from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_effect_edit import LONGEST_DAYS, Deed, check_effects
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.domain.template_fixed import FixedEntry
from crmdesk.domain.template_rule import (
    AnswerRule,
    EntryRule,
    LossVoiceRule,
    NextStepRule,
    Rule,
    ScoreRule,
    WinBackRule,
)
from crmdesk.i18n import _

_VERDICTS = frozenset({"open", "after", "closed"})
_ONCE = (NextStepRule, LossVoiceRule, WinBackRule, ScoreRule)
_OPTIONAL = frozenset({"due", "verdict"})


def _is_day(asked: TemplateField) -> bool:
    return asked.type is FieldType.DATE


def _is_words(asked: TemplateField) -> bool:
    return asked.type in (FieldType.TEXT, FieldType.ONE, FieldType.SEVERAL)


_FITS: dict[str, Callable[[TemplateField], bool]] = {
    "due": _is_day,
    "when": _is_day,
    "text": _is_words,
    "own_words": _is_words,
    "competitors": lambda asked: _is_words(asked) and not asked.chips,
    "reasons": lambda asked: bool(asked.chips),
    "verdict": lambda asked: asked.type is FieldType.ONE and {chip.key for chip in asked.chips} <= _VERDICTS,
    "field": lambda asked: asked.type is FieldType.NUMBER and asked.whole,
}
"""The parts of rules that name one question, and which questions they can name."""


def fitting(template: Template, part: str) -> list[TemplateField]:
    """The questions that a part of a rule can name; all of them for ``fields``."""
    fits = _FITS.get(part)
    return [asked for asked in template.fields if fits is None or fits(asked)]


def add_rule(template: Template, rule: Rule) -> Template:
    """Let a note bring about one thing more by several answers.

    Raises ValidationError, naming the part of the rule.
    """
    return _with_rules(template, (*template.rules, rule), rule, template.rules)


def change_rule(template: Template, deed: Deed, rule: Rule) -> Template:
    """Let a note bring about another thing instead of one.

    Raises ConflictError for a rule that is no longer there, ValidationError as ``add_rule``.
    """
    if deed.effect not in template.rules:
        raise ConflictError(_("This is no longer there; somebody has removed it."))
    place = template.rules.index(deed.effect)
    before, after = template.rules[:place], template.rules[place + 1 :]
    return _with_rules(template, (*before, rule, *after), rule, (*before, *after))


def _with_rules(template: Template, rules: tuple[Rule, ...], new: Rule, others: tuple[Rule, ...]) -> Template:
    _check_questions(template, new)
    _check_words(new)
    if new in others:
        raise _wrong(_("This happens here already."), "sort")
    if isinstance(new, _ONCE) and any(type(other) is type(new) for other in others):
        raise _wrong(_("There is one of these here already; change that one instead."), "sort")
    return replace(template, rules=rules)


def _check_questions(template: Template, rule: Rule) -> None:
    for part in _FITS:
        key = getattr(rule, part, None)
        if key is None or (not key and part in _OPTIONAL):
            continue
        if key not in {asked.key for asked in fitting(template, part)}:
            raise _wrong(_("Choose a question whose answer fits here; if there is none, ask it first."), part)
    if isinstance(rule, EntryRule | AnswerRule) and not {*rule.fields} <= {asked.key for asked in template.fields}:
        raise ConflictError(_("This question is no longer there; somebody has removed it."))


def _check_words(rule: Rule) -> None:
    match rule:
        case EntryRule(kind, _fields, detail):
            check_effects((FixedEntry(kind, detail=detail),))
        case NextStepRule(usual=usual, days=days):
            if not usual.strip():
                raise _wrong(_("Say what is to be done next."), "usual")
            storable(usual, "usual")
            if days is not None and not 0 <= days <= LONGEST_DAYS:
                raise _wrong(_("The days are a number from 0 to {most}.").format(most=LONGEST_DAYS), "days")
        case AnswerRule(question, fields):
            if not question.strip():
                raise _wrong(_("Say which interview question is answered."), "question")
            storable(question, "question")
            if not fields:
                raise _wrong(_("Choose at least one question."), "fields")
        case _:
            pass


def _wrong(message: str, part: str) -> ValidationError:
    return ValidationError(message, field=part)
