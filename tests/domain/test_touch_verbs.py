"""What can become of a touch, by its kind and by what is told of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.domain.touch_verbs import (
    ACCEPTED,
    ANSWER,
    BROKEN,
    EASED,
    EXPLAIN,
    FEEDBACK_ANSWERED,
    KEPT,
    OPEN_AGAIN,
    PASSED_ON,
    REPLIED,
    REPLY,
    SENT,
    SHOW_ANSWER,
    TOLD,
    UNANSWER,
    verbs_of,
)

_AT = Moment(datetime(2026, 3, 4, 2, tzinfo=UTC), 480)
_TOUCH = Touch(
    id=1, uid="t", kind="note", kind_name="note", touch_class="voice", status=TouchStatus.DONE,
    direction=Direction.NONE, occurred_at=_AT, recorded_at=_AT, actor="", recorded_by="", customer="Acme",
    customer_uid="c", contact="", deal="", deal_uid="", minutes=None, title="", body="", detail={}, source="",
    system=False, pinned=False, extra={},
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "touch_class", "detail", "verbs"),
    [
        ("promise", "voice", {}, (KEPT, BROKEN)),
        ("promise", "voice", {"state": "open"}, (KEPT, BROKEN)),
        ("promise", "voice", {"state": "kept"}, (OPEN_AGAIN,)),
        ("enquiry", "voice", {}, (REPLY, ANSWER)),
        ("enquiry", "voice", {"answered_by": "u"}, (SHOW_ANSWER, UNANSWER)),
        ("feedback", "voice", {}, (PASSED_ON, FEEDBACK_ANSWERED)),
        ("feedback", "voice", {"state": "passed_on"}, (FEEDBACK_ANSWERED,)),
        ("feedback", "voice", {"state": "answered"}, ()),
        ("objection", "voice", {"state": "open"}, (EASED,)),
        ("objection", "voice", {"state": "eased"}, ()),
        ("pain", "voice", {"told": "no"}, (TOLD,)),
        ("pain", "voice", {"told": "yes"}, ()),
        ("quote", "document", {}, ()),
        ("quote", "document", {"state": "draft"}, (SENT,)),
        ("proposal", "document", {"state": "sent"}, (REPLIED, ACCEPTED)),
        ("quote", "document", {"state": "accepted"}, ()),
        ("call", "communication", {"answered": "missed"}, ()),
        ("note", "voice", {}, ()),
    ],
)
def test_what_makes_sense(kind: str, touch_class: str, detail: dict[str, str], verbs: tuple[str, ...]):
    assert verbs_of(replace(_TOUCH, kind=kind, touch_class=touch_class, detail=detail)) == verbs


def test_a_card_offers_only_what_leads_on():
    kept = replace(_TOUCH, kind="promise", detail={"state": "kept"})
    assert verbs_of(kept, forward=True) == ()
    answered = replace(_TOUCH, kind="enquiry", detail={"answered_by": "u"})
    assert verbs_of(answered, forward=True) == (SHOW_ANSWER,)


def test_what_the_program_wrote_stays_but_for_its_reason():
    assert verbs_of(replace(_TOUCH, kind="promise", system=True)) == ()
    change = replace(_TOUCH, kind="value", system=True)
    assert verbs_of(change) == (EXPLAIN,)
    assert verbs_of(replace(change, detail={"why": "board"})) == ()
