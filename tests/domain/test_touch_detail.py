"""Which facts each kind of touch has, and what earlier versions kept of them."""

import pytest

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.touch import AUTOMATIC_KINDS
from crmdesk.domain.touch_detail import SEARCHED, Fact, FactType, facts_of, said, told_value

WRITTEN = ("sms", "wechat", "qq", "email", "chat")


def test_every_kind_people_log_has_its_facts() -> None:
    without = {
        kind.key for kind in load_defaults("en").kinds if not facts_of(kind.key, kind.touch_class.value)
    } - AUTOMATIC_KINDS
    assert without <= {"note", "referral", *WRITTEN}


def test_calls_are_answered_or_missed_and_what_is_written_is_not() -> None:
    assert [fact.key for fact in facts_of("call", "communication")] == ["answered"]
    assert facts_of("video call", "communication") == facts_of("call", "communication")
    assert not any(facts_of(kind, "communication") for kind in WRITTEN)


@pytest.mark.parametrize("kind", [kind.key for kind in load_defaults("en").kinds])
def test_keys_are_told_once_and_only_choices_have_choices(kind: str) -> None:
    facts = facts_of(kind, "")
    assert len({fact.key for fact in facts}) == len(facts)
    assert all((fact.type is FactType.CHOICE) == bool(fact.choices) for fact in facts)


def test_a_kind_somebody_added_has_the_facts_of_its_class() -> None:
    assert facts_of("golf", "visit") == facts_of("meeting", "visit")


def test_the_words_people_tell_are_looked_for_and_no_keys() -> None:
    detail = {"place": "their plant", "voiced": "hidden", "template": "visit", "cost": {"minor": 1}, "purpose": 7}
    assert said("Visit", "", detail) == "Visit\ntheir plant"
    assert {"place", "purpose", "verbatim", "why"} <= SEARCHED
    assert not {"from", "to", "field"} & SEARCHED


def test_what_an_earlier_version_kept_is_told_still() -> None:
    about = next(fact for fact in facts_of("feedback", "voice") if fact.key == "about")
    assert told_value({"tone": "praise"}, about) == "experience"
    assert told_value({"tone": "pain", "about": "brand"}, about) == "brand"
    assert told_value({"tone": "pain", "about": ["service"]}, about) == "pain"
    assert told_value({"about": ["service"]}, about) == ["service"]
    assert told_value({"tone": "loud"}, about) is None
    assert told_value({}, Fact("purpose", FactType.TEXT)) is None
