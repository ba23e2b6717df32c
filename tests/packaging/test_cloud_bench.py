"""The rules by which the bench holds clouds against each other."""

import pytest
from bench.cloud.page import Placed, covered_twice, density
from bench.cloud.words import CANVAS, sizes, tags

from crmdesk.qt.fonts import load_fonts
from crmdesk.render.tag_cloud import measure_words


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


def test_one_word_fills_its_hull_and_words_far_apart_do_not():
    word = Placed("referral", 40, 100, 100)
    assert density([word]) == pytest.approx(1, abs=0.05)
    assert density([word, Placed("referral", 40, 100, 400)]) < 0.4


def test_only_dots_of_ink_count_as_covered_twice():
    word, far = Placed("referral", 40, 100, 100), Placed("referral", 40, 100, 300)
    assert covered_twice([word, far], 600, 400) == 0
    assert covered_twice([word, word], 600, 400) > 100
    assert covered_twice([word, Placed("referral", 40, 598, 100)], 600, 400) == 0


@pytest.mark.parametrize("load", [0.55, 0.75])
def test_the_words_make_up_as_much_of_the_canvas_as_is_said(load):
    chosen = tags(200)
    assert len({tag.name for tag in chosen}) == 200
    assert chosen == tags(200)
    inks = [measure_words(chosen)[tag.uid] for tag in chosen]
    area = sum(
        (ink.width * size + 1) * (ink.height * size + 1) for ink, size in zip(inks, sizes(inks, load), strict=True)
    )
    assert area / (CANVAS[0] * CANVAS[1]) == pytest.approx(load, abs=0.02)
