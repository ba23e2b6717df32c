"""Whether it pays to ask again: of the losses by a reason, how many were taken up again, and what came of that.

Each loss counts, also where one deal was lost several times. The rate is won back / (won back + lost again); what is
still open says nothing yet. Pure functions over columns; knows neither the store nor the screen.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.domain.money import Money, totals
from crmdesk.insight.outcomes.asked import ALL, DAYS, Asked, wished_days
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Codes, Mask, Named, OutcomeColumns
from crmdesk.insight.outcomes.headings import reason_of_heading, wish_into
from crmdesk.insight.outcomes.measures import exact_sums, name_inside, rows_aside, rows_of_reasons, with_detail
from crmdesk.insight.outcomes.selection import codes_of
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

PART = "|"
"""Between the column and the reason in the key of a mark."""

_ENDS = 3
"""How many codes ``became`` has."""


@dataclass(frozen=True, slots=True)
class WinBackRow:
    """The losses by one reason (or ``NOT_RECORDED``, without a name); ``tried`` were taken up again.

    ``rate`` counts those that were won then among those that ended then, ``recovered`` what they were worth. One
    without a uid has no more detail inside a reason, one with ``detail`` has others below it, one that is ``aside`` is
    not among those wished for.
    """

    uid: str
    name: str
    losses: int
    tried: int
    open: int
    rate: Share
    recovered: tuple[Money, ...]
    detail: bool = False
    aside: bool = False

    @property
    def won(self) -> int:
        """How many were won back."""
        return self.rate.part

    @property
    def lost_again(self) -> int:
        """How many were lost again."""
        return self.rate.whole - self.rate.part

    def key(self, column: str) -> str:
        """The key of a mark in a column; all of them lead to the same deals; empty where no wish does."""
        return self.uid and f"{column}{PART}{self.uid}"


@dataclass(frozen=True, slots=True)
class WinBacks:
    """The reasons of the first level, or those inside one, by how often they lost a deal, and all of them together."""

    stated: Stated
    rows: tuple[WinBackRow, ...]
    total: WinBackRow
    inside_name: str = ""

    def wish(self, key: str) -> PoolFilter | None:
        """The deals that are lost by a reason now."""
        if uid := reason_of_heading(key):
            return wish_into(self.stated.wanted, uid)
        _column, _part, uid = key.partition(PART)
        if all(row.uid != uid for row in self.rows):
            return None
        return replace(self.stated.wanted, reasons=frozenset({uid}), won=False)


def win_backs(asked: Asked, *, inside: str = "", wished: Collection[str] = ()) -> WinBacks:
    """The losses in force that fit what is asked, and those tried again, whose stage and day are their own.

    What is asked says nothing of reasons: those ``wished`` are told from the others, which stay, but aside; ``inside``
    is the uid of the one whose sub-reasons are told apart.
    """
    mask = asked.deals((LOST,))
    return count_win_backs(asked.columns, mask, asked.stated(mask), _fitting(asked), inside=inside, wished=wished)


def count_win_backs(
    columns: OutcomeColumns, mask: Mask, stated: Stated, again: Mask, *, inside: str = "", wished: Collection[str] = ()
) -> WinBacks:
    """The losses in force of the mask, and of those that were tried again the ones of the mask ``again``."""
    levels, reasons = rows_of_reasons(columns, inside), columns.reasons
    lost_by = levels[columns.reason[mask & (columns.status == LOST)]]
    in_force = np.bincount(lost_by[lost_by >= 0], minlength=len(reasons)).tolist()
    tried = np.flatnonzero(again & (levels[columns.tried.reason] >= 0))
    codes, became = levels[columns.tried.reason[tried]], columns.tried.became[tried]
    ends = np.bincount(codes * _ENDS + became, minlength=len(reasons) * _ENDS).reshape(-1, _ENDS).tolist()
    recovered = _recovered(columns, codes, columns.tried.rows[tried], became == WON)
    detail, aside = frozenset() if inside else with_detail(columns), rows_aside(columns, inside, wished)
    rows = [
        replace(
            _row(_named(named, inside), in_force[code], ends[code], recovered[code], stated.minimum),
            detail=named.uid in detail,
            aside=code in aside,
        )
        for code, named in enumerate(reasons)
        if in_force[code] or any(ends[code])
    ]
    rows.sort(key=lambda row: (row.uid == NOT_RECORDED, -row.losses, row.name))
    sums = totals(money for of_reason in recovered for money in of_reason)
    whole = [sum(column) for column in zip(*ends, strict=True)]
    total = _row(("", ""), sum(in_force), whole, [sums[currency] for currency in sorted(sums)], stated.minimum)
    if inside:
        stated = replace(stated, wanted=wish_into(stated.wanted, inside))
    return WinBacks(replace(stated, n=total.losses), tuple(rows), total, name_inside(columns, inside))


def _fitting(asked: Asked) -> Mask:
    """The losses tried again that fit."""
    columns, tried, wanted = asked.columns, asked.columns.tried, asked.wanted
    fitting = asked.deals(ALL, but={*DAYS, Dimension.STAGE})[tried.rows]
    if wanted.stages:
        fitting &= codes_of(columns.stages, wanted.stages)[tried.stage]
    if wanted.undated:
        fitting &= tried.lost == 0
    since, until = wished_days(wanted)
    if since or until:
        first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
        fitting &= (tried.lost >= first) & (tried.lost <= last)
    return fitting


def _recovered(columns: OutcomeColumns, codes: Codes, rows: Codes, won: Mask) -> list[list[Money]]:
    """By reason, what the deals that were won back are worth, by currency."""
    kept = won & columns.priced[rows]
    count = len(columns.currencies)
    places, amounts = codes[kept] * count + columns.currency[rows[kept]], columns.amount[rows[kept]]
    found: list[list[Money]] = [[] for _reason in columns.reasons]
    sums = exact_sums(places, amounts, len(columns.reasons) * count)
    for place in np.unique(places).tolist():
        found[place // count].append(Money(int(sums[place]), columns.currencies[place % count].uid))
    return found


def _named(reason: Named, inside: str) -> tuple[str, str]:
    """The uid and the name of a row; none for what has no more detail."""
    return ("", "") if inside and reason.uid == inside else (reason.uid or NOT_RECORDED, reason.name)


def _row(
    named: tuple[str, str], in_force: int, ends: Sequence[int], recovered: Sequence[Money], minimum: int
) -> WinBackRow:
    tried, won, lost = sum(ends), ends[WON], ends[LOST]
    return WinBackRow(
        uid=named[0],
        name=named[1],
        losses=in_force + tried,
        tried=tried,
        open=ends[OPEN],
        rate=share_of(won, won + lost, minimum),
        recovered=tuple(recovered),
    )
