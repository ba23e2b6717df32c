"""Texts that stay plain, and names somebody else gave that must not turn what is around them."""

import pytest

from crmdesk.qt.plain_text import foreign, isolated


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("quote.pdf", "quote.pdf"),
        ("报价单 v2.xlsx", "报价单 v2.xlsx"),
        ("photo\u202egpj.exe", "photo\ufffdgpj.exe"),
        ("a\nb\tc\0d", "a\ufffdb\ufffdc\ufffdd"),
        ("\u2066x\u2069\u200fy\u2028", "\ufffdx\ufffd\ufffdy\ufffd"),
        ("👩\u200d💻.png", "👩\u200d💻.png"),
        ("\ud800", "\ufffd"),
    ],
)
def test_a_name_shows_what_would_turn_or_hide_it(name: str, shown: str):
    assert foreign(name) == shown


def test_a_name_inside_a_sentence_stands_by_itself():
    assert isolated("קובץ.pdf") == "\u2068קובץ.pdf\u2069"
