"""What is told of a touch by its kind: read from plain words, kept beside all else, said again in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.errors import CrmError
from crmdesk.domain.touch import Touch
from crmdesk.domain.touch_detail import FactType, facts_of
from crmdesk.i18n import use_language
from crmdesk.services.fact_reading import FactReader
from crmdesk.services.fact_words import choice_name, fact_input, fact_label, field_name, told_facts
from crmdesk.services.touch_editing import TouchEdit
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, log, office_at, seeded_workspace
from tests.fakes import FixedClock
from tests.store.dumps import logical_dump

KINDS = {
    "visit": "visit", "call": "communication", "quote": "document", "need": "voice", "enquiry": "voice",
    "feedback": "voice", "pain": "voice", "promise": "voice", "signal": "voice", "objection": "voice",
}  # fmt: skip


class ReadingRoom:
    """Reads facts as they are read while a touch is logged, and writes nothing."""

    def __init__(self, office: Office) -> None:
        self._office, self._kinds = office, {kind.key: kind for kind in office.touches.kinds()}

    def read(self, kind: str, key: str, words: str) -> tuple[object, str | None]:
        """What would be kept, and the field of the refusal."""
        with self._office.desk.read() as source:
            try:
                return FactReader(self._office.desk, source, "").read(self._kinds[kind], {key: words})[key], ""
            except CrmError as error:
                return None, error.field


@pytest.fixture(scope="module")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> ReadingRoom:
    path = tmp_path_factory.mktemp("facts") / "facts.crmdesk"
    seeded_workspace(path, FixedClock())
    return ReadingRoom(office_at(path, FixedClock()))


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


def tell(office: Office, customer: str, kind: str, **facts: str) -> Touch:
    return office.touches.log_touch(customer, TouchWords(kind=kind, facts=facts))[0]


def found(office: Office, uid: str) -> Touch:
    touch = office.timeline.touch(uid)
    assert touch is not None
    return touch


def test_each_type_is_read_from_plain_words(office: Office, acme: str) -> None:
    visit = tell(office, acme, "dinner", place=" Lakeside ", our_people="Lin Tao", cost="1,280.50")
    assert visit.detail == {
        "place": "Lakeside",
        "our_people": "Lin Tao",
        "cost": {"minor": 128050, "currency": "CNY"},
    }
    assert tell(office, acme, "dinner", cost="USD 30").detail == {"cost": {"minor": 3000, "currency": "USD"}}
    assert tell(office, acme, "quote", version="3", state="Sent").detail == {"version": 3, "state": "sent"}
    assert tell(office, acme, "promise", due="next Fri", side="theirs").detail == {
        "due": "2026-03-13",
        "side": "theirs",
    }
    asked = tell(office, acme, "enquiry", verbatim="how fast?")
    assert tell(office, acme, "enquiry", answered_by=asked.uid).detail == {"answered_by": asked.uid}


def test_a_choice_is_told_by_key_or_by_its_name(office: Office, acme: str) -> None:
    assert tell(office, acme, "feedback", state="passed on").detail == {"state": "passed_on"}
    assert tell(office, acme, "feedback", state="PASSED_ON").detail == {"state": "passed_on"}


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("call", "place", "office"),
        ("call", "answered", "perhaps"),
        ("note", "place", "office"),
        ("dinner", "cost", "a lot"),
        ("dinner", "cost", "-5"),
        ("quote", "version", "1.5"),
        ("quote", "version", "-1"),
        ("quote", "version", "10000"),
        ("promise", "due", "some day"),
        ("enquiry", "answered_by", "nobody"),
        ("need", "purpose", "\ud800"),
    ],
)
def test_what_says_nothing_is_refused_at_its_field(office: Office, acme: str, kind: str, key: str, words: str) -> None:
    before = logical_dump(office.path)
    with pytest.raises(CrmError) as refusal:
        tell(office, acme, kind, **{key: words})
    assert refusal.value.field == key
    assert logical_dump(office.path) == before


def test_an_answer_stands_on_the_same_timeline(office: Office, acme: str) -> None:
    stranger = log(office, add_customer(office, "Zenith"))
    with pytest.raises(CrmError) as refusal:
        tell(office, acme, "enquiry", answered_by=stranger)
    assert refusal.value.field == "answered_by"


def test_an_edit_changes_only_what_it_names(office: Office, acme: str) -> None:
    words = TouchWords(template="business_dinner", fills={"cost": "500"}, facts={"place": "Lakeside", "cost": "500"})
    dinner = office.touches.log_touch(acme, words)[0]
    office.touch_editing.edit_touch(dinner.uid, TouchEdit(facts={"place": "", "their_people": "Chen"}))
    after = found(office, dinner.uid).detail
    assert (after["their_people"], after["cost"]) == ("Chen", {"minor": 50000, "currency": "CNY"})
    assert "place" not in after
    assert (after["template"], after["answers"]) == (dinner.detail["template"], dinner.detail["answers"])
    office.history.undo()
    assert found(office, dinner.uid).detail == dinner.detail


def test_another_kind_keeps_the_facts_of_the_old(office: Office, acme: str) -> None:
    need = tell(office, acme, "need", purpose="quieter line")
    office.touch_editing.edit_touch(need.uid, TouchEdit(kind="pain", facts={"evidence": "noise"}))
    pain = found(office, need.uid)
    assert pain.detail == {"purpose": "quieter line", "evidence": "noise"}
    assert [fact.text for fact in told_facts(pain)] == ["noise"]
    with pytest.raises(CrmError):
        office.touch_editing.edit_touch(need.uid, TouchEdit(facts={"purpose": "again"}))
    office.touch_editing.edit_touch(need.uid, TouchEdit(kind="need"))
    assert [fact.text for fact in told_facts(found(office, need.uid))] == ["quieter line"]


def test_a_promise_for_a_time_to_come_was_made_now(office: Office, acme: str) -> None:
    promise = office.touches.log_touch(acme, TouchWords(kind="promise", at="tomorrow 15:00", text="the drawings"))[0]
    assert promise.status.value == "done"
    assert promise.occurred_at.isoformat() == "2026-03-04T10:00:00+08:00"
    assert promise.detail == {"due": "2026-03-05"}


def test_facts_are_said_in_words(office: Office, acme: str) -> None:
    visit = tell(office, acme, "visit", place="Suzhou", cost="1280")
    assert [(fact.label, fact.text) for fact in told_facts(visit)] == [("Place", "Suzhou"), ("Cost", "¥1,280")]
    promise = tell(office, acme, "promise", due="2026-03-09")
    assert [fact.text for fact in told_facts(promise)][-1] == "9 Mar 2026"
    answer = found(office, log(office, acme, "two weeks"))
    asked = tell(office, acme, "enquiry", answered_by=answer.uid)
    assert [fact.text for fact in told_facts(asked, {answer.uid: answer})] == ["call, 2026-03-04 10:00"]
    assert [fact.text for fact in told_facts(asked)] == ["another entry"]


def test_every_fact_and_choice_has_a_name() -> None:
    use_language("en")
    for kind, touch_class in {**KINDS, "value": "", "stage": ""}.items():
        for fact in facts_of(kind, touch_class):
            assert fact_label(fact.key) != fact.key
            assert all(choice_name(choice) for choice in fact.choices)
    assert field_name("expected_close") != "expected_close"


told_texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)


@given(data=st.data())
def test_what_is_kept_reads_back_as_itself(reading_room: ReadingRoom, data: st.DataObject) -> None:
    """Whatever is told is either refused at its field or, typed in again, kept as the same."""
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    facts = {fact.key: fact for fact in facts_of(kind, KINDS[kind])}
    key = data.draw(st.sampled_from(sorted(facts)))
    usual = {FactType.NUMBER: "12", FactType.MONEY: "12.5万", FactType.DAY: "tomorrow"}.get(facts[key].type, "x")
    words = data.draw(told_texts | st.sampled_from([usual, "", "  ", *facts[key].choices]))
    kept, refused = reading_room.read(kind, key, words)
    assert refused in ("", key)
    assert refused or reading_room.read(kind, key, fact_input(facts[key], kept)) == (kept, "")


def entries(office: Office, customer: str, template: str, **fills: str) -> dict[str, Touch]:
    office.touches.log_touch(customer, TouchWords(template=template, fills=fills))
    return {touch.kind: touch for touch in reversed(office.touches.timeline(customer))}


def test_a_promise_in_a_quick_note_was_made_now_and_is_due_then(office: Office, acme: str) -> None:
    told = entries(office, acme, "complaint", about="service", promised="a call", promised_by="tomorrow")
    promise, feedback = told["promise"], told["feedback"]
    assert (promise.status.value, promise.occurred_at) == ("done", told["call"].occurred_at)
    assert (promise.detail["side"], promise.detail["due"]) == ("ours", "2026-03-05")
    assert feedback.detail["about"] == "pain"
    assert [item.uid for item in office.care.due(date(2026, 3, 5))] == [promise.uid]


def test_a_quick_note_tells_facts_under_their_keys(office: Office, acme: str) -> None:
    need = entries(office, acme, "need_confirmed", problem="slow quotes", purpose="keep customers")["need"]
    assert [(fact.label, fact.text) for fact in told_facts(need)] == [("For what purpose", "keep customers")]
    quote = entries(office, acme, "quote_sent", amount="100", version="2", reaction="compares")["quote"]
    assert (quote.detail["version"], quote.detail["reaction"]) == (2, "compares")
    objection = entries(office, acme, "price_objection", gap="8", result="eased")["objection"]
    assert (objection.detail["state"], objection.detail["result"]) == ("eased", "eased")
    objection = entries(office, acme, "price_objection", gap="8", result="asks_boss")["objection"]
    assert "state" not in objection.detail


@pytest.mark.parametrize(
    ("words", "direction", "answered"),
    [
        (TouchWords(kind="call", text="未接，明天再打"), "", "missed"),
        (TouchWords(kind="未接来电"), "in", "missed"),
        (TouchWords(kind="missed call", direction="out"), "out", "missed"),
        (TouchWords(kind="call", text="No answer", facts={"answered": "接通"}), "", "yes"),
        (TouchWords(kind="wechat", text="No answer"), "", None),
    ],
)
def test_words_of_call_logs_say_how_a_call_went(
    office: Office, acme: str, words: TouchWords, direction: str, answered: str | None
) -> None:
    touch = office.touches.log_touch(acme, words)[0]
    assert (touch.direction, touch.detail.get("answered")) == (direction, answered)
