"""What deals are lost by, against what they are won in spite of: the same reasons on both sides.

Pure functions over columns; knows neither the store nor the screen.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.columns import LOST, WON, Mask, OutcomeColumns, Whole
from crmdesk.insight.outcomes.headings import reason_of_heading, wish_into
from crmdesk.insight.outcomes.measures import exact_sums, name_inside, rows_aside, rows_of_reasons, with_detail, worth
from crmdesk.insight.outcomes.pairs import once
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

PART = "|"
"""Between the side and the reason in the key of a mark."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason, or what has no more detail inside one (without uid and name).

    ``overcome`` counts the deals that were won in spite of it among those it decided or stood against.
    The amounts are of the won and of the lost ones in minor units of the chart's currency. One with ``detail`` has
    others below it; one that is ``aside`` is not among those wished for.
    """

    uid: str
    name: str
    overcome: Share
    won_amount: int
    lost_amount: int
    detail: bool = False
    aside: bool = False

    @property
    def won(self) -> int:
        """How many deals were won in spite of it."""
        return self.overcome.part

    @property
    def lost(self) -> int:
        """How many deals were lost by it."""
        return self.overcome.whole - self.overcome.part

    def key(self, *, won: bool) -> str:
        """The key of the mark for the deals on one side; empty where no wish leads to them."""
        return self.uid and f"{'won' if won else 'lost'}{PART}{self.uid}"


@dataclass(frozen=True, slots=True)
class Obstacles:
    """The reasons of the first level, or those right below that of the uid ``inside``, most deals first.

    A deal won in spite of several stands in several rows. ``silent_won`` and ``silent_lost`` are the deals of which no
    reason is known.
    """

    stated: Stated
    rows: tuple[Obstacle, ...]
    silent_won: int
    silent_lost: int
    currency: str
    inside_name: str = ""

    def wish(self, key: str) -> PoolFilter | None:
        """The deals won in spite of a reason, or lost by it."""
        if uid := reason_of_heading(key):
            return wish_into(self.stated.wanted, uid)
        side, _part, uid = key.partition(PART)
        if all(row.uid != uid for row in self.rows):
            return None
        return replace(self.stated.wanted, reasons=frozenset({uid}), won=side == "won")


@dataclass(frozen=True, slots=True)
class _Sides:
    """A number for each code of a reason on either side."""

    won: Whole
    lost: Whole

    def together(self, code: int) -> int:
        """Both sides of one."""
        return int(self.won[code] + self.lost[code])


def obstacles(
    columns: OutcomeColumns,
    mask: Mask,
    stated: Stated,
    *,
    currency: str,
    inside: str = "",
    wished: Collection[str] = (),
) -> Obstacles:
    """The deals of the mask that were won or lost; a loss counts by its primary reason, a win by each it names.

    ``wished`` are the reasons that are narrowed down to; the others stay, but aside.
    """
    levels = rows_of_reasons(columns, inside)
    n, amounts = len(columns.reasons), worth(columns, currency)
    lost = np.flatnonzero(mask & (columns.status == LOST) & (levels[columns.reason] >= 0))
    lost_by = levels[columns.reason[lost]]
    pairs = columns.obstacles
    named = (mask & (columns.status == WON))[pairs.rows] & (pairs.codes > 0) & (levels[pairs.codes] >= 0)
    # A deal that names two reasons below one counts once for that one.
    won = once(pairs.rows[named], levels[pairs.codes[named]], n)
    counts = _Sides(np.bincount(won.codes, minlength=n), np.bincount(lost_by, minlength=n))
    sums = _Sides(exact_sums(won.codes, amounts[won.rows], n), exact_sums(lost_by, amounts[lost], n))
    silent = [code for code, one in enumerate(columns.reasons) if not code or one.key == NOT_RECORDED]
    detail, aside = frozenset() if inside else with_detail(columns), rows_aside(columns, inside, wished)
    rows = [
        Obstacle(
            *(("", "") if reason.uid == inside else (reason.uid, reason.name)),
            share_of(int(counts.won[code]), counts.together(code), stated.minimum),
            int(sums.won[code]),
            int(sums.lost[code]),
            detail=reason.uid in detail,
            aside=code in aside,
        )
        for code, reason in enumerate(columns.reasons)
        if code not in silent and counts.together(code)
    ]
    rows.sort(key=lambda row: (-row.overcome.whole, row.name))
    wins = int(np.count_nonzero(mask & (columns.status == WON)))
    telling = np.zeros(len(columns), np.bool_)
    telling[won.rows] = True
    return Obstacles(
        replace(stated, n=wins + len(lost)),
        tuple(rows),
        silent_won=wins - int(np.count_nonzero(telling)),
        silent_lost=int(counts.lost[silent].sum()),
        currency=currency,
        inside_name=name_inside(columns, inside),
    )
