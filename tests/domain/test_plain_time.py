"""What people write when they plan or note something, and what it means."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Precision, WallTime
from crmdesk.domain.plain_time import read_time, split_time

CHINA = timezone(timedelta(hours=8))
# A Wednesday.
NOW = datetime(2026, 3, 4, 10, 30, 20, tzinfo=CHINA)


def say(wall: WallTime) -> str:
    """``2026-03-05``, ``2026-03-05 15:00`` or ``2026-03-05 15:00:30`` by precision, with the offset if there is one."""
    value = wall.value
    zone = value.strftime("%z")
    match wall.precision:
        case Precision.DAY:
            assert (value.hour, value.minute, value.second) == (0, 0, 0)
            return f"{value:%Y-%m-%d}{zone}"
        case Precision.MINUTE:
            assert value.second == 0
            return f"{value:%Y-%m-%d %H:%M}{zone}"
        case _:
            return f"{value:%Y-%m-%d %H:%M:%S}{zone}"


CHINESE = """
今天 2026-03-04 | 明天 2026-03-05 | 后天 2026-03-06 | 後天 2026-03-06 | 大后天 2026-03-07 | 昨天 2026-03-03
前天 2026-03-02 | 大前天 2026-03-01 | 明日 2026-03-05 | 三天前 2026-03-01 | 3天后 2026-03-07 | 兩天後 2026-03-06
十天后 2026-03-14 | 二十一天之后 2026-03-25 | 两周后 2026-03-18 | 一個星期後 2026-03-11 | 两个月后 2026-05-04
半个月后 2026-03-19 | 半年后 2026-09-04 | 一年前 2025-03-04 | 半小时后 2026-03-04 11:00+0800
一个半小时后 2026-03-04 12:00+0800 | 1.5小时后 2026-03-04 12:00+0800 | 20分钟前 2026-03-04 10:10+0800
一刻钟后 2026-03-04 10:45+0800 | 明天下午3点 2026-03-05 15:00 | 明天下午3點 2026-03-05 15:00
明天下午三点一刻 2026-03-05 15:15 | 明天上午9点三刻 2026-03-05 09:45 | 明天上午九点钟 2026-03-05 09:00
下周三 10:00@2026-03-11 10:00 | 下週三 2026-03-11 | 周五 2026-03-06 | 週五 2026-03-06 | 星期五 2026-03-06
礼拜五 2026-03-06 | 禮拜五下午 2026-03-06 14:00 | 本周五 2026-03-06 | 这周一 2026-03-02 | 上周五 2026-02-27
下下周一 2026-03-16 | 周三 2026-03-11 | 周三12:00 2026-03-04 12:00 | 周三9:00 2026-03-11 09:00 | 周日 2026-03-08
周末 2026-03-07 | 下周 2026-03-09 | 下星期二 2026-03-10 | 下個禮拜天 2026-03-15 | 星期天晚上8点半 2026-03-08 20:30
周二十点 2026-03-10 10:00 | 今晚7点 2026-03-04 19:00 | 今晚 2026-03-04 19:00 | 明早8点 2026-03-05 08:00
明晚八点 2026-03-05 20:00 | 昨晚 2026-03-03 19:00 | 晚上12点 2026-03-05 00:00 | 今晚1点 2026-03-05 01:00
上午9点一刻 2026-03-05 09:15 | 中午 2026-03-04 12:00 | 明天中午 2026-03-05 12:00 | 明天中午1点 2026-03-05 13:00
下午 2026-03-04 14:00 | 明天凌晨2点 2026-03-05 02:00 | 十点半 2026-03-05 10:30 | 3点 2026-03-04 15:00
明天3时 2026-03-05 03:00 | 明天3:00 2026-03-05 03:00 | 明天三点 2026-03-05 15:00 | 明天三点零五 2026-03-05 15:05
明天15时30分20秒 2026-03-05 15:30:20 | 2026年3月5日 2026-03-05 | 二〇二六年三月三十一日 2026-03-31
3月5日 2026-03-05 | 3月5号 2026-03-05 | 三月五号下午 2026-03-05 14:00 | 3月4日 2026-03-04 | 3月3日 2027-03-03
1月5日 2027-01-05 | 明年3月5日 2027-03-05 | 去年12月31日 2025-12-31 | 2月29日 2028-02-29 | 5号 2026-03-05
3号 2026-04-03 | 31号 2026-03-31 | 下个月5号 2026-04-05 | 下個月5號 2026-04-05 | 本月15日 2026-03-15
下个月 2026-04-01 | 月底 2026-03-31 | 下月底 2026-04-30 | 这个月底 2026-03-31 | 下月初 2026-04-01
6月底 2026-06-30 | 2月底 2027-02-28 | 明年6月中 2027-06-15 | 年底 2026-12-31 | 明年初 2027-01-01
１２／５　１４：００@2026-12-05 14:00 | ２０２６年３月５日１５：００ 2026-03-05 15:00
"""
ENGLISH = """
today@2026-03-04 | Tomorrow@2026-03-05 | yesterday 15:00@2026-03-03 15:00 | day after tomorrow@2026-03-06
the day before yesterday@2026-03-02 | next Tue 15:00@2026-03-10 15:00 | next Wed@2026-03-11 | Wed@2026-03-11
wed 9am@2026-03-11 09:00 | Wednesday 3pm@2026-03-04 15:00 | this Fri@2026-03-06 | last Fri@2026-02-27
on Friday@2026-03-06 | by Friday@2026-03-06 | Friday 9:30am@2026-03-06 09:30 | Thurs@2026-03-05
in 3 days@2026-03-07 | in a week@2026-03-11 | in two months@2026-05-04 | 3 days ago@2026-03-01
a week from now@2026-03-11 | two years later@2028-03-04 | in two weeks at 10:00@2026-03-18 10:00
in half an hour@2026-03-04 11:00+0800 | in an hour@2026-03-04 11:30+0800 | in 90 minutes@2026-03-04 12:00+0800
2 hours ago@2026-03-04 08:30+0800 | in 1.5 hours@2026-03-04 12:00+0800 | half an hour ago@2026-03-04 10:00+0800
tomorrow 3pm@2026-03-05 15:00 | 3pm tomorrow@2026-03-05 15:00 | tomorrow at 3 p.m.@2026-03-05 15:00
tomorrow at 3@2026-03-05 15:00 | tomorrow at eight@2026-03-05 08:00 | tomorrow morning at 9@2026-03-05 09:00
at 9 in the morning tomorrow@2026-03-05 09:00 | Friday evening 7:30@2026-03-06 19:30 | 15:00 on Friday@2026-03-06 15:00
3 o'clock tomorrow@2026-03-05 15:00 | tonight@2026-03-04 19:00 | tonight at 8@2026-03-04 20:00
last night at 9@2026-03-03 21:00 | noon@2026-03-04 12:00 | tomorrow noon@2026-03-05 12:00 | midnight@2026-03-05 00:00
12:30am@2026-03-05 00:30 | 12:30pm@2026-03-04 12:30 | 12am tomorrow@2026-03-05 00:00 | 9am@2026-03-05 09:00
next week@2026-03-09 | last week@2026-02-23 | next month@2026-04-01 | next year@2027-01-01 | end of month@2026-03-31
end of the month@2026-03-31 | end of next month@2026-04-30 | month end@2026-03-31 | end of the year@2026-12-31
on 5 March@2026-03-05 | 5 March 2027@2027-03-05 | 5th of March, 2027@2027-03-05 | March 5th@2026-03-05
Mar 5 2026 2pm@2026-03-05 14:00 | Mar 5 2pm@2026-03-05 14:00 | 5 May 10:00@2026-05-05 10:00 | Jan 5@2027-01-05
Sept 9@2026-09-09 | Feb 29@2028-02-29 | this weekend@2026-03-07
"""
WRITTEN = """
2026-03-05@2026-03-05 | 2026-3-5@2026-03-05 | 2026/03/05@2026-03-05 | 2026.3.5@2026-03-05 | 20260305@2026-03-05
2026-03-05 15:00@2026-03-05 15:00 | 2026-03-05T15:00@2026-03-05 15:00 | 2026-03-05T15:00:30@2026-03-05 15:00:30
2026-03-05 15:00:30.123456@2026-03-05 15:00:30 | 2026-03-05T15:00+08:00@2026-03-05 15:00+0800
2026-03-05T15:00:00Z@2026-03-05 15:00:00+0000 | 2026-03-05T15:00-0330@2026-03-05 15:00-0330
2024-02-29@2024-02-29 | 20260305 3pm@2026-03-05 15:00 | 25/3/2026@2026-03-25 | 3/25/2026@2026-03-25
5/5/2026@2026-05-05 | 12/5@2026-12-05 | 3/3@2027-03-03 | 15:00@2026-03-04 15:00 | 10:30:30@2026-03-04 10:30:30
9:00@2026-03-05 09:00 | 24:00@2026-03-05 00:00 | 9999-12-31@9999-12-31
"""


def rows(table: str) -> list[tuple[str, str]]:
    cells = [cell.strip() for line in table.strip().splitlines() for cell in line.split("|")]
    pairs = [cell.partition("@" if "@" in cell else " ") for cell in cells]
    return [(text, meaning) for text, _, meaning in pairs if meaning]


def test_the_tables_are_whole() -> None:
    assert len(rows(CHINESE)) > 90
    assert len(rows(ENGLISH)) > 60
    assert len(rows(WRITTEN)) > 20


@pytest.mark.parametrize(("text", "meaning"), [*rows(CHINESE), *rows(ENGLISH), *rows(WRITTEN)])
def test_reads_what_people_mean(text: str, meaning: str) -> None:
    assert say(read_time(text, NOW)) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("周五", "2026-02-27"),
        ("Wednesday", "2026-02-25"),
        ("周三9:00", "2026-03-04 09:00"),
        ("周三12:00", "2026-02-25 12:00"),
        ("3月5日", "2025-03-05"),
        ("3月3日", "2026-03-03"),
        ("3月4日", "2026-03-04"),
        ("12/5 14:00", "2025-12-05 14:00"),
        ("5号", "2026-02-05"),
        ("31号", "2026-01-31"),
        ("9:00", "2026-03-04 09:00"),
        ("15:00", "2026-03-03 15:00"),
        ("Feb 29", "2024-02-29"),
        ("12月底", "2025-12-31"),
        ("明天", "2026-03-05"),
        ("2027-01-01", "2027-01-01"),
    ],
)
def test_looks_back_when_it_is_about_the_past(text: str, meaning: str) -> None:
    assert say(read_time(text, NOW, past=True)) == meaning


@pytest.mark.parametrize(
    ("now", "text", "meaning"),
    [
        (datetime(2025, 12, 31, 23, 50, tzinfo=CHINA), "半小时后", "2026-01-01 00:20+0800"),
        (datetime(2025, 12, 31, 23, 50, tzinfo=CHINA), "明天", "2026-01-01"),
        (datetime(2025, 12, 31, 23, 50, tzinfo=CHINA), "下个月底", "2026-01-31"),
        (datetime(2025, 12, 31, 23, 50, tzinfo=CHINA), "next Thu", "2026-01-08"),
        (datetime(2025, 12, 29, 9, tzinfo=CHINA), "周日", "2026-01-04"),
        (datetime(2026, 1, 31, 9, tzinfo=CHINA), "一个月后", "2026-02-28"),
        (datetime(2028, 1, 31, 9, tzinfo=CHINA), "in a month", "2028-02-29"),
        (datetime(2024, 2, 29, 9, tzinfo=CHINA), "一年后", "2025-02-28"),
        (datetime(2024, 2, 29, 9, tzinfo=CHINA), "2月29日", "2024-02-29"),
        (datetime(2026, 2, 27, 9, tzinfo=CHINA), "30号", "2026-03-30"),
        (datetime(2026, 3, 8, 9, tzinfo=CHINA), "下周日", "2026-03-15"),
        (datetime(2026, 3, 8, 9, tzinfo=CHINA), "this Fri", "2026-03-06"),
        (datetime(2026, 3, 4, 9, tzinfo=UTC), "in an hour", "2026-03-04 10:00+0000"),
    ],
)
def test_edges_of_the_calendar(now: datetime, text: str, meaning: str) -> None:
    assert say(read_time(text, now)) == meaning


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soon", "May", "3pmx", "24/7", "13pm", "0am", "25:00", "24:01", "10:60", "3点99分", "2026-02-30"),
        *("2025-2-29", "2026-13-01", "20261301", "13月5日", "2月30日", "2026-03-05T15:00+99:00", "99999年1月1日"),
        *(
            "明天明天",
            "明天 后天",
            "3pm 4pm",
            "in 9999 years",
            "9999年前",
            "0号",
            "32号",
            "next",
            "下",
            "周八",
            "138-0013-8000",
        ),
        *("十十点", "at", "at xyz", "tomorrow send it", "in", "1/2/3", "三三三天后后", "上个月31号"),
    ],
)
def test_refuses_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError, match="tomorrow 15:00") as refusal:
        read_time(text, NOW)
    assert refusal.value.field == "next"


@pytest.mark.parametrize("text", ["5/3/2026", "05.03.2026", "5-3-2026 15:00", "12/11/2026"])
def test_asks_about_dates_with_two_readings(text: str) -> None:
    with pytest.raises(ValidationError, match=r"two ways.*2026-") as refusal:
        read_time(text, NOW)
    assert refusal.value.field == "next"


@pytest.mark.parametrize(
    ("text", "meaning", "rest"),
    [
        ("next Tue 15:00 send the contract", "2026-03-10 15:00", "send the contract"),
        ("明天下午3点打电话给王总", "2026-03-05 15:00", "打电话给王总"),
        ("明天下午3點打電話給王總", "2026-03-05 15:00", "打電話給王總"),
        ("打电话给王总 明天下午3点", "2026-03-05 15:00", "打电话给王总"),
        ("打电话给王总，明天下午3点。", "2026-03-05 15:00", "打电话给王总"),
        ("call Wang tomorrow 3pm.", "2026-03-05 15:00", "call Wang"),
        ("周五下午：发合同", "2026-03-06 14:00", "发合同"),
        ("3天后回访", "2026-03-07", "回访"),
        ("发报价给重庆3天后", "2026-03-07", "发报价给重庆"),
        ("下周三 10:00，带样品", "2026-03-11 10:00", "带样品"),
        ("in 3 days: call back at Acme", "2026-03-07", "call back at Acme"),
        ("half an hour ago", "2026-03-04 10:00+0800", ""),
        ("  tomorrow  ", "2026-03-05", ""),
        ("合同20260305号 明天", "2026-03-05", "合同20260305号"),
        ("明天3点10个人来", "2026-03-05 15:00", "10个人来"),
        ("2026-03-05 15:00 demo", "2026-03-05 15:00", "demo"),
        ("15:00 +8613800138000", "2026-03-04 15:00", "+8613800138000"),
        ("明天的拜访", "2026-03-05", "的拜访"),
        ("tomorrow, then 3 days later", "2026-03-05", "then 3 days later"),
        ("ＣＡＬＬ tomorrow", "2026-03-05", "ＣＡＬＬ"),
    ],
)
def test_splits_the_time_from_the_rest(text: str, meaning: str, rest: str) -> None:
    wall, other = split_time(text, NOW)
    assert (say(wall), other) == (meaning, rest)


@pytest.mark.parametrize(
    "text", ["send the contract", "", "开13点会", "ring 138-0013-8000", "24/7 support", "3pmx", "买3点5号电池"]
)
def test_does_not_invent_a_time(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        split_time(text, NOW)
    assert refusal.value.field == "next"


WORDS = st.sampled_from(
    "明天 后天 周 下 上 个 月 年 日 号 底 3 三 十 两 半 点 分 : / - . 2026 02 30 31 99 9999 后 前 小时 in ago next "
    "last Fri Feb noon at pm am 下午 晚上 0 ² ① ½ Ⅻ + z T end of month 〇 天 \u0000 \ud800 İ".split(" ")
)


@given(text=st.one_of(st.text(), st.lists(WORDS).map("".join), st.lists(WORDS).map(" ".join)), past=st.booleans())
def test_raises_nothing_unexpected(text: str, *, past: bool) -> None:
    for read in (read_time, split_time):
        with suppress(ValidationError):
            read(text, NOW, past=past)


@given(st.datetimes(), st.lists(WORDS).map("".join))
def test_works_at_any_time(now: datetime, text: str) -> None:
    with suppress(ValidationError):
        read_time(text, now.replace(tzinfo=CHINA))


@given(st.dates(min_value=date(1000, 1, 1)), st.times())
def test_iso_is_read_back(day: date, clock: time) -> None:
    text = f"{day} {clock:%H:%M}"
    assert say(read_time(text, NOW)) == text


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", [" ", "1", "明天", "a ", "5 march ", "十", ",", "t", "号", "in "])
def test_long_texts_are_quick(piece: str) -> None:
    for text in (piece * 100_000, "5 march" + piece * 100_000 + "x"):
        with suppress(ValidationError):
            split_time(text, NOW)
