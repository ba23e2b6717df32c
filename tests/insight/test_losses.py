from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import LossFact
from crmdesk.domain.money import Money, totals
from crmdesk.insight.losses import GROUPINGS, LossTable, group_losses


def fact(
    uid: str,
    *,
    reason: str = "Price",
    subreason: str = "",
    amount: Money | None = None,
    lost_on: date | None = date(2026, 3, 5),
    stage: str = "Quoted",
    competitors: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    tags: tuple[tuple[str, str], ...] = (),
    recorded: bool = True,
) -> LossFact:
    return LossFact(
        event_uid=uid,
        deal_uid=f"deal of {uid}",
        customer="天水中学",
        lost_on=lost_on,
        amount=amount,
        reason=reason,
        subreason=subreason,
        stage=stage,
        competitors=competitors,
        owner="Li Na",
        sources=sources,
        tags=tags,
        remedy="price",
        recorded=recorded,
    )


def cny(minor: int) -> Money:
    return Money(minor, "CNY")


def counts(table: LossTable) -> list[tuple[str, int]]:
    return [(row.key, row.count) for row in table.rows]


def test_a_pareto_table_of_reasons() -> None:
    facts = [
        fact("1", reason="Price", amount=cny(100)),
        fact("2", reason="Price", amount=Money(7, "USD")),
        fact("3", reason="Service", amount=cny(50)),
        fact("4", reason="Channel", amount=cny(60)),
        fact("5", recorded=False, amount=cny(1)),
    ]
    table = group_losses(facts, "reason", currency="CNY")
    assert counts(table) == [("Price", 2), ("Channel", 1), ("Service", 1)]
    assert [row.share for row in table.rows] == [0.5, 0.25, 0.25]
    assert [row.cumulative for row in table.rows] == [0.5, 0.75, 1.0]
    assert (table.n, table.not_recorded, table.overlap) == (5, 1, False)
    assert (table.amount, table.other_currencies) == (cny(211), (Money(7, "USD"),))
    assert (table.rows[0].amount, table.rows[0].other_currencies) == (cny(100), (Money(7, "USD"),))


def test_no_losses_make_an_empty_table() -> None:
    table = group_losses([], "stage", currency="CNY", versus="month")
    assert (table.n, table.rows, table.columns, table.not_recorded) == (0, (), (), 0)
    assert table.amount == cny(0)


def test_an_event_given_twice_counts_once() -> None:
    table = group_losses([fact("1"), fact("1")], "reason", currency="CNY")
    assert (table.n, counts(table)) == (1, [("Price", 1)])


@pytest.mark.parametrize(
    ("by", "unknown"),
    [
        ("reason", fact("x", recorded=False)),
        ("reason", fact("x", reason="")),
        ("subreason", fact("x", recorded=False, subreason="over budget")),
        ("stage", fact("x", stage="")),
        ("month", fact("x", lost_on=None)),
        ("competitor", fact("x", competitors=())),
        ("source", fact("x", sources=())),
        ("tag:size", fact("x", tags=(("country", "China"),))),
    ],
)
def test_what_is_unknown_is_counted_apart(by: str, unknown: LossFact) -> None:
    known = fact("1", competitors=("EduSoft",), sources=("Expo",), tags=(("size", "50–200"),))
    table = group_losses([known, unknown], by, currency="CNY")
    assert (table.n, table.not_recorded, sum(row.count for row in table.rows)) == (2, 1, 1)


def test_months_go_by_time() -> None:
    facts = [
        fact("1", lost_on=date(2026, 3, 1)),
        fact("2", lost_on=date(2026, 3, 31)),
        fact("3", lost_on=date(2025, 12, 31)),
    ]
    assert counts(group_losses(facts, "month", currency="CNY")) == [("2025-12", 1), ("2026-03", 2)]


def test_a_loss_without_second_level_stands_under_its_reason() -> None:
    facts = [fact("1", subreason="over budget"), fact("2"), fact("3", subreason="over budget")]
    assert counts(group_losses(facts, "subreason", currency="CNY")) == [("over budget", 2), ("Price", 1)]


def test_equal_second_levels_of_different_reasons_stay_apart() -> None:
    facts = [fact("1", reason="Price", subreason="too slow"), fact("2", reason="Service", subreason="too slow")]
    table = group_losses(facts, "subreason", currency="CNY")
    assert counts(table) == [("Price › too slow", 1), ("Service › too slow", 1)]


@pytest.mark.parametrize(
    ("by", "overlap"), [("competitor", True), ("tag:size", True), ("source", True), ("stage", False)]
)
def test_an_event_can_stand_in_several_rows(by: str, *, overlap: bool) -> None:
    several = fact(
        "1", competitors=("A", "B", "A"), sources=("Expo", "Friend"), tags=(("size", "S"), ("size", "M"), ("town", "X"))
    )
    table = group_losses([several], by, currency="CNY")
    assert table.overlap is overlap
    assert (table.n, table.not_recorded) == (1, 0)
    assert [row.count for row in table.rows] == ([1, 1] if overlap else [1])


def test_single_sources_do_not_overlap() -> None:
    assert not group_losses([fact("1", sources=("Expo",))], "source", currency="CNY").overlap


def test_versus_counts_crosswise() -> None:
    facts = [
        fact("1", stage="Lead"),
        fact("2", stage="Quoted"),
        fact("3", stage="Quoted"),
        fact("4", reason="Service", stage=""),
    ]
    table = group_losses(facts, "reason", currency="CNY", versus="stage")
    assert (table.versus, table.columns) == ("stage", ("Quoted", "Lead", ""))
    assert {row.key: row.cells for row in table.rows} == {"Price": (2, 1, 0), "Service": (0, 0, 1)}


@pytest.mark.parametrize("name", ["colour", "tag:", "Reason", ""])
def test_an_unknown_grouping_is_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        group_losses([], name, currency="CNY")
    assert refusal.value.field == "by"


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        group_losses([], "reason", currency="CNY", versus="colour")
    assert refusal.value.field == "versus"


_NAME = st.sampled_from(["", "A", "B", "客情问题", "D › E"])
_NAMES = st.lists(_NAME, max_size=3).map(tuple)
_FACTS = st.lists(
    st.builds(
        LossFact,
        event_uid=st.integers(0, 60).map(str),
        deal_uid=_NAME,
        customer=_NAME,
        lost_on=st.none() | st.dates(),
        amount=st.none() | st.builds(Money, st.integers(-(10**12), 10**17), st.sampled_from(["CNY", "USD", "JPY"])),
        reason=_NAME,
        subreason=_NAME,
        stage=_NAME,
        competitors=_NAMES,
        owner=_NAME,
        sources=_NAMES,
        tags=st.lists(st.tuples(st.sampled_from(["size", "town"]), _NAME), max_size=3).map(tuple),
        remedy=_NAME,
        recorded=st.booleans(),
    ),
    max_size=50,
    unique_by=lambda event: event.event_uid,
)
_BY = st.sampled_from([*GROUPINGS, "tag:size"])


@given(_FACTS, _BY, _BY)
def test_the_numbers_always_add_up(facts: Sequence[LossFact], by: str, versus: str) -> None:
    table = group_losses(facts, by, currency="CNY", versus=versus)
    counted = sum(row.count for row in table.rows)
    assert table.n == len(facts)
    if table.overlap:
        assert counted + table.not_recorded >= table.n
    else:
        assert counted + table.not_recorded == table.n
    assert sum(row.share for row in table.rows) == pytest.approx(1.0 if table.rows else 0.0)
    assert all(before.cumulative < after.cumulative for before, after in pairwise(table.rows))
    if table.rows:
        assert table.rows[-1].cumulative == 1.0
    if by != "month":
        assert all(before.count >= after.count for before, after in pairwise(table.rows))
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        assert sum(row.cells) >= row.count


@given(_FACTS, _BY)
def test_amounts_are_exact_and_never_mixed(facts: Sequence[LossFact], by: str) -> None:
    table = group_losses(facts, by, currency="CNY")
    expected = totals(event.amount for event in facts)
    assert table.amount == expected.pop("CNY", cny(0))
    assert {money.currency: money for money in table.other_currencies} == expected
    assert all(row.amount.currency == "CNY" for row in table.rows)
    if not table.overlap and not table.not_recorded:
        assert sum(row.amount.minor for row in table.rows) == table.amount.minor


@given(_FACTS, _BY, st.randoms())
def test_the_order_of_the_events_does_not_matter(facts: list[LossFact], by: str, random: Random) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert group_losses(shuffled, by, currency="CNY") == group_losses(facts, by, currency="CNY")
