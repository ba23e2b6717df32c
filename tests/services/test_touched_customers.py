"""The rows that are read again after a change must be all that look different."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.ids import new_uid
from crmdesk.services.customer_list import CustomerListService
from crmdesk.services.customers import NewCustomer
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.touches import TouchWords
from crmdesk.store.repos.deals import change_deals
from crmdesk.store.schema import MemberRow, TagRow
from tests.factories import ME, Office, add_customer, add_deal, bulk_customers, bulk_notes, log

_WORK: dict[str, Callable[[Office], Changes]] = {
    "customer added": lambda office: office.customers.add_customer(NewCustomer("mistral", phones=("1",), source="x"))[
        1
    ],
    "customer renamed": lambda office: office.customers.rename("Acme", "Ünlü"),
    "customer deleted": lambda office: office.customers.delete("Acme"),
    "touch logged": lambda office: office.touches.log_touch("Bolt", TouchWords(kind="call", text="hello #hot"))[1],
    "step planned": lambda office: office.touches.log_touch(
        "Bolt", TouchWords(kind="call", text="hello", next_step="tomorrow send the contract")
    )[1],
    "tag added": lambda office: office.tags.change_tags("Bolt", add=["vip"])[1],
    "deal won": lambda office: office.deals.win("Pump")[1],
    "deal lost": lambda office: office.deals.mark_lost("Pump", LossWords(reason="price"))[1],
}


@pytest.fixture
def book(office: Office) -> Office:
    """Four customers, one of them with a deal."""
    for name in ("Acme", "Bolt", "紫光", "Zulauf"):
        add_customer(office, name)
        log(office, name, "first call", at="2026-03-01")
    add_deal(office, "Bolt", "Pump")
    return office


@pytest.mark.parametrize("work", _WORK.values(), ids=_WORK.keys())
def test_the_rows_that_look_different_after_a_change_are_those_it_touched(
    book: Office, work: Callable[[Office], Changes]
):
    lists = CustomerListService(book.desk)
    for change in (work, lambda office: office.history.undo()[1], lambda office: office.history.redo()[1]):
        before = lists.lines(lists.ids(CustomerQuery()))
        touched = book.customers.touched_by(change(book))
        after = lists.lines(lists.ids(CustomerQuery()))
        assert touched is not None
        assert len(touched.uids) == 1
        assert {row_id for row_id, line in after.items() if before.get(row_id) != line} == set(touched.ids)
        assert before != after


def test_a_row_that_moved_touches_where_it_was_and_where_it_is(book: Office):
    acme, bolt = (book.customers.card(name).customer for name in ("Acme", "Bolt"))
    deal = book.customers.card("Bolt").deals[0]
    with book.desk.change("Move") as unit:
        change_deals(unit, {deal.id: {"customer_id": acme.id}})
    assert book.customers.touched_by(unit.changes).uids == {acme.uid, bolt.uid}


def test_a_tag_and_a_member_touch_those_that_have_them(book: Office):
    book.tags.change_tags("Bolt", add=["vip"])
    customers = {customer.name: customer.uid for customer in book.customers.list_customers()}
    with book.workspace.read() as source:
        [tag] = source.connection.execute(select(TagRow.uid).where(TagRow.name == "vip")).scalars()
        [member] = source.connection.execute(select(MemberRow.uid).where(MemberRow.name == ME)).scalars()
    assert book.customers.touched_by(Changes({"tag": (tag,)})).uids == {customers["Bolt"]}
    assert book.customers.touched_by(Changes({"member": (member,)})).uids == set(customers.values())


def test_what_no_customer_shows_touches_none(book: Office):
    assert book.customers.touched_by(Changes({"competitor": (new_uid(),)})).uids == frozenset()


@pytest.mark.parametrize("changes", [Changes(everything=True), Changes({"import_batch": (new_uid(),)})])
def test_what_may_concern_any_customer_asks_for_the_whole_list(book: Office, changes: Changes):
    assert changes
    assert book.customers.touched_by(changes) is None


def test_many_customers_or_many_rows_ask_for_the_whole_list(book: Office):
    with book.desk.change("Many customers") as customers:
        bulk_customers(customers, [f"customer {number}" for number in range(51)])
    assert book.customers.touched_by(customers.changes) is None
    acme = book.customers.card("Acme").customer.id
    with book.desk.change("Many rows") as rows:
        bulk_notes(rows, acme, [(f"note {number}", rows.now) for number in range(501)])
    assert book.customers.touched_by(rows.changes) is None
