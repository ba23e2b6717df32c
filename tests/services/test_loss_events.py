"""Losses and wins as events: several reasons, three voices, verdicts, competitors met, and all of it taken back."""

from collections.abc import Callable
from datetime import date

import pytest

from crmdesk.domain.errors import CancelledError, ConflictError, CrmError, NotFoundError, ValidationError
from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.loss_pool import PoolFilter, PoolOrder, Review
from crmdesk.domain.loss_voices import LossEvent
from crmdesk.domain.money import Money
from crmdesk.domain.win_back_queue import RateOf
from crmdesk.services.loss_accounts import LossWords, ReasonWords, WinWords
from crmdesk.services.loss_voices import ReviewWords
from crmdesk.services.losses import LossQuestion
from crmdesk.services.touches import TouchWords
from crmdesk.store.check import check
from tests.factories import Office, add_customer, add_deal
from tests.store.dumps import logical_dump

FULL = LossWords(
    "price",
    "over_budget",
    competitors=("Globex", "Initech"),
    note="They have no money",
    weight=5,
    more=(ReasonWords("service", weight=3), ReasonWords("price", "competitor_cheaper", 2)),
    verdict=WinBack.MAYBE,
    why="New budget",
    trigger="Their new year begins",
)


@pytest.fixture
def deal(office: Office) -> str:
    return add_deal(office, add_customer(office, "Acme"), "Pump", amount="12,000.50")


def event(office: Office, deal: str) -> LossEvent:
    return office.loss_voices.losses_of(deal)[0]


def said(event: LossEvent, voice: Voice) -> list[tuple[str, int]]:
    account = event.voice(voice)
    return [(reason.title, reason.weight) for reason in account.reasons] if account else []


def test_a_loss_tells_everything_that_was_said(office: Office, deal: str) -> None:
    office.deals.mark_lost(deal, FULL)
    loss = event(office, deal)
    assert [weight for _title, weight in said(loss, Voice.SELLER)] == [5, 3, 2]
    assert (loss.competitors, loss.note, loss.why) == (("Globex", "Initech"), "They have no money", "New budget")
    assert (loss.verdict, loss.win_back_on, loss.trigger) == (WinBack.MAYBE, None, "Their new year begins")
    [entry] = office.touches.timeline("Acme", kinds=["loss"])
    assert entry.title == " · ".join(title for title, _weight in said(loss, Voice.SELLER))
    assert entry.detail == {
        "competitors": "Globex, Initech",
        "win_back": "maybe",
        "win_back_why": "New budget",
        "trigger": "Their new year begins",
    }
    [pooled] = office.losses.pool()
    assert len(pooled.more) == 2
    assert (pooled.win_back_why, pooled.win_back_trigger) == ("New budget", "Their new year begins")
    assert check(office.workspace) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ((ReasonWords("price"),), "reason"),
        ((ReasonWords("price", "over_budget"),), "reason"),
        ((ReasonWords("unknown"),), "reason"),
        ((ReasonWords("not_recorded"),), "reason"),
        ((ReasonWords("service", weight=0),), "weight"),
        ((ReasonWords("service", weight=10),), "weight"),
        ((ReasonWords("competitor"),), "competitor"),
        ((ReasonWords("other"),), "note"),
        (tuple(map(ReasonWords, ("service", "product", "process"))), "reason"),
    ],
)
def test_reasons_that_cannot_stand_together(
    office: Office, deal: str, more: tuple[ReasonWords, ...], field: str
) -> None:
    before = logical_dump(office.path)
    with pytest.raises(ValidationError) as refusal:
        office.deals.mark_lost(deal, LossWords("price", more=more))
    assert refusal.value.field == field
    assert logical_dump(office.path) == before


def test_what_cannot_be_won_back_waits_for_nothing(office: Office, deal: str) -> None:
    for waiting in (LossWords("price", win_back_on=date(2030, 1, 1)), LossWords("price", trigger="x")):
        with pytest.raises(ValidationError):
            office.deals.mark_lost(deal, LossWords(**{**_fields(waiting), "verdict": WinBack.NO}))
    office.deals.mark_lost(deal, LossWords("price", verdict=WinBack.NO, why="Sold out"))
    assert (event(office, deal).verdict, event(office, deal).win_back_on) == (WinBack.NO, None)


def _fields(words: LossWords) -> dict[str, object]:
    return {name: getattr(words, name) for name in words.__dataclass_fields__}


def test_a_deal_is_lost_twice_and_both_losses_are_told(office: Office, deal: str) -> None:
    office.deals.mark_lost(deal, FULL)
    office.deals.reopen(deal)
    office.deals.mark_lost(deal, LossWords("unknown"))
    latest, first = office.loss_voices.losses_of(deal)
    assert (latest.reopened_on, first.reopened_on is not None) == (None, True)
    assert [weight for _title, weight in said(first, Voice.SELLER)] == [5, 3, 2]
    assert first.trigger == "Their new year begins"
    assert len(said(latest, Voice.SELLER)) == 1
    assert check(office.workspace) == []


def test_three_voices_with_their_evidence(office: Office, deal: str) -> None:
    office.deals.mark_lost(deal, LossWords("price"))
    call = office.touches.log_touch("Acme", TouchWords(kind="call", text="You were too slow"))[0].uid
    loss = event(office, deal).uid
    assert [entry.text for entry in office.loss_voices.quotable(loss)] == ["You were too slow"]
    office.loss_voices.quote_customer(loss, [ReasonWords("process", weight=2), ReasonWords("service")], call)
    office.loss_voices.review(loss, ReviewWords((ReasonWords("service"),), "Nobody called", "Call back", call))
    told = event(office, deal)
    assert [account.voice for account in told.voices] == [Voice.SELLER, Voice.CUSTOMER, Voice.MANAGER]
    customer = told.voice(Voice.CUSTOMER)
    assert customer is not None
    assert customer.evidence is not None
    assert (customer.evidence.touch_uid, customer.evidence.text) == (call, "You were too slow")
    assert (told.finding, told.lesson, told.reviewed_by) == ("Nobody called", "Call back", office.desk.actor)
    assert told.counting == told.voice(Voice.MANAGER)
    [entry] = office.touches.timeline("Acme", kinds=["loss"])
    assert (entry.detail["finding"], entry.detail["lesson"]) == ("Nobody called", "Call back")
    assert check(office.workspace) == []
    office.touch_editing.delete_touches([call])
    assert all(account.evidence is None for account in event(office, deal).voices)
    office.loss_voices.silence_customer(loss)
    office.loss_voices.take_back_review(loss)
    assert [account.voice for account in event(office, deal).voices] == [Voice.SELLER]
    assert (event(office, deal).reviewed_on, event(office, deal).lesson) == (None, "Call back")


def test_a_manager_confirms_what_the_sellers_said(office: Office, deal: str) -> None:
    office.deals.mark_lost(deal, FULL)
    office.loss_voices.confirm([event(office, deal).uid, "gone"])
    loss = event(office, deal)
    assert said(loss, Voice.MANAGER) == said(loss, Voice.SELLER)
    assert loss.reviewed_on is not None
    office.loss_voices.write_lesson(loss.uid, " Ask about the budget ")
    assert event(office, deal).lesson == "Ask about the budget"


def test_evidence_of_somebody_else_is_refused(office: Office, deal: str) -> None:
    office.deals.mark_lost(deal, LossWords("price"))
    add_customer(office, "Other")
    alien = office.touches.log_touch("Other", TouchWords(kind="call", text="hm"))[0].uid
    loss = event(office, deal).uid
    with pytest.raises(NotFoundError):
        office.loss_voices.quote_customer(loss, [ReasonWords("price")], alien)
    with pytest.raises(NotFoundError):
        office.loss_voices.review(loss, ReviewWords(evidence=alien))
    with pytest.raises(ValidationError):
        office.loss_voices.quote_customer(loss, [])


class Listener:
    """Hears how far it is, and stops after so many reports."""

    def __init__(self, patience: int = 99) -> None:
        self.heard: list[tuple[int, int | None]] = []
        self._patience = patience

    def progress(self, done: int, total: int | None) -> None:
        self.heard.append((done, total))

    def cancelled(self) -> bool:
        return len(self.heard) >= self._patience


def test_several_deals_get_another_primary_reason_and_keep_the_rest(office: Office, deal: str) -> None:
    other, won = add_deal(office, "Acme", "Valve"), add_deal(office, "Acme", "Pipe")
    office.deals.mark_lost(deal, FULL)
    call = office.touches.log_touch("Acme", TouchWords(kind="call", text="Slow"))[0].uid
    office.deals.mark_lost(other, LossWords("unknown", no_win_back=True))
    reviewed = ReviewWords((ReasonWords("price"), ReasonWords("process")), evidence=call)
    office.loss_voices.review(event(office, other).uid, reviewed)
    office.deals.win(won)
    before, listener = logical_dump(office.path), Listener()
    office.loss_reasons.change_reasons([deal, other, won, "gone"], LossWords("service"), listener)
    assert listener.heard == [(2, 2)]
    loss = event(office, deal)
    assert said(loss, Voice.SELLER) == [("Service", 5), ("Price › competitor cheaper", 2)]
    assert (loss.note, loss.competitors, loss.trigger) == (FULL.note, FULL.competitors, FULL.trigger)
    titles = {touch.title for touch in office.touches.timeline("Acme", kinds=["loss"])}
    assert "Service · Price › competitor cheaper" in titles
    manager = event(office, other).voice(Voice.MANAGER)
    assert said(event(office, other), Voice.MANAGER) == [("Service", 1), ("Our follow-up", 1)]
    assert manager is not None
    assert manager.evidence is not None
    assert (manager.evidence.touch_uid, event(office, other).win_back_on) == (call, None)
    assert check(office.workspace) == []
    office.history.undo()
    assert logical_dump(office.path) == before
    with pytest.raises(CancelledError):
        office.loss_reasons.change_reasons([deal, other], LossWords("service"), Listener(patience=0))
    assert logical_dump(office.path) == before


def test_a_deal_is_won_in_spite_of_something(office: Office, deal: str) -> None:
    words = WinWords((ReasonWords("price", weight=2), ReasonWords("service")), ("Globex",), "=close")
    office.deals.win(deal, words)
    account = office.wins.account(deal)
    assert [(reason.key, reason.weight) for reason in account.obstacles] == [("price", 2), ("service", 1)]
    assert ([one.name for one in account.competitors], account.note) == (["Globex"], "=close")
    [entry] = office.touches.timeline("Acme", kinds=["win"])
    assert entry.title.startswith("Won in spite of: Price · ")
    office.competitors.set_price(deal, "globex", "13000")
    office.wins.change(deal, WinWords((ReasonWords("product"),), ("Globex", "Initech")))
    account = office.wins.account(deal)
    assert [reason.key for reason in account.obstacles] == ["product"]
    assert [one.price for one in account.competitors] == [Money(1300000, "CNY"), None]
    office.deals.reopen(deal)
    with pytest.raises(ConflictError):
        office.wins.change(deal, WinWords())
    office.deals.win(deal)
    assert office.wins.account(deal).obstacles == ()
    assert check(office.workspace) == []


def test_competitors_are_met_priced_described_and_forgotten(office: Office, deal: str) -> None:
    office.competitors.meet(deal, "Globex", price="9,999")
    office.competitors.meet(deal, "GLOBEX")
    office.deals.mark_lost(deal, LossWords("price", competitors=("Initech",)))
    met = {one.name: (one.price, one.in_loss) for one in office.competitors.met(deal)}
    assert met == {"Globex": (Money(999900, "CNY"), False), "Initech": (None, True)}
    with pytest.raises(ConflictError):
        office.competitors.forget(deal, "Initech")
    office.competitors.forget(deal, "Globex")
    assert [one.name for one in office.competitors.met(deal)] == ["Initech"]
    office.competitors.describe("Initech", strengths="cheap", weaknesses="slow")
    assert [(one.name, one.strengths) for one in office.competitors.competitors()] == [
        ("Globex", ""),
        ("Initech", "cheap"),
    ]
    refused: tuple[Callable[[], object], ...] = (
        lambda: office.competitors.set_price(deal, "nobody", "1"),
        lambda: office.competitors.set_price(deal, "Initech", "-1"),
        lambda: office.competitors.meet(deal, " "),
    )
    for act in refused:
        with pytest.raises(CrmError):
            act()


def test_the_queue_is_by_what_a_try_may_bring(office: Office, deal: str) -> None:
    small = add_deal(office, "Acme", "Valve", amount="100")
    given_up, unpriced = add_deal(office, "Acme", "Pipe", amount="9"), add_deal(office, "Acme", "Nut")
    for each in (deal, small, given_up, unpriced):
        office.deals.mark_lost(each, LossWords("price"))
    uids = {each: event(office, each).uid for each in (deal, small, given_up, unpriced)}
    before = logical_dump(office.path)
    office.win_backs.discard([uids[given_up], uids[unpriced]], why="Too small")
    office.history.undo()
    assert logical_dump(office.path) == before
    office.win_backs.discard([uids[given_up]])
    office.win_backs.set_win_back([uids[small], "gone"], WinBack.YES, why="They asked", on=date(2026, 3, 2))
    queue = office.win_backs.queue()
    assert [item.candidate.deal_uid for item in queue] == [deal, small, unpriced]
    assert (queue[0].rate_of, queue[0].expected) == (RateOf.STAGE, Money(round(1200050 * queue[0].rate), "CNY"))
    assert [item.candidate.deal for item in office.win_backs.queue(due_by=date(2026, 3, 2))] == ["Valve"]
    assert len(office.win_backs.queue(customer="nobody")) == 0
    [entry] = [touch for touch in office.touches.timeline("Acme", kinds=["loss"]) if touch.deal == "Valve"]
    assert (entry.detail["win_back"], entry.detail["win_back_on"]) == ("yes", "2026-03-02")
    with pytest.raises(ValidationError):
        office.win_backs.set_win_back([uids[small]], WinBack.NO, on=date(2026, 5, 1))


def test_the_queue_names_the_reason_that_counts(office: Office, deal: str) -> None:
    other = add_deal(office, "Acme", "Valve", amount="10")
    office.deals.mark_lost(deal, LossWords("price", "over_budget"))
    office.deals.mark_lost(other, LossWords("price"))
    office.loss_voices.quote_customer(event(office, deal).uid, [ReasonWords("product")])
    office.loss_voices.review(event(office, other).uid, ReviewWords((ReasonWords("service"),)))
    reasons = {entry.name: entry.uid for entry in office.configuration.reasons.entries()}

    def told() -> dict[str, tuple[str, str, str]]:
        queue = [item.candidate for item in office.win_backs.queue()]
        return {each.deal: (each.reason, each.subreason, each.reason_uid) for each in queue}

    assert told() == {
        "Pump": ("Price", "over budget", reasons["Price"]),
        "Valve": ("Service", "", reasons["Service"]),
    }
    office.configuration.reasons.merge(reasons["Service"], reasons["Product"])
    assert told()["Valve"] == ("Product", "", reasons["Product"])


def test_the_rate_is_that_of_the_reason_where_enough_was_tried(office: Office, deal: str) -> None:
    office.configuration.company.set_evidence(2)
    for number, end in enumerate((office.deals.win, lambda each: office.deals.mark_lost(each, LossWords("service")))):
        tried = add_deal(office, "Acme", f"Tried {number}", amount="10")
        office.deals.mark_lost(tried, LossWords("price", "over_budget", no_win_back=True))
        office.deals.reopen(tried)
        end(tried)
    office.deals.mark_lost(deal, LossWords("price"))
    other = add_deal(office, "Acme", "Other", amount="10")
    office.deals.mark_lost(other, LossWords("product", trigger="x"))
    items = {item.candidate.deal: item for item in office.win_backs.queue()}
    assert (items["Pump"].rate_of, items["Pump"].rate, items["Pump"].n) == (RateOf.REASON, 0.5, 2)
    assert (items["Other"].rate_of, items["Other"].n) == (RateOf.ALL, 2)


def test_where_the_voices_differ_is_counted_by_pair(office: Office, deal: str) -> None:
    other, unknown = add_deal(office, "Acme", "Valve", amount="100"), add_deal(office, "Acme", "Pipe")
    for each, reason in ((deal, "price"), (other, "price"), (unknown, "unknown")):
        office.deals.mark_lost(each, LossWords(reason))
        office.loss_voices.quote_customer(event(office, each).uid, [ReasonWords("service")])
    office.loss_voices.review(event(office, deal).uid, ReviewWords((ReasonWords("price", "over_budget"),)))
    found = office.losses.disagreement(LossQuestion())
    assert (found.compared, found.n) == (2, 2)
    pairs = {(row.one, row.other): (row.reason, row.other_reason, row.count) for row in found.rows}
    assert pairs == {
        (Voice.SELLER, Voice.CUSTOMER): ("Price", "Service", 2),
        (Voice.CUSTOMER, Voice.MANAGER): ("Service", "Price", 1),
    }
    assert [money.minor for money in found.rows[0].sums] == [1200050 + 10000]
    assert office.losses.disagreement(LossQuestion(until=date(2020, 1, 1))).compared == 0
    reviews = office.pool.board(PoolFilter()).reviews
    assert (reviews[Review.UNKNOWN], reviews[Review.NOT_REVIEWED], reviews[Review.DISAGREE]) == (1, 2, found.n)
    worklist = office.pool.deals(PoolFilter(reviews=frozenset({Review.DISAGREE})), PoolOrder())
    assert {loss.deal for loss in worklist} == {"Pump", "Valve"}
    assert office.losses.disagreement(LossQuestion(expression="amount<1000")).n == 1


def test_deleting_the_customer_takes_all_of_it_along_and_back(office: Office, deal: str) -> None:
    office.deals.mark_lost(deal, FULL)
    call = office.touches.log_touch("Acme", TouchWords(kind="call", text="Too slow"))[0].uid
    office.loss_voices.quote_customer(event(office, deal).uid, [ReasonWords("service")], call)
    office.deals.win(add_deal(office, "Acme", "Won"), WinWords((ReasonWords("price"),), ("Globex",)))
    before = logical_dump(office.path)
    office.customers.delete("Acme")
    assert check(office.workspace) == []
    office.history.undo()
    assert logical_dump(office.path) == before
    add_customer(office, "Other")
    office.touch_editing.move_touches([call], "Other")
    assert check(office.workspace) == []
