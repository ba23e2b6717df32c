from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.insight.outcomes.rivals import rivals
from tests.insight.outcomes.made_columns import TODAY, Asked, Deal, columns_of, everything, stated

OURS = Deal("lost", closed=TODAY, amount=1000, competitors=(1,))


@given(st.lists(st.tuples(st.sampled_from(["open", "won", "lost"]), st.sets(st.sampled_from([1, 2])))))
def test_each_deal_met_is_lost_won_or_open(deals):
    columns = columns_of(*(Deal(status, competitors=tuple(met)) for status, met in deals))
    found = rivals(columns, everything(columns), stated(columns))
    for row in found.rows:
        assert row.met == row.lost + row.won.part + row.open
        assert row.won.low <= row.won.rate <= row.won.high
        assert row.met == sum(row.uid == ("", "kestrel", "qiming")[code] for _status, met in deals for code in met)
    assert found.alone == sum(not met for _status, met in deals)


def test_the_price_gap_is_the_median_over_deals_in_one_currency():
    columns = columns_of(
        *(OURS for _deal in range(4)),
        Deal("won", amount=1000, currency=2, competitors=(1,)),
        Deal("won", amount=None, competitors=(1,)),
        prices=[Asked(1, 900), Asked(2, 800), Asked(3, 1100), Asked(4, 100, currency=0), Asked(5, 100), Asked(6, 100)],
    )
    [row] = rivals(columns, everything(columns), stated(columns, minimum=3)).rows
    assert (row.gap.typical, row.gap.n) == (-0.1, 3)
    [row] = rivals(columns, everything(columns), stated(columns, minimum=4)).rows
    assert (row.gap.typical, row.gap.n) == (None, 3)
    only_first = everything(columns)
    only_first[1:] = False
    [row] = rivals(columns, only_first, stated(columns)).rows
    assert (row.gap.typical, row.gap.n, row.met) == (-0.1, 1, 1)


def test_when_it_was_last_heard_of_and_where_its_marks_lead():
    late = Deal("open", TODAY - timedelta(3), competitors=(2,))
    columns = columns_of(Deal("won", closed=date(2026, 1, 9), competitors=(2,)), late)
    found = rivals(columns, everything(columns), stated(columns))
    [row] = found.rows
    assert row.last_seen == TODAY - timedelta(3)
    wish = found.wish(row.key(won=True))
    assert wish is not None
    assert (wish.competitors, wish.won) == (frozenset({"qiming"}), True)
    bare = found.wish(row.rate_key)
    assert bare is not None
    assert not bare.won
    assert found.wish("won|kestrel") is None
