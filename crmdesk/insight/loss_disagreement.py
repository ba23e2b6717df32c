"""Where the voices on losses differ: pairs of first-level reasons, counted, with the losses behind them.

A voice that does not know the reason, or of which none was recorded, disagrees with nobody. Pure functions over
records; knows neither the store nor the screen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from crmdesk.domain.loss import NOT_RECORDED, UNKNOWN, Voice
from crmdesk.domain.loss_voices import LossEvent, SaidReason
from crmdesk.domain.money import Money, totals

_SILENT = frozenset({UNKNOWN, NOT_RECORDED})


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """``one`` says ``reason`` where ``other`` says ``other_reason``, by name, about these losses.

    ``reason_uid`` and ``other_reason_uid`` tell reasons of one name apart; ``sums`` are the amounts by currency.
    """

    one: Voice
    other: Voice
    reason: str
    other_reason: str
    reason_uid: str
    other_reason_uid: str
    losses: tuple[LossEvent, ...]
    sums: tuple[Money, ...]

    @property
    def count(self) -> int:
        """How many losses."""
        return len(self.losses)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Of ``compared`` losses on which several voices name a reason, ``n`` are seen differently by some two of them."""

    compared: int
    n: int
    rows: tuple[DisagreementRow, ...]


def disagreement(losses: Iterable[LossEvent]) -> Disagreement:
    """Count the pairs of primary reasons, the most frequent first, then by names."""
    told = [(loss, named) for loss in losses if len(named := _named(loss)) > 1]
    pairs: dict[tuple[Voice, Voice, str, str], list[LossEvent]] = {}
    names: dict[str, str] = {}
    for loss, named in told:
        names.update((said.top_uid, said.reason) for said in named.values())
        for one, other in combinations(named, 2):
            if named[one].top_uid != named[other].top_uid:
                pairs.setdefault((one, other, named[one].top_uid, named[other].top_uid), []).append(loss)
    rows = [
        DisagreementRow(one, other, names[first], names[second], first, second, tuple(found), _sums(found))
        for (one, other, first, second), found in pairs.items()
    ]
    rows.sort(key=lambda row: (-row.count, row.one, row.other, row.reason, row.other_reason))
    differing = {loss.uid for found in pairs.values() for loss in found}
    return Disagreement(len(told), len(differing), tuple(rows))


def _named(loss: LossEvent) -> dict[Voice, SaidReason]:
    """The primary reason of each voice that names one."""
    return {
        account.voice: account.reasons[0]
        for account in loss.voices
        if account.reasons and account.reasons[0].key not in _SILENT
    }


def _sums(losses: Iterable[LossEvent]) -> tuple[Money, ...]:
    sums = totals(loss.amount for loss in losses)
    return tuple(sums[code] for code in sorted(sums))
