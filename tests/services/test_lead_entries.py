"""The first entry of every timeline is its lead, with the source as far as it is known, whatever is told later."""

from datetime import date

import pytest

from crmdesk.domain.moment import Precision
from crmdesk.domain.touch import Touch
from crmdesk.services.touch_editing import TouchEdit
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, log
from tests.fakes import FixedClock
from tests.store.dumps import logical_dump


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme", source="Exhibition")


def first(office: Office, customer: str) -> Touch:
    return office.touches.timeline(customer)[-1]


def test_it_begins_with_the_lead_and_its_source(office: Office, acme: str) -> None:
    log(office, acme, "hello")
    assert (first(office, acme).kind, first(office, acme).title) == ("lead", "Exhibition")


def test_something_older_shows_that_the_lead_is_older(office: Office, acme: str) -> None:
    before = logical_dump(office.path)
    log(office, acme, "first seen", at="2025-09-02 15:30")
    lead = first(office, acme)
    assert (lead.kind, lead.occurred_at.local_date) == ("lead", date(2025, 9, 2))
    assert lead.occurred_at.precision is Precision.DAY
    office.history.undo()
    assert logical_dump(office.path) == before


def test_known_to_the_day_it_is_the_same_day(office: Office, acme: str) -> None:
    log(office, acme, "first seen", at="2025-09-02")
    assert [touch.kind for touch in office.touches.timeline(acme)] == ["call", "lead"]
    assert first(office, acme).occurred_at.local_date == date(2025, 9, 2)


def test_on_the_clock_of_what_happened_first(office: Office, acme: str) -> None:
    """In Shanghai it was the day before."""
    log(office, acme, "met in Auckland", at="2025-09-03T01:00+12:00")
    lead = first(office, acme)
    assert (lead.kind, lead.occurred_at.isoformat()) == ("lead", "2025-09-03T00:00:00+12:00")


def test_a_plan_moves_nothing(office: Office, acme: str) -> None:
    lead = first(office, acme)
    office.touches.log_touch(acme, TouchWords(kind="call", at="tomorrow", next_step="Fri call"))
    assert office.timeline.touch(lead.uid) == lead


def test_correcting_the_time_of_a_touch_takes_the_lead_along(office: Office, acme: str) -> None:
    call = log(office, acme, "hello")
    office.touch_editing.edit_touch(call, TouchEdit(at="2024-12-31 09:00"))
    assert first(office, acme).kind == "lead"
    assert first(office, acme).occurred_at.local_date == date(2024, 12, 31)


@pytest.mark.parametrize("at", ["2024-12-31 09:00", "2024-12-31"])
def test_what_is_moved_here_may_be_older_and_was_added_before(office: Office, at: str, clock: FixedClock) -> None:
    other = add_customer(office, "Zenith")
    call = log(office, other, "hello", at=at)
    clock.advance(days=1)
    acme = add_customer(office, "Acme")
    office.touch_editing.move_touches([call], acme)
    assert [touch.kind for touch in office.touches.timeline(acme)] == ["call", "lead"]


def test_a_source_told_later_stands_in_the_lead(office: Office) -> None:
    uid = add_customer(office, "Acme")
    assert first(office, uid).title == ""
    before = logical_dump(office.path)
    office.facts.set_source(uid, "referral")
    assert first(office, uid).title == "referral"
    office.history.undo()
    assert logical_dump(office.path) == before
    office.facts.set_source(uid, "referral")
    office.facts.set_source(uid, "exhibition")
    assert first(office, uid).title == "exhibition"
    office.tags.change_tags(uid, remove=["source:exhibition"])
    assert first(office, uid).title == "exhibition"
