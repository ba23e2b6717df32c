from collections import Counter
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.insight.loss_trend import Step
from crmdesk.insight.outcomes.win_rate import win_rate
from tests.insight.outcomes.made_columns import TODAY, Deal, columns_of, everything, stated

DAYS = st.dates(date(2025, 4, 1), TODAY)
ENDED = st.tuples(st.sampled_from(["won", "lost"]), DAYS)


@given(st.lists(ENDED, max_size=40))
def test_every_deal_that_ended_is_in_its_month_and_the_months_make_up_the_whole(deals):
    columns = columns_of(Deal(), *(Deal(status, closed=closed) for status, closed in deals))
    made = win_rate(columns, everything(columns), stated(columns, since=date(2025, 4, 1)), today=TODAY)
    counted = Counter((f"{closed:%Y-%m}", status) for status, closed in deals)
    assert made.step is Step.MONTH
    assert [span.key for span in made.spans] == sorted({span.key for span in made.spans})
    for span in made.spans:
        assert (span.won.part, span.lost) == (counted[span.key, "won"], counted[span.key, "lost"])
    assert made.won.whole == len(deals) == sum(span.won.whole for span in made.spans)


def test_a_span_is_partial_where_not_all_of_it_counts():
    columns = columns_of(Deal("won", closed=date(2026, 1, 20)), Deal("lost", closed=date(2026, 2, 1)))
    made = win_rate(columns, everything(columns), stated(columns, since=date(2026, 1, 15)), today=TODAY)
    assert [(span.key, span.partial) for span in made.spans] == [
        ("2026-01", True), ("2026-02", False), ("2026-03", True),
    ]  # fmt: skip


def test_many_months_become_quarters_and_more_of_them_years():
    for first, step, key in ((date(2022, 5, 1), Step.QUARTER, "2022-Q2"), (date(2016, 5, 1), Step.YEAR, "2016")):
        columns = columns_of(Deal("won", closed=first), Deal("lost", closed=TODAY))
        made = win_rate(columns, everything(columns), stated(columns), today=TODAY)
        assert (made.step, made.spans[0].key, made.spans[0].won.part, made.spans[-1].lost) == (step, key, 1, 1)
        assert sum(span.won.whole for span in made.spans) == 2


def test_an_unknown_day_is_in_no_month_but_in_the_whole():
    columns = columns_of(Deal("lost"), Deal("won", closed=date(2026, 2, 2)))
    made = win_rate(columns, everything(columns), stated(columns), today=TODAY)
    assert (made.won.part, made.won.whole, sum(span.won.whole for span in made.spans)) == (1, 2, 1)


def test_a_month_leads_to_its_lost_or_its_won_deals_and_the_period_before_is_told():
    columns = columns_of(Deal("lost", closed=date(2026, 2, 1)), Deal("won", closed=date(2025, 2, 1)))
    recent = np.array([True, False])
    made = win_rate(columns, recent, stated(columns, since=date(2026, 2, 1)), today=TODAY, before=~recent)
    assert (made.won.rate, made.before.rate) == (0.0, 1.0)
    assert (made.wish("2026-02|won").month, made.wish("2026-02|won").won) == ("2026-02", True)
    assert made.wish("2026-02").won is False
    assert made.wish("2020-01") is None
