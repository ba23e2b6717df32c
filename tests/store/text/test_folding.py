"""Folding: what becomes alike, and that parts stay parts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.store.text.folding import fold, fold_with_positions


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("ABC", "abc"),
        ("ＡＢＣ１２３", "abc123"),
        ("臺灣後麵龍鍾", "台湾后面龙钟"),
        ("乾隆", "干隆"),
        ("薴苧", "苎苎"),
        ("Ünïcödé Łódź Øre Æther", "unicode lodz ore aether"),
        ("Cafe\u0301", "cafe"),
        ("ёЙ", "еи"),
        ("straße STRASSE", "strasse strasse"),
        ("İıIi", "iiii"),
        ("ﬁ", "fi"),
        ("①½", "11⁄2"),
        ("ｶﾞ", "カ\u3099"),
        ("が", "が"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab", "한"),
        ("豈\u2f08", "岂人"),
        ("a\u200b\u00adb\ufeff", "ab"),
        ("葛\U000e0100", "葛"),
        ("𠮷𪚥", "𠮷𪚥"),
        ("\ud800", "\ud800"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_is_folding_once() -> None:
    every = "".join(map(chr, [*range(0x20000), *range(0x20000, 0x33480, 7), 0x10FFFF]))
    assert [c for c in every if fold(fold(c)) != fold(c)] == []


@given(st.text(), st.text(st.characters(exclude_categories=["Mn", "Mc", "Me"])))
def test_the_folding_of_parts_is_the_parts_of_the_folding(before: str, after: str) -> None:
    if unicodedata.is_normalized("NFC", before + after):
        assert fold(before + after) == fold(before) + fold(after)


@given(st.text())
def test_positions_lead_back(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    folded, positions = fold_with_positions(composed)
    assert folded == fold(text)
    assert len(positions) == len(folded)
    assert positions == sorted(positions)
    assert all(character in fold(composed[position]) for character, position in zip(folded, positions, strict=True))
