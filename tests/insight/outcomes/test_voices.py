from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.loss import Voice
from crmdesk.insight.outcomes.selection import select
from crmdesk.insight.outcomes.voices import Voices, cohens_kappa, voices
from tests.insight.outcomes.made_columns import REASONS, TODAY, Deal, columns_of, everything, stated

FIRST = {code: named.above or code for code, named in enumerate(REASONS)}


def counted(*said: tuple[int, int], minimum: int = 1, status: str = "lost") -> Voices:
    """Deals with what the salesperson and the customer said, as codes."""
    deals = (Deal(status, said={Voice.SELLER: one, Voice.CUSTOMER: other}) for one, other in said)
    columns = columns_of(*deals)
    return voices(columns, everything(columns), stated(columns, minimum=minimum), Voice.CUSTOMER)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=30))
def test_cells_count_the_first_levels_of_losses_on_which_both_name_a_reason_and_lead_to_them(said):
    columns = columns_of(
        *(Deal("lost", said={Voice.SELLER: one, Voice.CUSTOMER: other}) for one, other in said), Deal("won")
    )
    made = voices(columns, everything(columns), stated(columns), Voice.CUSTOMER)
    pairs = Counter((FIRST[one], FIRST[other]) for one, other in said if one and other)
    codes = {named.uid: code for code, named in enumerate(REASONS)}
    for row, counts in zip(made.lines, made.counts, strict=True):
        for column, n in zip(made.lines, counts, strict=True):
            assert n == pairs[codes[row.uids[0]], codes[column.uids[0]]]
            found = select(columns, made.wish(made.key(column, row)), TODAY)
            assert np.count_nonzero(found) == n
        for key, total in ((made.key(None, row), row.said), (made.key(row, None), row.found)):
            assert np.count_nonzero(select(columns, made.wish(key), TODAY)) == total
    agreed = sum(n for (one, other), n in pairs.items() if one == other)
    assert (made.stated.n, made.agreed.part, made.agreed.whole) == (pairs.total(), agreed, pairs.total())


def test_kappa_is_that_of_cohens_paper_and_not_told_of_too_few():
    # J. Cohen 1960, table 1, as counts of 200.
    assert cohens_kappa(np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])) == pytest.approx(0.492, abs=0.0005)
    assert cohens_kappa(np.array([[4, 0], [0, 4]])) == 1
    assert cohens_kappa(np.array([[4, 0], [0, 0]])) is None
    assert cohens_kappa(np.zeros((2, 2), np.int64)) is None
    assert counted((1, 1), (1, 3), minimum=3).kappa is None
    assert counted((1, 1), (3, 3), (1, 3), minimum=3).kappa == pytest.approx(0.4)


def test_of_deals_that_were_not_lost_nothing_is_told():
    assert counted((1, 1), status="won").lines == ()
    assert counted().wish("no key") is None
