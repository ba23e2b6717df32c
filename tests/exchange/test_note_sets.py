"""Sets of quick notes as documents and sheets: out and in again without loss, and bad rows handed back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ImportRejectedError, ValidationError
from crmdesk.domain.note_set import NoteSet, RowIssue
from crmdesk.domain.template_effect import (
    EngagementEffect,
    FirstTouchEffect,
    RelationEffect,
    ReopenEffect,
    StageEffect,
    TagEffect,
)
from crmdesk.domain.template_effect_edit import Place, add_effect
from crmdesk.domain.template_fixed import FixedEffect, FixedEntry, FixedStep, FixedVoice, FixedWinBack
from crmdesk.domain.template_phrasing import set_name_in, set_sentence, set_words
from crmdesk.exchange.effect_text import effect_lines, read_effect_lines
from crmdesk.exchange.note_sets import read_note_set, write_note_set
from crmdesk.exchange.note_sheet import HEADERS, write_note_sheet
from crmdesk.exchange.note_sheet_reading import read_note_sheet
from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook import write_workbook
from crmdesk.i18n import LANGUAGES, use_language

ALL = NoteSet("Ours", load_defaults("en").templates)
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
EFFECTS: st.SearchStrategy[FixedEffect] = st.one_of(
    st.builds(TagEffect, WORDS, WORDS),
    st.builds(StageEffect, WORDS),
    st.builds(FirstTouchEffect, WORDS),
    st.builds(EngagementEffect, st.integers(1, 5)),
    st.builds(RelationEffect, st.sampled_from(("closer", "same"))),
    st.just(ReopenEffect()),
    st.builds(
        FixedEntry, WORDS, WORDS, st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), WORDS), st.none()
    ),
    st.builds(FixedStep, st.integers(0, 999), WORDS),
    st.builds(FixedVoice, WORDS),
    st.builds(FixedWinBack, st.sampled_from(("open", "closed")), st.none() | st.integers(0, 99)),
)


def rich_set() -> NoteSet:
    """A set with everything a note can hold."""
    first = add_effect(ALL.templates[0], Place("result", "reached"), FixedEntry("promise", "=1+1", {"side": "ours"}, 7))
    first = add_effect(first, Place("interest"), FixedEntry("signal"))
    first = set_name_in(first, "zh_CN", "首次电话")
    first = set_sentence(first, "zh_CN", "{result}\n{heard of us}\n{interest}\n下一步[{next step}][{to do}]")
    first = set_words(first, "result", "reached", "zh_TW", "接通")
    asked = replace(first.fields[0], optional=False, hint="=x", effects=(FixedStep(3, "Call"),))
    return NoteSet("Ours", (replace(first, fields=(asked, *first.fields[1:])), *ALL.templates[1:]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_comes_back_as_it_went_out_whatever_the_language(language: str, tmp_path: Path):
    use_language(language)
    path = tmp_path / "notes.xlsx"
    write_note_sheet(rich_set(), path)
    use_language("en")
    assert read_note_sheet(path) == (rich_set(), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sets_of_industries_come_back_as_they_went_out(language: str, tmp_path: Path):
    packs = [pack for pack in load_defaults(language).packs if pack.templates]
    assert {pack.key for pack in packs} >= {"industrial_equipment", "business_software", "education_training"}
    for pack in packs:
        assert 4 <= len(pack.templates) <= 6
        notes = NoteSet("Industry", pack.templates)
        write_note_sheet(notes, tmp_path / "notes.xlsx")
        assert read_note_sheet(tmp_path / "notes.xlsx") == (notes, ())
        write_note_set(notes, tmp_path / "notes.json")
        assert read_note_set(tmp_path / "notes.json") == notes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EFFECTS, max_size=4))
def test_effects_come_back_from_their_lines(effects: list[FixedEffect]):
    assert read_effect_lines(effect_lines(effects)) == (tuple(effects), ())


def test_rules_come_back_from_their_lines():
    for template in ALL.templates:
        assert read_effect_lines(effect_lines(template.effects, template.rules)) == (template.effects, template.rules)


@pytest.mark.parametrize(
    "line", ["dance", "tag group=level", "tag group=level tag=a b", 'next_step days="3" text=x', "tag group"]
)
def test_a_line_that_is_no_effect_is_named(line: str):
    with pytest.raises(ValidationError, match="is no effect"):
        read_effect_lines(line)


def sheet(path: Path, *rows: dict[str, str]) -> Path:
    columns = tuple(OutColumn(names[0]) for names in HEADERS.values())
    write_workbook(path, [OutSheet("Mine", columns, [[row.get(key) for key in HEADERS] for row in rows])])
    return path


def test_a_sheet_written_by_hand_needs_no_keys_and_no_repetition(tmp_path: Path):
    path = sheet(
        tmp_path / "mine.xlsx",
        {"note": "Tea", "type": "visit", "en": "they drank {Tea}\nin [{Cups}] cups"},
        {"question": "Tea", "needed": "yes"},
        {"chip": "green", "effects": "tag group=level tag=a"},
        {"chip": "black", "en": "black tea"},
        {"question": "Cups", "type": "number", "low": "1", "high": "9"},
    )
    notes, issues = read_note_sheet(path)
    assert issues == ()
    [tea] = notes.templates
    assert (notes.name, tea.key, tea.language, tea.sentence) == (
        "Mine",
        "tea",
        "en",
        ("they drank {tea}", "in [{cups}] cups"),
    )
    assert [chip.words for chip in tea.fields[0].chips] == ["", "black tea"]
    assert tea.fields[0].chips[0].effects == (TagEffect("level", "a"),)
    assert (tea.fields[0].optional, tea.fields[1].low, tea.fields[1].high) == (False, 1, 9)


def test_bad_rows_are_handed_back_and_good_notes_are_taken(tmp_path: Path):
    path = sheet(
        tmp_path / "mine.xlsx",
        {"note": "Tea", "type": "visit"},
        {"note": "Tea", "question": "Cups", "type": "litres"},
        {"note": "Coffee", "type": "visit"},
        {"note": "Coffee", "question": "Cups", "type": "number", "low": "some"},
        {"note": "Milk", "type": "visit"},
        {"note": "Milk", "question": "Kind"},
        {"note": "Milk", "question": "Kind", "chip": "cold", "effects": "dance"},
        {"note": "Juice", "question": "Kind"},
        {"note": "Water", "type": "visit", "en": "only {this}"},
        {"note": "Good", "type": "visit"},
    )
    notes, issues = read_note_sheet(path)
    assert [template.name for template in notes.templates] == ["Good"]
    assert issues == (
        RowIssue(3, "“litres” is no way to answer a question."),
        RowIssue(5, "“some” is not a whole number."),
        RowIssue(8, "“dance” is no effect that can be read."),
        RowIssue(9, "There is no row for the note “Juice” above it."),
        RowIssue(10, "“this” is not a question of this note."),
    )


def test_other_files_are_refused_in_one_sentence(tmp_path: Path):
    path = tmp_path / "x.json"
    for content, said in (
        ("{}", "holds no quick notes"),
        (json.dumps({"crmdesk": "tag pack", "version": 1}), "holds no quick notes"),
        (json.dumps({"crmdesk": "quick notes", "version": 2}), "newer"),
        (json.dumps({"crmdesk": "quick notes", "version": 1, "name": "x", "templates": []}), "no quick note in it"),
        (
            json.dumps({"crmdesk": "quick notes", "version": 1, "name": "x", "templates": [{"key": 3}]}),
            "not of the right type",
        ),
    ):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ImportRejectedError, match=said):
            read_note_set(path)
    write_workbook(tmp_path / "other.xlsx", [OutSheet("Customers", (OutColumn("Name"),), [["Acme"]])])
    with pytest.raises(ImportRejectedError, match="no sheet of quick notes"):
        read_note_sheet(tmp_path / "other.xlsx")
