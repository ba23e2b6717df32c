"""The filter language: what each expression means, and what is refused."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.filter import Field, Operator, Term, Value, parse_filter

TODAY = date(2026, 3, 4)


def term(field: str, sign: str, *values: Value, negated: bool = False) -> Term:
    return Term(Field(field), Operator(sign), values, negated)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        (" \t\u3000 ", []),
        ("晨光", [term("words", ":", "晨光")]),
        ("晨光 科技", [term("words", ":", "晨光"), term("words", ":", "科技")]),
        ('"two words"', [term("words", ":", "two words")]),
        ("-spam", [term("words", ":", "spam", negated=True)]),
        ("-", [term("words", ":", "-")]),
        ("a - b", [term("words", ":", "a"), term("words", ":", "-"), term("words", ":", "b")]),
        ("a,b", [term("words", ":", "a,b")]),
        ('""', []),
        ("12:30", [term("words", ":", "12:30")]),
        ("138-0013", [term("words", ":", "138-0013")]),
        ('"http://x"', [term("words", ":", "http://x")]),
        ("stage:quote", [term("stage", ":", "quote")]),
        ("STAGE:Quote", [term("stage", ":", "Quote")]),
        ('owner:"Li Na"', [term("owner", ":", "Li Na")]),
        ("owner:“Li Na”", [term("owner", ":", "Li Na")]),
        ("owner：「李 娜」", [term("owner", ":", "李 娜")]),
        ("tag:a,b", [term("tag", ":", "a", "b")]),
        ("tag:a，b", [term("tag", ":", "a", "b")]),
        ('tag:"a,b",c', [term("tag", ":", "a,b", "c")]),
        ("tag:,a,,b,", [term("tag", ":", "a", "b")]),
        ("tag:Industry/Energy", [term("tag", ":", "Industry/Energy")]),
        ("-tag:vip", [term("tag", ":", "vip", negated=True)]),
        ("－tag：vip", [term("tag", ":", "vip", negated=True)]),
        ("name:-x", [term("name", ":", "-x")]),
        ("reason:price:high", [term("reason", ":", "price:high")]),
        ("amount>50000", [term("amount", ">", Decimal(50000))]),
        ("amount>=0.1", [term("amount", ">=", Decimal("0.1"))]),
        ("amount＞＝５万", [term("amount", ">=", Decimal(50000))]),
        ("amount≥5万", [term("amount", ">=", Decimal(50000))]),
        ("amount<1.5亿", [term("amount", "<", Decimal(150000000))]),
        ("amount<=80k", [term("amount", "<=", Decimal(80000))]),
        ("amount<50,000", [term("amount", "<", Decimal(50000))]),
        ("amount>1,250,000.50", [term("amount", ">", Decimal("1250000.50"))]),
        ("amount:100,200", [term("amount", ":", Decimal(100), Decimal(200))]),
        ("amount>-5", [term("amount", ">", Decimal(-5))]),
        ("lost>=2026-01-01", [term("lost", ">=", date(2026, 1, 1))]),
        ("created>-30d", [term("created", ">", TODAY - timedelta(30))]),
        ("next<=+7d", [term("next", "<=", TODAY + timedelta(7))]),
        ("next:today", [term("next", ":", TODAY)]),
        ("touched＜today", [term("touched", "<", TODAY)]),
        ("closed:2026-01-01,2026-01-02", [term("closed", ":", date(2026, 1, 1), date(2026, 1, 2))]),
        (
            'stage:quote owner:"Li Na" amount>50000 tag:referral lost>=2026-01-01',
            [
                term("stage", ":", "quote"),
                term("owner", ":", "Li Na"),
                term("amount", ">", Decimal(50000)),
                term("tag", ":", "referral"),
                term("lost", ">=", date(2026, 1, 1)),
            ],
        ),
    ],
)
def test_reads_the_terms(text: str, terms: list[Term]) -> None:
    assert parse_filter(text, TODAY) == tuple(terms)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("colour:red", "no field “colour”"),
        ("http://x", "no field “http”"),
        ("words:x", "no field “words”"),
        ("stage:", "no value"),
        ('stage:""', "no value"),
        ("amount>", "no value"),
        ("amount>lots", "“lots” is not an amount"),
        ("amount>nan", "not an amount"),
        ("amount>1e999999999", "not an amount"),
        ("amount>5,10", "one value"),
        ("amount:1.2.3", "not an amount"),
        ("lost>yesterdayish", "not a date"),
        ("lost:2026-02-30", "not a date"),
        ("lost>-999999d", "not a date"),
        ("lost>2026-01-01,2026-02-01", "one value"),
        ("owner>Li", "cannot be compared"),
        ('owner:"Li Na', "not closed"),
        ("“open", "not closed"),
    ],
)
def test_refuses_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence) as refusal:
        parse_filter(text, TODAY)
    assert refusal.value.field == "filter"
    assert refusal.value.message.endswith(".")


PIECES = st.sampled_from(
    [*'name tag amount lost : ： > < = - " “ ” , ， - 5 万 d 30 today 2026-01-01 a 晨光'.split(), " "]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_raises_nothing_unexpected(text: str) -> None:
    with suppress(ValidationError):
        for each in parse_filter(text, TODAY):
            assert each.values


@given(st.lists(st.text(st.characters(exclude_characters='"', exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_anything_in_quotes_is_kept(values: list[str]) -> None:
    text = "tag:" + ",".join(f'"{value}"' for value in values)
    assert parse_filter(text, TODAY) == (term("tag", ":", *values),)
