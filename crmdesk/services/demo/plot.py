"""How each deal of the sample company goes: when it moves on, how it ends, and why it is lost.

All times are days before now, so that the latest is the smallest.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crmdesk.domain.deal import DealStatus
from crmdesk.services.demo.cast import Party
from crmdesk.services.demo.script import Script

DEALS, OPEN, HELD, INVALID, LOST = 600, 200, 22, 48, 140
STAGES = ("lead", "contact", "need", "solution", "quote", "negotiate", "contract")
_STAYS = (2.0, 5.0, 9.0, 12.0, 10.0, 9.0, 5.0)
_DEALS_EACH = ((0, 1, 2, 3, 4, 5), (8, 34, 28, 18, 8, 4))
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
        past = [start for start in starts if start not in going and start.age >= 25]
        going |= {start for start in starts if start.age < 25}
        aside = self._chance.sample(past, HELD + INVALID)
        held, invalid = set(aside[:HELD]), set(aside[HELD:])
        closed = [start for start in past if start not in held and start not in invalid]
        reasons = self._lost(closed)
        return [self._affair(start, self._status(start, going, held, invalid, reasons), reasons) for start in starts]

    @staticmethod
    def _status(
        start: _Start, going: set[_Start], held: set[_Start], invalid: set[_Start], lost: Mapping[_Start, str]
    ) -> DealStatus:
        sets: tuple[tuple[DealStatus, object], ...] = (
            (DealStatus.OPEN, going), (DealStatus.HOLD, held), (DealStatus.INVALID, invalid), (DealStatus.LOST, lost),
        )  # fmt: skip
        return next((status for status, members in sets if start in members), DealStatus.WON)  # type: ignore[operator]

    def _starts(self, parties: Sequence[Party]) -> list[_Start]:
        starts: list[_Start] = []
        counts = self._chance.choices(*_DEALS_EACH, k=len(parties))
        while sum(counts) != DEALS:
            step = 1 if sum(counts) < DEALS else -1
            place = self._chance.randrange(len(counts))
            counts[place] = max(0, counts[place] + step) if 0 < counts[place] < 6 else counts[place]
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
            affair = replace(affair, ended=max(affair.moves[-1][1] - self._chance.uniform(1, 8), 0.2))
        elif status is DealStatus.INVALID:
            affair = replace(affair, ended=max(affair.moves[-1][1] - self._chance.uniform(2, 12), 0.2))
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
        return replace(affair, ended=max(spoken - silence, 0.2), loss=Loss(reason, subreason, silence))

    def _moves(self, start: _Start, status: DealStatus, subreason: str) -> list[tuple[str, float]]:
        furthest = self._furthest(status, subreason)
        pace = self._chance.uniform(0.5, 1.6) * (
            2.4 if status is DealStatus.OPEN and self._chance.random() < 0.3 else 1
        )
        stays = [stay * pace * self._chance.uniform(0.5, 1.5) for stay in _STAYS]
        if subreason == _LATE_QUOTE:
            stays[STAGES.index("solution")] *= (
                2.2  # What is over had to fit in the time since it began, with room for its end.
            )
        limit = start.age if status in (DealStatus.OPEN, DealStatus.HOLD) else start.age * 0.62
        total = sum(stays[:furthest])
        if status not in (DealStatus.OPEN, DealStatus.HOLD) and total > limit:
            stays = [stay * limit / total for stay in stays]
        moves, at = [(STAGES[0], start.age)], start.age
        for stage, stay in zip(STAGES[1 : furthest + 1], stays, strict=False):
            at -= stay
            if at <= 0.3:
                break
            moves.append((stage, at))
        return moves

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
            return "in_house"
        told = affair.loss is not None and (affair.loss.reason == "competitor" or subreason == "competitor_cheaper")
        if not told and self._chance.random() > (0.45 if affair.loss else 0.3):
            return ""
        rivals = self._script.numbers["rivals"]
        progress = 1 - min((affair.ended or 0.0) / 730, 1.0)
        if self._chance.random() < 0.03 + 0.85 * progress**2:
            return str(rivals["rising"])
        [rival] = self._chance.choices(tuple(rivals["others"]), tuple(rivals["others"].values()))
        return "tianheng" if rival == "in_house" and told else str(rival)


def _liveliness(start: _Start) -> float:
    """How likely a deal is to go on still: less with every week, and less with whoever does not sign anyway."""
    return math.exp(0.2 * start.party.pull - start.age / _FRESH)
