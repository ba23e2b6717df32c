"""Survival equals that of the package lifelines, whose authors are statisticians."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from crmdesk.insight.outcomes.lifetimes import Curve, band_key, kaplan_meier, lifetimes
from tests.insight.outcomes.made_columns import TODAY, Deal, columns_of, everything, stated


def compare(curve: Curve, ages: np.ndarray, ended: np.ndarray, entries: np.ndarray | None = None) -> None:
    """A curve against lifelines, at each age."""
    # Takes seconds to load, which every process that collects the tests would spend.
    from lifelines import KaplanMeierFitter

    known = KaplanMeierFitter().fit(ages, ended, entry=entries)
    days = [step.day for step in curve.steps]
    for told, name in (("survival", ""), ("low", "_lower_0.95"), ("high", "_upper_0.95")):
        frame = known.survival_function_ if not name else known.confidence_interval_
        values = frame.reindex(days, method="ffill")[f"KM_estimate{name}"]
        assert_allclose([getattr(step, told) for step in curve.steps], values, rtol=1e-9, atol=1e-12, err_msg=told)
    table = known.event_table.reindex(days)
    assert [step.at_risk for step in curve.steps] == list(table["at_risk"] - (0 if entries is None else _late(table)))
    assert [step.ended for step in curve.steps] == list(table["observed"])
    assert [step.censored for step in curve.steps] == list(table["censored"])
    assert known.median_survival_time_ == (np.inf if curve.median is None else curve.median)


def _late(table) -> list[int]:
    """Those who come into sight at an age, whom the table counts as at risk already."""
    return [n if day else 0 for day, n in zip(table.index, table["entrance"], strict=True)]


def test_survival_its_interval_and_its_median_are_those_of_lifelines():
    for seed, (n, part) in enumerate(((3, 0.9), (17, 0.2), (60, 0.5), (200, 0.7), (400, 0.35), (900, 0.6))):
        chance = np.random.default_rng(seed)
        ages = chance.integers(0, 90, n)
        ended = chance.random(n) < part
        compare(kaplan_meier(ages, ended, np.zeros(n, np.int64)), ages, ended)
    # Some come into sight later.
    chance = np.random.default_rng(7)
    entries = chance.integers(0, 40, 500) * (chance.random(500) < 0.6)
    ages = entries + chance.integers(1, 60, 500)
    ended = chance.random(500) < 0.5
    compare(kaplan_meier(ages, ended, entries), ages, ended, entries)


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40))
def test_survival_never_rises_and_everybody_is_accounted_for(deals: list[tuple[int, bool]]):
    ages, ended = (np.array(part) for part in zip(*deals, strict=True))
    curve = kaplan_meier(ages, ended, np.zeros(len(ages), np.int64))
    values = [1.0, *(step.survival for step in curve.steps)]
    assert values == sorted(values, reverse=True)
    assert all(0 <= step.low <= step.survival <= step.high <= 1 for step in curve.steps)
    assert curve.ended + curve.censored == curve.n == curve.steps[0].at_risk
    assert sum(step.ended + step.censored for step in curve.steps) == curve.n


def test_none_one_and_all_going_on():
    begun = date(2026, 1, 3)
    for deals, n, ended, median in (
        ((), 0, 0, None),
        ((Deal("lost", begun, begun + timedelta(30)),), 1, 1, 30),
        ((Deal(created=begun), Deal(created=begun)), 2, 0, None),
    ):
        columns = columns_of(*deals)
        found = lifetimes(columns, everything(columns), stated(columns), today=TODAY)
        assert (found.lost.n, found.lost.ended, found.lost.median) == (n, ended, median)
    assert [step.day for step in found.lost.steps] == [60]
    assert found.lost.steps[0].survival == found.lost.steps[0].low == 1.0


def test_the_other_end_and_open_deals_are_censored():
    columns = columns_of(
        Deal("lost", date(2026, 1, 1), date(2026, 1, 11)),
        Deal("won", date(2026, 1, 1), date(2026, 1, 11)),
        Deal("won", date(2026, 1, 1), date(2026, 1, 31)),
        Deal(created=date(2026, 2, 22)),
        Deal("lost"),  # on an unknown day
        Deal("lost", date(2026, 2, 1), date(2026, 1, 1)),  # before it began
    )
    found = lifetimes(columns, everything(columns), stated(columns), today=TODAY)
    assert found.stated.n == 4
    assert [(step.day, step.at_risk, step.ended, step.censored) for step in found.lost.steps] == [
        (10, 4, 1, 2),
        (30, 1, 0, 1),
    ]
    assert [step.survival for step in found.lost.steps] == [0.75, 0.75]
    assert (found.won.ended, found.won.median) == (2, 30)


def test_the_ends_of_a_period_are_exactly_those_counted():
    columns = columns_of(
        Deal("lost", date(2025, 1, 1), date(2025, 6, 1)),  # before the period
        Deal("lost", date(2025, 6, 1), date(2026, 1, 5)),
        Deal("won", date(2026, 1, 10), date(2026, 1, 20)),
        Deal("lost", date(2026, 1, 2), date(2026, 2, 20)),  # after it: it goes on
        Deal(created=date(2026, 2, 10)),  # begun after it
    )
    wanted = stated(columns, since=date(2026, 1, 1), until=date(2026, 1, 31))
    found = lifetimes(columns, everything(columns), wanted, today=TODAY)
    assert (found.stated.n, found.lost.ended, found.won.ended) == (3, 1, 1)
    assert [(step.day, step.at_risk) for step in found.lost.steps] == [(10, 2), (29, 1), (218, 1)]


def test_ages_in_bands_lead_to_their_deals():
    columns = columns_of(*(Deal("lost", TODAY - timedelta(200), TODAY - timedelta(200 - age)) for age in (3, 40, 41)))
    found = lifetimes(columns, everything(columns), stated(columns), today=TODAY)
    bands = found.bands(6)
    assert [(band.first, band.last, band.lost, band.at_risk) for band in bands] == [
        (0, 6, 1, 3),
        (7, 13, 0, 2),
        (14, 20, 0, 2),
        (21, 27, 0, 2),
        (28, 34, 0, 2),
        (35, 41, 2, 2),
    ]
    assert sum(band.lost for band in found.bands(3)) == 3
    wish = found.wish(band_key(bands[-1], won=False))
    assert wish is not None
    assert (wish.days, wish.won) == ((35, 41), False)
    assert found.wish("nonsense") is None
