"""The list of customers: who is in it, in which order, and what a row shows."""

from datetime import timedelta

import pytest

from crmdesk.domain.customer_list import CustomerQuery, Scope, SortBy
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money
from crmdesk.services.customer_list import CustomerListService
from crmdesk.services.customers import NewCustomer
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, add_deal, log
from tests.fakes import FixedClock


@pytest.fixture
def shop(office: Office) -> Office:
    """Customers in every situation."""
    add_customer(office, "Acme", phones=("138 0000 4821",))
    add_customer(office, "华晨教育")
    add_customer(office, "Store 10")
    add_customer(office, "Store 9")
    add_customer(office, "曾氏贸易", owner="Zhao Min")
    add_deal(office, "Acme", "Pump", amount="500", stage="quote")
    add_deal(office, "Acme", "Valve", amount="20")
    add_deal(office, "华晨教育", "Licence", amount="86000")
    add_deal(office, "Store 9", "Till")
    add_deal(office, "Store 10", "Shelf")
    office.deals.win("Till")
    office.deals.mark_lost("Shelf", LossWords(reason="price"))
    log(office, "Acme", "first", at="2026-03-01")
    log(office, "Store 9", "second", at="2026-03-02")
    office.touches.log_touch("Acme", TouchWords(kind="call", text="x", at="2026-03-02", next_step="today 23:00 call"))
    office.touches.log_touch("华晨教育", TouchWords(kind="call", text="x", next_step="tomorrow 9:00 call"))
    return office


@pytest.fixture
def lists(shop: Office) -> CustomerListService:
    return CustomerListService(shop.desk)


def names(lists: CustomerListService, **asked: object) -> list[str]:
    ids = lists.ids(CustomerQuery(**asked))  # type: ignore[arg-type]
    lines = lists.lines(ids)
    return [lines[row_id].customer.name for row_id in ids]


def test_names_stand_where_people_look_for_them(lists: CustomerListService):
    assert names(lists) == ["Acme", "华晨教育", "Store 9", "Store 10", "曾氏贸易"]
    assert names(lists, descending=True) == ["曾氏贸易", "Store 10", "Store 9", "华晨教育", "Acme"]


@pytest.mark.parametrize("descending", [False, True])
def test_those_without_what_is_sorted_by_come_last_either_way(lists: CustomerListService, *, descending: bool):
    worth = ["Acme", "华晨教育"]
    found = names(lists, sort=SortBy.VALUE, descending=descending)
    assert found[:2] == (worth[::-1] if descending else worth)
    assert names(lists, sort=SortBy.NEXT_STEP, descending=descending)[:2] == found[:2]
    assert set(names(lists, sort=SortBy.LAST_TOUCH, descending=descending)[-2:]) == {"Store 10", "曾氏贸易"}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.MINE, ["Acme", "华晨教育"]),
        (Scope.DUE_TODAY, ["Acme"]),
        (Scope.OVERDUE, []),
        (Scope.NO_NEXT_STEP, ["曾氏贸易"]),
        (Scope.SIGNED, ["Store 9"]),
        (Scope.LOST, ["Store 10"]),
    ],
)
def test_a_scope_holds_those_in_one_situation(lists: CustomerListService, scope: Scope, expected: list[str]):
    assert names(lists, scope=scope) == expected


def test_what_waits_is_counted(lists: CustomerListService):
    assert lists.counts() == {Scope.DUE_TODAY: 1, Scope.OVERDUE: 0, Scope.NO_FIRST_TOUCH: 5}


def test_what_customers_asked_signalled_and_suffer_is_a_worklist(shop: Office, lists: CustomerListService):
    def told(customer: str, kind: str, at: str = "", **facts: str) -> str:
        return shop.touches.log_touch(customer, TouchWords(kind=kind, text=kind, at=at, facts=facts))[0].uid

    scopes = (Scope.UNANSWERED, Scope.SIGNALS, Scope.HIDDEN_PAINS)
    asked, hidden = told("Acme", "enquiry"), told("Store 9", "pain", voiced="hidden")
    told("Store 10", "pain", voiced="stated")
    told("华晨教育", "signal")
    told("Acme", "signal", at="last sunday")
    assert [names(lists, scope=scope) for scope in scopes] == [["Acme"], ["华晨教育"], ["Store 9"]]
    shop.touches.log_touch("Acme", TouchWords(kind="call", text="six weeks", answers=asked))
    shop.touch_states.raise_pain(hidden)
    assert [names(lists, scope=scope) for scope in scopes] == [[], ["华晨教育"], []]


def waiting(shop: Office, lists: CustomerListService, *, overdue: bool) -> set[str]:
    """Who waits by the list, which must be who waits by what is due."""
    found = set(names(lists, scope=Scope.OVERDUE if overdue else Scope.DUE_TODAY))
    assert found == {item.customer for item in shop.care.due() if item.overdue is overdue}
    assert len(found) == lists.counts()[Scope.OVERDUE if overdue else Scope.DUE_TODAY]
    return found


def test_who_waits_is_who_something_is_due_with(shop: Office, lists: CustomerListService, clock: FixedClock):
    shop.touches.log_touch("曾氏贸易", TouchWords(kind="promise", text="drawings", facts={"due": "today"}))
    for name in ("Store 9", "Acme"):
        add_deal(shop, name, f"Lost {name}")
        shop.deals.mark_lost(f"Lost {name}", LossWords("price", win_back_on=shop.desk.today()))
    shop.deals.hold("Licence", shop.desk.today() + timedelta(days=2))
    assert waiting(shop, lists, overdue=False) == {"Acme", "曾氏贸易", "Store 9"}
    assert waiting(shop, lists, overdue=True) == set()
    lost = shop.loss_voices.losses_of("Lost Store 9")[0].uid
    shop.win_backs.discard([lost])
    assert waiting(shop, lists, overdue=False) == {"Acme", "曾氏贸易"}
    shop.history.undo()
    assert waiting(shop, lists, overdue=False) == {"Acme", "曾氏贸易", "Store 9"}
    clock.advance(hours=24)
    assert waiting(shop, lists, overdue=False) == {"华晨教育"}
    assert waiting(shop, lists, overdue=True) == {"Acme", "曾氏贸易", "Store 9"}
    shop.deals.reopen("Lost Store 9")
    clock.advance(hours=24)
    assert waiting(shop, lists, overdue=False) == {"华晨教育"}, "a deal put off until today"
    assert waiting(shop, lists, overdue=True) == {"Acme", "曾氏贸易", "华晨教育"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hc", ["华晨教育"]),
        ("huachen", ["华晨教育"]),
        ("华", ["华晨教育"]),
        ("4821", ["Acme"]),
        ("store", ["Store 9", "Store 10"]),
        ("valve", ["Acme"]),
        ("-store -acme -hc", ["曾氏贸易"]),
        ("stage:quote amount>=500", ["Acme"]),
        ("owner:zhao", ["曾氏贸易"]),
        ("second", []),
        ("!!!", ["Acme", "华晨教育", "Store 9", "Store 10", "曾氏贸易"]),
    ],
)
def test_a_text_finds_by_name_pinyin_and_number_and_reads_the_filter_language(
    lists: CustomerListService, text: str, expected: list[str]
):
    assert names(lists, text=text) == expected


def test_scope_and_text_must_both_hold(lists: CustomerListService):
    assert names(lists, scope=Scope.SIGNED, text="store") == ["Store 9"]


def test_a_text_that_cannot_be_read_is_refused(lists: CustomerListService):
    with pytest.raises(ValidationError, match="colour"):
        lists.ids(CustomerQuery(text="colour:red"))


def test_a_row_shows_the_furthest_stage_and_what_open_deals_are_worth(lists: CustomerListService):
    lines = {line.customer.name: line for line in lists.lines(lists.ids(CustomerQuery())).values()}
    assert lines["Acme"].value == (Money(52000, "CNY"),)
    assert lines["Acme"].stage != ""
    assert (lines["Store 9"].value, lines["Store 9"].has_open_deal) == ((), False)


def test_uids_and_ids_lead_to_each_other(lists: CustomerListService):
    ids = list(lists.ids(CustomerQuery()))
    assert [lists.id_of(uid) for uid in lists.uids(ids)] == ids
    assert lists.uids([*ids, 10**9]) == lists.uids(ids)
    assert lists.id_of("gone") is None


def test_typing_a_beginning_finds_names_that_begin_or_are_read_so(lists: CustomerListService):
    found = lists.lines(lists.ids_starting_with("hc"))
    assert [line.customer.name for line in found.values()] == ["华晨教育"]
    assert len(lists.ids_starting_with("?")) == 0


def test_who_is_being_typed_is_recognised(shop: Office):
    assert [pair.second.name for pair in shop.customers.likely_same("new", "13800004821")] == ["Acme"]
    assert [pair.second.name for pair in shop.customers.likely_same("Acme")] == ["Acme"]
    assert shop.customers.add_customer(NewCustomer("Quite different"))[2] == []


def test_the_order_kept_by_name_follows_every_change(lists: CustomerListService, shop: Office):
    assert names(lists, text="store") == ["Store 9", "Store 10"]
    shop.customers.rename("Store 9", "Store 11")
    add_customer(shop, "Store 7")
    assert names(lists, text="store") == ["Store 7", "Store 10", "Store 11"]
    shop.history.undo()
    shop.history.undo()
    assert names(lists, text="store") == ["Store 9", "Store 10"]
    first = lists.ids(CustomerQuery())
    del first[:]
    assert len(lists.ids(CustomerQuery())) == 5


def test_people_and_deals_are_found_by_a_single_letter(lists: CustomerListService):
    assert names(lists, text="p") == ["Acme"]
    assert names(lists, text="l") == ["华晨教育"]
    assert names(lists, text="-s") == ["Acme", "华晨教育"]
