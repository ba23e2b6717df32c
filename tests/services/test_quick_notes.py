"""What a touch can refer to, and what a quick note would say and do before it is saved."""

from dataclasses import replace

import pytest

from crmdesk.domain.customer import ContactDraft
from crmdesk.domain.errors import NotFoundError, ValidationError
from crmdesk.domain.touch import AUTOMATIC_KINDS
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.quick_notes import NotePreview, QuickNoteService, shown_fields
from crmdesk.services.touches import TouchWords
from crmdesk.store.repos.customers import add_contacts
from tests.factories import Office, add_customer, add_deal


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


@pytest.fixture
def notes(office: Office) -> QuickNoteService:
    return QuickNoteService(office.desk)


def add_contact(office: Office, customer: str, name: str) -> str:
    customer_id = office.customers.card(customer).customer.id
    with office.desk.change("people") as unit:
        add_contacts(unit, [ContactDraft(customer_id, name)])
    return office.customers.card(customer).contacts[-1].uid


def test_kinds_that_write_themselves_cannot_be_chosen(notes: QuickNoteService) -> None:
    assert {kind.key for kind in notes.kinds()}.isdisjoint(AUTOMATIC_KINDS)


def test_templates_used_most_come_first(office: Office, notes: QuickNoteService, acme: str) -> None:
    before = [template.key for template in notes.templates()]
    assert before[0] == "first_call"
    for name in ("visit", "complaint", "complaint"):
        office.touches.log_touch(acme, TouchWords(template=name))
    after = [template.key for template in notes.templates()]
    assert after == ["complaint", "visit", *(key for key in before if key not in ("complaint", "visit"))]


def test_open_deals_people_and_tags_that_fit_behind_a_hash(office: Office, notes: QuickNoteService, acme: str) -> None:
    add_deal(office, acme, "Pump")
    office.deals.mark_lost(add_deal(office, acme, "Valve"), LossWords(reason="unknown"))
    add_contact(office, acme, "Ms Zhao")
    office.tags.change_tags(acme, add=["price-sensitive", "two words"])
    choices = notes.choices(acme)
    assert [deal.name for deal in choices.deals] == ["Pump"]
    assert [contact.name for contact in choices.contacts] == ["Ms Zhao"]
    assert "price-sensitive" in choices.tags
    assert "two words" not in choices.tags
    with pytest.raises(NotFoundError):
        notes.choices("nobody")


def test_a_preview_says_the_sentence_and_what_it_would_do(office: Office, notes: QuickNoteService, acme: str) -> None:
    add_deal(office, acme, "Pump")
    words = TouchWords(template="quote_sent", fills={"amount": "8.6万", "reaction": "waiting"})
    preview = notes.preview(acme, words)
    assert preview.sentence.startswith("Quote sent: amount 86,000")
    assert [effect.words for effect in preview.effects] == ["entry: quote", "next step: in 3 days"]
    assert preview.errors == {}
    own = notes.preview(acme, replace(words, next_step="tomorrow call"))
    assert [effect.words for effect in own.effects] == ["entry: quote"]


def test_only_effects_that_change_something_are_shown(office: Office, notes: QuickNoteService, acme: str) -> None:
    words = TouchWords(template="need_confirmed", fills={"urgency": "now"})
    assert [effect.key for effect in notes.preview(acme, words).effects] == ["entry:need"]
    deal = add_deal(office, acme, "Pump")
    assert next(effect.words for effect in notes.preview(acme, words).effects) == "stage → Need confirmed"
    office.deals.move_stage(deal, "Negotiation")
    assert [effect.key for effect in notes.preview(acme, words).effects] == ["entry:need"]


def test_what_cannot_be_read_is_told_by_field_and_the_rest_is_said(notes: QuickNoteService, acme: str) -> None:
    fills = {"amount": "a lot", "valid_until": "sometime", "reaction": "accepts"}
    preview = notes.preview(acme, TouchWords(template="quote_sent", fills=fills))
    assert set(preview.errors) == {"amount", "valid_until"}
    assert "accept" in preview.sentence
    # What must still be filled in is no error before it is saved.
    assert notes.preview(acme, TouchWords(template="after_signing")).errors == {}
    assert notes.preview(acme, TouchWords()) == NotePreview()


def test_an_effect_switched_off_does_not_happen(office: Office, notes: QuickNoteService, acme: str) -> None:
    deal = add_deal(office, acme, "Pump", stage="Lead")
    words = TouchWords(template="need_confirmed", fills={"urgency": "now"}, without=("stage:need", "entry:need"))
    assert [effect.key for effect in notes.preview(acme, words).effects] == ["stage:need", "entry:need"]
    office.touches.log_touch(acme, words)
    assert office.deals.find_deal(deal).stage == "New lead"
    assert "need" not in {touch.kind for touch in office.touches.timeline(acme)}


def test_a_next_step_of_ones_own_replaces_the_usual_one(office: Office, acme: str) -> None:
    office.touches.log_touch(acme, TouchWords(template="quote_sent", next_step="tomorrow call them"))
    planned = [touch.title for touch in office.touches.timeline(acme) if touch.status == "planned"]
    assert planned == ["call them"]


def test_the_next_step_is_asked_for_once(notes: QuickNoteService) -> None:
    quote = next(template for template in notes.templates() if template.key == "quote_sent")
    assert [field.key for field in shown_fields(quote)] == [
        "amount", "version", "valid_until", "reaction", "competitors",
    ]  # fmt: skip


def test_a_touch_with_a_person_and_without_a_deal(office: Office, acme: str) -> None:
    add_deal(office, acme, "Pump")
    zhao = add_contact(office, acme, "Ms Zhao")
    assert office.touches.log_touch(acme, TouchWords(kind="call"))[0].deal == "Pump"
    touch, _changes = office.touches.log_touch(acme, TouchWords(kind="call", deal=None, contact=zhao))
    assert (touch.deal, touch.contact) == ("", "Ms Zhao")
    assert office.touches.log_touch(acme, TouchWords(kind="call", contact="ms zhao"))[0].contact == "Ms Zhao"
    with pytest.raises(NotFoundError) as refused:
        office.touches.log_touch(acme, TouchWords(kind="call", contact="Mr Nobody"))
    assert refused.value.field == "contact"


def test_what_times_mean_can_be_asked_before_saving(office: Office) -> None:
    assert office.touches.read_at("") == office.desk.clock.now()
    assert office.touches.read_at("昨天下午3点").local.isoformat()[:16] == "2026-03-03T15:00"
    due, what = office.touches.read_next_step("tomorrow 15:00 send the quote")
    assert (due.local.isoformat()[:16], what) == ("2026-03-05T15:00", "send the quote")
    for words in ("sometime", "yesterday call"):
        with pytest.raises(ValidationError) as refused:
            office.touches.read_next_step(words)
        assert refused.value.field == "next"
