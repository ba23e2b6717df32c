"""The handover story and the customer sheet as documents: what they say of a customer, and of one nobody knows."""

from collections.abc import Iterator

import pytest

from crmdesk.domain.document import Callout, Document, Items, Pairs, Sentence, Table, Tone
from crmdesk.domain.errors import CancelledError, NotFoundError
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.i18n import LANGUAGES, use_language
from crmdesk.services.contacts import ContactWords
from crmdesk.services.first_touchpoints import FirstTouchService
from crmdesk.services.handover import HandoverKind, HandoverService
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.standings import StandingService
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, add_deal, office_at
from tests.fakes import FixedClock


@pytest.fixture
def handover(office: Office) -> HandoverService:
    return HandoverService(office.desk, office.facts, StandingService(office.desk))


@pytest.fixture
def acme(office: Office) -> Office:
    """A customer of whom everything is known."""
    add_customer(office, "Acme", phones=("138 0000 4821",), source="advert", owner="Li Na", note="Ask for Ann")
    FirstTouchService(office.desk).tell("Acme", FirstTouch("search", "2024-05", "a comparison"))
    office.contacts.add_contact("Acme", ContactWords("Ann Wu", "Buyer"))
    office.tags.change_tags("Acme", add=["VIP"])
    log = office.touches.log_touch
    log("Acme", TouchWords(kind="call", at="2026-03-01 09:00", minutes=7, text="Asked for two pumps", direction="in"))
    needs = {"purpose": "three shifts without a stop", "verbatim": "We stop twice a day!", "importance": "high"}
    log("Acme", TouchWords(kind="need", text="Two pumps", facts=needs))
    log("Acme", TouchWords(kind="need", text="A dashboard"))
    log("Acme", TouchWords(kind="promise", text="Send the certificate", facts={"side": "ours", "due": "2026-03-01"}))
    log("Acme", TouchWords(kind="promise", text="Name the buyer", facts={"side": "theirs"}))
    log("Acme", TouchWords(kind="enquiry", text="Does it run at 60 Hz?"))
    objection = {"state": "eased", "answer": "Two years of warranty"}
    log("Acme", TouchWords(kind="objection", text="Too new for us", facts=objection))
    log("Acme", TouchWords(kind="visit", at="yesterday 14:00", text="Saw the hall", next_step="in 3 days call Ann"))
    add_deal(office, "Acme", "Pump", amount="86000", stage="quote")
    add_deal(office, "Acme", "Valve", amount="900")
    office.deals.mark_lost("Valve", LossWords("price"))
    return office


def items(document: Document, part: str) -> list[str]:
    [found] = [each for each in document.parts if each.title == part]
    return [item.text for block in found.blocks if isinstance(block, Items) for item in block.items]


def words(document: Document) -> Iterator[str]:
    for part in document.parts:
        for block in part.blocks:
            match block:
                case Pairs(rows):
                    yield from (text for row in rows for text in row)
                case Items():
                    for item in block.items:
                        yield from (item.text, item.lead, item.quote, item.note, *item.details)
                        yield from (badge.text for badge in item.badges)
                case Table():
                    yield from (cell for row in block.rows for cell in row)
                case Sentence(text) | Callout(text):
                    yield text


@pytest.mark.usefixtures("acme")
def test_the_story_tells_who_what_why_promises_dislikes_turns_and_the_next_step(handover: HandoverService):
    story = handover.document("Acme", HandoverKind.STORY)
    assert [part.title for part in story.parts] == [
        "Who they are",
        "What they want, and why",
        "Open promises",
        "What they dislike",
        "The last turns",
        "Next step",
    ]
    told = set(words(story))
    assert {"search · May 2024 · a comparison", "138 0000 4821", "Ask for Ann", "Ann Wu"} <= told
    assert items(story, "What they want, and why") == ["Two pumps", "A dashboard"]
    assert {"Why: three shifts without a stop", "We stop twice a day!", "Why: nobody has asked yet"} <= told
    assert items(story, "Open promises") == ["Send the certificate", "Name the buyer", "Does it run at 60 Hz?"]
    assert {"3 days overdue", "no day named"} <= told
    assert {"Too new for us", "eased", "Our answer: Two years of warranty"} <= told
    assert items(story, "The last turns") == ["Saw the hall", "Asked for two pumps"]
    assert "call Ann" in told


@pytest.mark.usefixtures("acme")
def test_the_sheet_tells_deals_value_tags_and_the_timeline_at_a_glance(handover: HandoverService):
    sheet = handover.document("Acme", HandoverKind.SHEET)
    assert [part.title for part in sheet.parts] == [
        "Next step",
        "Deals and value",
        "Tags",
        "The timeline at a glance",
    ]
    told = set(words(sheet))
    assert {"Pump", "Quoted", "¥86,000"} <= told
    assert any(text.startswith("lost · ") for text in told)
    [month] = items(sheet, "The timeline at a glance")
    assert month.startswith("1 call · 1 visit")
    assert (sheet.badges[0].text, sheet.about) == ("prospect", "Owner: Li Na")


@pytest.mark.usefixtures("acme")
def test_both_in_one_say_nothing_twice(handover: HandoverService):
    titles = [part.title for part in handover.document("Acme").parts]
    assert len(titles) == len(set(titles)) == 8


def test_an_overdue_step_is_called_so(acme: Office):
    later = office_at(acme.path, FixedClock("2026-03-20T10:00:00"))
    sheet = HandoverService(later.desk, later.facts, StandingService(later.desk)).document("Acme", HandoverKind.SHEET)
    [told] = sheet.parts[0].blocks
    assert isinstance(told, Callout)
    assert told.tone is Tone.BAD
    assert "overdue" in told.note


@pytest.mark.parametrize("kind", HandoverKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_customer_nobody_knows_each_part_says_so(
    office: Office, handover: HandoverService, kind: HandoverKind, language: str
):
    use_language(language)
    add_customer(office, "Acme")
    document = handover.document("Acme", kind)
    assert document.language == language
    assert all(part.blocks for part in document.parts)
    assert all(text for part in document.parts for block in part.blocks for text in _texts(block))


def _texts(block: object) -> list[str]:
    return [block.text] if isinstance(block, Sentence) else []


def test_long_lists_end_in_how_many_more_there_are(office: Office, handover: HandoverService):
    add_customer(office, "Acme")
    for number in range(13):
        office.touches.log_touch("Acme", TouchWords(kind="need", text=f"Need {number}"))
    part = handover.document("Acme").parts[1]
    assert len(items(handover.document("Acme"), part.title)) == 10
    assert part.blocks[-1] == Sentence("and 3 more")


@pytest.mark.usefixtures("acme")
def test_it_can_be_stopped_and_knows_its_customer(handover: HandoverService):
    seen: list[tuple[int, int | None]] = []
    with pytest.raises(CancelledError):
        handover.document("Acme", progress=lambda *at: seen.append(at), cancelled=lambda: len(seen) > 2)
    assert seen == [(0, 5), (1, 5), (2, 5)]
    with pytest.raises(NotFoundError):
        handover.document("Nobody")
