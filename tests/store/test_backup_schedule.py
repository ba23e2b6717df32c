"""Which backups to make and which to keep, over random histories and clocks."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.store.backup_schedule import EVERY, is_due, superfluous

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
minutes = st.integers(-60 * 24 * 30, 60 * 24 * 900)
histories = st.lists(minutes, max_size=120).map(lambda ages: [NOW - timedelta(minutes=age) for age in ages])


@given(histories)
def test_what_stays(taken: list[datetime]) -> None:
    kept = set(taken) - superfluous(taken, NOW)
    assert bool(kept) == bool(taken), "never zero"
    assert not taken or max(taken) in kept
    assert {moment for moment in taken if moment > NOW - timedelta(days=2)} <= kept
    older = sorted(moment for moment in kept if moment <= NOW - timedelta(days=2))
    assert len(older) <= 12 + 10 + 9 + 1


@given(histories)
def test_the_newest_of_each_of_the_last_twelve_days_stays(taken: list[datetime]) -> None:
    gone = superfluous(taken, NOW)
    older = [moment for moment in taken if moment <= NOW - timedelta(days=2) and moment != max(taken)]
    days = sorted({moment.date() for moment in older}, reverse=True)[:12]
    assert not {max(moment for moment in older if moment.date() == day) for day in days} & gone


@given(histories)
def test_thinning_twice_is_thinning_once(taken: list[datetime]) -> None:
    kept = set(taken) - superfluous(taken, NOW)
    assert superfluous(kept, NOW) == set()


@given(histories)
def test_a_clock_set_back_deletes_nothing_of_what_then_lies_ahead(taken: list[datetime]) -> None:
    year_ago = NOW - timedelta(days=365)
    assert not {moment for moment in superfluous(taken, year_ago) if moment > year_ago}


def test_a_year_and_a_half_of_daily_work_is_covered_as_promised() -> None:
    kept: set[datetime] = set()
    for half_days in range(2 * 550):
        now = NOW + timedelta(hours=12 * half_days)
        kept.add(now)
        kept -= superfluous(kept, now)
    ages = sorted((now - moment).days for moment in kept)
    assert len([age for age in ages if age < 2]) >= 4
    assert len([age for age in ages if 2 <= age < 14]) == 12
    assert len([age for age in ages if 14 <= age < 14 + 7 * 11]) >= 9
    assert ages[-1] >= 30 * 10
    assert all(after - before <= 36 for before, after in pairwise(ages)), "no gap above a month and a few days"


@given(histories)
def test_due_half_an_hour_after_the_newest_that_is_not_ahead(taken: list[datetime]) -> None:
    past = [moment for moment in taken if moment <= NOW]
    assert is_due(taken, NOW) == (not past or NOW - max(past) >= EVERY)
