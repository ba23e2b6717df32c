"""Boxes of a cloud: apart from each other, inside the canvas, all of them where there is room."""

import random
from itertools import combinations
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.insight.cloud_layout import Point, Size, place_boxes

CANVAS = (1600.0, 1000.0)
_SLACK = 1e-6


def word_boxes(count: int, load: float, seed: int, canvas: Size = CANVAS) -> list[Size]:
    """Boxes as of words, up to eight times as wide as high; ``load`` is their share of the canvas."""
    chance = random.Random(seed)
    ratios = (1.0, 1.9, 2.8, 3.7, 4.4, 5.6, 8.0)
    shapes = [(chance.choice(ratios[: place + 3]), 1 / sqrt(place)) for place in range(1, count + 1)]
    scale = sqrt(load * canvas[0] * canvas[1] / sum(ratio * size**2 for ratio, size in shapes))
    return [(ratio * size * scale, size * scale) for ratio, size in shapes]


def assert_apart(boxes: list[Size], centres: tuple[Point | None, ...], canvas: Size) -> None:
    placed = [(centre, box) for centre, box in zip(centres, boxes, strict=True) if centre is not None]
    for (x, y), (width, height) in placed:
        assert width / 2 - _SLACK <= x <= canvas[0] - width / 2 + _SLACK
        assert height / 2 - _SLACK <= y <= canvas[1] - height / 2 + _SLACK
    for (one, a), (other, b) in combinations(placed, 2):
        across, down = abs(one[0] - other[0]) - (a[0] + b[0]) / 2, abs(one[1] - other[1]) - (a[1] + b[1]) / 2
        assert max(across, down) > -_SLACK


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("count", [60, 200])
def test_nothing_overlaps_and_nothing_is_dropped_at_three_quarters_of_the_canvas(count: int, seed: int) -> None:
    boxes = word_boxes(count, 0.75, seed)
    centres = place_boxes(boxes, CANVAS)
    assert None not in centres
    assert_apart(boxes, centres, CANVAS)


SIZES = st.tuples(st.floats(0.5, 400), st.floats(0.5, 200))


@settings(max_examples=60, deadline=None)
@given(st.lists(SIZES, max_size=40), st.tuples(st.floats(1, 500), st.floats(1, 400)))
def test_boxes_are_apart_and_on_the_canvas(boxes: list[Size], canvas: Size) -> None:
    centres = place_boxes(boxes, canvas)
    assert len(centres) == len(boxes)
    assert_apart(boxes, centres, canvas)
    assert place_boxes(boxes, canvas) == centres


def test_the_biggest_stands_in_the_middle() -> None:
    boxes = [(40.0, 12.0), (300.0, 90.0), (60.0, 20.0)]
    centres = place_boxes(boxes, (500.0, 300.0))
    assert centres[1] == pytest.approx((250, 150), abs=4)


def test_what_is_larger_than_the_canvas_is_left_out() -> None:
    assert place_boxes([(100.0, 10.0), (20.0, 10.0)], (60.0, 40.0))[0] is None


def test_nothing_is_nothing() -> None:
    assert place_boxes([], CANVAS) == ()
    assert place_boxes([(3.0, 3.0)], (0.0, 0.0)) == (None,)
