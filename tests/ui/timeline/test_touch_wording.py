"""What a timeline says about times: seen from this place and this day."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crmdesk.domain.moment import Moment
from crmdesk.domain.timeline import Asides, TimelinePage
from crmdesk.ui import wording
from crmdesk.ui.timeline.rows import Entry, Heading, RowSetting, rows_of
from crmdesk.ui.timeline.touch_wording import TouchWording
from tests.factories import Office, add_customer, add_deal, log
from tests.fakes import FixedClock


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


def newest(office: Office, customer: str) -> object:
    return office.touches.timeline(customer)[0]


def test_a_time_of_another_zone_says_which(office: Office, acme: str, clock: FixedClock):
    log(office, acme, "called")
    clock.travel("Asia/Kolkata")
    clock.advance(minutes=1)
    log(office, acme, "called again")
    in_kolkata, in_shanghai = office.touches.timeline(acme)[:2]
    words = TouchWording(clock)
    assert (words.time(in_kolkata), words.time(in_shanghai)) == ("07:31", "10:00 (UTC+8)")
    clock.travel("Asia/Shanghai")
    assert (words.time(in_kolkata), words.time(in_shanghai)) == ("07:31 (UTC+5:30)", "10:00")


def test_summer_and_winter_of_the_same_place_are_no_other_zone(office: Office, acme: str, clock: FixedClock):
    clock.travel("Europe/Berlin")
    log(office, acme, "in summer", at="2025-07-01 12:00")
    summer = next(touch for touch in office.touches.timeline(acme) if touch.body == "in summer")
    assert TouchWording(clock).time(summer) == "12:00"


def test_what_was_written_down_late_says_how_late(office: Office, acme: str, clock: FixedClock):
    words = TouchWording(clock)
    log(office, acme, "late", at="2026-03-01 09:00")
    assert words.late(next(touch for touch in office.touches.timeline(acme) if touch.body)) == "recorded 3 days later"
    log(office, acme, "in time")
    assert words.late(newest(office, acme)) == ""


def test_a_step_is_overdue_once_its_time_is_over(office: Office, acme: str, clock: FixedClock):
    log(office, acme, "timed", at="today 15:00")
    step, words = newest(office, acme), TouchWording(clock)
    assert not words.is_overdue(step)
    assert words.time(step) == "Today 15:00"
    clock.advance(hours=6)
    assert words.is_overdue(step)


def test_a_move_says_from_where_to_where_and_after_how_long(office: Office, acme: str, clock: FixedClock):
    deal = add_deal(office, acme)
    clock.advance(days=6)
    office.deals.move_stage(deal, "quoted")
    words, touch = TouchWording(clock), newest(office, acme)
    assert words.mark(Entry(touch)) == "New lead → Quoted"
    assert words.stay(Entry(touch, 6)) == "after 6 days"
    assert words.stay(Entry(touch, 0)) == "the same day"


def test_days_of_several_clocks_may_come_twice(office: Office, acme: str):
    log(office, acme, "one", at="09:00")
    touch = newest(office, acme)
    moments = [
        ("2026-03-04T01:00:00+00:00", 480),
        ("2026-03-04T00:30:00+00:00", -480),
        ("2026-03-04T00:00:00+00:00", 480),
    ]
    touches = tuple(
        replace(touch, uid=str(number), occurred_at=Moment(datetime.fromisoformat(at), offset))
        for number, (at, offset) in enumerate(moments)
    )
    rows = rows_of(TimelinePage(touches), Asides(), RowSetting(office.desk.today()))
    headings = [row for row in rows if isinstance(row, Heading)]
    assert [heading.text.split(" · ")[0] for heading in headings] == ["Today", "Yesterday", "Today"]
    assert len({heading.key for heading in headings}) == 3


def test_a_day_with_something_undated_says_so(office: Office, acme: str):
    log(office, acme, "one", at="09:00")
    touch = replace(newest(office, acme), detail={"date_unknown": True})
    [heading, entry] = rows_of(TimelinePage((touch,)), Asides(), RowSetting(office.desk.today()))
    assert "without a date" in heading.note
    assert TouchWording(office.desk.clock).time(entry.touch) == "unknown day"


def test_a_deal_put_aside_says_until_when_as_other_days_are_told(office: Office, acme: str, clock: FixedClock):
    add_deal(office, acme, "Pump")
    until = office.desk.today() + timedelta(days=30)
    office.deals.hold("Pump", until)
    [entry] = [touch for touch in office.touches.timeline(acme) if touch.kind == "hold"]
    told = TouchWording(clock).mark(Entry(entry))
    assert wording.day(until, office.desk.today()) in told
    assert until.isoformat() not in told
