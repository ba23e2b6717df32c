from datetime import date

import pytest

from crmdesk.domain.loss_pool import Tally
from crmdesk.insight.loss_trend import Series, Step, trend_of

TODAY = date(2026, 3, 4)
PRICE = Series(frozenset({"price", "budget"}), "Price", 0)
OTHERS = Series(frozenset({"timing"}), "", None)


def one(*months: str, reason: str = "price") -> dict[tuple[str, str], Tally]:
    return {(month, reason): Tally(1) for month in months}


def trend(months, chosen=frozenset(), since=None, until=None):
    return trend_of(months, [PRICE, OTHERS], chosen, since=since, until=until, today=TODAY)


def test_months_without_losses_stand_between():
    spans = trend(one("2025-12", "2026-02")).spans
    assert [span.key for span in spans] == ["2025-12", "2026-01", "2026-02", "2026-03"]
    assert [span.wanted[0].n for span in spans] == [1, 0, 1, 0]


def test_the_month_that_goes_on_and_those_a_period_cuts_are_partial():
    spans = trend(one("2026-01"), since=date(2026, 1, 10), until=date(2026, 3, 31)).spans
    assert [span.partial for span in spans] == [True, False, True]
    spans = trend(one("2025-01"), since=date(2025, 1, 1), until=date(2025, 2, 10)).spans
    assert [span.partial for span in spans] == [False, True]


def test_chosen_reasons_stand_apart_from_the_others_of_their_colour():
    months = one("2026-02") | one("2026-02", reason="budget") | one("2026-02", reason="timing")
    [february, _march] = trend(months, chosen=frozenset({"budget"})).spans
    assert [tally.n for tally in february.wanted] == [1, 0]
    assert [tally.n for tally in february.aside] == [1, 1]


def test_only_what_occurs_has_a_colour():
    assert trend(one("2026-02")).series == (PRICE,)


@pytest.mark.parametrize(
    ("since", "step", "first"),
    [
        (date(2024, 4, 1), Step.MONTH, "2024-04"),
        (date(2024, 3, 1), Step.QUARTER, "2024-Q1"),
        (date(2012, 5, 1), Step.YEAR, "2012"),
    ],
)
def test_where_months_would_be_too_many_they_are_put_together(since, step, first):
    found = trend(one("2026-02"), since=since)
    assert found.step is step
    assert found.spans[0].key == first
    assert sum(span.wanted[0].n for span in found.spans) == 1


def test_without_losses_there_is_only_today():
    assert [span.key for span in trend({}).spans] == ["2026-03"]
