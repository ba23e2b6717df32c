"""What a card shows of the facts of its touch: chips in its head, the customer's words, and lines below its text.

All as values, so that what is painted and what is read aloud is the same. Paints nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crmdesk.domain.standing import due_day, time_to_answer
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.domain.touch_detail import facts_of, told_value
from crmdesk.domain.touch_verbs import verbs_of
from crmdesk.i18n import _, ngettext
from crmdesk.services.fact_words import choice_name, fact_label, fact_text
from crmdesk.ui import wording
from crmdesk.ui.timeline.latest_entries import entry_words
from crmdesk.ui.timeline.rows import Entry

_LONG_WAIT = 3
"""Days without an answer after which it is high time."""

_IMPORTANCE = ("low", "medium", "high")


class Tone(StrEnum):
    """How something is meant; the theme has a pair of colours for each."""

    PLAIN = "plain"
    ACCENT = "accent"
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class FactPart:
    """A few words with an icon, which may be none."""

    words: str
    tone: Tone = Tone.PLAIN
    icon: str = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """``dots`` of three are filled for how important it is, 0 where nobody said; ``quote`` is what the customer said.

    ``verbs`` are what can become of it.
    """

    chips: tuple[FactPart, ...] = ()
    dots: int = 0
    quote: str = ""
    parts: tuple[FactPart, ...] = ()
    verbs: tuple[str, ...] = ()

    @property
    def spoken(self) -> tuple[str, ...]:
        """All of it in words."""
        important = f"{fact_label('importance')}: {choice_name(_IMPORTANCE[self.dots - 1])}" if self.dots else ""
        parts = (*(chip.words for chip in self.chips), important, self.quote, *(part.words for part in self.parts))
        return tuple(part for part in parts if part)


NO_FACTS = CardFacts()


def card_facts(entry: Entry, today: date) -> CardFacts:
    """What the card of an entry shows, seen on a day."""
    touch = entry.touch
    known = {fact.key: fact for fact in facts_of(touch.kind, touch.touch_class)}
    if not known:
        return NO_FACTS
    values = {key: told_value(touch.detail, fact) for key, fact in known.items()}
    told = {key: fact_text(known[key], value) for key, value in values.items() if value not in (None, "")}
    keys = {key: str(value) for key, value in values.items() if value not in (None, "")}
    card = _Card(entry, today, told, keys)
    shape = _SHAPES.get(touch.kind) or _SHAPES.get(touch.touch_class)
    return shape(card) if shape else NO_FACTS


@dataclass(frozen=True, slots=True)
class _Card:
    """What a shape is made of: facts in words, and by their keys."""

    entry: Entry
    today: date
    told: Mapping[str, str]
    keys: Mapping[str, str]

    @property
    def touch(self) -> Touch:
        return self.entry.touch

    @property
    def verbs(self) -> tuple[str, ...]:
        return verbs_of(self.touch, forward=True)

    def part(self, key: str, icon: str, words: str = "{told}", tone: Tone = Tone.PLAIN) -> tuple[FactPart, ...]:
        """A fact in a sentence, if it is told."""
        return (FactPart(words.format(told=self.told[key]), tone, icon),) if key in self.told else ()

    def chip(self, key: str, tones: Mapping[str, Tone], icons: Mapping[str, str] | None = None) -> tuple[FactPart, ...]:
        """A choice as a chip, in the tone of what was chosen."""
        if key not in self.told:
            return ()
        chosen = self.keys[key]
        return (FactPart(self.told[key], tones.get(chosen, Tone.PLAIN), (icons or {}).get(chosen, "")),)


def _visit(card: _Card) -> CardFacts:
    return CardFacts(
        parts=(
            *card.part("place", "map-pin"),
            *card.part("their_people", "users"),
            *card.part("our_people", "users-round", _("from us: {told}")),
            *card.part("cost", "banknote"),
        )
    )


def _communication(card: _Card) -> CardFacts:
    if card.keys.get("answered") != "missed":
        return NO_FACTS
    return CardFacts(chips=card.chip("answered", {"missed": Tone.BAD}, {"missed": "phone-missed"}))


def _document(card: _Card) -> CardFacts:
    version = (FactPart(_("version {n}").format(n=card.told["version"])),) if "version" in card.told else ()
    tones = {"sent": Tone.ACCENT, "replied": Tone.WARNING, "accepted": Tone.GOOD}
    icons = {"sent": "send", "replied": "reply", "accepted": "check"}
    return CardFacts(
        chips=(*version, *card.chip("state", tones, icons)),
        parts=card.part("sent_to", "send", _("to {told}")),
        verbs=card.verbs,
    )


def _need(card: _Card) -> CardFacts:
    importance = card.keys.get("importance", "")
    return CardFacts(
        chips=_voiced(card),
        dots=_IMPORTANCE.index(importance) + 1 if importance in _IMPORTANCE else 0,
        quote=card.told.get("verbatim", ""),
        parts=card.part("purpose", "target", _("for: {told}")),
    )


def _enquiry(card: _Card) -> CardFacts:
    return CardFacts(quote=card.told.get("verbatim", ""), parts=(_answer(card),), verbs=card.verbs)


def _answer(card: _Card) -> FactPart:
    answer = card.entry.answer
    if answer is not None:
        entry = entry_words(answer, card.today)
        waited = waiting(int(time_to_answer(card.touch, answer).total_seconds() // 60))
        return FactPart(_("answered {waited} by {entry}").format(waited=waited, entry=entry), Tone.GOOD, "reply")
    if "answered_by" in card.keys:
        return FactPart(_("answered by an entry that is not there any more"), icon="reply")
    days = (card.today - card.touch.occurred_at.local_date).days
    if days < 1:
        return FactPart(_("not answered yet"), Tone.WARNING, "clock")
    sentence = ngettext("unanswered for {n} day", "unanswered for {n} days", days).format(n=wording.number(days))
    return FactPart(sentence, Tone.BAD if days >= _LONG_WAIT else Tone.WARNING, "clock")


def waiting(minutes: int) -> str:
    """How long somebody waited, roughly."""
    if minutes < 1:
        return _("at once")
    if minutes < 60:
        return ngettext("after {n} minute", "after {n} minutes", minutes).format(n=minutes)
    if minutes < 48 * 60:
        hours = round(minutes / 60)
        return ngettext("after {n} hour", "after {n} hours", hours).format(n=hours)
    days = round(minutes / (24 * 60))
    return ngettext("after {count} day", "after {count} days", days).format(count=wording.number(days))


def _feedback(card: _Card) -> CardFacts:
    about = {"pain": Tone.BAD, "experience": Tone.ACCENT, "brand": Tone.PLAIN, "idea": Tone.GOOD}
    states = {"passed_on": Tone.ACCENT, "answered": Tone.GOOD}
    return CardFacts(
        chips=(*card.chip("about", about), *card.chip("state", states)),
        quote=card.told.get("verbatim", ""),
        verbs=card.verbs,
    )


def _promise(card: _Card) -> CardFacts:
    state = card.keys.get("state", "open")
    side = {"ours": _("our promise"), "theirs": _("their promise")}.get(card.keys.get("side", ""), "")
    tones, icons = {"kept": Tone.GOOD, "broken": Tone.BAD}, {"kept": "check", "broken": "x"}
    return CardFacts(
        chips=(
            *((FactPart(side, Tone.ACCENT if card.keys["side"] == "ours" else Tone.PLAIN),) if side else ()),
            *(card.chip("state", tones, icons) if state in tones else ()),
        ),
        parts=_due(card, is_open=state == "open"),
        verbs=card.verbs,
    )


def _due(card: _Card, *, is_open: bool) -> tuple[FactPart, ...]:
    day = due_day(card.touch)
    if day is None:
        is_planned = card.touch.status is TouchStatus.PLANNED
        return (FactPart(_("open, without a day"), icon="calendar-clock"),) if is_open and not is_planned else ()
    shown = wording.day_within(day, card.today)
    if is_open and day < card.today:
        return (FactPart(_("was due {day}").format(day=shown), Tone.BAD, "calendar-clock"),)
    return (FactPart(_("due {day}").format(day=shown), Tone.WARNING if is_open else Tone.PLAIN, "calendar-clock"),)


def _signal(card: _Card) -> CardFacts:
    return CardFacts(chips=card.chip("voiced", {"explicit": Tone.GOOD, "implicit": Tone.WARNING}))


def _pain(card: _Card) -> CardFacts:
    is_told = card.keys.get("told") == "yes"
    raised = (
        FactPart(_("raised with the customer"), Tone.GOOD, "check")
        if is_told
        else FactPart(_("not raised with the customer yet"), Tone.WARNING, "clock")
    )
    return CardFacts(
        chips=_voiced(card),
        parts=(
            *card.part("evidence", "search", _("shown by: {told}")),
            *card.part("solution", "lightbulb", _("our solution: {told}")),
            raised,
        ),
        verbs=card.verbs,
    )


def _objection(card: _Card) -> CardFacts:
    state = FactPart(choice_name("open"), Tone.WARNING)
    chips = card.chip("state", {"open": Tone.WARNING, "eased": Tone.GOOD}, {"eased": "check"})
    return CardFacts(
        chips=chips or (state,), parts=card.part("answer", "reply", _("our answer: {told}")), verbs=card.verbs
    )


def _voiced(card: _Card) -> tuple[FactPart, ...]:
    return card.chip("voiced", {"hidden": Tone.WARNING}, {"hidden": "eye-off"})


_SHAPES: Mapping[str, Callable[[_Card], CardFacts]] = {
    "visit": _visit,
    "communication": _communication,
    "document": _document,
    "need": _need,
    "enquiry": _enquiry,
    "feedback": _feedback,
    "promise": _promise,
    "signal": _signal,
    "pain": _pain,
    "objection": _objection,
}
"""By kind, or else by class."""
