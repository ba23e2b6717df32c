from datetime import UTC, datetime, timedelta, timezone

import pytest

from crmdesk.domain.moment import Precision
from crmdesk.exchange.tables.meaning.dates import read_date, read_serial

DAY = datetime.fromisoformat("2024-03-05")


@pytest.mark.parametrize(
    "text",
    [
        "2024/3/5",
        "2024-03-05",
        "2024.3.5",
        "20240305",
        "2024年3月5日",
        "2024年3月5日 星期二",
        "05-Mar-24",
        "5 March 2024",
        "Mar 5, 2024",
        "March 5th, 2024",
        "Tue, 5 Mar 2024",
        "05.03.2024",
        "45356",
        " 2024-03-05 ",
    ],
)
def test_days_that_read_one_way(text):
    wall = read_date(text)
    assert (wall.value, wall.precision) == (DAY, Precision.DAY)


@pytest.mark.parametrize(
    ("text", "order", "month", "day"),
    [("3/5/2024", "mdy", 3, 5), ("3/5/2024", "dmy", 5, 3), ("3-5-24", "mdy", 3, 5), ("24/3/5", "ymd", 3, 5)],
)
def test_days_that_need_an_order(text, order, month, day):
    assert read_date(text) is None
    value = read_date(text, order).value
    assert (value.year, value.month, value.day) == (2024, month, day)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2024-03-05 14:02", DAY.replace(hour=14, minute=2), Precision.MINUTE),
        ("2024/3/5 14:02:03", DAY.replace(hour=14, minute=2, second=3), Precision.SECOND),
        ("2024年3月5日 下午2点02分", DAY.replace(hour=14, minute=2), Precision.MINUTE),
        ("20240305140203", DAY.replace(hour=14, minute=2, second=3), Precision.SECOND),
        ("3/5/2024 2:02 PM", DAY.replace(hour=14, minute=2), Precision.MINUTE),
        ("3/5/2024, 12:00 AM", DAY, Precision.MINUTE),
        ("2024-03-05T14:02:03.12Z", DAY.replace(hour=14, minute=2, second=3, tzinfo=UTC), Precision.SECOND),
        (
            "2024-03-05T14:02:03+08:00",
            DAY.replace(hour=14, minute=2, second=3, tzinfo=timezone(timedelta(hours=8))),
            Precision.SECOND,
        ),
    ],
)
def test_times(text, value, precision):
    wall = read_date(text, "mdy")
    assert (wall.value, wall.precision) == (value, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "31/02/2024",
        "2024-13-05",
        "2024-02-30",
        "2024-03-05 25:00",
        "12",
        "9" * 200,
        "13800138000",
        "2024-03",
    ],
)
def test_what_is_no_date(text):
    assert read_date(text, "dmy") is None


def test_serial_numbers():
    assert read_serial(45356).value == DAY
    assert read_serial(45356.5).value == DAY.replace(hour=12)
    assert read_serial(7) is None
