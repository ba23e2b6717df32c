from datetime import datetime

import pytest

from crmdesk.domain.clock import SystemClock
from crmdesk.domain.moment import Precision, WallTime


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


def test_now_has_the_offset_of_the_zone_chosen():
    assert SystemClock("Asia/Shanghai").now().local.utcoffset().total_seconds() == 8 * 3600


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "Asia", "../etc/passwd", "\0"])
def test_without_a_zone_that_exists_the_machine_s_own_is_used(zone: str):
    assert SystemClock(zone).now().local.utcoffset() == datetime.now().astimezone().utcoffset()
