"""Likeness is what it is said to be: each customer judged by weights that were counted anew without it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.persona import Likeness
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.insight.log_odds import log_odds_ratio
from crmdesk.insight.outcomes.stated import share_of
from crmdesk.insight.persona.likeness import coverage_of, judge
from tests.insight.persona.made_persona import ABOVE, Made, by_chance, columns, companies, with_above

SIGNED, PROSPECTS, LOST = CustomerGroup.SIGNED, CustomerGroup.PROSPECTS, CustomerGroup.LOST


def slowly(customers: list[Made], at: int, minimum: int) -> Likeness:
    """One customer, judged as one would by hand."""
    others = [one for place, one in enumerate(customers) if place != at]
    signed, prospects = ([with_above(o.tags) for o in others if o.group is group] for group in (SIGNED, PROSPECTS))
    if not signed or not prospects:
        return Likeness.UNTOLD

    def having(tag: int) -> tuple[int, int]:
        return sum(tag in tags for tags in signed), sum(tag in tags for tags in prospects)

    def weighing(tag: int) -> int:
        """The tag or the next above it that enough have, 0 for none."""
        return tag if not tag or sum(having(tag)) >= minimum else weighing(ABOVE[tag - 1])

    lowest = {weighing(tag) for tag in customers[at].tags} - {0}
    above = {tag for other in lowest for tag in with_above(frozenset({other})) - {other}}
    counting = lowest - above
    if not counting:
        return Likeness.UNTOLD
    score = 0.0
    for tag in sorted(counting):
        a, b = having(tag)
        score += log_odds_ratio(a, len(signed), b, len(prospects))[0]
    return Likeness.LIKE if score > 1e-9 else Likeness.UNLIKE


def judged(customers: list[Made], minimum: int) -> list[Likeness]:
    known = columns(customers)
    told = judge(known, minimum)
    found: dict[int, Likeness] = {}
    for each in Likeness:
        rows = told.rows(each, known.group > 0)
        assert not found.keys() & set(rows.tolist())
        found |= dict.fromkeys(rows.tolist(), each)
    return [found[key] for key in range(1, len(customers) + 1)]


@pytest.mark.parametrize("minimum", [1, 4, 9])
def test_everybody_is_judged_as_by_hand_without_themselves(minimum):
    customers = by_chance(minimum)
    found = judged(customers, minimum)
    assert found == [slowly(customers, at, minimum) for at in range(len(customers))]
    assert len(set(found)) > 1


@settings(max_examples=40)
@given(companies, st.integers(1, 4))
def test_any_company_is_judged_as_by_hand(customers, minimum):
    assert judged(customers, minimum) == [slowly(customers, at, minimum) for at in range(len(customers))]


def test_the_shares_are_of_those_that_are_told_and_have_wilsons_interval():
    customers = by_chance(3, 90)
    known, found = columns(customers), judged(customers, 5)
    coverage = coverage_of(known, judge(known, 5), 5)
    for group in CustomerGroup:
        mine = [each for each, one in zip(found, customers, strict=True) if one.group is group]
        told = [each for each in mine if each is not Likeness.UNTOLD]
        row = coverage.of(group)
        assert row.unlike == share_of(told.count(Likeness.UNLIKE), len(told), 5)
        assert row.untold == len(mine) - len(told)
    assert coverage.of(LOST).unlike.rate > coverage.of(SIGNED).unlike.rate


def test_lost_customers_have_no_part_in_what_they_are_judged_by():
    customers = by_chance(5)
    before = judged(customers, 3)
    more = [*customers, *(Made(LOST, frozenset({5, 6})) for _each in range(40))]
    assert judged(more, 3)[: len(customers)] == before


def test_where_nobody_has_signed_or_nobody_is_a_prospect_nothing_is_told():
    for missing in (SIGNED, PROSPECTS):
        customers = [one for one in by_chance(8) if one.group is not missing]
        assert set(judged(customers, 1)) == {Likeness.UNTOLD}
    assert np.count_nonzero(judge(columns([]), 5).told) == 0
