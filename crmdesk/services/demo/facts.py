"""What else is told of the touches of the sample company: places, purposes, promises kept, enquiries answered.

Has a source of chance of its own, so that the rest of the story stays the same with it.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from crmdesk.domain.ids import new_uid
from crmdesk.domain.money import Money
from crmdesk.domain.touch import Direction
from crmdesk.services.demo.cast import Party
from crmdesk.services.demo.phrases import Phrases
from crmdesk.services.demo.script import Script
from crmdesk.services.demo.telling import Scene

_COLONS = (":", "：")
_DOCUMENTS = frozenset({"profile", "brochure", "quote", "proposal", "contract", "memo"})
_VISITS = frozenset({"visit", "meeting", "reception", "face", "dinner", "entertaining"})
_ANSWERED, _ANSWERED_WITHIN = 0.8, timedelta(days=9)
_KEPT, _SETTLED = 0.8, 0.94
_FRESH = timedelta(days=20)

Facts = dict[str, Any]


class FactTelling:
    """Tells facts of scenes; ``now`` is on the local clock, ``me`` whoever makes the sample."""

    def __init__(self, script: Script, now: datetime, currency: str, me: str, chance: random.Random) -> None:
        self._script, self._now, self._currency, self._chance = script, now, currency, chance
        self._colleagues = [me, *script.words["cast"]["members"][1:]]
        self._phrases = Phrases(script.words, chance)
        self._tellers: Mapping[str, Callable[[Scene], Facts]] = {
            **dict.fromkeys(_VISITS, self._visit),
            **dict.fromkeys(_DOCUMENTS, self._document),
            "need": self._need,
            "feedback": self._feedback,
            "pain": self._pain,
            "signal": lambda _scene: {"voiced": self._one("explicit", "implicit")},
            "objection": self._objection,
        }
        self._peers: Sequence[str] = ()

    def tell(self, scenes: Iterable[Scene]) -> Iterator[Scene]:
        """The scenes with what is told of them, customer by customer."""
        of_party: defaultdict[Party, list[Scene]] = defaultdict(list)
        for scene in scenes:
            of_party[scene.party].append(scene)
        self._peers = [party.short_name for party in of_party]
        for mine in of_party.values():
            yield from self._answer([self._told(scene) for scene in sorted(mine, key=lambda scene: scene.at)])

    def _told(self, scene: Scene) -> Scene:
        if scene.planned:
            return scene
        if scene.kind == "promise":
            return self._promise(scene)
        teller = self._tellers.get(scene.kind)
        return replace(scene, detail={**scene.detail, **teller(scene)}) if teller else scene

    def _answer(self, scenes: Sequence[Scene]) -> Iterator[Scene]:
        """Most enquiries are answered by what we said next."""
        named: dict[int, str] = {}
        answered: dict[int, str] = {}
        for place, scene in enumerate(scenes):
            if scene.kind == "enquiry" and self._chance.random() < _ANSWERED:
                following = (
                    later
                    for later in range(place + 1, len(scenes))
                    if scenes[later].direction is Direction.OUT
                    and not scenes[later].planned
                    and scenes[later].at - scene.at < _ANSWERED_WITHIN
                )
                answer = next(following, None)
                if answer is not None:
                    answered[place] = named.setdefault(answer, new_uid())
        for place, scene in enumerate(scenes):
            facts = {"answered_by": answered[place]} if place in answered else {}
            yield replace(scene, uid=named.get(place, ""), detail={**scene.detail, **facts})

    def _promise(self, scene: Scene) -> Scene:
        """Whose it is stands before a colon; when it is due and what became of it is drawn."""
        whose, said = next(parts for colon in _COLONS if len(parts := scene.text.split(colon, 1)) == 2)
        ours = whose.lower() in ("we", "我方")
        due = scene.at + timedelta(days=self._chance.randint(1, 18))
        facts = {"side": "ours" if ours else "theirs", "due": due.date().isoformat()}
        if due < self._now and self._chance.random() < _SETTLED:
            facts["state"] = "kept" if self._chance.random() < _KEPT else "broken"
        text = said.strip()
        return replace(scene, text=text[:1].upper() + text[1:], detail={**scene.detail, **facts})

    def _visit(self, scene: Scene) -> Facts:
        facts: Facts = {"place": self._words(scene.kind)}
        if scene.person is not None:
            facts["their_people"] = scene.person.name
        facts["our_people"] = self._colleagues[scene.party.owner]
        if scene.kind in ("dinner", "entertaining"):
            cost = round(self._chance.uniform(260, 2200), -1) * self._script.worth(self._currency)
            money = Money.of(round(cost), self._currency)
            facts["cost"] = {"minor": money.minor, "currency": money.currency}
        return facts

    def _document(self, scene: Scene) -> Facts:
        facts: Facts = {"state": self._one("sent", "replied", "accepted") if self._is_old(scene) else "sent"}
        if scene.person is not None:
            facts["sent_to"] = scene.person.name
        if "version" in scene.detail:
            facts["version"] = int(scene.detail["version"])
        return facts

    def _need(self, _scene: Scene) -> Facts:
        return {
            "purpose": self._phrases.of_slot("gain"),
            "importance": self._one("medium", "high", "high", "low"),
            "voiced": self._one("stated", "stated", "hidden"),
        }

    def _feedback(self, scene: Scene) -> Facts:
        state = self._one("passed_on", "answered", "answered") if self._is_old(scene) else "heard"
        return {"about": self._one("experience", "experience", "pain", "idea", "brand"), "state": state}

    def _pain(self, scene: Scene) -> Facts:
        facts: Facts = {"voiced": self._one("stated", "hidden"), "evidence": self._words("evidence")}
        if facts["voiced"] == "hidden" and self._is_old(scene) and self._chance.random() < _KEPT:
            facts |= {"told": "yes", "solution": self._words("solution")}
        return facts

    def _objection(self, scene: Scene) -> Facts:
        if self._is_old(scene) and self._chance.random() < 0.6:
            return {"state": "eased", "answer": self._words("answer")}
        return {"state": "open"}

    def _is_old(self, scene: Scene) -> bool:
        return self._now - scene.at > _FRESH

    def _one(self, *choices: str) -> str:
        return self._chance.choice(choices)

    def _words(self, key: str) -> str:
        known = {"peer": self._chance.choice(self._peers)}
        return self._phrases.pick(self._script.words["told"][key], known)
