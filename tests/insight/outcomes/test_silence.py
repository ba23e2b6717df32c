import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.insight.outcomes.silence import BUCKETS, silence
from tests.insight.outcomes.made_columns import TODAY, Deal, columns_of, everything, stated


@given(st.lists(st.tuples(st.sampled_from(["won", "lost"]), st.integers(0, 40)), max_size=40))
def test_each_deal_is_in_one_bucket_of_its_outcome(deals):
    columns = columns_of(*(Deal(status, closed=TODAY) for status, _touches in deals))
    touches = np.array([n for _status, n in deals], np.int32)
    found = silence(columns, everything(columns), stated(columns, minimum=5), touches)
    for side, status in ((found.lost, "lost"), (found.won, "won")):
        mine = [n for outcome, n in deals if outcome == status]
        assert sum(side.counts) == side.n == len(mine)
        assert side.median == (float(np.median(mine)) if mine else None)
        assert side.enough is (len(mine) >= 5)
        for bucket, n in zip(BUCKETS, side.counts, strict=True):
            assert n == sum(bucket.first <= one <= (bucket.last if bucket.last is not None else 99) for one in mine)
    assert found.stated.n == len(deals)


@pytest.mark.parametrize(("key", "touches", "won"), [("0-0|lost", (0, 0), False), ("11-|won", (11, None), True)])
def test_a_bar_leads_to_the_deals_with_so_many_touches(key, touches, won):
    columns = columns_of()
    found = silence(columns, everything(columns), stated(columns), np.zeros(0, np.int32))
    wish = found.wish(key)
    assert wish is not None
    assert (wish.touches, wish.won) == (touches, won)
    assert found.wish("3|lost") is None


def test_deals_that_are_open_or_ended_on_an_unknown_day_are_left_out():
    columns = columns_of(Deal(), Deal("lost"), Deal("lost", closed=TODAY))
    found = silence(columns, everything(columns), stated(columns), np.array([3, 4, 5]))
    assert (found.stated.n, found.lost.median, found.won.median) == (1, 5.0, None)
