"""What the people of the sample company think of how deals ended: what else spoke against them, and which to try again.

Draws from a chance of its own, so that what happens in the company does not depend on it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import WinBack
from crmdesk.services.demo.phrases import Phrases
from crmdesk.services.demo.plot import STAGES, Affair
from crmdesk.services.demo.script import Script

Keys = tuple[str, str]
"""The keys of a reason and of the sub-reason, which may be empty."""

_IN_SPITE = 0.46
_SECOND, _THIRD = 0.34, 0.25
_VERDICTS, _VERDICT_SHARES = (WinBack.YES, WinBack.MAYBE, WinBack.NO), (26, 48, 26)
_JUDGED, _WAITS = 0.62, 0.22
_PRICE_KNOWN = 0.75
_ASKED_BEFORE = {DealStatus.WON: 0.17, DealStatus.LOST: 0.22, DealStatus.OPEN: 0.05}
"""The share of deals that had been lost once before, by how they stand now."""
_SHORTEST = 7.0
"""Days in one stage within which a deal can be lost and taken up again."""


@dataclass(frozen=True, slots=True)
class EarlierLoss:
    """A loss that was lifted again; times are days before now."""

    stage: str
    lost: float
    reopened: float
    reason: Keys


class Hindsight:
    """Judges deals one after the other."""

    def __init__(self, script: Script, phrases: Phrases, chance: random.Random) -> None:
        self._script, self._phrases, self._chance = script, phrases, chance
        self._numbers = script.numbers["hindsight"]

    def obstacles(self, affair: Affair) -> list[tuple[Keys, int]]:
        """What spoke against a deal that was won, with its weights; often nothing."""
        if self._chance.random() > _IN_SPITE:
            return []
        found = self._several(self._numbers["obstacles"], has_rival=bool(affair.rival), most=2)
        return self._weighed(found)

    def also(self, affair: Affair) -> list[tuple[Keys, int]]:
        """The reasons of a loss, the primary one first, with their weights."""
        if affair.loss is None:
            return []
        primary = (affair.loss.reason, affair.loss.subreason)
        count = 1 + (self._chance.random() < _SECOND) + (self._chance.random() < _THIRD * _SECOND)
        if primary[0] == "unknown" or count == 1:
            return [(primary, 1)]
        others = self._several(self._numbers["obstacles"], has_rival=bool(affair.rival), most=count - 1)
        apart = [keys for keys in others if keys[0] != primary[0]]
        return self._weighed([primary, *apart])

    def verdict(self) -> tuple[WinBack, str, str]:
        """Whether a lost deal can be won back, why, and perhaps the event to wait for."""
        if self._chance.random() > _JUDGED:
            return WinBack.UNKNOWN, "", ""
        [verdict] = self._chance.choices(_VERDICTS, _VERDICT_SHARES)
        why = self.words(f"win_back.{'no' if verdict is WinBack.NO else 'yes'}")
        waits = verdict is not WinBack.NO and self._chance.random() < _WAITS
        return verdict, why, self.words("win_back.trigger") if waits else ""

    def price(self, affair: Affair) -> int | None:
        """What the competitor asked, in whole units; None where nobody found out."""
        share = self._numbers["prices"].get(affair.rival)
        if share is None or self._chance.random() > _PRICE_KNOWN:
            return None
        dearer = 1.06 if affair.status is DealStatus.WON else 0.97
        asked = affair.amount * float(share) * dearer * self._chance.uniform(0.93, 1.07)
        step = int(10 ** max(0, len(str(round(asked))) - 3))
        return round(asked / step) * step

    def earlier_losses(self, affairs: Sequence[Affair]) -> dict[Affair, EarlierLoss]:
        """The deals that had been lost once before, each within the stage in which it stayed longest."""
        found: dict[Affair, EarlierLoss] = {}
        for affair in affairs:
            if self._chance.random() < _ASKED_BEFORE.get(affair.status, 0.0):
                loss = self._earlier(affair)
                if loss is not None:
                    found[affair] = loss
        return found

    def words(self, key: str) -> str:
        """A sentence of the list ``key``."""
        return self._phrases.say(key, {})[0]

    def _earlier(self, affair: Affair) -> EarlierLoss | None:
        stays = [(begin - end, stage, begin) for (stage, begin), (_next, end) in pairwise(affair.moves)]
        stay, stage, begin = max(stays, default=(0.0, "", 0.0))
        if stay < _SHORTEST or stage == STAGES[0]:
            return None
        [reason] = self._chance.choices(
            tuple(self._numbers["lost_before"]), tuple(self._numbers["lost_before"].values())
        )
        return EarlierLoss(stage, begin - stay * 0.2, begin - stay * 0.85, _keys(reason))

    def _several(self, deck: dict[str, int], *, has_rival: bool, most: int) -> list[Keys]:
        """So many reasons at most, of different first levels."""
        fitting = {name: share for name, share in deck.items() if has_rival or "competitor" not in name}
        chosen = self._chance.choices(tuple(fitting), tuple(fitting.values()), k=most)
        return list({_keys(name)[0]: _keys(name) for name in chosen}.values())

    def _weighed(self, reasons: Sequence[Keys]) -> list[tuple[Keys, int]]:
        """The first weighs most."""
        weights = sorted((self._chance.randint(1, 5) for _reason in reasons), reverse=True)
        return list(zip(reasons, weights, strict=True)) if len(reasons) > 1 else [(reason, 1) for reason in reasons]


def _keys(name: str) -> Keys:
    reason, _slash, subreason = name.partition("/")
    return reason, subreason
