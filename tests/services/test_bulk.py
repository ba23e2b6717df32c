"""Changes to many customers: one step to do, one step to undo."""

import pytest

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CancelledError, NotFoundError, ValidationError
from crmdesk.domain.tag import Tag
from crmdesk.services.bulk import BulkService
from crmdesk.services.customer_list import CustomerListService
from crmdesk.store.queries import catalogue
from tests.factories import Office, add_customer, add_deal
from tests.store.dumps import logical_dump


@pytest.fixture
def book(office: Office) -> Office:
    for name in ("Acme", "Bolt", "Cord"):
        add_customer(office, name)
    office.tags.change_tags("Bolt", add=["vip"])
    return office


@pytest.fixture
def bulk(book: Office) -> BulkService:
    return BulkService(book.desk, book.tags)


def everybody(book: Office) -> list[int]:
    return list(CustomerListService(book.desk).ids(CustomerQuery()))


def tags(book: Office) -> list[tuple[str, ...]]:
    return [customer.tags for customer in book.customers.list_customers()]


def test_tags_are_put_on_all_and_taken_off_those_that_have_them(book: Office, bulk: BulkService):
    bulk.change_tags(everybody(book), add=["hot", "vip"])
    assert [set(held) for held in tags(book)] == [{"hot", "vip"}] * 3
    bulk.change_tags(everybody(book), remove=["vip"])
    assert tags(book) == [("hot",)] * 3
    book.history.undo()
    book.history.undo()
    assert tags(book) == [(), ("vip",), ()]


def test_a_tag_of_a_single_choice_takes_the_place_of_the_other(book: Office, bulk: BulkService):
    with book.workspace.read() as source:
        single = {group.id: group for group in catalogue.tag_groups(source) if group.single_choice}
        group = next(single[tag.group_id] for tag in catalogue.tags(source) if tag.group_id in single)
        first, second = [tag.name for tag in catalogue.tags(source) if tag.group_id == group.id][:2]
    bulk.change_tags(everybody(book), add=[f"{group.name}:{first}"])
    bulk.change_tags(everybody(book), add=[f"{group.name}:{second}"])
    assert all(second in held and first not in held for held in tags(book))


def test_without_a_tag_or_with_one_nobody_knows_nothing_is_changed(book: Office, bulk: BulkService):
    with pytest.raises(ValidationError):
        bulk.change_tags(everybody(book))
    with pytest.raises(NotFoundError, match="nonsense"):
        bulk.change_tags(everybody(book), add=["hot"], remove=["nonsense"])
    assert tags(book) == [(), ("vip",), ()]


def test_it_is_known_beforehand_which_tags_would_be_new(book: Office, bulk: BulkService):
    group = next(tag.group for tag in _all_tags(book) if tag.name == "vip")
    assert bulk.new_tags(["VIP", f"{group}:vip", "hot", "nonsense:vip"]) == ["hot", "nonsense:vip"]
    assert [tag.name for tag in _all_tags(book) if tag.name in ("hot", "nonsense:vip")] == []


def _all_tags(book: Office) -> list[Tag]:
    with book.desk.read() as source:
        return list(catalogue.tags(source))


def test_customers_are_given_to_a_colleague_and_back(book: Office, bulk: BulkService):
    bulk.change_owner(everybody(book)[:2], "Zhao Min")
    assert [customer.owner for customer in book.customers.list_customers()] == ["Zhao Min", "Zhao Min", book.desk.actor]
    assert bulk.people() == sorted({"Zhao Min", book.desk.actor}, key=str.lower)
    bulk.change_owner(everybody(book), " ")
    assert {customer.owner for customer in book.customers.list_customers()} == {""}
    book.history.undo()
    book.history.undo()
    assert {customer.owner for customer in book.customers.list_customers()} == {book.desk.actor}


def test_deals_still_going_go_along_with_their_customer(book: Office, bulk: BulkService):
    for name in ("Pump", "Valve", "Seal"):
        add_deal(book, "Acme", name)
    book.deals.win("Valve")
    book.deal_edits.set_owner("Seal", "Hu Jun")
    acme = everybody(book)[:1]
    assert bulk.deals_going_along(acme) == 1
    bulk.change_owner(acme, "Zhao Min")
    owners = {deal.name: deal.owner for deal in book.customers.card("Acme").deals}
    assert owners == {"Pump": "Zhao Min", "Valve": book.desk.actor, "Seal": "Hu Jun"}
    book.history.undo()
    assert {deal.name: deal.owner for deal in book.customers.card("Acme").deals}["Pump"] == book.desk.actor


def test_a_retired_colleague_is_not_offered(book: Office, bulk: BulkService):
    bulk.change_owner(everybody(book)[:1], "Zhao Min")
    people = book.configuration.people
    people.retire(next(person.uid for person in people.entries() if person.name == "Zhao Min"))
    assert bulk.people() == [book.desk.actor]


def test_customers_deleted_come_back_with_everything(book: Office, bulk: BulkService):
    add_deal(book, "Acme", "Pump")
    before = [book.customers.card(name) for name in ("Acme", "Bolt")]
    heard: list[tuple[int, int | None]] = []
    bulk.delete(everybody(book)[:2], progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]
    assert [customer.name for customer in book.customers.list_customers()] == ["Cord"]
    book.history.undo()
    assert [book.customers.card(name) for name in ("Acme", "Bolt")] == before


def test_a_cancelled_change_changes_nothing(book: Office, bulk: BulkService):
    with pytest.raises(CancelledError):
        bulk.delete(everybody(book), cancelled=lambda: True)
    assert len(everybody(book)) == 3


def test_tags_to_choose_from_are_named_once(bulk: BulkService):
    names = bulk.tag_names()
    assert "vip" in names
    assert len(names) == len(set(names))


def test_several_deals_change_hands_as_one_change(book: Office) -> None:
    uids = [add_deal(book, customer, f"Pump of {customer}") for customer in ("Acme", "Bolt")]
    before = logical_dump(book.path)
    heard: list[int] = []
    changes = book.deal_edits.set_owners(uids, "Hu Jun", progress=lambda done, _total: heard.append(done))
    assert {deal.owner for deal in book.deals.list_deals()} == {"Hu Jun"}
    assert set(changes.uids["deal"]) == {deal.uid for deal in book.deals.list_deals()}
    assert heard == [2]
    book.history.undo()
    assert logical_dump(book.path) == before
