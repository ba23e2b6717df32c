"""How names are read."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from crmdesk.store.text.folding import fold
from crmdesk.store.text.pinyin import readings
from crmdesk.store.text.surnames import surname_readings


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("张伟", "zhangwei zw wei w"),
        ("曾国藩", "zengguofan zgf guofan gf fan f cengguofan cgf"),
        ("曾國藩", "zengguofan zgf guofan"),
        ("单雄信", "shanxiongxin danxiongxin xiongxin xx"),
        ("單", "shan dan chan"),
        ("解缙", "xiejin jiejin"),
        ("仇英", "qiuying chouying"),
        ("区寄", "ouji"),
        ("朴槿惠", "piaojinhui pjh"),
        ("查良镛", "zhaliangyong zly"),
        ("翟志刚", "zhaizhigang dizhigang"),
        ("缪荣株", "miaorongzhu"),
        ("盖叫天", "gejiaotian gaijiaotian"),
        ("尉迟恭", "yuchigong ycg"),
        ("万俟卨", "moqixie mqx"),
        ("长孙无忌", "zhangsunwuji zswj"),
        ("员半千", "yunbanqian"),
        ("乐毅", "yueyi leyi"),
        ("覃坤", "qinkun tankun"),
        ("种师道", "chongshidao"),
        ("重庆", "chongqing cq qing"),
        ("重慶", "chongqing cq"),
        ("吕绿", "lvlv lulv"),
        ("略阳", "lveyang lueyang"),
        ("乾隆", "qianlong ganlong"),
        ("TCL集团", "tcljituan tcljt jituan jt"),
        ("360安全", "360anquan anquan aq"),
        ("北京晨光", "beijingchenguang bjcg chenguang cg"),
        ("Zhang 伟", "zhangwei zhangw wei"),
        ("张 伟", "zhangwei zw"),
        ("張·偉", "zhangwei zw"),
    ],
)
def test_reads(name: str, tokens: str) -> None:
    assert set(tokens.split()) - set(readings(name)) == set()


@pytest.mark.parametrize("name", ["", "Acme Inc.", "138 0013 8000", "。", "かな"])
def test_names_without_chinese_have_no_pinyin(name: str) -> None:
    assert readings(name) == ()


def test_the_likeliest_reading_comes_first() -> None:
    assert readings("曾国藩")[:2] == ("zengguofan", "zgf")
    assert readings("重庆")[:2] == ("chongqing", "cq")


def test_the_table_of_surnames_holds_only_what_the_dictionary_gets_wrong() -> None:
    for name, ways in surname_readings().items():
        assert all(len(way) == len(name) for way in ways)
        if len(name) == 1:
            assert ways != (tuple(lazy_pinyin(name)),), name


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_reads_anything_within_bounds(name: str) -> None:
    tokens = readings(name)
    assert len(tokens) == len(set(tokens))
    assert len(tokens) <= 2 * 24 * max(1, len(name)) * 6
    assert not any("\u3400" <= character <= "\u9fff" for token in tokens for character in token)


def test_the_length_is_bounded() -> None:
    assert len(readings("王" * 5000)) <= 200


def test_is_fast_enough_for_an_import() -> None:
    names = [
        first + second + third
        for first in "王李张曾单"
        for second in "伟芳娜秀英敏静丽强磊" * 2
        for third in "军洋勇艳杰娟涛明超霞"
    ]
    readings("预热")
    started = time.process_time()
    for name in names:
        readings.__wrapped__(name)
    assert len(names) / (time.process_time() - started) > 3000


_PHRASES = sorted(phrase for phrase in PHRASES_DICT if fold(phrase) == phrase)[::7]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PHRASES) | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_reads_phrases_as_the_dictionary_does(parts: list[str]) -> None:
    name = "的" + fold("".join(parts))[:30]
    assert "".join(lazy_pinyin(name)) in readings(name)
