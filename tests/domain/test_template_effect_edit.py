"""What a note brings about, place by place: added, changed, refused, and settled when it is filled in."""

from datetime import date

import pytest

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.moment import WallTime
from crmdesk.domain.template import Template, fill, template_from_json, template_to_json
from crmdesk.domain.template_effect import (
    Effect,
    EngagementEffect,
    EntryEffect,
    FirstTouchEffect,
    LossVoiceEffect,
    NextStepEffect,
    ReopenEffect,
    StageEffect,
    TagEffect,
    WinBackEffect,
)
from crmdesk.domain.template_effect_edit import Place, add_effect, change_effect, deeds, remove_deed
from crmdesk.domain.template_fixed import FixedEffect, FixedEntry, FixedStep, FixedVoice, FixedWinBack
from crmdesk.domain.template_rule import NextStepRule

REACHED, LATER, SEARCH = Place("result", "reached"), Place("result", "call_later"), Place("heard", "search")
DAY = WallTime.of_day(date(2026, 9, 1))


def first_call() -> Template:
    return next(template for template in load_defaults("en").templates if template.key == "first_call")


def filled(template: Template, **values: str) -> tuple[Effect, ...]:
    return fill(template, values, read_time=lambda _text: DAY).effects


def test_a_chip_brings_about_what_was_hung_on_it():
    template = add_effect(first_call(), REACHED, FixedEntry("promise", detail={"side": "ours"}, days=7))
    template = add_effect(template, REACHED, TagEffect("level", "a"))
    assert template_from_json(template_to_json(template)) == template
    promise = EntryEffect("promise", "Reached.", {"side": "ours"}, None, 7, "result/reached")
    assert filled(template, result="reached") == (
        StageEffect("contact"), EngagementEffect(2), promise, TagEffect("level", "a"),
    )  # fmt: skip
    assert filled(template, result="no_answer") == ()


def test_a_question_brings_about_an_entry_of_what_was_answered():
    template = add_effect(first_call(), Place("interest"), FixedEntry("signal", detail={"voiced": "implicit"}))
    [signal] = filled(template, interest="some")
    assert signal == EntryEffect(
        "signal", "Some interest.", {"interest": "some", "voiced": "implicit"}, None, None, "interest"
    )


def test_the_whole_note_brings_about_what_hangs_on_no_answer():
    template = add_effect(first_call(), Place(), FixedEntry("need", text="They need it"))
    assert filled(template) == (EntryEffect("need", "They need it", {}),)


def test_one_next_step_is_left_the_day_typed_before_the_chips_before_the_usual():
    template = add_effect(first_call(), Place(), FixedStep(30, "Write"))
    template = add_effect(template, LATER, FixedStep(3, "Call again"))
    template = add_effect(template, SEARCH, FixedStep(2, "Send the link"))
    assert filled(template) == (NextStepEffect(None, 30, "Write"),)
    assert filled(template, result="call_later") == (NextStepEffect(None, 3, "Call again"),)
    assert NextStepEffect(None, 2, "Send the link") in filled(template, result="call_later", heard="search")
    assert filled(template, result="call_later", next="1 Sep") == (NextStepEffect(DAY, None, "Follow up"),)


def test_one_voice_one_verdict_one_touchpoint_and_the_highest_engagement_are_left():
    template = add_effect(first_call(), LATER, FixedVoice("price"))
    template = add_effect(template, SEARCH, FixedVoice("service"))
    template = add_effect(template, LATER, FixedWinBack("open"))
    template = add_effect(template, SEARCH, FixedWinBack("after", 90))
    template = add_effect(template, SEARCH, EngagementEffect(3))
    template = add_effect(template, Place("interest", "hot"), EngagementEffect(5))
    assert filled(template, result="call_later", heard="search,friend", interest="hot") == (
        LossVoiceEffect(("price", "service"), "", ()),
        WinBackEffect("after", None, 90),
        FirstTouchEffect("search"),
        EngagementEffect(5),
    )


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (StageEffect("need"), "one of these here already"),
        (FixedStep(3, " "), "Say what is to be done"),
        (FixedStep(-1, "Call"), "number from 0"),
        (EngagementEffect(9), "number from 1 to 5"),
        (FixedEntry("need", days=3), "Only a promise is due"),
        (FixedEntry("need", detail={"importance": "huge"}), "“huge” is no choice for “importance”"),
        (FixedWinBack("perhaps"), "is no verdict"),
        (FixedWinBack("closed", 30), "is not asked in some days"),
    ],
)
def test_what_does_not_go_together_is_refused_with_one_sentence(effect: FixedEffect, said: str):
    with pytest.raises(ValidationError, match=said) as refused:
        add_effect(first_call(), REACHED, effect)
    assert refused.value.field == "effect"


def test_contradictions_and_repetitions_are_refused():
    template = add_effect(first_call(), LATER, ReopenEffect())
    with pytest.raises(ValidationError, match="not one never to be asked"):
        add_effect(template, LATER, FixedWinBack("closed"))
    with pytest.raises(ValidationError, match="already"):
        add_effect(template, LATER, ReopenEffect())
    with pytest.raises(ConflictError, match="no longer there"):
        add_effect(template, Place("weather"), ReopenEffect())


def test_deeds_are_listed_changed_and_removed_rules_among_them():
    template = add_effect(first_call(), Place(), FixedStep(30, "Write"))
    listed = list(deeds(template))
    assert [type(deed.effect) for deed in listed[:3]] == [FixedStep, NextStepRule, StageEffect]
    changed = change_effect(template, listed[0], FixedStep(7, "Write"))
    assert changed.effects == (FixedStep(7, "Write"),)
    assert remove_deed(changed, next(deeds(changed))).effects == ()
    assert remove_deed(template, listed[1]).rules == ()
