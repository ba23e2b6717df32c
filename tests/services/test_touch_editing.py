"""Changing what stands on a timeline, each change taken back as a whole."""

from collections.abc import Callable

import pytest

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError, CrmError, NotFoundError, ValidationError
from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.services.touch_editing import TouchEdit
from crmdesk.services.touches import TouchWords
from crmdesk.store.check import check
from tests.factories import Office, add_customer, add_deal, log
from tests.fakes import FixedClock
from tests.store.dumps import logical_dump


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


@pytest.fixture
def call(office: Office, acme: str) -> str:
    return log(office, acme, "asked the price #hot", at="yesterday 10:42")


def touch(office: Office, uid: str) -> Touch:
    found = office.timeline.touch(uid)
    assert found is not None
    return found


def system_entry(office: Office, customer: str) -> str:
    return next(entry.uid for entry in office.touches.timeline(customer) if entry.system)


def test_every_field_can_be_corrected(office: Office, acme: str, call: str) -> None:
    deal = add_deal(office, acme, "Pump")
    edit = TouchEdit("asks for two #urgent", "wechat", "2026-03-02 09:05", Direction.IN, 12, deal)
    office.touch_editing.edit_touch(call, edit)
    now = touch(office, call)
    assert (now.body, now.kind, now.direction, now.minutes, now.deal) == (
        "asks for two #urgent", "wechat", Direction.IN, 12, "Pump",
    )  # fmt: skip
    assert now.occurred_at.isoformat() == "2026-03-02T09:05:00+08:00"
    assert set(office.tags.tags_of(acme)) == {"hot", "urgent"}
    office.touch_editing.edit_touch(call, TouchEdit(deal="", minutes=0, direction=Direction.NONE))
    now = touch(office, call)
    assert (now.deal, now.minutes, now.direction, now.body) == ("", None, Direction.NONE, "asks for two #urgent")
    assert check(office.workspace) == []


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (TouchEdit(at="tomorrow"), "at"),
        (TouchEdit(at="some day"), "at"),
        (TouchEdit(kind="stage"), "kind"),
        (TouchEdit(minutes=2000), "minutes"),
        (TouchEdit(deal="Nothing"), "deal"),
        (TouchEdit(contact="Nobody"), "contact"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(office: Office, call: str, edit: TouchEdit, field: str) -> None:
    before = logical_dump(office.path)
    with pytest.raises(CrmError) as refused:
        office.touch_editing.edit_touch(call, edit)
    assert refused.value.field == field
    assert logical_dump(office.path) == before


def test_what_the_program_wrote_stays(office: Office, acme: str, call: str) -> None:
    add_deal(office, acme)
    entry = system_entry(office, acme)
    refusals: list[Callable[[], object]] = [
        lambda: office.touch_editing.edit_touch(entry, TouchEdit(text="no")),
        lambda: office.touch_editing.delete_touches([call, entry]),
        lambda: office.touch_editing.move_touches([entry], acme),
    ]
    for refusal in refusals:
        with pytest.raises(ConflictError, match="cannot be edited"):
            refusal()


def test_a_planned_step_is_put_off_and_done(office: Office, acme: str, clock: FixedClock) -> None:
    step = log(office, acme, "send the quote", at="tomorrow 15:00")
    due, _changes = office.touch_editing.reschedule_touch(step, "in 3 days")
    assert touch(office, step).occurred_at == due
    with pytest.raises(ValidationError):
        office.touch_editing.reschedule_touch(step, "yesterday")
    clock.advance(days=1)
    office.touch_editing.complete_touch(step)
    done = touch(office, step)
    assert (done.status, done.occurred_at) == (TouchStatus.DONE, clock.now())
    for again in (office.touch_editing.complete_touch, lambda uid: office.touch_editing.reschedule_touch(uid, "Fri")):
        with pytest.raises(ConflictError):
            again(step)
    assert check(office.workspace) == []


def test_a_step_keeps_its_title_when_its_text_is_edited(office: Office, acme: str) -> None:
    office.touches.log_touch(acme, TouchWords("call", next_step="Friday 15:00 send the quote"))
    [step] = office.timeline.asides(acme, TimelineFilter()).planned
    office.touch_editing.edit_touch(step.uid, TouchEdit("send the contract\nboth copies"))
    now = touch(office, step.uid)
    assert (now.title, now.body) == ("send the contract", "both copies")


def test_touches_move_with_their_tags(office: Office, acme: str, call: str) -> None:
    bolt = add_customer(office, "Bolt")
    valve = add_deal(office, bolt, "Valve")
    office.touch_editing.move_touches([call], bolt, valve)
    moved = touch(office, call)
    assert (moved.customer, moved.deal) == ("Bolt", "Valve")
    assert (office.tags.tags_of(acme), office.tags.tags_of(bolt)) == ([], ["hot"])
    assert check(office.workspace) == []


def test_a_tag_the_other_customer_has_is_not_doubled(office: Office, acme: str, call: str) -> None:
    bolt = add_customer(office, "Bolt")
    office.tags.change_tags(bolt, add=["hot"])
    office.touch_editing.move_touches([call], bolt)
    assert (office.tags.tags_of(acme), office.tags.tags_of(bolt)) == ([], ["hot"])


def test_deleted_touches_are_in_the_bin(office: Office, acme: str, call: str) -> None:
    other = log(office, acme, "called again")
    changes = office.touch_editing.delete_touches([call, other])
    assert set(changes.uids["touch"]) == {call, other}
    assert office.tags.tags_of(acme) == ["hot"]
    assert {record.uid for record in office.history.bin()} == {call, other}
    assert check(office.workspace) == []
    office.history.restore_deleted(call)
    assert touch(office, call).body == "asked the price #hot"
    with pytest.raises(NotFoundError):
        office.touch_editing.delete_touches(["gone"])


def test_everything_is_taken_back_whole(office: Office, acme: str, call: str) -> None:
    bolt = add_customer(office, "Bolt")
    step = log(office, acme, "send it", at="tomorrow")
    works: list[Callable[[], Changes]] = [
        lambda: office.touch_editing.edit_touch(call, TouchEdit("other #new", "visit", "2026-03-01", Direction.IN, 5)),
        lambda: office.touch_editing.delete_touches([call, step]),
        lambda: office.touch_editing.move_touches([call, step], bolt),
        lambda: office.touch_editing.complete_touch(step),
        lambda: office.touch_editing.reschedule_touch(step, "Friday")[1],
        lambda: office.touch_editing.pin_touch(call, pinned=True),
    ]
    for work in works:
        before = logical_dump(office.path)
        assert work()
        office.history.undo()
        assert logical_dump(office.path) == before
