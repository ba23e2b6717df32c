"""What the README lists is what the program does, and what it shows is there."""

import re

from shortcut_list import README, renewed


def test_the_shortcuts_are_those_of_the_program():
    text = README.read_text("utf-8")
    assert "<!-- shortcuts -->" in text
    assert renewed(text) == text, "run: python packaging/shortcut_list.py"


def test_every_picture_is_in_the_repository():
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README.read_text("utf-8"))
    assert pictures
    assert [name for name in pictures if not (README.parent / name).is_file()] == []
