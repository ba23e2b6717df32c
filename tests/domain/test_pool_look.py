"""A look at the failure pool is read back as it was kept, and what cannot be understood is left out."""

from dataclasses import fields
from datetime import date

import pytest

from crmdesk.domain.loss_pool import PoolColumn, PoolFilter, PoolOrder, Review
from crmdesk.domain.pool_look import OWN_DAYS, PoolLook, PoolMode, look_of, look_text

WISHES = (
    PoolFilter(reasons=frozenset({"r1", "r2"}), owners=frozenset({""}), stages=frozenset({"s"})),
    PoolFilter(reviews=frozenset({Review.DUE}), undated=True, month="2026-Q1"),
    PoolFilter(competitors=frozenset({"c"}), sources=frozenset({"web"}), tags=frozenset({"t"}), won=True),
    PoolFilter(cohort="2026-03", days=(0, 30), touches=(4, None), voices=frozenset({"seller:r1", "customer:"})),
)


@pytest.mark.parametrize("wanted", WISHES)
def test_what_is_kept_is_read_back(wanted: PoolFilter) -> None:
    look = PoolLook(wanted, "12_months", PoolOrder(PoolColumn.AMOUNT, descending=False), PoolMode.BOARD, "trend")
    assert look_of(look_text(look)) == look


def test_every_wish_is_kept() -> None:
    spoken_of = {part.name for wanted in WISHES for part in fields(wanted) if getattr(wanted, part.name)}
    assert spoken_of | {"since", "until"} == {part.name for part in fields(PoolFilter)}


def test_the_days_of_a_named_period_move_on_and_ones_own_stay() -> None:
    wanted = PoolFilter(since=date(2026, 1, 1), until=date(2026, 2, 1))
    assert look_of(look_text(PoolLook(wanted, "year"))).wanted == PoolFilter()
    assert look_of(look_text(PoolLook(wanted, OWN_DAYS))).wanted == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        '{"wanted": [1], "order": 5, "mode": "none"}',
        '{"wanted": {"reviews": ["?"], "days": ["a"], "since": "x"}}',
    ],
)
def test_what_cannot_be_understood_is_left_out(text: str) -> None:
    assert look_of(text) == PoolLook()
