"""How long it took to log touches: what is measured, what is not, and what is kept."""

import pytest

from crmdesk.qt.view_state import ViewState
from crmdesk.ui.timeline.composer.stopwatch import LoggingTimes, Stopwatch


class Hand:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def state() -> ViewState:
    return ViewState()


@pytest.fixture
def times(state: ViewState) -> LoggingTimes:
    return LoggingTimes(state, "Lin Tao")


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def watch(times: LoggingTimes, hand: Hand) -> Stopwatch:
    return Stopwatch(times, hand.now)


def log(watch: Stopwatch, hand: Hand, seconds: float) -> None:
    watch.leave(has_draft=False)
    watch.begin()
    hand.seconds += seconds
    watch.stop()


def test_the_median_is_of_the_last_fifty(watch: Stopwatch, hand: Hand, times: LoggingTimes):
    assert (times.count, times.median) == (0, 0)
    for seconds in (4, 30, 8):
        log(watch, hand, seconds)
    assert (times.count, times.median) == (3, 8)
    for _time in range(50):
        log(watch, hand, 5.5)
    assert (times.count, times.median) == (50, 5.5)


def test_only_the_first_key_starts_it(watch: Stopwatch, hand: Hand, times: LoggingTimes):
    watch.begin()
    hand.seconds += 3
    watch.begin()
    hand.seconds += 3
    watch.stop()
    assert times.median == 6


def test_what_was_begun_at_another_time_is_not_measured(watch: Stopwatch, hand: Hand, times: LoggingTimes):
    watch.leave(has_draft=True)
    watch.begin()
    hand.seconds += 3
    watch.stop()
    assert times.count == 0


def test_whoever_did_something_else_meanwhile_is_not_measured(watch: Stopwatch, hand: Hand, times: LoggingTimes):
    log(watch, hand, 601)
    assert times.count == 0


def test_each_person_has_times_of_their_own_and_no_name_is_kept(
    watch: Stopwatch, hand: Hand, state: ViewState, times: LoggingTimes
):
    log(watch, hand, 3)
    assert times.count == 1
    assert LoggingTimes(state, "Li Na").count == 0
    assert "Lin Tao" not in "".join(state.values)
