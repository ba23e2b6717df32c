"""Words of call logs, in the languages people keep them in."""

import pytest

from crmdesk.exchange.call_words import CallWords, answered_by, call_words


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Missed call", CallWords("missed", "in")),
        ("未接来电", CallWords("missed", "in")),
        ("未接聽", CallWords("missed", "")),
        ("呼出未接", CallWords("missed", "out")),
        ("已接通", CallWords("yes", "")),
        ("来电", CallWords("", "in")),
        ("WeChat", None),
        ("", None),
    ],
)
def test_a_cell_of_a_call_log(text: str, meaning: CallWords | None):
    assert call_words(text) == meaning


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("未接", "missed"),
        ("未接，明天再打", "missed"),
        ("No answer; try again tomorrow", "missed"),
        ("Reached: wants a quote", "yes"),
        ("来电，问交期", ""),
        ("未接到图纸", ""),
        ("Missed your call yesterday", ""),
    ],
)
def test_only_words_that_stand_alone_say_how_a_call_went(text: str, answered: str):
    assert answered_by(text) == answered
