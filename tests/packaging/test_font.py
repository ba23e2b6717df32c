"""The bundled font has every character that the program says of its own accord."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
OWN_WORDS = sorted(
    [
        *RESOURCES.glob("locale/*/*/*.po"),
        *RESOURCES.glob("defaults/*.json"),
        *RESOURCES.glob("samples/*"),
        *RESOURCES.glob("demo/*"),
    ]
)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_font_has_every_character_of_our_own_words(weight):
    with TTFont(RESOURCES / "fonts" / f"crmdeskSans-{weight}.otf") as font:
        known = set(font.getBestCmap())
    written = {character for file in OWN_WORDS for character in file.read_text("utf-8-sig")}
    assert {character for character in written if character.isprintable() and ord(character) not in known} == set()
