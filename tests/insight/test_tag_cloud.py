"""Which words a cloud has, how large they are, and that they keep their place."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.insight.tag_cloud import Ink, Scale, TagCloud, chosen_uses, lay_out_cloud, readable_words
from tests.portraits import CHINESE, ENGLISH, LOST, PROSPECTS, SIGNED, portrait, sample, use

CANVAS = (560.0, 330.0)
GROUPS = tuple(CustomerGroup)


def inks(shown: Portrait) -> dict[str, Ink]:
    """As wide as a font of one width makes them: wide characters take one em, others half of it."""
    widths = {one.tag.uid: sum(1.0 if ord(sign) > 0x2E80 else 0.5 for sign in one.tag.name) for one in shown.uses}
    return {uid: Ink(0.0, -0.8, width, 0.9) for uid, width in widths.items()}


def cloud(shown: Portrait, groups=GROUPS, canvas=CANVAS, most=60) -> TagCloud:
    return lay_out_cloud(shown, groups, inks(shown), canvas, most)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["English", "Chinese"])
@pytest.mark.parametrize("canvas", [(200.0, 120.0), CANVAS, (1240.0, 640.0)], ids=str)
def test_words_fit_the_canvas_and_are_apart_in_every_group(words, canvas):
    drawn = cloud(sample(words), canvas=canvas)
    if canvas != (200.0, 120.0):
        assert drawn.dropped == ()
    for group in GROUPS:
        placed = [(word.centre, word.ink, word.sizes[group]) for word in drawn.words if group in word.sizes]
        for (x, y), ink, size in placed:
            assert ink.width * size / 2 <= x <= canvas[0] - ink.width * size / 2
            assert ink.height * size / 2 <= y <= canvas[1] - ink.height * size / 2
        for (a, ink_a, size_a), (b, ink_b, size_b) in combinations(placed, 2):
            across = abs(a[0] - b[0]) - (ink_a.width * size_a + ink_b.width * size_b) / 2
            down = abs(a[1] - b[1]) - (ink_a.height * size_a + ink_b.height * size_b) / 2
            assert max(across, down) > 0


def test_the_same_share_has_the_same_size_in_every_group():
    sizes = {SIGNED: 100, PROSPECTS: 1000, LOST: 10}
    drawn = cloud(portrait(use("even", 20, 200, 2), use("rising", 10, 300, 0), sizes=sizes))
    even, rising = (next(word for word in drawn.words if word.use.tag.name == name) for name in ("even", "rising"))
    assert len(set(even.sizes.values())) == 1
    assert rising.sizes[SIGNED] < even.sizes[SIGNED] < rising.sizes[PROSPECTS] == drawn.scale.largest


def test_a_group_without_the_tag_has_no_size_for_it():
    drawn = cloud(portrait(use("only signed", 5), use("both", 3, 0, 4)))
    assert {word.use.tag.name: set(word.sizes) for word in drawn.words} == {
        "only signed": {SIGNED},
        "both": {SIGNED, LOST},
    }


def test_the_frequent_words_of_any_group_are_chosen():
    sizes = {SIGNED: 100, PROSPECTS: 1000, LOST: 10}
    shown = portrait(use("many", 0, 300), use("few but typical", 0, 0, 8), use("rare", 1, 10), sizes=sizes)
    names = [one.tag.name for one in chosen_uses(shown, GROUPS, 2)]
    assert names == ["few but typical", "many"]
    assert [one.tag.name for one in chosen_uses(shown, (SIGNED,))] == ["rare"]


def test_no_more_words_than_are_wished_for():
    assert len(cloud(sample(), most=12).words) == 12


def test_the_same_portrait_gives_the_same_cloud():
    assert cloud(sample()) == cloud(sample())


def test_more_room_gives_larger_words():
    largest = [cloud(sample(), canvas=canvas).scale.largest for canvas in ((300.0, 200.0), CANVAS, (1240.0, 640.0))]
    assert largest == sorted(largest)
    assert largest[0] < largest[-1]


def test_very_long_words_shrink_until_they_fit():
    long = [use(f"a name that goes on and on and on {number}", 10 * number) for number in range(1, 9)]
    drawn = cloud(portrait(*long), canvas=(260.0, 200.0))
    assert drawn.dropped == ()
    assert drawn.scale.largest < 30


def test_what_cannot_fit_is_dropped_and_told():
    drawn = cloud(portrait(use("far too long for so narrow a place", 9), use("short", 3)), canvas=(60.0, 40.0))
    assert [one.tag.name for one in drawn.dropped] == ["far too long for so narrow a place"]
    assert [word.use.tag.name for word in drawn.words] == ["short"]


def test_nothing_gives_an_empty_cloud():
    assert cloud(portrait()).words == ()
    assert cloud(sample(), canvas=(0.0, 0.0)).words == ()


@given(st.floats(0.01, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_is_never_smaller(top, one, other):
    scale = Scale(11, 60, top)
    low, high = sorted((one * top, other * top))
    assert 11 <= scale.size(low) <= scale.size(high) <= 60


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.tuples(st.floats(100, 900), st.floats(80, 600)))
def test_a_tag_has_one_place_for_all_groups(seed, canvas):
    shown = sample(seed=seed)
    for word in cloud(shown, canvas=canvas).words:
        assert 0 <= word.centre[0] <= canvas[0]
        assert set(word.sizes) == {group for group in GROUPS if word.use.counts[group]}


def test_fewer_words_where_there_is_little_room():
    assert readable_words((100.0, 100.0)) < readable_words(CANVAS) <= readable_words((3000.0, 2000.0)) == 60
