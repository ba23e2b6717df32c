from hypothesis import given
from hypothesis import strategies as st

from crmdesk.insight.outcomes.obstacles import obstacles
from tests.insight.outcomes.made_columns import REASONS, Deal, columns_of, everything, stated

FIRST_LEVEL = {code: named.above or code for code, named in enumerate(REASONS)}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["won", "lost", "open"]), st.integers(0, 4), st.sets(st.integers(1, 4)), st.integers(0, 99)
        ),
        max_size=30,
    )
)
def test_each_side_counts_its_deals_once_for_a_reason(deals):
    columns = columns_of(
        *(
            Deal(status, reason=reason, obstacles=tuple(against) if status == "won" else (), amount=amount)
            for status, reason, against, amount in deals
        )
    )
    found = obstacles(columns, everything(columns), stated(columns), currency="CNY")
    for row in found.rows:
        [code] = [code for code, named in enumerate(REASONS) if named.uid == row.uid]
        lost = [amount for status, reason, _a, amount in deals if status == "lost" and FIRST_LEVEL[reason] == code]
        won = [
            amount for status, _r, against, amount in deals if status == "won" and code in map(FIRST_LEVEL.get, against)
        ]
        assert (row.lost, row.lost_amount) == (len(lost), sum(lost))
        assert (row.won, row.won_amount) == (len(won), sum(won))
        assert row.overcome.low <= row.overcome.rate <= row.overcome.high
    lost = sum(status == "lost" for status, *_rest in deals)
    assert sum(row.lost for row in found.rows) + found.silent_lost == lost
    assert found.silent_won == sum(status == "won" and not against for status, _r, against, _a in deals)


def test_the_sides_lead_to_their_deals():
    columns = columns_of(Deal("won", obstacles=(2,), amount=5, currency=2), Deal("lost", reason=1))
    found = obstacles(columns, everything(columns), stated(columns), currency="CNY")
    [row] = found.rows
    assert (row.uid, row.won, row.won_amount) == ("price", 1, 0)
    wish = found.wish(row.key(won=True))
    assert wish is not None
    assert (wish.reasons, wish.won) == (frozenset({"price"}), True)
    assert found.wish("won|gone") is None
