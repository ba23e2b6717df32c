"""Who sent whom in the sample company: chains of customers, each recommended by one who had signed before."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crmdesk.domain.deal import DealStatus
from crmdesk.services.demo.cast import Party
from crmdesk.services.demo.plot import Affair
from crmdesk.services.demo.telling import Scene, Telling

_CHAIN = 4
"""How much likelier than others somebody recommends us who came by a recommendation."""

_REFUSED = 24


def referrals(
    parties: Sequence[Party], affairs: Sequence[Affair], telling: Telling, chance: random.Random
) -> Iterator[Scene]:
    """Names given, on the timeline of whoever gave them and of whoever came by them; and names asked for in vain."""
    signed = _signed(affairs)
    for party, referrer in _referrers(parties, signed, chance).items():
        given = min(party.age + chance.uniform(1, 9), signed[referrer])
        values = {"reaction": "gave_name", "name": party.name, "reward": chance.choice(("none", "agreed"))}
        yield telling.note(referrer, None, "referral", "referral_asked", values, given)
        told = telling.tell(party, None, "call", "referred", party.age - 0.4, peer=referrer.short_name)
        yield replace(told, detail={"referred_by": referrer.name})
    for party in chance.sample(list(signed), _REFUSED):
        values = {"reaction": chance.choice(("will_think", "refused"))}
        yield telling.note(party, None, "referral", "referral_asked", values, signed[party] * chance.uniform(0.2, 0.8))


def _signed(affairs: Sequence[Affair]) -> dict[Party, float]:
    """How many days ago each customer signed for the first time."""
    signed: dict[Party, float] = {}
    for affair in affairs:
        if affair.status is DealStatus.WON and affair.ended is not None:
            signed[affair.party] = max(affair.ended, signed.get(affair.party, 0.0))
    return signed


def _referrers(parties: Sequence[Party], signed: Mapping[Party, float], chance: random.Random) -> dict[Party, Party]:
    """Who sent each that was sent; those who came before anybody had signed were sent by friends."""
    found: dict[Party, Party] = {}
    for party in parties:
        if not party.was_referred:
            continue
        before = [other for other in signed if signed[other] > party.age + 4 and other is not party]
        if before:
            weights = [_CHAIN if other.was_referred else 1 for other in before]
            [found[party]] = chance.choices(before, weights)
    return found
