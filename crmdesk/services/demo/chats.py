"""Some messages of the sample company are the beginning of a chat: the two of them write on for a while."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from crmdesk.domain.touch import Direction
from crmdesk.services.demo.phrases import said_by
from crmdesk.services.demo.script import Script
from crmdesk.services.demo.telling import Scene

_CHATTED = ("wechat", "qq")
_SHARE = 0.035
_PAUSES = (1, 1, 2, 3, 5, 9, 14)
"""Minutes between two messages."""


class Chats:
    """``now`` is on the local clock: nobody writes later than that."""

    def __init__(self, script: Script, now: datetime, chance: random.Random) -> None:
        chats = {Direction.OUT: script.words["chats"]["after_us"], Direction.IN: script.words["chats"]["after_them"]}
        self._chats = {direction: [chat.strip().split("\n") for chat in told] for direction, told in chats.items()}
        self._now, self._chance = now, chance

    def follow(self, scenes: Iterable[Scene]) -> Iterator[Scene]:
        """The scenes, and after some of them what was written next."""
        for scene in scenes:
            yield scene
            if scene.kind in _CHATTED and scene.direction in self._chats and self._chance.random() < _SHARE:
                yield from self._chat(scene)

    def _chat(self, first: Scene) -> Iterator[Scene]:
        at = first.at
        for line in self._chance.choice(self._chats[first.direction]):
            at += timedelta(minutes=self._chance.choice(_PAUSES))
            text, direction = said_by(line)
            if at < self._now:
                yield replace(first, at=at, text=text, direction=direction, detail={}, uid="", voice=())
