"""Sets of quick notes between workspaces: what is new, changed, the same, left; and those of industries."""

from pathlib import Path

from crmdesk.domain import template_phrasing
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.note_set import NoteSet, Outcome, SameName
from crmdesk.domain.template import Template
from crmdesk.domain.template_effect import StageEffect, TagEffect
from crmdesk.domain.template_effect_edit import Place, add_effect
from crmdesk.domain.template_fixed import FixedEntry, FixedStep
from crmdesk.i18n import use_language
from crmdesk.services.quick_notes import QuickNoteService
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer
from tests.store.dumps import logical_dump


def note(office: Office, name: str) -> Template:
    return next(entry.template for entry in office.configuration.quick_notes.entries() if entry.name == name)


def test_a_set_goes_out_and_comes_in_again_without_a_change(office: Office, tmp_path: Path):
    sets = office.configuration.note_sets
    uids = [entry.uid for entry in office.configuration.quick_notes.entries()]
    before = logical_dump(office.path)
    for name in ("ours.json", "ours.xlsx"):
        sets.write("Ours", uids, tmp_path / name)
        found = sets.read(tmp_path / name)
        assert found.issues == ()
        lines = sets.outlook(found.notes, SameName.REPLACE)
        assert {line.outcome for line in lines} == {Outcome.SAME}
        assert {line.missing for line in lines} == {()}
        assert {line.outcome for line in sets.outlook(found.notes, SameName.LEAVE)} == {Outcome.LEFT}
    assert logical_dump(office.path) == before


def test_own_tags_travel_by_name_and_what_is_unknown_is_told(office: Office):
    groups, tags, notes = (
        office.configuration.tag_groups, office.configuration.tags, office.configuration.quick_notes,
    )  # fmt: skip
    group, _changes = groups.add("Drinks")
    tags.add("Oolong", group)
    [choice] = [each for each in notes.effect_choices().tags if each.name == "Drinks · Oolong"]
    uid, _changes = notes.add("Tea")
    notes.change(uid, lambda now: add_effect(now, Place(), TagEffect(choice.group, choice.key)))
    sets = office.configuration.note_sets
    told = sets.set_of("Ours", [uid])
    assert told.templates[0].effects == (TagEffect("Drinks", "Oolong"),)
    [line] = sets.outlook(told, SameName.REPLACE)
    assert (line.outcome, line.missing) == (Outcome.SAME, ())
    foreign = NoteSet("Theirs", (add_effect(told.templates[0], Place(), StageEffect("nowhere")),))
    [line] = sets.outlook(foreign, SameName.REPLACE)
    assert (line.outcome, line.missing) == (Outcome.CHANGED, ("nowhere",))
    office.touches.log_touch(add_customer(office), TouchWords(template="Tea"))
    assert "Oolong" in " ".join(office.tags.tags_of("Acme"))


def test_notes_that_are_there_are_replaced_left_or_doubled_and_taken_back(office: Office):
    sets, before = office.configuration.note_sets, logical_dump(office.path)
    changed = add_effect(note(office, "First call"), Place(), FixedStep(3, "Call"))
    coming = NoteSet("Theirs", (changed,))
    [line], _changes = sets.take_in(coming, SameName.REPLACE)
    assert (line.outcome, note(office, "First call").effects) == (Outcome.CHANGED, (FixedStep(3, "Call"),))
    office.history.undo()
    assert logical_dump(office.path) == before
    [line], _changes = sets.take_in(coming, SameName.BOTH)
    assert (line.name, line.outcome) == ("First call (2)", Outcome.NEW)
    assert note(office, "First call (2)").key != "first_call"
    touch, _changes = office.touches.log_touch(
        add_customer(office), TouchWords(template="First call (2)", fills={"result": "reached"})
    )
    assert touch.body == "First call (2): reached."


def test_the_notes_of_an_industry_are_switched_on_off_and_on(office: Office):
    sets = office.configuration.note_sets
    [industry] = [each for each in sets.industries() if each.key == "business_software"]
    assert not industry.is_on
    before = logical_dump(office.path)
    sets.switch(industry, on=True)
    assert "Needs call" in [template.name for template in QuickNoteService(office.desk).templates()]
    [industry] = [each for each in sets.industries() if each.key == "business_software"]
    assert industry.in_use == len(industry.notes)
    sets.switch(industry, on=False)
    assert "Needs call" not in [template.name for template in QuickNoteService(office.desk).templates()]
    sets.switch(industry, on=True)
    names = [entry.name for entry in office.configuration.quick_notes.entries()]
    assert names.count("Needs call") == 1
    for _step in range(3):
        office.history.undo()
    assert logical_dump(office.path) == before


def test_a_chip_of_an_industry_tags_the_customer_with_the_tags_of_its_pack(office: Office):
    [pack] = [each for each in office.configuration.packs.industries() if each.key == "business_software"]
    office.configuration.packs.switch(pack, on=True)
    sets = office.configuration.note_sets
    [industry] = [each for each in sets.industries() if each.key == "business_software"]
    sets.switch(industry, on=True)
    office.touches.log_touch(add_customer(office), TouchWords(template="Needs call", fills={"scene": "finance"}))
    assert "finance" in " ".join(office.tags.tags_of("Acme"))


def test_what_an_industry_asks_names_only_what_there_is():
    for language in ("en", "zh_CN", "zh_TW"):
        defaults = load_defaults(language)
        stages = {stage.key for stage in defaults.stages}
        kinds = {kind.key for kind in defaults.kinds}
        for pack in defaults.packs:
            tags = {(group.key, tag.key) for group in (*defaults.tag_groups, *pack.groups) for tag in group.tags}
            for template in pack.templates:
                assert template.kind in kinds
                for asked in template.fields:
                    for effect in (*asked.effects, *(each for chip in asked.chips for each in chip.effects)):
                        assert not isinstance(effect, TagEffect) or (effect.group_key, effect.tag_key) in tags
                        assert not isinstance(effect, StageEffect) or effect.stage_key in stages
                        assert not isinstance(effect, FixedEntry) or effect.kind in kinds


def test_the_language_in_use_writes_the_note(office: Office):
    notes = office.configuration.quick_notes
    [first] = [entry for entry in notes.entries() if entry.name == "First call"]
    notes.change(first.uid, lambda now: template_phrasing.set_name_in(now, "zh_CN", "第一通"))
    use_language("zh_CN")
    try:
        touch, _changes = office.touches.log_touch(
            add_customer(office), TouchWords(template="First call", fills={"result": "reached"})
        )
    finally:
        use_language("en")
    assert touch.body == "第一通：接通。"
