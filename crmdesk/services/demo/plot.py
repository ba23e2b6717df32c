"""How each deal of the sample company goes: when it moves on, how it ends, and why it is lost.

All times are days before now, so that the latest is the smallest.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crmdesk.domain.deal import DealStatus
from crmdesk.services.demo.cast import DAYS, Party
from crmdesk.services.demo.script import Script

DEALS, OPEN, HELD, INVALID, LOST = 600, 200, 22, 48, 140
STAGES = ("lead", "contact", "need", "solution", "quote", "negotiate", "contract")
_STAYS = (2.0, 5.0, 9.0, 12.0, 10.0, 9.0, 5.0)
_DEALS_EACH = ((0, 1, 2, 3, 4, 5), (8, 34, 28, 18, 8, 4))
_MOST_DEALS = 6
_YOUNG = 25
"""Deals of fewer days are open all of them."""
_FRESH = 55.0
"""After so many days a deal is less likely to be open still, by a factor of e."""
_NOISE, _WHIM = 1.0, 2.0
_LOST_STAGES = ("contact", "need", "solution", "quote", "negotiate", "contract")
_LOST_STAGE_SHARES = (6, 12, 24, 34, 20, 4)
_STAGE_OF_REASON = {
    "quote_too_late": "quote", "silent_after_quote": "quote", "trial_failed": "solution",
    "first_answer_slow": "contact", "competitor_cheaper": "negotiate", "discount_too_late": "negotiate",
    "payment_terms": "negotiate",
}  # fmt: skip
_LATE_QUOTE = "quote_too_late"
_LATE_FACTOR = 2.2
_STUCK, _STUCK_FACTOR = 0.3, 2.4
_ROOM = 0.62
"""The part of the time since it began in which a deal that is over came as far as it came."""
_LATEST = 0.2
"""Days ago at which something happened at the latest."""
_IN_HOUSE = "in_house"
_RISE_FROM, _RISE_BY = 0.03, 0.85
"""The share that the rising competitor has of what others compete for, two years ago and how much more by now."""
_TOLD_OF_RIVAL, _TOLD_OF_RIVAL_LOST = 0.3, 0.45
_FAR_REASON = "service/no_service_in_region"
_SILENT = 0.8
"""The share of losses before which nobody spoke to the customer for weeks."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a deal was lost; keys of reasons. ``silence`` is for how many days nothing had been said."""

    reason: str
    subreason: str
    silence: float


@dataclass(frozen=True, slots=True, eq=False)
class Affair:
    """A deal worth ``amount`` in the workspace's currency.

    ``moves`` are the stages it came to and when; ``ended`` is None for one that goes on or is on hold. ``rival`` is the
    key of a competitor, or empty.
    """

    party: Party
    number: int
    product: str
    amount: int
    moves: Sequence[tuple[str, float]]
    status: DealStatus
    ended: float | None = None
    loss: Loss | None = None
    rival: str = ""

    @property
    def begun(self) -> float:
        """When it began."""
        return self.moves[0][1]

    @property
    def last_word(self) -> float:
        """When something was said last before it ended, at the latest."""
        silence = self.loss.silence if self.loss else 0.0
        return (self.ended or 0.0) + silence


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """A deal of which only its beginning is known."""

    party: Party
    number: int
    age: float


class Plotting:
    """Decides on all deals, so that exactly as many are lost as are to be."""

    def __init__(self, script: Script, currency: str, structure: random.Random) -> None:
        self._script, self._chance = script, structure
        self._prices = {key: price * script.worth(currency) for key, price in script.numbers["products"].items()}
        self._far = frozenset(script.numbers["far"]["cities"])

    def affairs(self, parties: Sequence[Party]) -> list[Affair]:
        """All deals in the order in which they began."""
        starts = sorted(self._starts(parties), key=lambda start: -start.age)
        going = self._sample(starts, [_liveliness(start) for start in starts], OPEN)
        going |= {start for start in starts if start.age < _YOUNG}
        past = [start for start in starts if start not in going]
        aside = self._chance.sample(past, HELD + INVALID)
        statuses = dict.fromkeys(going, DealStatus.OPEN)
        statuses |= dict.fromkeys(aside[:HELD], DealStatus.HOLD) | dict.fromkeys(aside[HELD:], DealStatus.INVALID)
        reasons = self._lost([start for start in past if start not in statuses])
        statuses |= dict.fromkeys(reasons, DealStatus.LOST)
        return [self._affair(start, statuses.get(start, DealStatus.WON), reasons) for start in starts]

    def _starts(self, parties: Sequence[Party]) -> list[_Start]:
        starts: list[_Start] = []
        counts = self._chance.choices(*_DEALS_EACH, k=len(parties))
        while sum(counts) != DEALS:
            step = 1 if sum(counts) < DEALS else -1
            place = self._chance.randrange(len(counts))
            if 0 < counts[place] < _MOST_DEALS:
                counts[place] += step
        # Who likes to buy from us comes back.
        liking = {party: party.pull + self._chance.gauss(0, _WHIM) for party in parties}
        for party, count in zip(sorted(parties, key=lambda party: liking[party]), sorted(counts), strict=True):
            ages = sorted((party.age * self._chance.random() ** 1.2 for _later in range(count - 1)), reverse=True)
            first = max(0.5, party.age - self._chance.random() * 8)
            starts += [_Start(party, number, max(age, 0.4)) for number, age in enumerate([first, *ages][:count])]
        return starts

    def _sample(self, starts: Sequence[_Start], weights: Sequence[float], count: int) -> set[_Start]:
        """So many of them, the weightier ones more likely (Efraimidis and Spirakis 2006)."""
        keys = [self._chance.random() ** (1 / weight) for weight in weights]
        order = sorted(range(len(starts)), key=lambda place: -keys[place])
        return {starts[place] for place in order[:count]}

    def _lost(self, closed: Sequence[_Start]) -> dict[_Start, str]:
        """Those that are lost, with the reason and sub-reason of each."""
        scores = {start: start.party.pull + self._chance.gauss(0, _NOISE) for start in closed}
        lost = sorted(closed, key=lambda start: scores[start])[:LOST]
        deck = [reason for reason, count in self._script.numbers["losses"].items() for _one in range(count)]
        self._chance.shuffle(deck)
        far = [start for start in lost if start.party.city in self._far]
        given = dict(zip(far, [reason for reason in deck if reason == _FAR_REASON], strict=False))
        left = [reason for reason in deck if reason != _FAR_REASON]
        rest = [start for start in lost if start not in given]
        return given | dict(zip(rest, left, strict=True))

    def _affair(self, start: _Start, status: DealStatus, reasons: Mapping[_Start, str]) -> Affair:
        reason, _slash, subreason = reasons.get(start, "").partition("/")
        product = self._chance.choice(tuple(self._prices))
        affair = Affair(
            party=start.party,
            number=start.number,
            product=product,
            amount=self._amount(self._prices[product]),
            moves=self._moves(start, status, subreason),
            status=status,
        )
        if status is DealStatus.WON:
            affair = replace(affair, ended=max(affair.moves[-1][1] - self._chance.uniform(1, 8), _LATEST))
        elif status is DealStatus.INVALID:
            affair = replace(affair, ended=max(affair.moves[-1][1] - self._chance.uniform(2, 12), _LATEST))
        elif status is DealStatus.LOST:
            affair = self._as_lost(affair, reason, subreason)
        return replace(affair, rival=self._rival(affair))

    def _amount(self, price: float) -> int:
        """One or a few of it, to three digits."""
        [quantity] = self._chance.choices((1, 2, 3, 4), (60, 24, 10, 6))
        worth = price * quantity * self._chance.uniform(0.75, 1.3)
        step = int(10 ** max(0, len(str(round(worth))) - 3))
        return round(worth / step) * step

    def _as_lost(self, affair: Affair, reason: str, subreason: str) -> Affair:
        last = affair.moves[-1][1]
        spoken = last - min(self._chance.uniform(2, 9), last * 0.3)
        silent = self._chance.random() < _SILENT
        silence = min(self._chance.uniform(18, 46) if silent else self._chance.uniform(1, 6), spoken * 0.9)
        return replace(affair, ended=max(spoken - silence, _LATEST), loss=Loss(reason, subreason, silence))

    def _moves(self, start: _Start, status: DealStatus, subreason: str) -> list[tuple[str, float]]:
        furthest = self._furthest(status, subreason)
        stays = self._stays(status, subreason)
        if status not in (DealStatus.OPEN, DealStatus.HOLD):
            # What is over had to fit in the time since it began, with room for its end.
            scale = min(1.0, start.age * _ROOM / max(sum(stays[:furthest]), 1.0))
            stays = [stay * scale for stay in stays]
        moves, at = [(STAGES[0], start.age)], start.age
        for stage, stay in zip(STAGES[1 : furthest + 1], stays, strict=False):
            at -= stay
            if at <= _LATEST:
                break
            moves.append((stage, at))
        return moves

    def _stays(self, status: DealStatus, subreason: str) -> list[float]:
        """For how many days it stays in each stage: each deal has its pace, and some of those that go on are stuck."""
        pace = self._chance.uniform(0.5, 1.6)
        if status is DealStatus.OPEN and self._chance.random() < _STUCK:
            pace *= _STUCK_FACTOR
        stays = [stay * pace * self._chance.uniform(0.5, 1.5) for stay in _STAYS]
        if subreason == _LATE_QUOTE:
            stays[STAGES.index("solution")] *= _LATE_FACTOR
        return stays

    def _furthest(self, status: DealStatus, subreason: str) -> int:
        if status is DealStatus.WON:
            return len(STAGES) - 1
        if status is DealStatus.INVALID:
            return self._chance.randint(0, 2)
        if status is DealStatus.LOST:
            [usual] = self._chance.choices(_LOST_STAGES, _LOST_STAGE_SHARES)
            return STAGES.index(_STAGE_OF_REASON.get(subreason, usual))
        return self._chance.choices(range(len(STAGES)), (6, 12, 18, 22, 22, 14, 6))[0]

    def _rival(self, affair: Affair) -> str:
        """Who competes; the rising one takes an ever larger part of what is lost to others."""
        subreason = affair.loss.subreason if affair.loss else ""
        if subreason == "built_in_house":
            return _IN_HOUSE
        chosen = affair.loss is not None and (affair.loss.reason == "competitor" or subreason == "competitor_cheaper")
        if not chosen and self._chance.random() > (_TOLD_OF_RIVAL_LOST if affair.loss else _TOLD_OF_RIVAL):
            return ""
        rivals = self._script.numbers["rivals"]
        progress = 1 - min((affair.ended or 0.0) / DAYS, 1.0)
        if self._chance.random() < _RISE_FROM + _RISE_BY * progress**2:
            return str(rivals["rising"])
        # Who builds it in house is no competitor that the customer chose.
        others = {key: share for key, share in rivals["others"].items() if not (chosen and key == _IN_HOUSE)}
        [rival] = self._chance.choices(tuple(others), tuple(others.values()))
        return str(rival)


def _liveliness(start: _Start) -> float:
    """How likely a deal is to go on still: less with every week, and less with whoever does not sign anyway."""
    return math.exp(0.2 * start.party.pull - start.age / _FRESH)
