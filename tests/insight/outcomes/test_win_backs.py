from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.money import Money
from crmdesk.insight.outcomes.columns import OutcomeColumns
from crmdesk.insight.outcomes.win_backs import WinBacks, count_win_backs
from tests.insight.outcomes.made_columns import CODES, Again, Deal, columns_of, everything, stated


def counted(columns: OutcomeColumns, *, minimum: int = 1) -> WinBacks:
    return count_win_backs(columns, everything(columns), stated(columns, minimum=minimum), columns.tried.rows >= 0)


@given(
    st.lists(st.integers(0, 4), max_size=20),
    st.lists(st.builds(Again, st.just(1), st.sampled_from(list(CODES)), st.integers(0, 4))),
)
def test_the_parts_of_each_reason_and_the_reasons_make_up_the_whole(reasons, tried):
    found = counted(columns_of(Deal("open"), *(Deal("lost", reason=reason) for reason in reasons), tried=tried))
    for row in (*found.rows, found.total):
        assert row.tried == row.open + row.won + row.lost_again
        assert row.tried <= row.losses
        assert row.rate.low <= row.rate.rate <= row.rate.high
    assert sum(row.losses for row in found.rows) == found.total.losses == found.stated.n == len(reasons) + len(tried)
    assert sum(row.won for row in found.rows) == found.total.won


def test_what_was_recovered_is_told_by_currency_and_a_rate_needs_ends():
    columns = columns_of(
        Deal("lost", reason=2),
        Deal("open", reason=1),
        Deal("won", amount=500),
        Deal("won", amount=70, currency=2),
        Deal("won"),
        tried=[
            Again(3, "won", reason=2),
            Again(4, "won", reason=1),
            Again(2, "open", reason=1),
            Again(5, "won", reason=4),
            Again(2, "open", reason=4),
            Again(1, "lost"),
        ],
    )
    found = counted(columns, minimum=2)
    price, gone, unknown = found.rows
    assert (price.uid, price.losses, price.tried, price.won, price.open) == ("price", 4, 3, 2, 1)
    assert price.recovered == (Money(500, "CNY"), Money(70, "USD"))
    assert price.rate.enough
    assert not gone.rate.enough
    assert gone.recovered == ()
    assert (unknown.uid, unknown.lost_again) == (NOT_RECORDED, 1)
    assert found.total.recovered == price.recovered
    wish = found.wish(price.key("rate"))
    assert wish is not None
    assert (wish.reasons, wish.won) == (frozenset({"price"}), False)
    assert found.wish("rate|rival") is None
