"""Times as people mean them where they are: across midnight, in zones far apart, in hours that come twice or never."""

from datetime import date
from pathlib import Path

import pytest

from crmdesk.domain.moment import WallTime
from crmdesk.domain.touch import TouchStatus
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, log, office_at
from tests.fakes import FixedClock

ZONES = ("Asia/Shanghai", "Etc/GMT+8", "America/New_York", "Pacific/Kiritimati")


def office_in(path: Path, zone: str, wall: str) -> tuple[Office, FixedClock, str]:
    clock = FixedClock(wall, zone)
    office = office_at(path, clock)
    return office, clock, add_customer(office, "Acme")


def shown(office: Office, customer: str) -> list[str]:
    """When things happened, the latest first, without the lead."""
    touches = office.touches.timeline(customer)
    return [touch.occurred_at.isoformat() for touch in touches if touch.kind != "lead"]


def due(office: Office, day: date | None = None) -> list[tuple[str, bool]]:
    return [(item.text, item.overdue) for item in office.care.due(day)]


@pytest.mark.parametrize("zone", ZONES)
def test_a_minute_to_midnight_is_another_day_than_a_minute_past(workspace_path: Path, zone: str) -> None:
    office, clock, acme = office_in(workspace_path, zone, "2026-05-19 23:59")
    log(office, acme, "before")
    clock.advance(minutes=2)
    log(office, acme, "after")
    log(office, acme, "the day before", at="yesterday")
    log(office, acme, "at noon", at="yesterday 12:00")
    days = {touch.body: touch.occurred_at.local_date.day for touch in office.touches.timeline(acme)}
    assert days == {"before": 19, "after": 20, "the day before": 19, "at noon": 19, "": 19}
    assert office.desk.today() == date(2026, 5, 20)
    today = office.touches.timeline(acme, since=office.desk.today())
    assert [touch.body for touch in today] == ["after"]
    assert len(office.touches.timeline(acme, until=date(2026, 5, 19))) == 4


@pytest.mark.parametrize("zone", ZONES)
def test_due_today_until_midnight_and_overdue_from_then_on(workspace_path: Path, zone: str) -> None:
    office, clock, acme = office_in(workspace_path, zone, "2026-05-19 23:50")
    office.touches.log_touch(acme, TouchWords(kind="call", next_step="today send the offer"))
    office.touches.log_touch(acme, TouchWords(kind="call", next_step="23:55 write"))
    office.touches.log_touch(acme, TouchWords(kind="call", next_step="tomorrow 00:10 call"))
    office.touches.log_touch(acme, TouchWords(kind="promise", text="drawings", facts={"due": "today"}))
    today = [("send the offer", False), ("write", False), ("drawings", False)]
    assert due(office) == today
    clock.advance(minutes=9)
    assert due(office) == today
    clock.advance(minutes=2)
    assert due(office) == [("send the offer", True), ("write", True), ("call", False), ("drawings", True)]
    assert due(office, date(2026, 5, 19)) == today


@pytest.mark.parametrize("home", ["Asia/Shanghai", "Pacific/Kiritimati", "Etc/GMT+8"])
@pytest.mark.parametrize("abroad", ["Etc/GMT+8", "Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_what_is_due_on_a_day_is_due_on_that_day_wherever_one_is(workspace_path: Path, home: str, abroad: str) -> None:
    office, clock, acme = office_in(workspace_path, home, "2026-05-18 12:00")
    office.touches.log_touch(acme, TouchWords(kind="call", next_step="2026-05-20 send the offer"))
    office.touches.log_touch(acme, TouchWords(kind="promise", text="drawings", facts={"due": "2026-05-20"}))
    clock.travel(abroad)
    assert due(office, date(2026, 5, 19)) == []
    assert due(office, date(2026, 5, 20)) == [("send the offer", False), ("drawings", False)]
    assert due(office, date(2026, 5, 21)) == [("send the offer", True), ("drawings", True)]


def test_an_hour_that_comes_twice(workspace_path: Path) -> None:
    office, clock, acme = office_in(workspace_path, "America/New_York", "2026-11-01 01:30")
    log(office, acme, "summer")
    clock.advance(hours=1)
    log(office, acme, "winter")
    log(office, acme, "a while ago", at="01:10")
    log(office, acme, "two hours ago", at="2 hours ago")
    assert shown(office, acme) == [
        "2026-11-01T01:30:00-05:00",
        "2026-11-01T01:10:00-05:00",
        "2026-11-01T01:30:00-04:00",
        "2026-11-01T00:30:00-04:00",
    ]
    office.touches.log_touch(acme, TouchWords(kind="note", next_step="01:45 call"))
    [step] = [touch for touch in office.touches.timeline(acme) if touch.status is TouchStatus.PLANNED]
    assert step.occurred_at.isoformat() == "2026-11-01T01:45:00-05:00"
    assert due(office) == [("call", False)]
    assert {touch.occurred_at.local_date for touch in office.touches.timeline(acme)} == {date(2026, 11, 1)}


def test_an_hour_that_never_was(workspace_path: Path) -> None:
    office, clock, acme = office_in(workspace_path, "America/New_York", "2026-03-08 01:50")
    office.touches.log_touch(acme, TouchWords(kind="note", next_step="02:30 call"))
    [step] = [touch for touch in office.touches.timeline(acme) if touch.status is TouchStatus.PLANNED]
    assert step.occurred_at.isoformat() == "2026-03-08T03:30:00-04:00"
    clock.advance(minutes=20)
    assert office.desk.clock.now().isoformat() == "2026-03-08T03:10:00-04:00"
    assert office.touches.read_at("half an hour ago").isoformat() == "2026-03-08T01:40:00-05:00"
    assert office.touches.read_at("02:30").isoformat() == "2026-03-08T03:30:00-04:00"


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 3, 8), date(2018, 11, 4)])
@pytest.mark.parametrize("zone", ["America/New_York", "America/Sao_Paulo", "Asia/Beirut"])
def test_a_day_however_long_is_one_day(workspace_path: Path, zone: str, day: date) -> None:
    office, _clock, _acme = office_in(workspace_path, zone, f"{day} 12:00")
    start, end = office.desk.day_bounds(day)
    assert start.local_date == day
    assert 23 <= (end.utc - start.utc).total_seconds() / 3600 <= 25
    assert office.desk.clock.localise(WallTime.of_day(day)) == start
