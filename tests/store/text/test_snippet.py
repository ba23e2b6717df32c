"""The part of a text that is shown with a hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.store.text.snippet import snippet

LONG = "今天拜访了客户" + "，谈了很多" * 30 + "，報價太高" + "，下周再联系" * 30


@pytest.mark.parametrize(
    ("text", "query", "width", "part"),
    [
        ("short", "x", 80, "short"),
        ("two\nlines\t here", "two", 80, "two lines  here"),
        ("  padded  ", "p", 80, "padded"),
        ("a" * 100, "zzz", 10, "a" * 10 + "…"),
        ("a" * 50 + "B" + "a" * 50, "b", 7, "…aaBaaaa…"),
        ("a" * 50 + "hit", "hit", 8, "…aaaaahit"),
        ("word " * 30 + "Straße", "strasse", 12, "…word Straße"),
        ("", "x", 80, ""),
    ],
)
def test_shows(text: str, query: str, width: int, part: str) -> None:
    assert snippet(text, query, width) == part


@pytest.mark.parametrize("query", ["报价", "報價", "报价太高", "報價 客户们"])
def test_the_hit_is_inside_in_either_script(query: str) -> None:
    assert "報價太高" in snippet(LONG, query, 40)


def test_the_whole_query_is_better_than_its_pieces() -> None:
    text = "two " + "x " * 60 + "one " + "x " * 60 + "one two" + " x" * 60
    assert "one two" in snippet(text, "one two", 30)


@given(st.text(), st.text(), st.integers(1, 50))
def test_never_longer_than_asked(text: str, query: str, width: int) -> None:
    part = snippet(text, query, width)
    assert len(part.strip("…")) <= width
    assert "\n" not in part
