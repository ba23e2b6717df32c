from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import NOBODY, Dimension, none_of
from crmdesk.insight.outcomes.columns import Named, OutcomeColumns, Pairs
from crmdesk.insight.outcomes.heat import Heat, heat
from tests.insight.outcomes.made_columns import NONE, REASONS, Deal, columns_of, everything, stated

FIRST_LEVEL = {code: named.above or code for code, named in enumerate(REASONS)}
DEALS = st.lists(
    st.tuples(
        st.sampled_from(["won", "lost", "open"]), st.integers(0, 4), st.sets(st.integers(1, 2)), st.integers(0, 99)
    ),
    max_size=30,
)


def counted(columns: OutcomeColumns, by: Dimension, **wishes: str) -> Heat:
    return heat(columns, everything(columns), stated(columns), by, currency="CNY", **wishes)


@given(DEALS)
def test_every_cell_counts_the_deals_that_have_both_and_every_total_each_deal_once(deals):
    columns = columns_of(
        *(Deal(status, reason=reason, competitors=tuple(met), amount=amount) for status, reason, met, amount in deals)
    )
    made = counted(columns, Dimension.COMPETITOR)
    lost = [(FIRST_LEVEL[reason], met or {0}, amount) for status, reason, met, amount in deals if status == "lost"]
    codes = {uid: code for code, uid in enumerate(["", "kestrel", "qiming"])}
    rows = {NOT_RECORDED: 0} | {named.uid: code for code, named in enumerate(REASONS) if code}
    for row, counts, amounts in zip(made.rows, made.counts, made.amounts, strict=True):
        in_row = [one for one in lost if one[0] == rows[row.uids[0]]]
        assert (row.n, row.amount) == (len(in_row), sum(amount for _r, _m, amount in in_row))
        for column, n, amount in zip(made.columns, counts, amounts, strict=True):
            both = [one for one in in_row if codes[column.uids[0]] in one[1]]
            assert (n, amount) == (len(both), sum(amount for _r, _m, amount in both))
    for at, column in enumerate(made.columns):
        assert column.n == sum(counts[at] for counts in made.counts)
    assert sum(row.n for row in made.rows) == len(lost)
    assert made.overlap is any(len(met) > 1 for _r, met, _a in lost)


def staged(count: int, stages: int) -> OutcomeColumns:
    columns = columns_of(*(Deal("lost", reason=1 + at % 2) for at in range(count)))
    names = (NONE, *(Named(f"s{at}", f"Stage {at}") for at in range(1, stages + 1)))
    return replace(columns, stage=np.array([at % (stages + 1) for at in range(count)], np.int32), stages=names)


def test_stages_keep_their_order_and_too_many_are_folded_but_what_is_unknown_stays_apart():
    made = counted(staged(36, 11), Dimension.STAGE)
    assert [column.name for column in made.columns][:8] == [f"Stage {at}" for at in range(1, 9)]
    *_shown, others, unknown = made.columns
    assert (others.uids, others.folded, others.n) == (("s9", "s10", "s11"), 3, 9)
    assert (unknown.uids, unknown.n) == ((NOBODY,), 3)
    assert sum(column.n for column in made.columns) == 36


def test_folded_rows_make_up_the_same_whole():
    columns = columns_of(*(Deal("lost", reason=code, amount=code) for code in (1, 1, 3, 4, 0)))
    made = counted(columns, Dimension.STAGE)
    short = made.with_rows(2)
    assert [row.n for row in short.rows] == [2, 3]
    assert short.rows[-1].uids == ("rival", "gone", NOT_RECORDED)
    assert [sum(cells) for cells in zip(*short.counts, strict=True)] == [column.n for column in made.columns]
    assert made.with_rows(9) is made


def test_inside_a_reason_there_is_what_is_below_it_and_what_has_no_detail():
    columns = columns_of(*(Deal("lost", reason=code) for code in (1, 2, 2, 3)))
    made = counted(columns, Dimension.STAGE, inside="price")
    assert [(row.uids, row.n) for row in made.rows] == [(("budget",), 2), ((), 1)]
    assert made.key(made.columns[0], made.rows[1]) == ""


def test_tags_are_those_of_one_group():
    columns = columns_of(Deal("lost", reason=1), Deal("lost", reason=1), Deal("lost", reason=3))
    names = (NONE, Named("steel", "Steel", group="industry"), Named("north", "North", group="region"))
    groups = (Named("industry", "Industry"), Named("region", "Region"))
    tags = Pairs(np.array([0, 1, 1], np.int32), np.array([1, 2, 1], np.int32))
    columns = replace(columns, tags=tags, tag_names=names, tag_groups=groups)
    made = counted(columns, Dimension.TAG, group="industry")
    assert [(column.uids, column.n) for column in made.columns] == [(("steel",), 2), ((none_of("industry"),), 1)]
    assert (made.overlap, made.group_name) == (False, "Industry")
    assert counted(columns, Dimension.TAG, group="gone").group_name == "Industry"


@pytest.mark.parametrize(
    "by", [Dimension.STAGE, Dimension.COMPETITOR, Dimension.OWNER, Dimension.SOURCE, Dimension.TAG]
)
def test_a_cell_leads_to_its_reason_and_its_column(by):
    columns = columns_of(Deal("lost", reason=1, competitors=(1,)), Deal("lost", reason=3))
    made = counted(columns, by)
    row, column = made.rows[0], made.columns[0]
    field = {
        Dimension.STAGE: "stages",
        Dimension.OWNER: "owners",
        Dimension.SOURCE: "sources",
        Dimension.TAG: "tags",
    }.get(by, "competitors")
    wish = made.wish(made.key(column, row))
    assert (wish.reasons, getattr(wish, field)) == ({"price"}, frozenset(column.uids))
    assert made.wish(made.key(None, row)).reasons == {"price"}
    total = made.wish(made.key(column, None))
    assert (total.reasons, getattr(total, field)) == (frozenset(), frozenset(column.uids))


def test_of_nothing_there_is_nothing():
    made = counted(columns_of(Deal("won")), Dimension.SOURCE)
    assert (made.rows, made.columns, made.counts) == ((), (), ())
