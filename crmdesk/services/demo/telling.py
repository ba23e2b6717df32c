"""Telling one thing that happened in the sample company: when one would do it, in what words, and what a note keeps."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.moment import WallTime
from crmdesk.domain.record_json import to_json
from crmdesk.domain.template import fill
from crmdesk.domain.template_effect import AnswerEffect, EntryEffect, LossVoiceEffect, ScoreEffect
from crmdesk.domain.touch import Direction
from crmdesk.services.demo.cast import Party, Person
from crmdesk.services.demo.phrases import Phrases
from crmdesk.services.demo.plot import Affair
from crmdesk.services.demo.script import Script

_MINUTES = {
    "call": (2, 24), "face": (15, 60), "visit": (45, 150), "meeting": (40, 180), "reception": (60, 200),
    "dinner": (70, 180), "entertaining": (60, 200),
}  # fmt: skip
_WITHOUT_DIRECTION = frozenset(
    {"visit", "meeting", "dinner", "entertaining", "face", "note", "memo", "promise", "need"}
)
_EVENING = {"dinner": 18.6, "entertaining": 19.5}
_AT_ANY_DAY = frozenset({"wechat", "dinner", "entertaining"})
_TAIL = 0.3


@dataclass(frozen=True, slots=True)
class Scene:
    """A touch that somebody wrote down; ``at`` on the local clock, ``detail`` as a quick note keeps it.

    ``voice`` are keys of reasons the customer gave for a loss; only what another scene names has a ``uid`` by now.
    """

    party: Party
    affair: Affair | None
    person: Person | None
    kind: str
    at: datetime
    text: str
    direction: Direction = Direction.NONE
    minutes: int | None = None
    planned: bool = False
    detail: Mapping[str, Any] = field(default_factory=dict)
    uid: str = ""
    voice: tuple[str, ...] = ()


class Telling:
    """Makes scenes; ``now`` is on the local clock."""

    def __init__(
        self, now: datetime, language: str, script: Script, phrases: Phrases, structure: random.Random
    ) -> None:
        self.now, self._chance, self._script, self._phrases = now, structure, script, phrases
        self._templates = {template.key: template for template in load_defaults(language).templates}
        self._stories: dict[Affair, dict[str, str]] = {}
        self._names: Sequence[str] = ()

    def learn_names(self, parties: Sequence[Party]) -> None:
        """Customers that can be spoken of to others."""
        self._names = [party.short_name for party in parties]

    def tell(
        self, party: Party, affair: Affair | None, kind: str, key: str, days: float, *, tail: bool = False,
        **known: str,
    ) -> Scene:  # fmt: skip
        """A touch of a kind about so many days ago, with a sentence of the list ``key``."""
        person = self._chance.choice(party.people)
        text, direction = self._phrases.say(key, self._known(party, affair, person) | known, _TAIL if tail else 0)
        low, high = _MINUTES.get(kind, (0, 0))
        minutes = round(self._chance.triangular(low, high, low * 1.6))
        return Scene(
            party=party,
            affair=affair,
            person=person,
            kind=kind,
            at=self.moment(days, kind),
            text=text,
            direction=Direction.NONE if kind in _WITHOUT_DIRECTION else direction,
            minutes=minutes if minutes and not key.endswith(".chase") else None,
        )

    def note(
        self, party: Party, affair: Affair | None, kind: str, template: str, values: Mapping[str, str], days: float
    ) -> Scene:
        """A touch written as a quick note, filled with values by the keys of its fields."""
        filled = fill(self._templates[template], values, read_time=_read_day)
        detail: dict[str, Any] = {"template": template, "answers": to_json(filled.answers)}
        voice: tuple[str, ...] = ()
        for effect in filled.effects:
            match effect:
                case EntryEffect() if effect.kind == kind:
                    detail |= to_json(effect.detail)
                case ScoreEffect(score):
                    detail["score"] = score
                case AnswerEffect():
                    detail["answer"] = to_json(effect)
                case LossVoiceEffect():
                    detail["loss_voice"], voice = to_json(effect), effect.reason_keys
                case _:
                    pass
        low, high = _MINUTES.get(kind, (0, 0))
        return Scene(
            party=party,
            affair=affair,
            person=self._chance.choice(party.people),
            kind=kind,
            at=self.moment(days, kind),
            text=filled.text,
            direction=Direction.NONE if kind in _WITHOUT_DIRECTION else Direction.OUT,
            minutes=round(self._chance.uniform(low, high)) or None,
            detail=detail,
            voice=voice,
        )

    def answer(self, affair: Affair, question: str, days: float) -> Scene:
        """An answer to a question of the interview, as a note keeps it."""
        told = self.tell(affair.party, affair, "face", f"answer.{question}", days)
        return replace(told, detail={"answer": {"question": question, "text": told.text, "detail": {}}})

    def plan(self, affair: Affair, phase: str, days: int) -> Scene:
        """The next step with a deal in a phase, due in so many days."""
        told = self.tell(affair.party, affair, "call", f"step.{phase}", 0)
        day = self.now.date() + timedelta(days=days)
        if days > 0:
            day += timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
        at = datetime.combine(day, time(round(9 + 8 * self._chance.random())))
        return replace(told, at=at, minutes=None, direction=Direction.NONE, planned=True)

    def rival(self, affair: Affair) -> str:
        """What the competitor of a deal is called."""
        return str(self._script.words["rivals"][affair.rival])

    def words(self, party: Party, affair: Affair | None, key: str) -> str:
        """A sentence of the list ``key`` for use inside something else."""
        return self._phrases.say(key, self._known(party, affair, party.people[0]))[0]

    def moment(self, days: float, kind: str = "") -> datetime:
        """A time about so many days ago at which one would do such a thing; what was earlier stays earlier."""
        at = self.now - timedelta(days=days)
        past = at.hour + at.minute / 60
        weekend = at.weekday() - 5 if kind not in _AT_ANY_DAY else -1
        day = at.date() if weekend < 0 else at.date() - timedelta(days=weekend + 1)
        hour = _EVENING.get(kind, 8.7) + past * 0.08 if kind in _EVENING else 8.7 + past * 0.38
        if weekend >= 0:
            hour = 17.9 + weekend * 0.4 + past * 0.01
        told = datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))
        return told if told < self.now else (self.now - timedelta(days=days / 5)).replace(second=0)

    def day(self, days: float) -> date:
        """The day about so many days ago."""
        return (self.now - timedelta(days=days)).date()

    def _known(self, party: Party, affair: Affair | None, person: Person) -> dict[str, str]:
        known = {"person": person.name, "peer": self._phrases.choose(self._names)}
        known["member"] = self._phrases.choose(self._script.words["cast"]["members"])
        known["region"] = self._script.region(party.city)[1]
        known["trade"] = self._script.words["trades"][party.traits["sub_industry"][0]]
        if affair is None:
            return known | {"product": self._phrases.choose(tuple(self._script.words["offers"].values()))}
        if affair not in self._stories:
            self._stories[affair] = self._story(affair)
        return known | self._stories[affair]

    def _story(self, affair: Affair) -> dict[str, str]:
        """What stays the same as long as a deal is talked about."""
        story = {name: self._phrases.of_slot(name) for name in ("problem", "gain", "worry", "board")}
        story["product"] = self._script.words["offers"][affair.product]
        if affair.rival:
            story["competitor"] = self._script.words["rivals"][affair.rival]
        return story


def _read_day(text: str) -> WallTime:
    return WallTime.of_day(date.fromisoformat(text))
