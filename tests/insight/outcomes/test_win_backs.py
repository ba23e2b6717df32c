from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.money import Money
from crmdesk.domain.outcome_facts import SecondTry, TriedAgain
from crmdesk.insight.outcomes.win_backs import count_win_backs
from tests.insight.outcomes.made_columns import REASONS, Deal, columns_of, everything, stated


def again(reason: str, became: SecondTry, minor: int = 0, currency: str = "CNY") -> TriedAgain:
    return TriedAgain(1, reason, "", None, became, Money(minor, currency) if minor else None)


@given(
    st.lists(st.integers(0, 4), max_size=20),
    st.lists(st.builds(again, st.sampled_from(["", *(one.uid for one in REASONS)]), st.sampled_from(SecondTry))),
)
def test_the_parts_of_each_reason_and_the_reasons_make_up_the_whole(reasons, tried):
    columns = columns_of(*(Deal("lost", reason=reason) for reason in reasons))
    found = count_win_backs(columns, everything(columns), stated(columns), tried)
    for row in (*found.rows, found.total):
        assert row.tried == row.open + row.won + row.lost_again
        assert row.tried <= row.losses
        assert row.rate.low <= row.rate.rate <= row.rate.high
    assert sum(row.losses for row in found.rows) == found.total.losses == found.stated.n == len(reasons) + len(tried)
    assert sum(row.won for row in found.rows) == found.total.won


def test_what_was_recovered_is_told_by_currency_and_a_rate_needs_ends():
    columns = columns_of(Deal("lost", reason=2), Deal("open", reason=1))
    tried = [
        again("budget", SecondTry.WON, 500),
        again("price", SecondTry.WON, 70, "USD"),
        again("price", SecondTry.OPEN),
        again("gone", SecondTry.OPEN),
        again("no longer there", SecondTry.LOST_AGAIN),
    ]
    found = count_win_backs(columns, everything(columns), stated(columns, minimum=2), tried)
    price, gone, unknown = found.rows
    assert (price.uid, price.losses, price.tried, price.won, price.open) == ("price", 4, 3, 2, 1)
    assert price.recovered == (Money(500, "CNY"), Money(70, "USD"))
    assert price.rate.enough
    assert not gone.rate.enough
    assert (unknown.uid, unknown.lost_again) == (NOT_RECORDED, 1)
    wish = found.wish(price.key("rate"))
    assert wish is not None
    assert (wish.reasons, wish.won) == (frozenset({"price"}), False)
    assert found.wish("rate|rival") is None
