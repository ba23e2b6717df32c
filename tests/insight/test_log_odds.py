from collections.abc import Sequence
from itertools import pairwise
from math import isfinite, log
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitTag, TagUse
from crmdesk.insight.log_odds import MINIMUM, PRIOR, compare_groups, log_odds_ratio

SIGNED, PROSPECTS, LOST = CustomerGroup.SIGNED, CustomerGroup.PROSPECTS, CustomerGroup.LOST


def tag(name: str) -> PortraitTag:
    return PortraitTag(f"uid of {name}", name, "uid of Source", "Source", 0, 1)


def portrait(sizes: tuple[int, int, int], counts: Sequence[tuple[int, int, int]]) -> Portrait:
    groups = tuple(CustomerGroup)
    uses = [TagUse(tag(f"tag {at}"), dict(zip(groups, each, strict=True))) for at, each in enumerate(counts)]
    return Portrait(dict(zip(groups, sizes, strict=True)), tuple(uses))


sizes = st.tuples(*[st.integers(0, 100_000)] * 3)
portraits = sizes.flatmap(
    lambda n: st.lists(st.tuples(*(st.integers(0, each) for each in n)), max_size=30).map(lambda y: portrait(n, y))
)


def as_in_the_paper(y: tuple[int, int], n: tuple[int, int]) -> tuple[float, float]:
    """The model of Monroe et al. over the two words "has it" and "has it not", in their own notation."""
    y_k = [(y[i], n[i] - y[i]) for i in (0, 1)]
    pooled = [sum(y_k[i][w] for i in (0, 1)) + 0.5 for w in (0, 1)]
    alpha = [PRIOR * share / sum(pooled) for share in pooled]
    alpha_0 = sum(alpha)
    delta = [log((y_k[i][0] + alpha[0]) / (sum(y_k[i]) + alpha_0 - y_k[i][0] - alpha[0])) for i in (0, 1)]
    variance = sum(1 / (y_k[i][w] + alpha[w]) for i in (0, 1) for w in (0, 1))
    return delta[0] - delta[1], NormalDist().inv_cdf(0.975) * variance**0.5


@given(portraits)
def test_exchanging_the_groups_mirrors_it_exactly(shown: Portrait) -> None:
    there = compare_groups(shown, SIGNED, LOST)
    back = {row.tag: row for row in compare_groups(shown, LOST, SIGNED).rows}
    assert len(back) == len(there.rows)
    for row in there.rows:
        mirrored = back[row.tag]
        assert (mirrored.a, mirrored.b, mirrored.enough) == (row.b, row.a, row.enough)
        assert (mirrored.log_odds, mirrored.low, mirrored.high) == (-row.log_odds, -row.high, -row.low)


@given(portraits)
def test_the_interval_is_finite_and_holds_the_estimate_and_rows_go_from_one_group_to_the_other(shown: Portrait) -> None:
    rows = compare_groups(shown, SIGNED, PROSPECTS).rows
    for row in rows:
        assert isfinite(row.low)
        assert row.low < row.log_odds < row.high
    assert all(one.log_odds >= other.log_odds for one, other in pairwise(rows))


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_it_is_what_the_formulas_of_the_paper_give(a: int, more_a: int, b: int, more_b: int) -> None:
    n_a, n_b = a + more_a, b + more_b
    assert log_odds_ratio(a, n_a, b, n_b) == pytest.approx(as_in_the_paper((a, b), (n_a, n_b)), rel=1e-9, abs=1e-9)


def test_ten_planted_differences_among_sixty_tags_are_in_the_top_fifteen() -> None:
    chance = Random(2008)
    n_signed, n_lost = 140, 160
    planted = set(range(0, 60, 6))
    counts: list[tuple[int, int, int]] = []
    for at in range(60):
        share = chance.uniform(0.05, 0.35)
        signed, lost = (share + 0.25, share) if at % 12 else (share, share + 0.25)
        if at not in planted:
            signed = lost = share
        held = [sum(chance.random() < share for _ in range(n)) for n, share in ((n_signed, signed), (n_lost, lost))]
        counts.append((held[0], 0, held[1]))
    rows = compare_groups(portrait((n_signed, 0, n_lost), counts), SIGNED, LOST).rows
    telling = sorted((row for row in rows if row.enough), key=lambda row: -abs(row.log_odds))[:15]
    assert {f"tag {at}" for at in planted} <= {row.tag.name for row in telling}


def test_a_rare_tag_is_drawn_towards_no_difference_more_than_a_frequent_one() -> None:
    rare, _ = log_odds_ratio(2, 100, 0, 100)
    frequent, _ = log_odds_ratio(40, 100, 0, 100)
    assert 0 < rare < frequent


def test_it_is_enough_when_as_many_as_asked_for_have_the_tag_in_both_groups_together() -> None:
    shown = portrait((100, 100, 100), [(3, 50, 1), (3, 0, 2), (0, 9, 0)])
    assert [(row.tag.name, row.enough) for row in compare_groups(shown, SIGNED, LOST, minimum=5).rows] == [
        ("tag 0", False),
        ("tag 1", True),
    ]
    assert all(row.enough for row in compare_groups(shown, SIGNED, LOST, minimum=1).rows)
    assert MINIMUM == 5


def test_nothing_is_made_of_a_group_without_customers() -> None:
    (row,) = compare_groups(portrait((50, 0, 0), [(20, 0, 0)]), SIGNED, LOST).rows
    assert not row.enough


def test_tags_that_are_level_stay_in_the_order_of_their_names() -> None:
    shown = portrait((10, 0, 10), [(5, 0, 5), (3, 0, 3), (7, 0, 7)])
    for pair in ((SIGNED, LOST), (LOST, SIGNED)):
        assert [row.tag.name for row in compare_groups(shown, *pair).rows] == ["tag 0", "tag 1", "tag 2"]
