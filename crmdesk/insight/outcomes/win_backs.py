"""Whether it pays to ask again: of the losses by a reason, how many were taken up again, and what came of that.

Each loss counts, also where one deal was lost several times. The rate is won back / (won back + lost again); what is
still open says nothing yet. Pure functions over records; knows neither the store nor the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.domain.money import Money, totals
from crmdesk.domain.outcome_facts import SecondTry, TriedAgain
from crmdesk.insight.outcomes.asked import ALL, DAYS, Asked, wished_days
from crmdesk.insight.outcomes.columns import LOST, Mask, OutcomeColumns
from crmdesk.insight.outcomes.measures import first_levels
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

PART = "|"
"""Between the column and the reason in the key of a mark."""


@dataclass(frozen=True, slots=True)
class WinBackRow:
    """The losses by one reason (or ``NOT_RECORDED``, without a name); ``tried`` were taken up again.

    ``rate`` counts those that were won then among those that ended then, ``recovered`` what they were worth.
    """

    uid: str
    name: str
    losses: int
    tried: int
    open: int
    rate: Share
    recovered: tuple[Money, ...]

    @property
    def won(self) -> int:
        """How many were won back."""
        return self.rate.part

    @property
    def lost_again(self) -> int:
        """How many were lost again."""
        return self.rate.whole - self.rate.part

    def key(self, column: str) -> str:
        """The key of a mark in a column; all of them lead to the same deals."""
        return f"{column}{PART}{self.uid}"


@dataclass(frozen=True, slots=True)
class WinBacks:
    """The reasons of the first level by how often they lost a deal, and all of them together."""

    stated: Stated
    rows: tuple[WinBackRow, ...]
    total: WinBackRow

    def wish(self, key: str) -> PoolFilter | None:
        """The deals that are lost by a reason now."""
        _column, _part, uid = key.partition(PART)
        if all(row.uid != uid for row in self.rows):
            return None
        return replace(self.stated.wanted, reasons=frozenset({uid}), won=False)


def win_backs(asked: Asked, tried: Sequence[TriedAgain]) -> WinBacks:
    """The losses in force that fit what is asked, and those ``tried`` again, whose stage and day are their own."""
    mask = asked.deals((LOST,))
    return count_win_backs(asked.columns, mask, asked.stated(mask), _fitting(asked, tried))


def count_win_backs(columns: OutcomeColumns, mask: Mask, stated: Stated, tried: Sequence[TriedAgain]) -> WinBacks:
    """The losses in force of the mask, and those that were ``tried`` again."""
    levels = first_levels(columns)
    in_force = np.bincount(
        levels[columns.reason[mask & (columns.status == LOST)]], minlength=len(columns.reasons)
    ).tolist()
    codes = {named.uid: int(levels[code]) for code, named in enumerate(columns.reasons)}
    again: dict[int, list[TriedAgain]] = {}
    for one in tried:
        again.setdefault(codes.get(one.reason_uid, 0), []).append(one)
    rows = [
        _row(
            named.uid if code else NOT_RECORDED,
            named.name if code else "",
            in_force[code],
            again.get(code, ()),
            stated.minimum,
        )
        for code, named in enumerate(columns.reasons)
        if in_force[code] or code in again
    ]
    rows.sort(key=lambda row: (row.uid == NOT_RECORDED, -row.losses, row.name))
    total = _row("", "", sum(in_force), tried, stated.minimum)
    return WinBacks(replace(stated, n=total.losses), tuple(rows), total)


def _fitting(asked: Asked, tried: Sequence[TriedAgain]) -> list[TriedAgain]:
    deals = asked.columns.deal[asked.deals(ALL, but={*DAYS, Dimension.STAGE})]
    is_here = np.isin([one.deal_id for one in tried], deals).tolist()
    since, until = wished_days(asked.wanted)

    def fits(one: TriedAgain) -> bool:
        if asked.wanted.stages and one.stage_uid not in asked.wanted.stages:
            return False
        if asked.wanted.undated or one.lost_on is None:
            return one.lost_on is None and not (since or until)
        return (since or date.min) <= one.lost_on <= (until or date.max)

    return [one for one, here in zip(tried, is_here, strict=True) if here and fits(one)]


def _row(uid: str, name: str, in_force: int, again: Sequence[TriedAgain], minimum: int) -> WinBackRow:
    by_end = {end: sum(one.became is end for one in again) for end in SecondTry}
    won, lost = by_end[SecondTry.WON], by_end[SecondTry.LOST_AGAIN]
    sums = totals(one.recovered for one in again)
    return WinBackRow(
        uid=uid,
        name=name,
        losses=in_force + len(again),
        tried=len(again),
        open=by_end[SecondTry.OPEN],
        rate=share_of(won, won + lost, minimum),
        recovered=tuple(sums[currency] for currency in sorted(sums)),
    )
