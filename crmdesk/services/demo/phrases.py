"""Sentences as a salesperson would write them, put together from a grammar so that hardly two are the same.

Knows neither customers nor deals: what is known of the occasion comes as words by the names of slots.
"""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.domain.touch import Direction

_SLOT = re.compile(r"\{(\w+)\}")
_INBOUND = "<"
_RIVAL = "{competitor}"
_ENDS = tuple('.?!。？！”"')


def said_by(line: str) -> tuple[str, Direction]:
    """What a line of the script says, and from whom it comes."""
    inbound = line.startswith(_INBOUND)
    return line.removeprefix(_INBOUND), Direction.IN if inbound else Direction.OUT


class Phrases:
    """Draws from each list of sentences like from a pack of cards: all come up before one comes again."""

    def __init__(self, words: Mapping[str, Any], chance: random.Random) -> None:
        self._chance = chance
        self._slots: Mapping[str, list[str]] = words["slots"]
        self._lines = {key: text.strip().split("\n") for key, text in words["say"].items()}
        self._end: str = words["cast"]["end"]
        self._packs: dict[tuple[str, bool], list[str]] = {}

    def say(self, key: str, known: Mapping[str, str], tail: float = 0.0) -> tuple[str, Direction]:
        """A sentence of the list ``key`` and who began it; with the chance ``tail`` followed by a second one."""
        line = self._draw(key, has_rival="competitor" in known)
        line, direction = said_by(line)
        text = self.fill(line, known)
        if tail and self._chance.random() < tail:
            end = " " if text.endswith(_ENDS) else self._end
            text += end + self.fill(self._draw("tail", has_rival="competitor" in known), known)
        return text[:1].upper() + text[1:], direction

    def fill(self, line: str, known: Mapping[str, str]) -> str:
        """The line with each of its slots filled, those inside fillings too."""

        def word(slot: re.Match[str]) -> str:
            name = slot[1]
            return known[name] if name in known else self.fill(self._chance.choice(self._slots[name]), known)

        return _SLOT.sub(word, line)

    def pick(self, lines: list[str], known: Mapping[str, str]) -> str:
        """One of some lines, filled."""
        return self.fill(self._chance.choice(lines), known)

    def choose(self, names: Sequence[str]) -> str:
        """One of some names."""
        return self._chance.choice(names)

    def of_slot(self, name: str) -> str:
        """One of the fillings of a slot, to be kept for a whole story."""
        return self.fill(f"{{{name}}}", {})

    def _draw(self, key: str, *, has_rival: bool) -> str:
        pack = self._packs.get((key, has_rival))
        if not pack:
            pack = [line for line in self._lines[key] if has_rival or _RIVAL not in line]
            self._chance.shuffle(pack)
            self._packs[key, has_rival] = pack
        return pack.pop()
