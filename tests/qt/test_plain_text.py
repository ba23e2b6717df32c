"""Texts that stay plain, and names that must not turn what is around them."""

from crmdesk.qt.plain_text import isolated


def test_a_name_inside_a_sentence_stands_by_itself():
    assert isolated("קובץ.pdf") == "\u2068קובץ.pdf\u2069"
