"""Quick notes made and changed piece by piece; what is made can be used at once."""

import pytest

from crmdesk.domain import template_edit, template_phrasing
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_example import example_fills
from crmdesk.domain.template_field import FieldType
from crmdesk.domain.template_rule import NextStepRule
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer
from tests.store.dumps import logical_dump


def sentence_of(office: Office, template: Template) -> str:
    steps = {key for rule in template.rules if isinstance(rule, NextStepRule) for key in rule.reads}
    fills = {key: text for key, text in example_fills(template).items() if key not in steps}
    return office.configuration.quick_notes.try_out(template, fills).sentence


def template_of(office: Office, uid: str) -> Template:
    return next(entry.template for entry in office.configuration.quick_notes.entries() if entry.uid == uid)


def test_a_note_from_scratch_is_logged_with_its_next_step(office: Office):
    notes = office.configuration.quick_notes
    uid, _changes = notes.add("Coffee chat")
    notes.change(uid, lambda template: template_edit.add_field(template, "Mood of the day"))
    notes.change(uid, lambda template: template_edit.add_chip(template, "mood_of_the_day", "Good"))
    notes.rename(uid, "Tea chat")
    touch, _changes = office.touches.log_touch(
        add_customer(office),
        TouchWords(template="Tea chat", fills={"Mood of the day": "good", "note": "likes oolong", "next": "tomorrow"}),
    )
    assert touch.body == "Tea chat: likes oolong; next step 2026-03-05; Good."
    assert [field.type for field in template_of(office, uid).fields][-1] is FieldType.ONE
    template = template_of(office, uid)
    shown = notes.try_out(template, {**example_fills(template), "next": "tomorrow"})
    assert shown.sentence == "Tea chat: reached; …; next step 2026-03-05: …; Good."
    assert set(notes.try_out(template, {"next": "whenever"}).errors) == {"next"}


@pytest.mark.parametrize("place", range(16))
def test_any_default_note_survives_losing_each_of_its_questions(office: Office, place: int):
    notes = office.configuration.quick_notes
    entry = notes.entries()[place]
    assert sentence_of(office, entry.template)
    before = logical_dump(office.path)
    keys = [field.key for field in entry.template.fields]
    for key in keys:
        notes.change(entry.uid, lambda template, key=key: template_edit.remove_field(template, key))
    assert template_of(office, entry.uid).fields == ()
    assert sentence_of(office, template_of(office, entry.uid)) == f"{entry.name}."
    for _key in keys:
        office.history.undo()
    assert logical_dump(office.path) == before
    assert not entry.deletable


def test_the_sentence_is_edited_by_labels_and_says_each_answer_once(office: Office):
    [template] = [entry.template for entry in office.configuration.quick_notes.entries() if entry.name == "First call"]
    text = template_phrasing.sentence_text(template, "en")
    assert "next step[ {next step}][: {to do}]" in text
    assert template_phrasing.set_sentence(template, "en", text) == template
    for wrong, said in (
        (text + "\n{weather}", "“weather” is not a question"),
        (text + "\nagain {result}", "said twice"),
        (text.replace("{interest}", ""), "does not say “{interest}”"),
        (text + "\nthe end", "says nothing"),
        (text.replace("[: {to do}]", "[: {to do}"), "not closed"),
    ):
        with pytest.raises(ValidationError, match=said) as error:
            template_phrasing.set_sentence(template, "en", wrong)
        assert error.value.field == "sentence"


def test_questions_and_chips_are_renamed_and_moved_under_keys_that_stay(office: Office):
    [template] = [entry.template for entry in office.configuration.quick_notes.entries() if entry.name == "First call"]
    changed = template_edit.rename_field(template, "result", "outcome")
    changed = template_edit.move_field(changed, "result", None)
    assert (changed.fields[-1].key, changed.fields[-1].label) == ("result", "outcome")
    changed = template_edit.rename_chip(changed, "heard", "search", "the web")
    assert (changed.fields[0].chips[0].key, changed.fields[0].chips[0].words) == ("search", "")
    changed = template_edit.move_chip(changed, "heard", "friend", "search")
    assert [chip.key for chip in changed.fields[0].chips][:2] == ["friend", "search"]
    for wrong in ("outcome", " ", "a {b}"):
        with pytest.raises(ValidationError):
            template_edit.rename_field(changed, "heard", wrong)


def test_a_question_without_chips_is_for_a_text_again(office: Office):
    [template] = [entry.template for entry in office.configuration.quick_notes.entries() if entry.name == "First call"]
    with pytest.raises(ValidationError, match="has chips"):
        template_edit.set_type(template, "interest", FieldType.DATE)
    for chip in template.fields[2].chips:
        template = template_edit.remove_chip(template, "interest", chip.key)
    assert template.fields[2].type is FieldType.TEXT
    template = template_edit.set_type(template, "interest", FieldType.NUMBER)
    with pytest.raises(ConflictError, match="takes no chips"):
        template_edit.add_chip(template, "interest", "hot")
    with pytest.raises(ConflictError, match="depends on “next step”"):
        template_edit.set_type(template, "next", FieldType.TEXT)
