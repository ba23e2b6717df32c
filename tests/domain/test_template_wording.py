"""A note in several languages: it is written in the one in use, and edited in each."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain import template_edit, template_phrasing
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import WallTime
from crmdesk.domain.money import Money
from crmdesk.domain.template import Template, fill, template_from_json, template_in, template_to_json
from crmdesk.domain.template_field import FieldType
from crmdesk.domain.template_sentence import Wording


def read_time(_text: str) -> WallTime:
    return WallTime.of_day(date(2026, 9, 1))


def read_money(text: str) -> tuple[Money, str]:
    return Money.of(text, "CNY"), f"¥{text}"


def called(key: str) -> Template:
    """A note as somebody begins it, in one language."""
    shipped = next(template for template in load_defaults("en").templates if template.key == key)
    return replace(shipped, wordings={})


def in_chinese() -> Template:
    template = template_phrasing.set_name_in(called("first_call"), "zh_CN", "首次电话")
    sentence = "{result}\n通过{heard of us}得知我们\n意向{interest}\n下一步[ {next step}][：{to do}]"
    template = template_phrasing.set_sentence(template, "zh_CN", sentence)
    return template_phrasing.set_words(template, "result", "reached", "zh_CN", "接通")


def test_the_language_in_use_writes_the_note():
    template = in_chinese()
    said = fill(template_in(template, "zh_CN"), {"result": "reached", "interest": "hot"}, read_time=read_time)
    assert said.text == "首次电话：接通；意向interest hot。"
    assert said.answers == {"result": "reached", "interest": "hot"}
    for language in ("en", "zh_TW"):
        said = fill(template_in(template, language), {"result": "reached"}, read_time=read_time)
        assert said.text == "First call: reached."
    assert template_from_json(template_to_json(template)) == template


def test_a_wording_follows_what_is_edited():
    template = template_edit.add_field(in_chinese(), "mood")
    assert template.wordings["zh_CN"].sentence[-1] == "{mood}"
    template = template_edit.remove_chip(template, "result", "reached")
    assert template.wordings["zh_CN"].words == {}
    template = template_edit.remove_field(template_edit.remove_field(template, "mood"), "heard")
    assert template.wordings["zh_CN"].sentence == ("{result}", "意向{interest}", "下一步[ {next}][：{next_text}]")
    template = template_phrasing.set_sentence(template, "zh_CN", "  ")
    template = template_phrasing.set_name_in(template, "zh_CN", "")
    assert template.wordings == {}


def test_a_wording_says_each_answer_once_and_is_of_another_language():
    template = in_chinese()
    with pytest.raises(ValidationError, match="does not say"):
        template_phrasing.set_sentence(template, "zh_CN", "{result}")
    for wrong in (
        {"en": Wording("First")},
        {"fr": Wording("Premier")},
        {"zh_TW": Wording(words={"result/nobody": "x"})},
    ):
        document = template_to_json(template) | {"wordings": {}}
        with pytest.raises(ValidationError, match="wordings"):
            template_from_json(document | {"wordings": {key: template_to_json(value) for key, value in wrong.items()}})  # type: ignore[arg-type]


def test_an_amount_is_kept_exactly_and_a_number_with_its_unit():
    template = template_edit.add_field(called("visit"), "price")
    template = template_edit.set_type(template, "price", FieldType.MONEY)
    template = template_edit.add_field(template, "weight")
    template = template_edit.set_type(template, "weight", FieldType.NUMBER)
    template = template_edit.set_details(template, "weight", {"unit": "kg", "low": 1, "high": 90})
    said = fill(template, {"price": "1000.50", "weight": "5 kg"}, read_time=read_time, read_money=read_money)
    assert said.text == "Face-to-face visit: ¥1000.50; 5 kg."
    assert said.answers == {"price": Money(100050, "CNY"), "weight": "5"}
    with pytest.raises(ValidationError, match="at most 90"):
        fill(template, {"weight": "91kg"}, read_time=read_time)
    with pytest.raises(ValidationError, match="is not an amount"):
        fill(template, {"price": "12"}, read_time=read_time)
    with pytest.raises(ValidationError, match="least is more"):
        template_edit.set_details(template, "weight", {"low": 91})


EDITS = ("add", "chip", "remove", "move", "drop chip")


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 9)), max_size=12))
def test_any_edits_leave_a_note_that_fits_together_in_every_language(steps: list[tuple[str, int]]):
    template = in_chinese()
    for number, (edit, place) in enumerate(steps):
        fields = template.fields
        field = fields[place % len(fields)] if fields else None
        if edit == "add" or field is None:
            template = template_edit.add_field(template, f"question {number}")
        elif edit == "chip" and field.type in (FieldType.ONE, FieldType.SEVERAL):
            template = template_edit.add_chip(template, field.key, f"chip {number}")
        elif edit == "remove":
            template = template_edit.remove_field(template, field.key)
        elif edit == "move":
            template = template_edit.move_field(template, field.key, fields[number % len(fields)].key)
        elif edit == "drop chip" and field.chips:
            template = template_edit.remove_chip(template, field.key, field.chips[0].key)
    assert template_from_json(template_to_json(template)) == template
    assert template_phrasing.set_sentence(template, "zh_CN", template_phrasing.sentence_text(template, "zh_CN")) == (
        template
    )
