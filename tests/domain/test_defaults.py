"""The default lists are complete, in every language, and fit together."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from crmdesk.domain.defaults import FILES, AppliesTo, Defaults, TouchClass, load_defaults
from crmdesk.domain.moment import WallTime
from crmdesk.domain.template import fill, template_in
from crmdesk.domain.template_effect import EngagementEffect, FirstTouchEffect, StageEffect, TagEffect
from crmdesk.domain.template_rule import EntryRule
from crmdesk.i18n import LANGUAGES
from crmdesk.paths import resource_folder

# Texts of these names are shown to people.
SHOWN = {"name", "label", "words", "hint", "usual", "leave_when", "evidence", "levels", "sentence"}


def nodes(node, name=""):
    yield name, node
    if isinstance(node, dict) and not set(node) & set(LANGUAGES):
        for key, item in node.items():
            yield from nodes(item, key)
    elif isinstance(node, list):
        for item in node:
            yield from nodes(item, name)


@pytest.fixture(params=LANGUAGES)
def defaults(request) -> Defaults:
    return load_defaults(request.param)


@pytest.fixture(scope="module")
def english() -> Defaults:
    return load_defaults("en")


def groups_of(defaults: Defaults):
    return [*defaults.tag_groups, *(group for pack in defaults.packs for group in pack.groups)]


@pytest.mark.parametrize("name", FILES)
def test_every_visible_text_stands_in_every_language(name):
    document = json.loads((resource_folder("defaults") / f"{name}.json").read_text("utf-8"))
    texts = 0
    for key, node in nodes(document):
        if isinstance(node, dict) and set(node) & set(LANGUAGES):
            assert tuple(node) == LANGUAGES, node
            assert all(isinstance(text, str) and text == text.strip() != "" for text in node.values()), node
            texts += 1
        elif isinstance(node, str):
            assert key not in SHOWN, node
            assert node.isascii(), node
    assert texts > 5


def test_no_data_file_is_left_out():
    assert {path.stem for path in resource_folder("defaults").iterdir()} == set(FILES)


def test_the_lists_have_their_lengths(defaults):
    assert len(defaults.stages) == 7
    assert len(defaults.statuses) == 3
    assert Counter(reason.system for reason in defaults.loss_reasons) == {False: 12, True: 2}
    assert len(defaults.templates) == 16
    assert len(defaults.tag_groups) == 9
    assert [len(pack.groups) for pack in defaults.packs] == [8, 8, 8, 9]
    assert [level.level for level in defaults.engagement_levels] == [1, 2, 3, 4, 5]
    assert defaults.engagement_decay_days == 30


def test_the_languages_differ_in_words_only():
    def bones(defaults):
        reasons = [(one.key, [child.key for child in one.children]) for one in defaults.loss_reasons]
        templates = [
            (one.key, one.kind, one.effects, [(field.key, [chip.key for chip in field.chips]) for field in one.fields])
            for one in defaults.templates
        ]
        groups = [(group.key, [tag.key for tag in group.tags]) for group in groups_of(defaults)]
        return (
            reasons, templates, groups,
            [(kind.key, kind.touch_class, kind.quick) for kind in defaults.kinds],
            [(stage.key, stage.probability, stage.rot_days) for stage in defaults.stages],
        )  # fmt: skip

    assert bones(load_defaults("en")) == bones(load_defaults("zh_CN")) == bones(load_defaults("zh_TW"))


def test_keys_are_unique(defaults):
    reasons = [one for reason in defaults.loss_reasons for one in (reason, *reason.children)]
    lists = [
        *(defaults.kinds, [*defaults.stages, *defaults.statuses], reasons, defaults.templates),
        *(groups_of(defaults), defaults.packs, defaults.engagement_levels),
        *(group.tags for group in groups_of(defaults)),
    ]
    for entries in lists:
        keys = [entry.key for entry in entries]
        assert len(set(keys)) == len(keys)


def test_names_are_unique_where_one_chooses_between_them(defaults):
    lists = [
        *(defaults.kinds, [*defaults.stages, *defaults.statuses], defaults.loss_reasons, defaults.templates),
        *(defaults.packs, defaults.tag_groups),
        *(reason.children for reason in defaults.loss_reasons),
        *(pack.groups for pack in defaults.packs),
        *(group.tags for group in groups_of(defaults)),
    ]
    for entries in lists:
        names = [entry.name.casefold() for entry in entries]
        assert len(set(names)) == len(names), names


def test_touch_kinds(english):
    keys = {cls: [kind.key for kind in english.kinds if kind.touch_class is cls] for cls in TouchClass}
    assert keys == {
        TouchClass.VISIT: ["visit", "reception", "meeting", "dinner", "entertaining", "face"],
        TouchClass.COMMUNICATION: ["call", "sms", "wechat", "qq", "email", "chat"],
        TouchClass.DOCUMENT: ["profile", "brochure", "quote", "proposal", "contract", "memo"],
        TouchClass.VOICE: (
            "lead need enquiry feedback promise signal pain objection referral stage value win loss hold reopen "
            "invalid note"
        ).split(),
    }
    quick = sorted((kind.quick, kind.key) for kind in english.kinds if kind.quick)
    assert quick == [(1, "call"), (2, "sms"), (3, "wechat"), (4, "qq"), (5, "face")]


def test_stages_and_statuses(english):
    assert [(stage.key, stage.probability, stage.rot_days) for stage in english.stages] == [
        *[("lead", 5, 3), ("contact", 10, 7), ("need", 25, 10), ("solution", 40, 10)],
        *[("quote", 60, 7), ("negotiate", 75, 7), ("contract", 90, 5)],
    ]
    assert english.stages[0].leave_when == "reached a person"
    assert [(status.key, status.probability) for status in english.statuses] == [
        *[("won", 100), ("lost", 0), ("hold", None)]
    ]


def test_loss_reasons_ask_for_what_they_need(english):
    rows = [
        (one.key, one.area, "date" if one.win_back_on_date else one.win_back_days, len(one.children))
        for one in english.loss_reasons
    ]
    assert rows == [
        *[("price", "price", 90, 6), ("competitor", "product", 180, 6), ("need_gone", "selling", 180, 6)],
        *[("product", "product", 120, 7), ("relation", "selling", 60, 6), ("service", "service", 90, 4)],
        *[("process", "selling", 30, 5), ("channel", "channel", None, 4), ("timing", "selling", "date", 3)],
        *[("no_decision", "selling", 60, 6), ("declined", "", None, 4), ("other", "", None, 0)],
        *[("unknown", "", None, 0), ("not_recorded", "", None, 0)],
    ]
    every = [one for reason in english.loss_reasons for one in (reason, *reason.children)]
    assert [one.key for one in every if one.ask_competitor] == ["competitor_cheaper", "competitor"]
    assert [one.key for one in every if one.ask_note] == ["other"]


def test_tag_groups(english):
    sizes = {group.key: len(group.tags) for group in english.tag_groups}
    assert sizes == {
        "region": 0, "source": 10, "level": 4, "motive": 3, "concern": 5, "life_cycle": 4, "contact_role": 7,
        "content_preference": 5, "form_preference": 6,
    }  # fmt: skip
    assert all(group.tags for pack in english.packs for group in pack.groups)
    contacts = [group.key for group in groups_of(english) if group.applies_to is AppliesTo.CONTACT]
    assert contacts == ["contact_role", "buying_role"]


def test_taiwan_has_words_of_its_own():
    taiwan = load_defaults("zh_TW")
    shown = repr(
        replace(
            taiwan,
            templates=tuple(replace(template, wordings={}) for template in taiwan.templates),
            packs=tuple(
                replace(pack, templates=tuple(replace(each, wordings={}) for each in pack.templates))
                for pack in taiwan.packs
            ),
        )
    )
    for foreign in ("信息", "质", "質量", "視頻", "軟件", "短信", "默認", "渠道", "反饋", "合同", "客户", "搜索"):
        assert foreign not in shown
    reasons = {child.key: child.name for reason in taiwan.loss_reasons for child in reason.children}
    assert reasons["quality_doubted"] == "品質存疑"
    assert {group.key: group.name for group in groups_of(taiwan)}["digital_base"] == "資訊化基礎"


def test_templates_speak_of_things_that_exist(english):
    known = {
        StageEffect: {stage.key for stage in english.stages},
        EngagementEffect: {level.level for level in english.engagement_levels},
        FirstTouchEffect: {tag.key for group in english.tag_groups if group.key == "source" for tag in group.tags},
        TagEffect: {(group.key, tag.key) for group in english.tag_groups for tag in group.tags},
    }
    kinds = {kind.key for kind in english.kinds}
    for template in english.templates:
        assert template.kind in kinds
        assert {rule.kind for rule in template.rules if isinstance(rule, EntryRule)} <= kinds
        chips = [chip for field in template.fields for chip in field.chips]
        for effect in (*template.effects, *(effect for chip in chips for effect in chip.effects)):
            match effect:
                case StageEffect(key) | EngagementEffect(key) | FirstTouchEffect(key):
                    assert key in known[type(effect)]
                case TagEffect(group, tag):
                    assert (group, tag) in known[TagEffect]


def test_the_customers_reasons_are_the_loss_reasons(defaults):
    [template] = [template for template in defaults.templates if template.key == "lost_talk"]
    [field] = [field for field in template.fields if field.key == "said_reason"]
    assert [(chip.key, chip.label) for chip in field.chips] == [
        (reason.key, reason.name) for reason in defaults.loss_reasons if not reason.system
    ]


def test_shipped_notes_write_in_the_language_in_use(english):
    for language in ("zh_CN", "zh_TW"):
        own = {template.key: template for template in notes_of(load_defaults(language))}
        assert len(own) > 30
        for template in notes_of(english):
            fills = {asked.key: asked.chips[0].key for asked in template.fields if asked.chips}
            said = {
                fill(template_in(each, language), fills, read_time=no_time).text
                for each in (template, own[template.key])
            }
            assert len(said) == 1, said


def no_time(text: str) -> WallTime:
    raise AssertionError(text)


def notes_of(defaults: Defaults):
    return (*defaults.templates, *(template for pack in defaults.packs for template in pack.templates))
