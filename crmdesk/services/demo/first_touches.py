"""How the customers of the sample company first came across us: some told, some do not remember, some nobody asked."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from crmdesk.domain.first_touch import FirstTouch
from crmdesk.services.demo.cast import Party
from crmdesk.services.demo.script import Script

_TOLD, _FORGOTTEN = 0.58, 0.09
_ELSEWHERE = 0.25
"""The share of those who had heard of us somewhere else than where the lead came from."""
_EARLIEST = 420.0
"""Days before they became a customer at which they first heard of us at the most."""
_LENGTHS = (len("2026-03-04"), len("2026-03"), len("2026"))
_LENGTH_SHARES = (2, 5, 3)


def first_touches(
    parties: Sequence[Party], script: Script, day: Callable[[float], date], chance: random.Random
) -> Mapping[Party, FirstTouch]:
    """The answers by customer, ``channel`` being the key of a tag; ``day`` tells the day so many days ago."""
    found: dict[Party, FirstTouch] = {}
    for party in parties:
        drawn = chance.random()
        if drawn < _TOLD:
            found[party] = _told(party, script, day, chance)
        elif drawn < _TOLD + _FORGOTTEN:
            found[party] = FirstTouch(forgotten=True)
    return found


def _told(party: Party, script: Script, day: Callable[[float], date], chance: random.Random) -> FirstTouch:
    seen: Mapping[str, Sequence[str]] = script.words["first_saw"]
    channel = party.traits["source"][0]
    if chance.random() < _ELSEWHERE or channel not in seen:
        channel = chance.choice(list(seen))
    when = day(party.age + chance.uniform(1, _EARLIEST)).isoformat()
    [length] = chance.choices(_LENGTHS, _LENGTH_SHARES)
    saw = chance.choice(seen[channel]) if chance.random() < 0.7 else ""
    return FirstTouch(channel, when[:length], saw)
