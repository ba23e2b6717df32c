"""What trying again may bring: the amount of each loss times how often such losses were won back.

The rate is won / (won + lost again) over the losses by the same first-level reason that were taken up again and ended
since; of all reasons together where that reason has too few of them; and where those are too few as well, the
probability of the stage in which the deal was lost. Pure functions; knows neither the store nor the screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from crmdesk.domain.money import Money
from crmdesk.domain.outcome_facts import SecondTry, TriedAgain
from crmdesk.domain.win_back_queue import RateOf, WinBackCandidate, WinBackItem

_WHOLE = 100


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
    items = [_item(each, by_reason.get(each.reason_uid, []), ended, minimum) for each in candidates]
    return sorted(items, key=lambda item: _rank(item, currency))


def _item(
    candidate: WinBackCandidate, alike: Sequence[TriedAgain], ended: Sequence[TriedAgain], minimum: int
) -> WinBackItem:
    rate, rate_of, n = candidate.probability / _WHOLE, RateOf.STAGE, 0
    for tries, kind in ((alike, RateOf.REASON), (ended, RateOf.ALL)):
        if tries and len(tries) >= minimum:
            rate, rate_of, n = sum(one.became is SecondTry.WON for one in tries) / len(tries), kind, len(tries)
            break
    amount = candidate.amount
    expected = None if amount is None else Money(round(amount.minor * rate), amount.currency)
    return WinBackItem(candidate, expected, rate, rate_of, n)


def _rank(item: WinBackItem, currency: str) -> tuple[bool, bool, str, int, date, int]:
    expected = item.expected
    code = expected.currency if expected else ""
    due = item.candidate.due_on or date.max
    return expected is None, code != currency, code, -(expected.minor if expected else 0), due, item.candidate.loss_id
