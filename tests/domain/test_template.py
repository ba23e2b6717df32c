"""Quick notes: what is typed becomes a readable sentence and kept answers, or a refusal that helps."""

from datetime import date, datetime

import pytest

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Precision, WallTime
from crmdesk.domain.template import FilledTemplate, Template, fill
from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.i18n import LANGUAGES

TEMPLATES = {language: {one.key: one for one in load_defaults(language).templates} for language in LANGUAGES}
FIELDS = [
    pytest.param(template, field, id=f"{language}-{template.key}-{field.key}")
    for language in LANGUAGES
    for template in TEMPLATES[language].values()
    for field in template.fields
    # What to do next is of no use without a day, which only a quote sets by itself.
    if field.key != "next_text" or template.key == "quote_sent"
]


def read_time(text: str) -> WallTime:
    if ":" in text:
        return WallTime(datetime.fromisoformat(text), Precision.MINUTE)
    try:
        return WallTime.of_day(date.fromisoformat(text))
    except ValueError:
        raise ValidationError(f"“{text}” is not a date.") from None


def filled(language: str, key: str, *pairs: str) -> FilledTemplate:
    return fill(TEMPLATES[language][key], dict(pair.split("=", 1) for pair in pairs), read_time=read_time)


def value_for(field: TemplateField) -> str:
    match field.type:
        case FieldType.ONE:
            return field.chips[0].key
        case FieldType.SEVERAL:
            return "、".join(chip.label for chip in field.chips) or "Acme, 用友"
        case FieldType.NUMBER:
            return "7"
        case FieldType.DATE:
            return "2026-09-01"
        case _:
            return "some words"


@pytest.mark.parametrize(
    ("language", "key", "pairs", "text"),
    [
        ("en", "first_call", ["result=reached", "heard=friend", "interest=hot"],
         "First call: reached; heard of us from a friend; interest hot."),
        ("zh_CN", "first_call", ["result=接通", "得知途径=朋友", "意向=强"],
         "首次电话：接通；通过朋友得知我们；意向强。"),
        ("zh_TW", "first_call", ["結果=接通", "得知管道=朋友", "意願=強"],
         "首次電話：接通；透過朋友得知我們；意願強。"),
        ("en", "first_call", ["result=call later", "next=2026-09-01 15:00"],
         "First call: asked to call later; next step 2026-09-01 15:00."),
        ("en", "visit", ["met=decision_maker,buyer", "mood=warm", "next=2026-09-01", "to do=bring tea."],
         "Face-to-face visit: met the decision maker and a buyer; mood warm; next step 2026-09-01: bring tea."),
        ("zh_CN", "visit", ["met=决策人、采购", "mood=热情", "next=2026-09-01", "next_text=带样品。"],
         "上门拜访：见到决策人、采购；态度热情；下一步 2026-09-01：带样品。"),
        ("en", "need_confirmed", ["budget_amount=8.6万"], "Need confirmed: budget 86,000."),
        ("en", "need_confirmed", ["budget=confirmed", "budget_amount=86000", "decides=one"],
         "Need confirmed: budget confirmed 86,000; one person decides."),
        ("zh_TW", "demo_feedback", ["liked=外觀、速度", "wants=報價"], "展示試用回饋：喜歡外觀、速度；想要報價。"),
        ("en", "quote_sent", ["amount=86000", "version=2", "reaction=too high", "competitors=Acme, Globex、用友"],
         "Quote sent: amount 86,000; version 2; they find it too high; compared with Acme, Globex and 用友."),
        ("en", "price_objection", ["against=competitor", "gap=8.5%", "result=eased"],
         "Price objection: too high against a competitor; gap 8.5%; objection eased."),
        ("zh_CN", "complaint", ["关于=交付", "程度=重", "承诺=换货", "承诺期限=2026-09-01"],
         "投诉抱怨：关于交付；程度重；承诺换货（2026-09-01 前）。"),
        ("en", "complaint", ["promised_by=2026-09-01"], "Complaint: promised by 2026-09-01."),
        ("zh_TW", "lost_talk",
         ["選擇了=鼎新", "客戶說法=價格問題", "原話=太貴了。", "再談可能=日後再談", "再談日期=2026-09-01"],
         "失敗溝通：選擇了鼎新；客戶說法：價格問題；原話「太貴了」；日後再談；2026-09-01 後再談。"),
        ("en", "exhibition_lead", ["grade=A", "card_photo=photos/card.jpg"],
         "Exhibition lead: grade A; card photo card.jpg."),
        ("en", "win_back_call", [], "Win-back call."),
        ("zh_CN", "business_dinner", ["同席=王总、李工", "花费=1,280", "话题=行业、私人"],
         "商务宴请：与王总、李工同席；花费 1,280；聊到行业、私人话题。"),
    ],
)  # fmt: skip
def test_sentences(language, key, pairs, text):
    assert filled(language, key, *pairs).text == text


@pytest.mark.parametrize(("template", "field"), FIELDS)
def test_one_field_alone_makes_a_clean_sentence(template, field):
    note = fill(template, {field.key: value_for(field)}, read_time=read_time)
    assert set(note.answers) == {field.key}
    assert_clean(note.text, template)


@pytest.mark.parametrize(
    "template", [one for language in LANGUAGES for one in TEMPLATES[language].values()], ids=lambda one: one.key
)
def test_all_fields_together_make_a_clean_sentence(template):
    note = fill(template, {field.label: value_for(field) for field in template.fields}, read_time=read_time)
    assert list(note.answers) == [field.key for field in template.fields]
    assert_clean(note.text, template)
    assert note.effects


def assert_clean(text, template):
    colon, semicolon, stop = ("：", "；", "。") if template.language.startswith("zh") else (": ", "; ", ".")
    assert text.startswith(template.name + colon)
    assert text.endswith(stop)
    assert not {"{", "}", "[", "]"} & set(text)
    clauses = text[len(template.name + colon) : -1].split(semicolon)
    assert all(clause.strip(" ：:；;，,、。.（）()") == clause.rstrip("）") for clause in clauses), clauses


def test_answers_are_kept_by_key():
    pairs = ["金额=8.6万", "版本=２", "有效期=2026-09-01", "反应=嫌贵", "对比=用友、SAP"]
    assert filled("zh_CN", "quote_sent", *pairs).answers == {
        "amount": "86000",
        "version": "2",
        "valid_until": "2026-09-01",
        "reaction": "too_high",
        "competitors": ("用友", "SAP"),
    }
    assert filled("en", "first_call", "next=2026-09-01 15:00").answers == {"next": "2026-09-01T15:00:00"}


@pytest.mark.parametrize("pair", ["heard=friend", "HEARD=FRIEND", "heard of us=Friend", "Heard_of=fri", "he=fr"])
def test_fields_and_chips_are_found_by_any_name(pair):
    assert filled("en", "first_call", pair).answers == {"heard": ("friend",)}


def test_an_exact_name_beats_longer_ones():
    assert filled("en", "first_call", "next=2026-09-01").answers == {"next": "2026-09-01"}
    assert filled("en", "need_confirmed", "budget=none").answers == {"budget": "none"}


def test_blank_is_unfilled_and_repeats_count_once():
    assert filled("en", "first_call", "result= ", "heard=friend,,friend").answers == {"heard": ("friend",)}


def test_text_is_never_parsed():
    note = filled("en", "need_confirmed", "problem={purpose} [x] %s", "purpose=y\nz")
    assert note.text == "Need confirmed: the problem is {purpose} [x] %s; the purpose is y z."
    assert note.answers["purpose"] == "y\nz"


@pytest.mark.parametrize(
    ("key", "pair", "field", "parts"),
    [
        ("first_call", "mood=warm", "mood", ["“mood”", "First call", "result (result)", "next_text (to do)"]),
        ("after_signing", "s=yes", "s", ["fits several fields", "solved (solved)", "score (score)"]),
        ("first_call", "result=maybe", "result",
         ["“maybe”", "“result”", "reached, no answer, wrong person, call later"]),
        ("first_call", "result=reached,no answer", "result", ["“reached,no answer”"]),
        ("first_call", "heard=friend、moon", "heard", ["“moon”", "search, friend, fair, advert, community"]),
        ("first_call", "heard=f", "heard", ["several choices", "friend, fair."]),
        ("first_call", "heard=,", "heard", ["“,” is not a choice"]),
        ("quote_sent", "amount=lots", "amount", ["“lots” is not a number for “amount”."]),
        ("quote_sent", "amount=-1", "amount", ["at least 0"]),
        ("quote_sent", "version=1.5", "version", ["“1.5” is not a whole number for “version”."]),
        ("after_signing", "score=11", "score", ["“score” is at most 10, not 11."]),
        ("quote_sent", "valid until=soon", "valid_until", ["“soon” is not a date."]),
        ("visit", "to do=call", "next", ["The next step needs a date."]),
    ],
)  # fmt: skip
def test_refusals_name_the_field_and_the_choices(key, pair, field, parts):
    with pytest.raises(ValidationError) as caught:
        filled("en", key, pair)
    assert caught.value.field == field
    assert [part for part in parts if part not in caught.value.message] == []


def test_a_field_is_filled_once():
    with pytest.raises(ValidationError, match="filled in twice"):
        filled("en", "first_call", "heard=friend", "heard of us=fair")


def test_a_needed_field_is_asked_for():
    field = TemplateField("mood", "mood", FieldType.ONE, (Chip("warm", "warm"),), optional=False)
    template = Template("mine", "Mine", "note", "en", (field,), ("mood {mood}",))
    assert fill(template, {"mood": "warm"}, read_time=read_time).text == "Mine: mood warm."
    with pytest.raises(ValidationError, match="“mood” must be filled in") as caught:
        fill(template, {}, read_time=read_time)
    assert caught.value.field == "mood"
