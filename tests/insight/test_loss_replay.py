from datetime import date, timedelta

from crmdesk.domain.loss_replay import LossStory, StoryEntry
from crmdesk.insight.loss_replay import Silence, replay_of

BEGIN = date(2026, 1, 5)


def entry(after: int, kind: str = "call", *, system: bool = False, own: bool = True) -> StoryEntry:
    """Something that happened so many days after the beginning."""
    day = BEGIN + timedelta(days=after)
    return StoryEntry(f"{kind}-{after}", kind, kind, day, "", "", system, own)


def story(*entries: StoryEntry, lost_after: int | None = 30) -> LossStory:
    return LossStory(BEGIN, None if lost_after is None else BEGIN + timedelta(days=lost_after), entries)


def test_touches_and_quotes_are_counted_by_week_up_to_the_loss():
    replay = replay_of(story(entry(0), entry(6), entry(7, "quote"), entry(30, "loss", system=True), entry(31)))
    assert (replay.days, replay.touches, replay.quotes) == (30, 3, 1)
    assert replay.weeks == (2, 1, 0, 0, 0)


def test_a_silence_of_more_than_ten_days_stands_between_the_events():
    replay = replay_of(story(entry(1), entry(11), entry(12, "quote"), entry(30, "loss", system=True)))
    silence = Silence(BEGIN + timedelta(days=12), BEGIN + timedelta(days=30))
    assert [event if isinstance(event, Silence) else event.kind for event in replay.events] == [
        "quote",
        silence,
        "loss",
    ]
    assert replay.longest == silence
    assert silence.days == 18


def test_ten_days_are_no_silence():
    replay = replay_of(story(entry(10), entry(20), lost_after=30))
    assert replay.longest is None


def test_a_deal_recorded_after_its_loss_began_with_the_first_that_is_known():
    replay = replay_of(
        LossStory(BEGIN + timedelta(days=90), BEGIN + timedelta(days=3), (entry(-4), entry(-40, own=False)))
    )
    assert (replay.begun_on, replay.days, replay.touches) == (BEGIN - timedelta(days=4), 7, 1)


def test_without_the_day_of_the_loss_it_ends_with_the_last_entry_of_the_deal():
    replay = replay_of(story(entry(5), entry(8, own=False), lost_after=None))
    assert (replay.is_dated, replay.ended_on) == (False, BEGIN + timedelta(days=5))


def test_nothing_known_but_the_loss_is_a_replay_too():
    replay = replay_of(story(lost_after=0))
    assert (replay.days, replay.weeks, replay.events, replay.longest) == (0, (0,), (), None)
