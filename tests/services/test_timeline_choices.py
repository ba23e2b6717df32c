"""What a timeline can be filtered by, with counts; everything combined; pins, lanes, the oldest first, a day."""

from datetime import date

import pytest

from crmdesk.domain.timeline import Lane, TimelineFilter, TouchGroup
from crmdesk.domain.touch import Direction
from crmdesk.services.contacts import ContactWords
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, add_deal, log

ALL = TimelineFilter()


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


@pytest.fixture
def story(office: Office, acme: str) -> str:
    """Two calls, three messages and a visit, with two people, by two colleagues, about one deal."""
    add_deal(office, acme, "Pump")
    for name in ("Ms Zhao", "Mr Qian"):
        office.contacts.add_contact(acme, ContactWords(name))
    zhao, qian = "Ms Zhao", "Mr Qian"
    for kind, text, at, contact, way, actor in (
        ("call", "first call", "2026-02-02 09:00", zhao, "out", ""),
        ("call", "second call", "2026-02-03 09:00", qian, "in", ""),
        ("wechat", "hello", "2026-02-20 10:00", zhao, "in", ""),
        ("wechat", "price?", "2026-02-20 10:05", zhao, "in", ""),
        ("qq", "sent the price", "2026-02-21 10:05", zhao, "out", "Chen"),
        ("visit", "saw the line", "2026-03-01 14:00", qian, "", "Chen"),
    ):
        words = TouchWords(kind=kind, text=text, at=at, contact=contact, direction=way, actor=actor)
        office.touches.log_touch(acme, words)
    return acme


def told(office: Office, customer: str, wanted: TimelineFilter) -> list[str]:
    return [touch.body for touch in office.timeline.page(customer, wanted, 50).touches if not touch.system]


def test_everything_combines(office: Office, story: str) -> None:
    zhao = office.timeline.choices(story, ALL).people[0].key
    wanted = TimelineFilter(kinds=frozenset({"wechat", "qq"}), person=zhao, direction=Direction.IN)
    assert told(office, story, wanted) == ["price?", "hello"]
    assert told(office, story, TimelineFilter(colleague="Chen")) == ["saw the line", "sent the price"]
    assert told(office, story, TimelineFilter(colleague="Chen", since=date(2026, 3, 1))) == ["saw the line"]
    both = TimelineFilter(groups=frozenset({TouchGroup.CALLS}), kinds=frozenset({"qq"}), text="price")
    assert told(office, story, both) == ["sent the price"]
    assert told(office, story, TimelineFilter(person="nobody")) == []


def test_choices_count_what_the_rest_of_the_filter_leaves(office: Office, story: str) -> None:
    choices = office.timeline.choices(story, ALL)
    assert [(person.name, person.count) for person in choices.people] == [("Ms Zhao", 4), ("Mr Qian", 2)]
    assert dict(choices.directions) == {Direction.IN: 3, Direction.OUT: 2}
    assert [(kind.key, kind.count) for kind in choices.kinds[TouchGroup.MESSAGES]] == [("wechat", 2), ("qq", 1)]
    narrowed = office.timeline.choices(story, TimelineFilter(person=choices.people[0].key, kinds=frozenset({"qq"})))
    # Of the people themselves all are offered, of everything else what is left.
    assert [(person.name, person.count) for person in narrowed.people] == [("Ms Zhao", 1)]
    assert [kind.key for kind in narrowed.kinds[TouchGroup.MESSAGES]] == ["wechat", "qq"]
    assert [(each.name, each.count) for each in narrowed.colleagues] == [("Chen", 1)]
    assert [(each.name, each.count) for each in narrowed.deals] == [("Pump", 1)]


def test_a_hidden_lane_is_neither_shown_nor_counted(office: Office, story: str) -> None:
    without = TimelineFilter(without=frozenset({Lane.COMMUNICATION, Lane.STAGES}))
    assert told(office, story, without) == ["saw the line"]
    assert set(office.timeline.counts(story, without)) == {TouchGroup.VISITS}


def test_the_overview_tells_lanes_apart(office: Office, story: str) -> None:
    lanes = office.timeline.overview(story).lanes
    assert list(lanes) == [Lane.VISITS, Lane.COMMUNICATION, Lane.STAGES]
    assert dict(lanes[Lane.COMMUNICATION]) == {date(2026, 2, 2): 2, date(2026, 2, 16): 3}


def test_the_oldest_come_first_where_that_is_wished(office: Office, story: str) -> None:
    _asides, page = office.timeline.beginning(story, ALL, 3, from_oldest=True)
    whole = [touch.uid for touch in office.timeline.page(story, ALL, 50).touches]
    assert [touch.uid for touch in page.touches] == whole[-3:]
    assert (page.has_newer, page.has_older) == (True, False)


def test_what_has_a_pin_stands_aside_too(office: Office, story: str) -> None:
    touches = {touch.body: touch.uid for touch in office.touches.timeline(story)}
    for text in ("first call", "saw the line"):
        office.touch_editing.pin_touch(touches[text], pinned=True)
    pinned = office.timeline.asides(story, ALL).pinned
    assert [touch.body for touch in pinned] == ["saw the line", "first call"]
    assert len(told(office, story, ALL)) == 6
    calls = TimelineFilter(groups=frozenset({TouchGroup.CALLS}))
    assert [touch.body for touch in office.timeline.asides(story, calls).pinned] == ["first call"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-02-20", "price?"),
        ("2026-02-22", "sent the price"),
        ("2026-02-26", "saw the line"),
        ("2020-01-01", "first call"),
        ("2026-02-10", "second call"),
    ],
)
def test_the_nearest_to_a_day_is_found(office: Office, story: str, day: str, text: str) -> None:
    wanted = TimelineFilter(without=frozenset({Lane.STAGES}))
    found = office.timeline.touch(office.timeline.nearest(story, wanted, date.fromisoformat(day)))
    assert found is not None
    assert found.body == text


def test_where_nothing_is_nothing_is_nearest(office: Office, acme: str) -> None:
    log(office, acme, "planned", at="tomorrow 15:00")
    wanted = TimelineFilter(without=frozenset({Lane.STAGES}))
    assert office.timeline.nearest(acme, wanted, date(2026, 3, 4)) == ""
