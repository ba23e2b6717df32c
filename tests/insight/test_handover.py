"""What is picked from a timeline for whoever takes a customer over."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crmdesk.domain.moment import Moment
from crmdesk.domain.timeline import TouchGroup
from crmdesk.domain.timeline_fold import Bundle
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.insight.handover import digest, dislikes, turns, wants

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY = date(2026, 3, 4)
CLASSES = {"call": "communication", "wechat": "communication", "visit": "visit", "quote": "document"}


def touch(kind: str, minutes_ago: float = 0, title: str = "", deal: str = "", **facts: Any) -> Touch:
    system = kind in ("stage", "win")
    at = Moment(NOON - timedelta(minutes=minutes_ago), 0)
    return Touch(
        id=0,
        uid=f"{kind}-{minutes_ago}",
        kind=kind,
        kind_name=kind,
        touch_class=CLASSES.get(kind, "voice"),
        status=TouchStatus(facts.pop("status", "done")),
        direction=Direction.NONE,
        occurred_at=at,
        recorded_at=at,
        actor="",
        recorded_by="",
        customer="",
        customer_uid="",
        contact="",
        deal=deal,
        deal_uid=deal,
        minutes=None,
        title=title,
        body="",
        detail=facts,
        source="",
        system=system,
        pinned=False,
        extra={},
    )


def test_the_important_needs_come_first_and_the_latest_among_those_alike():
    needs = [
        touch("need", 1, "a", importance="low"),
        touch("need", 2, "b"),
        touch("need", 3, "c", importance="high"),
        touch("need", 4, "d"),
        touch("need", 5, "e", importance="high"),
        touch("need", 6, "planned", importance="high", status="planned"),
        touch("need", 7, "odd", importance=["high"]),
    ]
    assert [need.title for need in wants(needs)] == ["c", "e", "b", "d", "odd", "a"]


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("pain", {}, 1),
        ("objection", {}, 1),
        ("feedback", {"about": "pain"}, 1),
        ("feedback", {"tone": "criticism"}, 1),
        ("feedback", {"tone": "praise"}, 0),
        ("feedback", {"about": "idea"}, 0),
        ("feedback", {}, 0),
        ("need", {}, 0),
        ("pain", {"status": "cancelled"}, 0),
    ],
)
def test_what_they_dislike(kind: str, facts: dict[str, Any], told: int):
    assert len(dislikes([touch(kind, **facts)])) == told


def test_what_has_been_eased_comes_last():
    found = dislikes([touch("objection", 1, "eased", state="eased"), touch("pain", 2, "pain")])
    assert [each.title for each in found] == ["pain", "eased"]


def test_a_turn_is_an_exchange_and_a_conversation_is_one():
    touches = [
        touch("note", 0),
        touch("call", 1),
        touch("stage", 2),
        touch("wechat", 10),
        touch("need", 11),
        touch("wechat", 20),
        touch("wechat", 30),
        touch("visit", 500),
        touch("visit", 600, status="planned"),
        touch("quote", 700),
        touch("call", 800),
        touch("call", 900),
    ]
    found = turns(touches)
    assert [len(turn.touches) if isinstance(turn, Bundle) else turn.kind for turn in found] == [
        "call",
        3,
        "visit",
        "quote",
        "call",
    ]
    assert turns([]) == []


def test_the_digest_tells_a_year_by_months_and_what_is_older_by_years():
    counts = {
        ("2026-03", TouchGroup.CALLS): 2,
        ("2025-04", TouchGroup.CALLS): 1,
        ("2025-03", TouchGroup.CALLS): 3,
        ("2025-03", TouchGroup.VISITS): 1,
        ("2025-01", TouchGroup.CALLS): 4,
        ("2023-01", TouchGroup.NOTES): 1,
    }
    lines = digest(counts, [touch("win", 60 * 24 * 800, "won")], TODAY)
    assert [(line.period, line.total) for line in lines] == [
        ("2026-03", 2),
        ("2025-04", 1),
        ("2025", 8),
        ("2023", 1),
    ]
    assert [mark.touch.title for mark in lines[-1].marks] == ["won"]


def test_the_moves_of_a_deal_in_a_period_are_one():
    moves = [
        touch("stage", 10, deal="Pump", **{"from": "Need", "to": "Quoted"}),
        touch("stage", 20, deal="Valve", to="Lead"),
        touch("stage", 30, deal="Pump", **{"from": "Lead", "to": "Need"}),
        touch("win", 40, "won", deal="Pump"),
    ]
    [line] = digest({}, moves, TODAY)
    assert [(mark.touch.deal, mark.before, mark.after) for mark in line.marks] == [
        ("Pump", "Lead", "Quoted"),
        ("Valve", "", "Lead"),
        ("Pump", "", ""),
    ]
