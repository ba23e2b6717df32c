"""What trying again may bring: the amount of each loss times how often such losses were won back.

The rate is won / (won + lost again) over the losses by the same first-level reason that were taken up again and ended
since; of all reasons together where that reason has too few of them; and where those are too few as well, the
probability of the stage in which the deal was lost. Pure functions; knows neither the store nor the screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.money import Money
from crmdesk.domain.outcome_facts import SecondTry, TriedAgain
from crmdesk.domain.win_back_queue import RateOf, WinBackCandidate, WinBackItem

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class _Chance:
    """``n`` tries that ended stand behind the rate, none behind the probability of a stage."""

    rate: float
    rate_of: RateOf
    n: int


def win_back_queue(
    candidates: Iterable[WinBackCandidate],
    tried: Sequence[TriedAgain],
    first_levels: Mapping[str, str],
    *,
    minimum: int,
    currency: str,
) -> list[WinBackItem]:
    """The candidates by what they may bring, then by the day to try again.

    ``first_levels`` has the uid of the first-level reason by that of any reason. Unlike currencies cannot be compared:
    those in ``currency`` come first, the others by their codes, and those without an amount last.
    """
    ended = [one for one in tried if one.became is not SecondTry.OPEN]
    by_reason: dict[str, list[TriedAgain]] = {}
    for one in ended:
        by_reason.setdefault(first_levels.get(one.reason_uid, ""), []).append(one)
    of_all = _chance(RateOf.ALL, ended, minimum)
    chances = {uid: _chance(RateOf.REASON, tries, minimum) or of_all for uid, tries in by_reason.items()}
    items = [_item(each, chances.get(each.reason_uid, of_all)) for each in candidates]
    return sorted(items, key=lambda item: _rank(item, currency))


def _chance(kind: RateOf, tries: Sequence[TriedAgain], minimum: int) -> _Chance | None:
    """How often such tries were won; nothing of too few."""
    if not tries or len(tries) < minimum:
        return None
    return _Chance(sum(one.became is SecondTry.WON for one in tries) / len(tries), kind, len(tries))


def _item(candidate: WinBackCandidate, chance: _Chance | None) -> WinBackItem:
    chance = chance or _Chance(candidate.probability / _WHOLE, RateOf.STAGE, 0)
    amount = candidate.amount
    expected = None if amount is None else Money(round(amount.minor * chance.rate), amount.currency)
    return WinBackItem(candidate, expected, chance.rate, chance.rate_of, chance.n)


def _rank(item: WinBackItem, currency: str) -> tuple[bool, bool, str, int, date, int]:
    expected = item.expected
    code = expected.currency if expected else ""
    due = item.candidate.due_on or date.max
    return expected is None, code != currency, code, -(expected.minor if expected else 0), due, item.candidate.loss_id
