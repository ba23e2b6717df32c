"""Whoever changes what is thought of a customer or a deal leaves an entry: what it was, what it is now, and why."""

from collections.abc import Callable

import pytest

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.touch import Touch
from crmdesk.services.bulk import BulkService
from crmdesk.services.fact_words import told_facts
from crmdesk.services.touch_editing import TouchEdit
from tests.factories import Office, add_customer, add_deal
from tests.store.dumps import logical_dump, value_of


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


@pytest.fixture
def pump(office: Office, acme: str) -> str:
    return add_deal(office, acme, "Pump", amount="10000")


def entries(office: Office, customer: str) -> list[Touch]:
    return [touch for touch in office.touches.timeline(customer) if touch.kind == "value"]


Change = Callable[[Office, str], Changes]
CHANGES: dict[str, tuple[Change, dict[str, str], str]] = {
    "amount": (
        lambda office, deal: office.deal_edits.set_amount(deal, "12,000.50", "a second pump"),
        {"field": "amount", "from": "10000.00 CNY", "to": "12000.50 CNY", "why": "a second pump"},
        "¥10,000 → ¥12,000.50",
    ),
    "no amount": (
        lambda office, deal: office.deal_edits.set_amount(deal, ""),
        {"field": "amount", "from": "10000.00 CNY", "to": ""},
        "¥10,000 → –",
    ),
    "probability": (
        lambda office, deal: office.deal_edits.set_probability(deal, 60),
        {"field": "probability", "from": "", "to": "60"},
        "– → 60 %",
    ),
    "expected": (
        lambda office, deal: office.deal_edits.set_expected(deal, "2026-04-01"),
        {"field": "expected_close", "from": "", "to": "2026-04-01"},
        "– → 2026-04-01",
    ),
    "owner": (
        lambda office, deal: office.deal_edits.set_owner(deal, "Wang Fang"),
        {"field": "owner", "from": "Lin Tao", "to": "Wang Fang"},
        "Lin Tao → Wang Fang",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_deal_says_so_on_the_timeline(office: Office, acme: str, pump: str, name: str) -> None:
    change, detail, title = CHANGES[name]
    before = logical_dump(office.path)
    change(office, pump)
    [entry] = entries(office, acme)
    assert (entry.detail, entry.title, entry.deal, entry.system) == (detail, title, "Pump", True)
    change(office, pump)
    assert len(entries(office, acme)) == 1
    office.history.undo()
    assert logical_dump(office.path) == before


def test_a_probability_is_a_share_of_a_hundred(office: Office, pump: str) -> None:
    with pytest.raises(ValidationError):
        office.deal_edits.set_probability(pump, 101)


def test_a_new_deal_has_changed_nothing(office: Office, acme: str, pump: str) -> None:
    assert pump
    assert entries(office, acme) == []


def test_why_can_be_said_afterwards(office: Office, acme: str, pump: str) -> None:
    office.deal_edits.set_amount(pump, "9000")
    entry = entries(office, acme)[0]
    office.touch_states.explain_change(entry.uid, " a smaller model ")
    [entry] = entries(office, acme)
    assert [(fact.label, fact.text) for fact in told_facts(entry)] == [
        ("What changed", "amount"), ("Why", "a smaller model"),
    ]  # fmt: skip
    assert [hit.uid for hit in office.customers.search("smaller model")] == [entry.uid]
    office.touch_states.explain_change(entry.uid, "")
    assert "why" not in entries(office, acme)[0].detail
    with pytest.raises(ConflictError):
        office.touch_editing.edit_touch(entry.uid, TouchEdit(text="other"))


def test_another_level_is_told_with_the_one_before(office: Office, acme: str) -> None:
    office.tags.change_tags(acme, add=["level:B"])
    office.tags.change_tags(acme, add=["level:A"])
    office.tags.change_tags(acme, add=["region:North"])
    office.tags.change_tags(acme, remove=["level:A"])
    told = [(entry.detail["from"], entry.detail["to"]) for entry in entries(office, acme)]
    assert told == [("A", ""), ("B", "A"), ("", "B")]
    assert {entry.detail["field"] for entry in entries(office, acme)} == {"level"}


def test_owners_and_levels_of_many_at_once(office: Office, acme: str) -> None:
    zenith = add_customer(office, "Zenith")
    ids = [value_of(office.path, f"SELECT id FROM customer WHERE uid = '{uid}'") for uid in (acme, zenith)]
    bulk = BulkService(office.desk, office.tags)
    before = logical_dump(office.path)
    bulk.change_owner(ids, "Wang Fang")
    bulk.change_tags(ids, add=["level:A"])
    for uid in (acme, zenith):
        assert [entry.title for entry in entries(office, uid)] == ["– → A", "Lin Tao → Wang Fang"]
    office.history.undo()
    office.history.undo()
    assert logical_dump(office.path) == before
    office.facts.set_owner(acme, "")
    assert entries(office, acme)[0].detail == {"field": "owner", "from": "Lin Tao", "to": ""}
