from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.insight.outcomes.cohorts import AGES, cohorts
from tests.insight.outcomes.made_columns import TODAY, Deal, columns_of, everything, stated


def deals(min_size: int = 0) -> st.SearchStrategy[list[Deal]]:
    day = st.dates(date(2024, 6, 1), TODAY)
    made = st.builds(
        lambda status, begun, age: Deal(status, begun, None if status == "open" else begun + timedelta(age)),
        st.sampled_from(["won", "lost", "open"]),
        day,
        st.integers(0, 500),
    )
    return st.lists(made, min_size=min_size, max_size=40)


@given(deals())
def test_shares_only_rise_and_count_the_deals_of_the_month(made):
    columns = columns_of(*made)
    found = cohorts(columns, everything(columns), stated(columns, minimum=5), today=TODAY)
    assert sum(row.n for row in found.rows) == len(made) == found.stated.n
    for row in found.rows:
        mine = [deal for deal in made if deal.created.isoformat().startswith(row.month)]
        assert row.n == len(mine)
        for status, shares in (("won", row.won), ("lost", row.lost)):
            mature = [share for share in shares if share is not None]
            assert [share.part for share in mature] == sorted(share.part for share in mature)
            for days, share in zip(AGES.values(), shares, strict=True):
                if share is not None:
                    n = sum(deal.status == status and (deal.closed - deal.created).days <= days for deal in mine)
                    assert (share.part, share.whole) == (n, row.n)


def test_a_month_is_mature_once_its_last_day_is_that_long_ago():
    columns = columns_of(Deal(created=date(2026, 1, 5)), Deal(created=date(2026, 2, 1)), Deal(created=TODAY))
    found = cohorts(columns, everything(columns), stated(columns), today=TODAY)
    assert [[share is not None for share in row.won] for row in found.rows] == [
        [True, False, False, False, False],
        [False] * 5,
        [False] * 5,
    ]


def test_the_period_is_that_of_creation_and_a_cell_leads_to_its_deals():
    columns = columns_of(
        Deal("won", date(2025, 4, 5), date(2025, 5, 1)),
        Deal("won", date(2025, 5, 5), date(2025, 6, 1)),
        Deal("lost", date(2025, 5, 5)),  # on an unknown day
    )
    wanted = stated(columns, since=date(2025, 5, 1))
    found = cohorts(columns, everything(columns), wanted, today=TODAY)
    [row] = found.rows
    assert (row.month, row.n) == ("2025-05", 1)
    wish = found.wish(row.key(2, "won"))
    assert wish is not None
    assert (wish.cohort, wish.days, wish.won, wish.since) == ("2025-05", (0, 91), True, None)
    assert found.wish("3|2025-04|won") is None
    assert found.wish("4|2025-05|won") is None
