"""The replay of a lost deal in words: its length, its turns and its silences. Decides nothing about their looks."""

from dataclasses import dataclass
from datetime import date

from crmdesk.domain.loss_replay import StoryEntry
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_replay import LossReplay, Silence
from crmdesk.ui import wording

_FIXED = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class ReplayRow:
    """When and what, and below it ``note``; ``uid`` is its entry on the timeline, empty for a silence."""

    uid: str
    day: str
    what: str
    note: str
    is_alarming: bool

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.day, self.what, self.note) if part)


def replay_rows(replay: LossReplay, today: date) -> list[ReplayRow]:
    """The events in their order, told as seen from ``today``."""
    return [_silent(event, today) if isinstance(event, Silence) else _told(event, today) for event in replay.events]


def replay_words(replay: LossReplay, *, won: bool = False) -> str:
    """How long it took, how many touches and how many quotes."""
    ended = _won_words(replay) if won else _lost_words(replay)
    touches = ngettext("{n} touch", "{n} touches", replay.touches).format(n=wording.number(replay.touches))
    quotes = ngettext("{n} quote", "{n} quotes", replay.quotes).format(n=wording.number(replay.quotes))
    # Lines break only between the parts.
    return " · ".join(part.replace(" ", _FIXED) for part in (ended, touches, quotes))


def _lost_words(replay: LossReplay) -> str:
    days = replay.days
    if not replay.is_dated:
        return _("Lost on an unknown day")
    return ngettext("Lead → lost in {days} day", "Lead → lost in {days} days", days).format(days=wording.number(days))


def _won_words(replay: LossReplay) -> str:
    days = replay.days
    if not replay.is_dated:
        return _("Won on an unknown day")
    return ngettext("Lead → won in {days} day", "Lead → won in {days} days", days).format(days=wording.number(days))


def silence_words(silence: Silence) -> str:
    """How long nobody spoke."""
    days = silence.days
    return ngettext("{days} day silent", "{days} days silent", days).format(days=wording.number(days))


def between(first: date, last: date, today: date) -> str:
    """From one day to another."""
    return _("{first} to {last}").format(first=wording.day(first, today), last=wording.day(last, today))


def _silent(silence: Silence, today: date) -> ReplayRow:
    days = between(silence.first, silence.last, today)
    return ReplayRow("", silence_words(silence), "", _("{days}: no touch").format(days=days), is_alarming=True)


def _told(entry: StoryEntry, today: date) -> ReplayRow:
    name = entry.kind_name[:1].upper() + entry.kind_name[1:]
    note = " ".join((entry.title or entry.body).split())
    if entry.kind == "stage" and entry.after:
        name = f"{entry.before} → {entry.after}" if entry.before else entry.after
        note = ""
    elif entry.title and entry.body:
        note = f"{note} · {' '.join(entry.body.split())}"
    return ReplayRow(entry.uid, wording.day(entry.day, today), name, note, is_alarming=entry.kind == "loss")
