"""Clauses with gaps become sentences with the punctuation of their language."""

import pytest

from crmdesk.domain.template_sentence import enumerated, gaps, say, sentence

STEP = "next step[ {when}][: {what}]"


@pytest.mark.parametrize(
    ("clause", "words", "said"),
    [
        (STEP, {"when": "Monday", "what": "call"}, "next step Monday: call"),
        (STEP, {"when": "Monday"}, "next step Monday"),
        (STEP, {"what": "call"}, "next step: call"),
        (STEP, {"other": "x"}, ""),
        ("{a} by {b}", {"a": "x"}, ""),
        ("{a}[ by {b}]", {"b": "x"}, ""),
        ("{a}[ by {b}]", {"a": "{b}[c]"}, "{b}[c]"),
        ("no gap", {"a": "x"}, ""),
    ],
)
def test_clauses(clause, words, said):
    assert say(clause, words) == said


def test_gaps():
    assert gaps(STEP) == {"when", "what"}


@pytest.mark.parametrize(
    ("items", "english", "chinese"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a and b", "a、b"), (["a", "b", "c"], "a, b and c", "a、b、c")],
)
def test_lists(items, english, chinese):
    assert enumerated(items, "en") == english
    assert enumerated(items, "zh_CN") == enumerated(items, "zh_TW") == chinese


@pytest.mark.parametrize(
    ("title", "words", "english", "chinese"),
    [
        ("T", {"a": "x", "b": "y"}, "T: a x; b y.", "T：a x；b y。"),
        ("T", {"b": "y"}, "T: b y.", "T：b y。"),
        ("T", {}, "T.", "T。"),
        ("", {"a": "x"}, "A x.", "A x。"),
        ("", {}, "", ""),
    ],
)
def test_sentences(title, words, english, chinese):
    clauses = ("a {a}", "b {b}")
    assert sentence(title, clauses, words, "en") == english
    assert sentence(title, clauses, words, "zh_TW") == chinese
