"""The numbers of the lost pool equal plain SQL, under any wish."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.loss import NOT_RECORDED, Voice
from crmdesk.domain.loss_pool import NOBODY, PoolColumn, PoolFilter, PoolOrder, Review, Tally
from crmdesk.domain.moment import Moment
from crmdesk.services.loss_accounts import LossWords
from crmdesk.store.repos.losses import change_losses, set_reasons
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled

_WORDS = (
    LossWords("price"),
    LossWords("price", "over_budget"),
    LossWords("competitor", competitors=("EduSoft",)),
    LossWords("need_gone"),
    LossWords("unknown"),
)


def _fill(office: Office) -> None:
    """Twenty losses over ten months, for five reasons, at three stages; two of them were won back."""
    for number in range(20):
        add_customer(office, f"Customer {number:02}")
        amount = "" if number == 7 else str(1000 * (number + 1))
        deal = add_deal(office, f"Customer {number:02}", f"Deal {number}", amount=amount)
        office.deals.move_stage(deal, ("contact", "quoted", "negotiation")[number % 3])
        at = Moment.of(office.desk.clock.now().local - timedelta(days=15 * number))
        office.deals.mark_lost(deal, _WORDS[number % 5], at=at)
    office.deals.reopen("Deal 18")
    office.deals.reopen("Deal 19")


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


def sql(office: Office, query: str) -> list[Any]:
    with office.desk.read() as source:
        return list(source.connection.execute(text(query)))


def uid_of(office: Office, table: str, name: str) -> str:
    [(uid,)] = sql(office, f"SELECT uid FROM {table} WHERE name = '{name}' OR name LIKE '{name}'")
    return str(uid)


def reason(office: Office, key: str) -> str:
    return next(one.uid for one in office.loss_accounts.choices().reasons if one.key == key)


def test_the_total_counts_the_losses_in_force(book: Office):
    [(n, minor)] = sql(book, "SELECT count(*), sum(amount_minor) FROM loss_event WHERE reopened_at IS NULL")
    board = book.pool.board(PoolFilter())
    assert board.total == Tally(n, 1, (("CNY", minor),))
    assert board.everything == n == 18
    assert len(book.losses.pool()) == n


def test_reasons_count_what_is_below_them(book: Office):
    board = book.pool.board(PoolFilter())
    counts = {entry.uid: entry.tally.n for entry in board.reasons}
    rows = sql(
        book,
        "SELECT coalesce(parent.uid, reason.uid), count(*) FROM loss_event JOIN loss_reason_link link ON link.loss_id ="
        " loss_event.id JOIN loss_reason reason ON reason.id = link.reason_id LEFT JOIN loss_reason parent"
        " ON parent.id = reason.parent_id WHERE reopened_at IS NULL GROUP BY 1",
    )
    assert {uid: counts[uid] for uid, _n in rows} == dict(rows)
    assert sum(entry.tally.n for entry in board.reasons_in("")) == board.total.n


def test_months_equal_plain_sql_and_their_last_is_partial(book: Office):
    board = book.pool.board(PoolFilter())
    rows = sql(
        book, "SELECT substr(lost_day, 1, 7), count(*) FROM loss_event WHERE reopened_at IS NULL GROUP BY 1 ORDER BY 1"
    )
    shown = {span.key: sum(tally.n for tally in span.wanted) for span in board.trend.spans}
    assert {month: n for month, n in shown.items() if n} == dict(rows)
    assert [span.key for span in board.trend.spans if span.partial] == ["2026-03"]


def test_each_facet_counts_under_the_wishes_about_the_others(book: Office):
    price = reason(book, "price")
    quoted = uid_of(book, "stage", "Quoted")
    board = book.pool.board(PoolFilter(reasons=frozenset({price}), stages=frozenset({quoted})))
    everything = book.pool.board(PoolFilter())
    only_price = book.pool.board(PoolFilter(reasons=frozenset({price})))
    only_quoted = book.pool.board(PoolFilter(stages=frozenset({quoted})))
    assert board.stages == only_price.stages
    assert board.reasons == only_quoted.reasons
    assert 0 < board.total.n < only_price.total.n < everything.total.n
    assert board.total.n == len(book.pool.deals(board.wanted, PoolOrder()))


def test_a_reason_means_all_below_it_and_a_sub_reason_only_itself(book: Office):
    price, detail = reason(book, "price"), reason(book, "over_budget")
    names = {loss.subreason for loss in book.pool.deals(PoolFilter(reasons=frozenset({price})), PoolOrder())}
    assert names == {"", "over budget"}
    names = {loss.subreason for loss in book.pool.deals(PoolFilter(reasons=frozenset({detail})), PoolOrder())}
    assert names == {"over budget"}
    board = book.pool.board(PoolFilter(reasons=frozenset({detail})))
    assert board.chosen == {detail}
    assert sum(tally.n for span in board.trend.spans for tally in span.wanted) == board.total.n


def test_a_period_leaves_out_what_has_no_day_and_says_how_many(book: Office):
    with book.desk.change("Forget a day") as unit:
        [(loss_id,)] = sql(book, "SELECT max(id) FROM loss_event WHERE reopened_at IS NULL")
        change_losses(unit, {loss_id: {"lost_at": None, "lost_day": None}})
    since, until = date(2026, 1, 1), date(2026, 2, 28)
    board = book.pool.board(PoolFilter(since=since, until=until))
    [(n,)] = sql(
        book,
        "SELECT count(*) FROM loss_event WHERE reopened_at IS NULL AND lost_day BETWEEN '2026-01-01' AND '2026-02-28'",
    )
    assert (board.total.n, board.undated.n) == (n, 1)
    assert book.pool.board(PoolFilter(undated=True)).total.n == 1
    [loss] = book.pool.deals(PoolFilter(undated=True), PoolOrder())
    assert loss.lost_on is None
    assert book.pool.deals(PoolFilter(), PoolOrder(PoolColumn.LOST, descending=False))[-1] == loss
    assert book.pool.deals(PoolFilter(), PoolOrder(PoolColumn.LOST))[-1] == loss


def test_what_the_workspace_does_not_have_is_left_out_of_the_wish(book: Office):
    wanted = PoolFilter(reasons=frozenset({"gone"}), owners=frozenset({"gone"}), stages=frozenset({"gone", NOBODY}))
    assert book.pool.board(wanted).wanted == PoolFilter(stages=frozenset({NOBODY}))


@pytest.mark.parametrize("column", list(PoolColumn))
@pytest.mark.parametrize("descending", [True, False])
def test_pages_in_any_order_make_up_the_whole_list(book: Office, column: PoolColumn, *, descending: bool):
    order = PoolOrder(column, descending)
    whole = book.pool.deals(PoolFilter(), order)
    pages = [book.pool.deals(PoolFilter(), order, limit=5, offset=at) for at in range(0, 20, 5)]
    assert [loss for page in pages for loss in page] == whole
    assert len({loss.loss_id for loss in whole}) == 18


def test_amounts_are_ordered_with_the_unknown_last(book: Office):
    for descending in (True, False):
        losses = book.pool.deals(PoolFilter(), PoolOrder(PoolColumn.AMOUNT, descending))
        amounts = [loss.amount.minor for loss in losses if loss.amount]
        assert amounts == sorted(amounts, reverse=descending)
        assert losses[-1].amount is None


def test_a_loss_leads_to_its_entry_on_the_timeline(book: Office):
    [loss] = book.pool.deals(PoolFilter(), PoolOrder(), limit=1)
    [(kind,)] = sql(
        book, f"SELECT k.key FROM touch t JOIN touch_kind k ON k.id = t.kind_id WHERE t.uid = '{loss.touch_uid}'"
    )
    assert kind == "loss"


def test_of_some_losses_those_that_fit_come_in_the_order_given(book: Office):
    losses = book.pool.deals(PoolFilter(), PoolOrder(PoolColumn.AMOUNT))
    keys = [loss.loss_id for loss in losses]
    assert book.pool.losses_among(keys, PoolFilter()) == losses
    price = PoolFilter(reasons=frozenset({reason(book, "price")}))
    fitting = {loss.loss_id for loss in book.pool.deals(price, PoolOrder())}
    assert [loss.loss_id for loss in book.pool.losses_among(keys, price)] == [key for key in keys if key in fitting]


def test_losses_are_marked_as_reviewed_and_back(book: Office):
    losses = book.pool.deals(PoolFilter(), PoolOrder(), limit=3)
    book.pool.review(losses, reviewed=True)
    assert book.pool.board(PoolFilter()).reviews[Review.NOT_REVIEWED] == 15
    left = book.pool.deals(PoolFilter(reviews=frozenset({Review.NOT_REVIEWED})), PoolOrder())
    assert len(left) == 15
    assert book.history.next_undo().label == "Mark 3 losses as reviewed"
    book.history.undo()
    assert book.pool.board(PoolFilter()).reviews[Review.NOT_REVIEWED] == 18


def test_several_deals_are_won_back_in_one_change(book: Office):
    losses = book.pool.deals(PoolFilter(), PoolOrder(), limit=2)
    book.pool.win_back([loss.deal_uid for loss in losses])
    assert {book.deals.find_deal(loss.deal_uid).status for loss in losses} == {DealStatus.OPEN}
    assert book.pool.board(PoolFilter()).total.n == 16
    book.history.undo()
    assert book.pool.board(PoolFilter()).total.n == 18


def test_a_reason_of_nobody_is_not_recorded(book: Office):
    [(loss_id,)] = sql(book, "SELECT min(id) FROM loss_event WHERE reopened_at IS NULL")
    with book.desk.change("Forget why") as unit:
        set_reasons(unit, loss_id, {}, Voice.SELLER)
    board = book.pool.board(PoolFilter(reasons=frozenset({NOT_RECORDED})))
    assert board.total.n == 1
    assert board.reason(NOT_RECORDED).tally.n == 1
    [loss] = book.pool.deals(board.wanted, PoolOrder())
    assert loss.loss_id == loss_id


def test_a_reason_not_recorded_has_no_words_of_the_workspace(book: Office):
    [(loss_id,)] = sql(book, "SELECT min(id) FROM loss_event WHERE reopened_at IS NULL")
    [(reason_id,)] = sql(book, "SELECT id FROM loss_reason WHERE key = 'not_recorded'")
    with book.desk.change("Forget why") as unit:
        set_reasons(unit, loss_id, {reason_id: 1}, Voice.SELLER)
    [loss] = book.pool.deals(PoolFilter(reasons=frozenset({NOT_RECORDED})), PoolOrder())
    assert (loss.reason, loss.subreason) == ("", "")


def test_a_month_narrows_down_all_but_the_trend(book: Office):
    board = book.pool.board(PoolFilter())
    month = next(span.key for span in board.trend.spans if span.wanted[0].n)
    narrowed = book.pool.board(replace(board.wanted, month=month))
    assert narrowed.trend == board.trend
    [(n,)] = sql(
        book, f"SELECT count(*) FROM loss_event WHERE reopened_at IS NULL AND substr(lost_day, 1, 7) = '{month}'"
    )
    assert narrowed.total.n == n == len(book.pool.deals(narrowed.wanted, PoolOrder()))


def test_why_a_deal_was_lost_is_said_anew_and_taken_back(book: Office):
    [before] = book.pool.deals(PoolFilter(), PoolOrder(), limit=1)
    book.loss_reasons.change_reason(before.deal_uid, LossWords("competitor", competitors=("Qiming",), note="cheaper"))
    [after] = book.pool.deals(PoolFilter(), PoolOrder(), limit=1)
    assert (after.reason, after.competitors, after.note) == ("Chose a competitor", ("Qiming",), "cheaper")
    assert (after.lost_on, after.stage, after.amount) == (before.lost_on, before.stage, before.amount)
    assert sql(book, f"SELECT title, body FROM touch WHERE uid = '{after.touch_uid}'") == [
        ("Chose a competitor", "cheaper")
    ]
    book.history.undo()
    assert book.pool.deals(PoolFilter(), PoolOrder(), limit=1) == [before]


def test_a_deal_that_is_not_lost_has_no_reason_to_change(book: Office):
    with pytest.raises(ConflictError):
        book.loss_reasons.change_reason("Deal 19", LossWords("price"))


def test_names_are_ordered_as_people_look_for_them(office: Office):
    for name in ("Acme", "华晨", "Zed"):
        add_customer(office, name)
    for number in (10, 2):
        office.deals.mark_lost(add_deal(office, "Acme", f"Deal {number}"), LossWords("price"))
    office.deals.mark_lost(add_deal(office, "华晨", "Pump"), LossWords("price"))
    office.deals.mark_lost(add_deal(office, "Zed", "Pump"), LossWords("price"))
    losses = office.pool.deals(PoolFilter(), PoolOrder(PoolColumn.DEAL, descending=False))
    assert [(loss.customer, loss.deal) for loss in losses] == [
        ("Acme", "Deal 2"),
        ("Acme", "Deal 10"),
        ("华晨", "Pump"),
        ("Zed", "Pump"),
    ]


def test_days_of_unlike_time_zones_stand_in_order(office: Office):
    add_customer(office, "Acme")
    times = {"East": "2026-02-05T01:00+08:00", "West": "2026-02-04T20:00-08:00", "Eve": "2026-02-04T19:00-08:00"}
    for name, at in times.items():
        moment = Moment.of(datetime.fromisoformat(at))
        office.deals.mark_lost(add_deal(office, "Acme", name), LossWords("price"), at=moment)
    for descending in (True, False):
        losses = office.pool.deals(PoolFilter(), PoolOrder(PoolColumn.LOST, descending=descending))
        days = [loss.lost_on for loss in losses]
        assert days == sorted(days, reverse=descending)
    by_owner = office.pool.deals(PoolFilter(), PoolOrder(PoolColumn.OWNER))
    assert [loss.deal for loss in by_owner] == ["East", "West", "Eve"], "alike otherwise: the last day first"


def test_a_row_names_whom_the_facet_counts(office: Office):
    add_customer(office, "Acme")
    deal = add_deal(office, "Acme", "Pump")
    office.competitors.meet(deal, "Zeta")
    office.deals.mark_lost(deal, LossWords("price", competitors=("Globex",)))
    other = add_deal(office, "Acme", "Valve")
    office.competitors.meet(other, "Apex")
    office.deals.mark_lost(other, LossWords("price"))
    losses = office.pool.deals(PoolFilter(), PoolOrder(PoolColumn.COMPETITOR, descending=False))
    assert [(loss.deal, loss.competitors) for loss in losses] == [("Valve", ("Apex",)), ("Pump", ("Globex", "Zeta"))]
    board = office.pool.board(PoolFilter())
    counted = {one.uid: one.tally.n for one in board.competitors if one.tally.n}
    for entry in board.competitors:
        fitting = office.pool.deals(PoolFilter(competitors=frozenset({entry.uid})), PoolOrder())
        assert len(fitting) == counted.get(entry.uid, 0)
        assert all(entry.name in loss.competitors for loss in fitting)
    for loss in losses:
        office.deals.reopen(loss.deal_uid)
        office.deals.win(loss.deal_uid)
    won = office.pool.deals(PoolFilter(won=True), PoolOrder(PoolColumn.COMPETITOR, descending=False))
    assert [loss.competitors for loss in won] == [("Apex",), ("Zeta",)], "Globex was named by a loss that is over"
