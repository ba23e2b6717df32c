"""Everything on a customer's sheet can be set by itself, is read back, and can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import NotFoundError, ValidationError
from crmdesk.services.contacts import ContactWords
from crmdesk.services.customer_facts import MAILS, NUMBERS
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.type_ahead import fits, suggestions
from tests.factories import Office, add_customer, add_deal, log
from tests.store.dumps import logical_dump

ANN = ContactWords("Ann Wu", "Buyer", "decision maker", ("138 0000 4821",), ("Ann@Example.com",))


@pytest.fixture
def acme(office: Office) -> str:
    uid = add_customer(office, "Acme", phones=("010 6554 1234",), source="referral")
    add_deal(office, "Acme", "Pump", amount="500")
    office.contacts.add_contact(uid, ANN)
    return uid


SETTING: dict[str, Callable[[Office, str], Changes]] = {
    "owner": lambda office, uid: office.facts.set_owner(uid, "Wang Lei"),
    "nobody": lambda office, uid: office.facts.set_owner(uid, " "),
    "address": lambda office, uid: office.facts.set_address(uid, "1 High Street"),
    "city": lambda office, uid: office.facts.set_city(uid, "Lanzhou"),
    "note": lambda office, uid: office.facts.set_note(uid, "two\nlines"),
    "source": lambda office, uid: office.facts.set_source(uid, "exhibition"),
    "no source": lambda office, uid: office.facts.set_source(uid, ""),
    "phones": lambda office, uid: office.facts.set_points(uid, NUMBERS, ["139 0000 4822", "139 0000 4823"]),
    "no phones": lambda office, uid: office.facts.set_points(uid, NUMBERS, []),
    "deal name": lambda office, _uid: office.deal_edits.set_name("Pump", "Valve"),
    "deal amount": lambda office, _uid: office.deal_edits.set_amount("Pump", "USD 1,200.50"),
    "deal day": lambda office, _uid: office.deal_edits.set_expected("Pump", "in 3 days"),
    "deal owner": lambda office, _uid: office.deal_edits.set_owner("Pump", "Wang Lei"),
    "person": lambda office, uid: office.contacts.change_contact(person(office, uid), ContactWords("Ann Li")),
    "person gone": lambda office, uid: office.contacts.remove_contact(person(office, uid)),
}


def person(office: Office, uid: str) -> str:
    return office.facts.sheet(uid).card.contacts[0].uid


@pytest.mark.parametrize("what", SETTING)
def test_what_is_set_can_be_taken_back(office: Office, acme: str, what: str):
    before = logical_dump(office.path)
    changes = SETTING[what](office, acme)
    assert changes
    assert logical_dump(office.path) != before
    office.history.undo()
    assert logical_dump(office.path) == before


def test_the_sheet_has_everything(office: Office, acme: str):
    log(office, acme, "called")
    office.tags.change_tags(acme, add=["vip"])
    sheet = office.facts.sheet(acme)
    assert sheet.values(NUMBERS) == ("010 6554 1234",)
    assert {(tag.group, tag.name) for tag in sheet.tags} == {("Source", "referral"), ("Other tags", "vip")}
    assert sheet.next_step is None
    assert sheet.since[sheet.card.deals[0].id].local_date == date(2026, 3, 4)
    assert "Ann Wu" in [contact.name for contact in sheet.card.contacts]


def test_the_time_in_a_stage_is_counted_from_the_last_move(office: Office, acme: str, clock):
    clock.advance(days=5)
    office.deals.move_stage("Pump", "quote")
    clock.advance(days=9)
    sheet = office.facts.sheet(acme)
    assert sheet.since[sheet.card.deals[0].id].local_date == date(2026, 3, 9)


def test_numbers_are_read_as_an_import_reads_them_and_what_is_none_is_refused(office: Office, acme: str):
    office.facts.set_points(acme, NUMBERS, ["010 6554 1234", "13900004822"])
    points = office.facts.sheet(acme).points
    assert [(point.kind, point.key) for point in points] == [("phone", "+861065541234"), ("mobile", "+8613900004822")]
    with pytest.raises(ValidationError, match="not a phone number") as caught:
        office.facts.set_points(acme, NUMBERS, ["call me"])
    assert caught.value.field == "phone"
    with pytest.raises(ValidationError, match="not an e-mail address"):
        office.facts.set_points(acme, MAILS, ["nobody"])
    assert office.facts.sheet(acme).points == points


def test_one_number_is_corrected_in_its_place(office: Office, acme: str):
    before = office.facts.sheet(acme).points
    office.facts.set_points(acme, NUMBERS, ["010 6554 9999"])
    assert [point.id for point in office.facts.sheet(acme).points] == [before[0].id]


def test_a_person_who_goes_leaves_what_was_said(office: Office, acme: str):
    log(office, acme, "spoke to Ann")
    office.contacts.remove_contact(person(office, acme))
    assert office.facts.sheet(acme).card.contacts == ()
    assert any(touch.body == "spoke to Ann" for touch in office.touches.timeline(acme))
    with pytest.raises(NotFoundError):
        office.contacts.change_contact("gone", ANN)


@pytest.mark.usefixtures("acme")
def test_an_amount_may_bring_its_currency(office: Office):
    office.deal_edits.set_amount("Pump", "1200 eur")
    deal = office.deals.find_deal("Pump")
    assert (str(deal.amount), deal.currency) == ("1200.00 EUR", "EUR")
    office.deal_edits.set_amount("Pump", "")
    assert office.deals.find_deal("Pump").amount is None
    for wrong in ("a lot", "12 shells", "EUR"):
        with pytest.raises(ValidationError):
            office.deal_edits.set_amount("Pump", wrong)
    with pytest.raises(ValidationError) as caught:
        office.deal_edits.set_expected("Pump", "whenever")
    assert caught.value.field == "expected"


@pytest.mark.usefixtures("acme")
def test_a_loss_without_hope_has_no_day_to_try_again(office: Office):
    office.deals.mark_lost("Pump", LossWords("price", no_win_back=True))
    assert office.losses.pool()[0].win_back_on is None


@pytest.mark.parametrize(
    ("typed", "fitting"),
    [("zhang", ["张伟"]), ("zw", ["张伟"]), ("wang l", ["Wang Lei"]), ("张", ["张伟"]), ("q", [])],
)
def test_names_are_found_while_they_are_typed(typed: str, fitting: list[str]):
    assert suggestions(typed, ["张伟", "Wang Lei"]) == fitting


def test_other_names_count_and_those_that_begin_so_come_first():
    assert fits("price", "价格问题", ["Price"])
    assert suggestions("ann", ["Joann", "Ann Wu"]) == ["Ann Wu", "Joann"]
    assert suggestions("", ["b", "a"]) == ["b", "a"]
