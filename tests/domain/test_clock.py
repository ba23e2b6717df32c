from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crmdesk.domain.clock import SystemClock, localised
from crmdesk.domain.moment import Moment, Precision, WallTime


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("Asia/Shanghai", "2026-03-04T10:00", "2026-03-04T02:00"),
        ("America/Los_Angeles", "2026-03-04T10:00", "2026-03-04T18:00"),
        # The clocks go back at two: the first half past one is still summer time.
        ("America/Los_Angeles", "2026-11-01T01:30", "2026-11-01T08:30"),
    ],
)
def test_a_wall_time_is_read_in_the_zone_chosen(zone: str, wall: str, utc: str):
    moment = SystemClock(zone).localise(WallTime(datetime.fromisoformat(wall), Precision.MINUTE))
    assert moment.utc.replace(tzinfo=None) == datetime.fromisoformat(utc)
    assert moment.local.replace(tzinfo=None) == datetime.fromisoformat(wall)


@pytest.mark.parametrize(
    ("zone", "now", "wall", "meant"),
    [
        # Of the hour that comes twice the first, until the second has begun.
        ("America/New_York", "2026-10-31T12:00-04:00", "2026-11-01T01:30", "2026-11-01T01:30-04:00"),
        ("America/New_York", "2026-11-01T01:50-04:00", "2026-11-01T01:30", "2026-11-01T01:30-04:00"),
        ("America/New_York", "2026-11-01T01:10-05:00", "2026-11-01T01:30", "2026-11-01T01:30-05:00"),
        ("America/New_York", "2026-11-02T12:00-05:00", "2026-11-01T01:30", "2026-11-01T01:30-04:00"),
        # The hour that never was.
        ("America/New_York", "2026-03-07T12:00-05:00", "2026-03-08T02:30", "2026-03-08T03:30-04:00"),
        ("America/New_York", "2026-03-08T01:59-05:00", "2026-03-08T02:00", "2026-03-08T03:00-04:00"),
        # There was no midnight that day; it is still that day.
        ("America/Sao_Paulo", "2018-11-01T12:00-03:00", "2018-11-04T00:00", "2018-11-04T01:00-02:00"),
        ("Asia/Shanghai", "2026-03-07T12:00+08:00", "2026-03-08T02:30", "2026-03-08T02:30+08:00"),
        # Who names the zone is not corrected.
        ("America/New_York", "2026-03-07T12:00-05:00", "2026-03-08T02:30-05:00", "2026-03-08T02:30-05:00"),
    ],
)
def test_hours_that_come_twice_or_never(zone: str, now: str, wall: str, meant: str):
    at = Moment.of(datetime.fromisoformat(now))
    moment = localised(WallTime(datetime.fromisoformat(wall), Precision.MINUTE), ZoneInfo(zone), at)
    assert moment.local.isoformat(timespec="minutes") == meant


def test_now_has_the_offset_of_the_zone_chosen():
    assert SystemClock("Asia/Shanghai").now().local.utcoffset().total_seconds() == 8 * 3600


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "Asia", "../etc/passwd", "\0"])
def test_without_a_zone_that_exists_the_machine_s_own_is_used(zone: str):
    assert SystemClock(zone).now().local.utcoffset() == datetime.now().astimezone().utcoffset()
