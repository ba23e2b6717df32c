"""Reading a timeline: pages both ways, groups and their counts, the days of its history in any zone."""

from datetime import date, timedelta

import pytest

from crmdesk.domain.moment import Moment
from crmdesk.domain.timeline import TimelineFilter, TouchGroup
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.touches import TouchWords
from crmdesk.store.queries.lookup import find_customer
from tests.factories import Office, add_customer, add_deal, bulk_notes, log
from tests.fakes import FixedClock

ALL = TimelineFilter()


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


def write_notes(office: Office, customer: str, count: int) -> None:
    """Notes, some of them at the very same time, up to an hour ago."""
    begin = office.desk.clock.now()
    times = [Moment.of(begin.utc - timedelta(minutes=60 + 10 * (number // 3))) for number in range(count)]
    with office.desk.change("notes") as unit:
        owner = find_customer(unit, customer).id
        bulk_notes(unit, owner, [(f"note {number}", at) for number, at in enumerate(times)])


def said(touches: object) -> list[str]:
    return [touch.body or touch.title for touch in touches if not touch.system]


def test_pages_below_one_another_are_the_whole_timeline(office: Office, acme: str) -> None:
    write_notes(office, acme, 25)
    page = office.timeline.page(acme, ALL, 10)
    while page.has_older:
        page = page.with_older(office.timeline.page(acme, ALL, 10, below=page.touches[-1]), most=1000)
    assert [touch.uid for touch in page.touches] == [touch.uid for touch in office.touches.timeline(acme)]
    assert not page.has_newer


def test_a_page_around_a_touch_leads_both_ways(office: Office, acme: str) -> None:
    write_notes(office, acme, 40)
    whole = [touch.uid for touch in office.touches.timeline(acme)]
    page = office.timeline.around(acme, ALL, 10, whole[20])
    assert page is not None
    assert [touch.uid for touch in page.touches] == whole[15:25]
    assert (page.has_newer, page.has_older) == (True, True)
    while page.has_newer:
        page = page.with_newer(office.timeline.newer(acme, ALL, 10, page.touches[0]), most=12)
    assert [touch.uid for touch in page.touches] == whole[:12]
    assert page.has_older


def test_a_stretch_is_read_again_from_its_first_touch_on(office: Office, acme: str) -> None:
    write_notes(office, acme, 12)
    shown = office.timeline.page(acme, ALL, 5, below=office.timeline.page(acme, ALL, 2).touches[-1])
    again = office.timeline.page(acme, ALL, 5, below=shown.touches[0], inclusive=True)
    assert again.touches == shown.touches


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TimelineFilter(groups=frozenset({TouchGroup.CALLS})), ["asked the PRICE"]),
        (TimelineFilter(groups=frozenset({TouchGroup.CALLS, TouchGroup.VISITS})), ["saw the line", "asked the PRICE"]),
        (TimelineFilter(text="price"), ["asked the PRICE"]),
        (TimelineFilter(text="100%"), []),
        (TimelineFilter(since=date(2026, 3, 3)), ["saw the line"]),
        (TimelineFilter(until=date(2026, 3, 2)), ["asked the PRICE"]),
    ],
)
def test_a_filter_hides_the_rest(office: Office, acme: str, wanted: TimelineFilter, found: list[str]) -> None:
    log(office, acme, "asked the PRICE", at="2026-03-02 09:00")
    log(office, acme, "saw the line", kind="visit", at="2026-03-03 09:00")
    assert said(office.timeline.page(acme, wanted, 10).touches) == found
    groups = {TouchGroup.CALLS, TouchGroup.VISITS}
    counts = office.timeline.counts(acme, wanted)
    if not wanted.groups:
        assert sum(counts.get(group, 0) for group in groups) == len(found)
    else:
        assert groups <= set(counts)


def test_a_text_is_looked_for_among_the_facts_too(office: Office, acme: str) -> None:
    facts = {"place": "Lakeside 100% hall", "cost": "880"}
    office.touches.log_touch(acme, TouchWords(kind="dinner", text="talked", facts=facts))
    filled = {"promised": "a call", "promised_by": "tomorrow"}
    office.touches.log_touch(acme, TouchWords(template="complaint", fills=filled))
    for text, count in (("lakeside", 1), ("100%", 1), ("place", 0), ("CNY", 0), ("880", 0), ("answers", 0)):
        assert len(office.timeline.page(acme, TimelineFilter(text=text), 10).touches) == count, text


def test_a_deal_hides_what_is_about_others(office: Office, acme: str) -> None:
    pump, _valve = add_deal(office, acme, "Pump"), add_deal(office, acme, "Valve")
    page = office.timeline.page(acme, TimelineFilter(deal=pump), 10)
    assert {touch.deal for touch in page.touches} == {"Pump"}


def test_what_is_planned_stands_apart_the_earliest_first(office: Office, acme: str, clock: FixedClock) -> None:
    log(office, acme, "later", at="in 3 days")
    log(office, acme, "sooner", at="tomorrow 15:00")
    clock.advance(days=2)
    assert said(office.timeline.asides(acme, ALL).planned) == ["sooner", "later"]
    assert said(office.timeline.page(acme, ALL, 10).touches) == []


def test_a_move_says_how_long_the_deal_had_stayed(office: Office, acme: str, clock: FixedClock) -> None:
    deal = add_deal(office, acme)
    clock.advance(days=6, hours=2)
    office.deals.move_stage(deal, "quoted")
    page = office.timeline.page(acme, ALL, 10)
    assert page.touches[0].kind == "stage"
    assert page.stays == {page.touches[0].uid: 6}


def test_the_overview_counts_weeks_and_marks_losses(office: Office, acme: str) -> None:
    deal = add_deal(office, acme)
    log(office, acme, "first", at="2026-02-16 09:00")
    log(office, acme, "the Sunday after", at="2026-02-22 23:59")
    office.deals.mark_lost(deal, LossWords(reason="price"))
    overview = office.timeline.overview(acme)
    assert list(overview.weeks) == [date(2026, 2, 16), date(2026, 3, 2)]
    # The lead is as old as what was told first.
    assert overview.weeks[date(2026, 2, 16)] == 3
    assert {mark.kind for mark in overview.marks} == {"stage", "loss"}
    entry = office.timeline.loss_entry(deal)
    found = office.timeline.touch(entry)
    assert found is not None
    assert found.kind == "loss"
    assert office.timeline.loss_entry("nothing") == ""


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Europe/Berlin"])
def test_the_day_is_that_of_the_clock_on_the_wall(office: Office, acme: str, clock: FixedClock, zone: str) -> None:
    clock.travel(zone)
    today = office.desk.today()
    log(office, acme, "at night", at=f"{today - timedelta(days=1)} 23:59")
    log(office, acme, "after midnight", at=f"{today} 00:01")
    since = TimelineFilter(since=today, groups=frozenset({TouchGroup.CALLS}))
    assert said(office.timeline.page(acme, since, 10).touches) == ["after midnight"]
    until = TimelineFilter(until=today - timedelta(days=1))
    assert said(office.timeline.page(acme, until, 10).touches) == ["at night"]
