"""What becomes of promises, enquiries, feedback, pains and documents, and what still stands open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError, CrmError, NotFoundError
from crmdesk.domain.moment import WallTime
from crmdesk.domain.standing import KeptShare, time_to_answer
from crmdesk.domain.touch import Touch, TouchDraft, TouchStatus
from crmdesk.services.quick_notes import QuickNoteService
from crmdesk.services.touch_states import TouchStates
from crmdesk.services.touches import TouchWords
from crmdesk.store.queries.due_spans import DueSpan
from crmdesk.store.queries.standing import promises_due
from crmdesk.store.repos.touches import add_touches
from tests.factories import Office, add_customer, log
from tests.fakes import FixedClock
from tests.store.dumps import logical_dump, value_of


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


def tell(office: Office, customer: str, kind: str, text: str = "", at: str = "", **facts: str) -> str:
    return office.touches.log_touch(customer, TouchWords(kind=kind, text=text, at=at, facts=facts))[0].uid


def found(office: Office, uid: str) -> Touch:
    touch = office.timeline.touch(uid)
    assert touch is not None
    return touch


def planned_promise(office: Office, customer: str, day: str) -> str:
    """A promise as earlier versions kept it: planned for the day it is due."""
    kind = next(kind.id for kind in office.touches.kinds() if kind.key == "promise")
    at = office.desk.clock.localise(WallTime.of_day(date.fromisoformat(day)))
    row = value_of(office.path, f"SELECT id FROM customer WHERE uid = '{customer}'")
    with office.desk.change("Before") as unit:
        [touch_id] = add_touches(
            unit, [TouchDraft(row, kind, at, unit.now, TouchStatus.PLANNED, body="old", detail={"side": "ours"})]
        )
    return str(value_of(office.path, f"SELECT uid FROM touch WHERE id = {touch_id}"))


VERBS: dict[str, tuple[str, Callable[[TouchStates, str], Changes], dict[str, str], str]] = {
    "keep": ("promise", TouchStates.keep_promise, {"state": "kept"}, "Keep promise “the drawings”"),
    "break": ("promise", TouchStates.break_promise, {"state": "broken"}, "Break promise “the drawings”"),
    "reopen": ("promise", TouchStates.reopen_promise, {"state": "open"}, "Reopen promise “the drawings”"),
    "pass on": ("feedback", TouchStates.pass_on_feedback, {"state": "passed_on"}, "Pass on feedback “the drawings”"),
    "answer": ("feedback", TouchStates.answer_feedback, {"state": "answered"}, "Answer feedback “the drawings”"),
    "raise": ("pain", TouchStates.raise_pain, {"told": "yes"}, "Raise pain “the drawings”"),
    "ease": ("objection", TouchStates.ease_objection, {"state": "eased"}, "Ease objection “the drawings”"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_one_undo_with_a_name(office: Office, acme: str, verb: str) -> None:
    kind, do, facts, label = VERBS[verb]
    uid = tell(office, acme, kind, "the drawings\nby post")
    before = logical_dump(office.path)
    assert do(office.touch_states, uid).uids["touch"] == (uid,)
    assert found(office, uid).detail == facts
    assert office.history.history(1)[0].label == label
    office.history.undo()
    assert logical_dump(office.path) == before


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_for_its_own_kind(office: Office, acme: str, verb: str) -> None:
    uid = log(office, acme)
    with pytest.raises(ConflictError):
        VERBS[verb][1](office.touch_states, uid)
    with pytest.raises(NotFoundError):
        VERBS[verb][1](office.touch_states, "gone")


def test_a_document_goes_from_state_to_state(office: Office, acme: str) -> None:
    quote = tell(office, acme, "quote", "pumps", version="2")
    office.touch_states.advance_document(quote, "sent")
    assert found(office, quote).detail == {"version": 2, "state": "sent"}
    with pytest.raises(CrmError) as refusal:
        office.touch_states.advance_document(quote, "burnt")
    assert refusal.value.field == "state"


def test_an_enquiry_is_answered_by_another_entry(office: Office, acme: str, clock: FixedClock) -> None:
    asked = tell(office, acme, "enquiry", "how long does it take?", at="yesterday 16:00")
    early = log(office, acme, "good morning", at="2026-03-02 09:00")
    assert [touch.uid for touch in office.standings.unanswered()] == [asked]
    clock.advance(minutes=30)
    answer = log(office, acme, "six weeks")
    office.touch_states.answer_enquiry(asked, answer)
    enquiry = found(office, asked)
    assert enquiry.detail == {"answered_by": answer}
    named = office.standings.answers([enquiry])
    assert time_to_answer(enquiry, named[answer]) == timedelta(hours=18, minutes=30)
    assert office.standings.unanswered() == []
    office.touch_states.unanswer_enquiry(asked)
    assert [touch.uid for touch in office.standings.standing(acme).enquiries] == [asked]
    stranger = log(office, add_customer(office, "Zenith"))
    for wrong in (early, asked, stranger, "nobody"):
        with pytest.raises(CrmError) as refusal:
            office.touch_states.answer_enquiry(asked, wrong)
        assert refusal.value.field == "answered_by"


def test_logging_an_answer_closes_the_enquiry_in_the_same_step(office: Office, acme: str, clock: FixedClock) -> None:
    office.touches.log_touch(acme, TouchWords(kind="wechat", text="good morning", at="2026-03-02 09:00"))
    asked = tell(office, acme, "enquiry", "how long does it take?")
    clock.advance(minutes=5)
    reply = QuickNoteService(office.desk).reply(found(office, asked))
    assert (reply.kind, reply.direction, reply.answers) == ("wechat", "out", asked)
    before = logical_dump(office.path)
    for wrong, field in ((replace(reply, at="tomorrow 10:00"), "at"), (replace(reply, at="2026-03-02"), "answered_by")):
        with pytest.raises(CrmError) as refusal:
            office.touches.log_touch(acme, wrong)
        assert refusal.value.field == field
    assert logical_dump(office.path) == before
    answer = office.touches.log_touch(acme, replace(reply, text="six weeks"))[0]
    assert found(office, asked).detail == {"answered_by": answer.uid}
    office.history.undo()
    assert logical_dump(office.path) == before


def test_an_answer_that_was_deleted_leaves_the_question(office: Office, acme: str) -> None:
    asked = tell(office, acme, "enquiry", "how long?")
    answer = log(office, acme, "six weeks")
    office.touch_states.answer_enquiry(asked, answer)
    office.touch_editing.delete_touches([answer])
    assert [touch.uid for touch in office.standings.unanswered()] == [asked]
    assert office.standings.answers([found(office, asked)]) == {}
    office.history.undo()
    assert office.standings.unanswered() == []


def test_the_share_of_promises_kept(office: Office, acme: str) -> None:
    assert office.standings.standing(acme).ours.share is None
    for state, side in (("kept", "ours"), ("kept", ""), ("broken", "ours"), ("kept", "theirs"), ("", "ours")):
        tell(office, acme, "promise", f"{state} {side}", state=state, side=side)
    standing = office.standings.standing(acme)
    assert (standing.ours, standing.theirs) == (KeptShare(2, 3), KeptShare(1, 1))
    assert standing.ours.share == pytest.approx(2 / 3)
    assert [touch.body for touch in standing.promises] == [" ours"]


def test_what_stands_open_is_in_the_order_it_presses(office: Office, acme: str) -> None:
    someday = tell(office, acme, "promise", "some day")
    friday = tell(office, acme, "promise", "by Friday", due="Fri")
    late = tell(office, acme, "promise", "last week", at="2026-02-20", due="2026-02-25")
    told = tell(office, acme, "pain", "noise", voiced="hidden", told="yes")
    hidden = tell(office, acme, "pain", "heat", voiced="hidden")
    tell(office, acme, "pain", "price", voiced="stated")
    standing = office.standings.standing(acme)
    assert [touch.uid for touch in standing.promises] == [late, friday, someday]
    assert [touch.uid for touch in standing.pains] == [hidden]
    assert [touch.uid for touch in office.standings.untold_pains()] == [hidden]
    assert told not in [touch.uid for touch in standing.pains]


def test_promises_are_due_on_their_day_until_settled(office: Office, acme: str) -> None:
    today = tell(office, acme, "promise", "drawings", due="2026-03-04", side="theirs")
    late = tell(office, acme, "promise", "offer", at="2026-02-20", due="2026-03-03")
    tell(office, acme, "promise", "later", due="2026-03-05")
    tell(office, acme, "note", "no promise")
    due = {item.uid: (item.what, item.due, item.side, item.overdue) for item in office.care.due()}
    assert due == {
        late: ("promise", date(2026, 3, 3), "ours", True),
        today: ("promise", date(2026, 3, 4), "theirs", False),
    }
    assert [item.uid for item in office.care.due(overdue_only=True)] == [late]
    assert len(office.care.due(date(2026, 3, 5))) == 3
    office.touch_states.keep_promise(late)
    office.touch_states.break_promise(today)
    assert office.care.due() == []
    office.touch_states.reopen_promise(today)
    assert [item.uid for item in office.care.due()] == [today]


def test_a_promise_is_no_next_step(office: Office, acme: str) -> None:
    tell(office, acme, "promise", "drawings", due="tomorrow")
    assert office.customers.card(acme).customer.next_step_at is None
    office.touches.log_touch(acme, TouchWords(kind="call", next_step="Fri call"))
    assert office.customers.card(acme).customer.next_step == "call"


def test_promises_of_earlier_versions_are_due_and_kept_as_well(office: Office, acme: str) -> None:
    first, second = planned_promise(office, acme, "2026-03-03"), planned_promise(office, acme, "2026-03-04")
    assert [(item.what, item.uid, item.overdue, item.side) for item in office.care.due()] == [
        ("promise", first, True, "ours"),
        ("promise", second, False, "ours"),
    ]
    office.touch_states.keep_promise(first)
    office.touch_editing.complete_touch(second)
    for uid, due in ((first, "2026-03-03"), (second, "2026-03-04")):
        touch = found(office, uid)
        assert (touch.status, touch.detail) == (TouchStatus.DONE, {"side": "ours", "due": due, "state": "kept"})
    assert office.standings.standing(acme).ours == KeptShare(2, 2)


def test_what_is_due_is_read_off_its_index(office: Office) -> None:
    """However many promises were settled since."""
    with office.desk.read() as source:
        looked_at: list[str] = []

        def explain(
            _connection: object, _cursor: object, statement: str, values: tuple[object, ...], *_more: object
        ) -> None:
            rows = source.connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            looked_at.extend(str(row) for row in rows)

        event.listen(source.connection, "before_cursor_execute", explain)
        promises_due(source, DueSpan(None, date(2026, 3, 4), None, 0))
    assert "ix_touch_promised" in " ".join(looked_at)


def test_how_soon_each_colleague_answers_and_keeps_word(office: Office, acme: str, clock: FixedClock) -> None:
    assert office.standings.promptness() == []
    for _n in range(3):
        asked = tell(office, acme, "enquiry", "how long?")
        clock.advance(minutes=90)
        office.touch_states.answer_enquiry(asked, log(office, acme))
    slow = tell(office, acme, "enquiry", "how long?")
    clock.advance(hours=50)
    office.touch_states.answer_enquiry(slow, log(office, acme))
    tell(office, acme, "enquiry", "and how much?")
    for state in ("kept", "kept", "broken", "open"):
        tell(office, acme, "promise", "drawings", state=state)
    tell(office, acme, "promise", "the deposit", state="broken", side="theirs")
    office.facts.set_owner(acme, "Li Na")
    tell(office, add_customer(office, "Zenith"), "promise", "a visit", state="kept")
    office.configuration.company.set_evidence(4)
    [li_na, mine] = office.standings.promptness()
    assert (li_na.owner, li_na.answered, li_na.waiting) == ("Li Na", 4, 1)
    assert li_na.waited == timedelta(minutes=90)
    assert (li_na.promises, li_na.is_enough) == (KeptShare(2, 3), False)
    assert (mine.waited, mine.promises) == (None, KeptShare(1, 1))
    office.configuration.company.set_evidence(5)
    assert office.standings.promptness()[0].waited is None
