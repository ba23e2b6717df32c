"""Rules of a quick note that read several answers: added, changed, refused."""

import pytest

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.template import Template, fill, template_from_json, template_to_json
from crmdesk.domain.template_effect import AnswerEffect, EntryEffect
from crmdesk.domain.template_effect_edit import Deed, Place, deeds, remove_deed
from crmdesk.domain.template_rule import AnswerRule, EntryRule, NextStepRule, Rule, ScoreRule, WinBackRule
from crmdesk.domain.template_rule_edit import add_rule, change_rule, fitting
from crmdesk.i18n import LANGUAGES


def note(key: str) -> Template:
    return next(template for template in load_defaults("en").templates if template.key == key)


def rule_deed(template: Template, number: int = 0) -> Deed:
    return [deed for deed in deeds(template) if isinstance(deed.effect, Rule)][number]


def test_another_question_is_read_and_the_effect_is_another():
    template = note("after_signing")
    entry = next(rule_deed(template, place) for place in range(3) if rule_deed(template, place).effect.do == "entry")
    changed = change_rule(template, entry, EntryRule("feedback", ("using", "solved"), {"about": "experience"}))
    assert [type(rule) for rule in changed.rules] == [type(rule) for rule in template.rules]
    assert template_from_json(template_to_json(changed)) == changed
    effects = fill(changed, {"using": "well", "solved": "yes"}, read_time=lambda _text: pytest.fail("no date")).effects
    [feedback] = [effect for effect in effects if isinstance(effect, EntryEffect)]
    assert feedback.detail == {"using": "well", "solved": "yes", "about": "experience"}


def test_a_rule_is_added_and_removed():
    template = add_rule(note("visit"), AnswerRule("scene", (note("visit").fields[0].key,)))
    assert isinstance(template.rules[-1], AnswerRule)
    assert remove_deed(template, rule_deed(template, len(template.rules) - 1)) == note("visit")
    [answered] = [
        effect
        for effect in fill(template, _example(template), read_time=lambda _text: pytest.fail("no date")).effects
        if isinstance(effect, AnswerEffect)
    ]
    assert answered.question == "scene"


def _example(template: Template) -> dict[str, str]:
    first = template.fields[0]
    return {first.key: first.chips[0].key if first.chips else "something"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_we_ship_can_be_kept_as_it_is(language: str):
    for template in load_defaults(language).templates:
        for place in range(len(template.rules)):
            deed = rule_deed(template, place)
            assert isinstance(deed.effect, Rule)
            assert change_rule(template, deed, deed.effect) == template


@pytest.mark.parametrize(
    ("rule", "part", "said"),
    [
        (NextStepRule("", "next_text", "Call"), "when", "Choose a question"),
        (NextStepRule("next", "next", "Call"), "text", "Choose a question"),
        (NextStepRule("next", "next_text", " "), "usual", "Say what is to be done"),
        (NextStepRule("next", "next_text", "Call", -1), "days", "number from 0"),
        (NextStepRule("next", "next_text", "Call", 3), "sort", "one of these here already"),
        (ScoreRule("next"), "field", "Choose a question"),
        (WinBackRule("next", "interest"), "verdict", "Choose a question"),
        (AnswerRule("", ("next",)), "question", "which interview question"),
        (AnswerRule("scene", ()), "fields", "at least one"),
        (EntryRule("need", ("next",), {"importance": "huge"}), "effect", "is no choice"),
    ],
)
def test_what_does_not_fit_is_refused_naming_the_part(rule: Rule, part: str, said: str):
    with pytest.raises(ValidationError, match=said) as refused:
        add_rule(note("first_call"), rule)
    assert refused.value.field == part


def test_the_same_twice_or_one_that_has_gone_is_refused():
    template = add_rule(note("first_call"), EntryRule("need", ("interest",)))
    with pytest.raises(ValidationError, match="happens here already"):
        add_rule(template, EntryRule("need", ("interest",)))
    with pytest.raises(ConflictError, match="no longer there"):
        change_rule(template, Deed(Place(), 0, EntryRule("need")), EntryRule("need", ("heard",)))
    with pytest.raises(ConflictError, match="no longer there"):
        add_rule(template, EntryRule("need", ("weather",)))


def test_only_questions_whose_answers_fit_are_offered():
    template = note("lost_talk")
    assert [asked.key for asked in fitting(template, "when")] == ["door_date"]
    assert [asked.key for asked in fitting(template, "verdict")] == ["door"]
    assert len(fitting(template, "fields")) == len(template.fields)
