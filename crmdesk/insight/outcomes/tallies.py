"""The pool counted under a wish, each dimension under the wishes about all the others.

Pure functions over columns; knows neither the store nor the screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from crmdesk.domain.loss_pool import Dimension, KnownUids, PoolFilter, PoolTallies, Tally, none_of
from crmdesk.insight.outcomes.columns import LOST, WON, Codes, Mask, Named, OutcomeColumns, Pairs, Whole
from crmdesk.insight.outcomes.measures import exact_sums, first_levels
from crmdesk.insight.outcomes.pairs import lifted, once
from crmdesk.insight.outcomes.selection import reviews, wishes


def known_uids(columns: OutcomeColumns) -> KnownUids:
    """What can be wished for."""
    names = (
        columns.reasons,
        columns.owners,
        columns.stages,
        columns.competitor_names,
        columns.source_names,
        columns.tag_names,
    )
    found = KnownUids(*(frozenset(one.uid for one in listed) for listed in names))
    return replace(found, tags=found.tags | {none_of(group.uid) for group in columns.tag_groups})


def pool_tallies(
    columns: OutcomeColumns, wanted: PoolFilter, today: date, *, touches: Codes | None = None
) -> PoolTallies:
    """Count the lost deals, or those won if they are wished for; ``touches`` as for ``selection.select``."""
    everything = columns.status == (WON if wanted.won else LOST)
    fitting = _Fitting(everything, wishes(columns, wanted, today, touches=touches))
    count = _Counter(columns)
    undated = fitting.but(Dimension.PERIOD, Dimension.MONTH) & (columns.closed == 0)
    return PoolTallies(
        total=count.together(fitting.but()),
        everything=count.together(everything),
        undated=count.together(undated),
        owners=count.by(columns.owner, columns.owners, fitting.but(Dimension.OWNER)),
        stages=count.by(columns.stage, columns.stages, fitting.but(Dimension.STAGE)),
        reviews={
            review.value: count.together(fitting.but(Dimension.REVIEW) & mask)
            for review, mask in reviews(columns, today).items()
        },
        competitors=count.by_any(columns.competitors, columns.competitor_names, fitting.but(Dimension.COMPETITOR)),
        sources=count.by_any(
            lifted(columns.sources, columns.source_names), columns.source_names, fitting.but(Dimension.SOURCE)
        ),
        tags=_tags(columns, count, fitting.but(Dimension.TAG)),
        months=count.by_month(fitting.but(Dimension.REASON, Dimension.MONTH)),
        **_reasons(columns, count, everything, fitting.but(Dimension.REASON), won=wanted.won),
    )


def _reasons(
    columns: OutcomeColumns, count: "_Counter", everything: Mask, fitting: Mask, *, won: bool
) -> dict[str, dict[str, Tally]]:
    """A lost deal has one reason; one that was won can have overcome several, also below one and the same."""
    if not won:
        return {
            "ranks": count.by(columns.reason, columns.reasons, everything),
            "reasons": count.by(columns.reason, columns.reasons, fitting),
        }
    met = columns.obstacles
    first = once(met.rows, first_levels(columns)[met.codes], len(columns.reasons))
    return {
        "ranks": count.by_any(met, columns.reasons, everything),
        "reasons": count.by_any(met, columns.reasons, fitting),
        "overlapping": count.by_any(first, columns.reasons, fitting),
    }


def _tags(columns: OutcomeColumns, count: "_Counter", fitting: Mask) -> dict[str, Tally]:
    """By tag, each with what is below it, and for each group the deals that have none of its tags."""
    found = count.by_any(lifted(columns.tags, columns.tag_names), columns.tag_names, fitting)
    groups = {group.uid: code for code, group in enumerate(columns.tag_groups)}
    group_of = np.array([groups.get(one.group, -1) for one in columns.tag_names], np.int32)[columns.tags.codes]
    # Tags of a deal stand by their groups, so that those of one follow one another.
    first = np.diff(columns.tags.rows.astype(np.int64) * len(groups) + group_of, prepend=-1) != 0
    return found | count.lacking(columns.tags.rows[first], group_of[first], [none_of(uid) for uid in groups], fitting)


class _Fitting:
    """The deals that meet all wishes but those about some dimensions."""

    def __init__(self, everything: Mask, masks: Mapping[Dimension, Mask]) -> None:
        self._everything, self._masks = everything, masks
        self._made: dict[frozenset[Dimension], Mask] = {}

    def but(self, *aside: Dimension) -> Mask:
        """A wish that is not there makes no other mask."""
        left = frozenset(self._masks) - frozenset(aside)
        if left not in self._made:
            self._made[left] = np.logical_and.reduce([self._everything, *(self._masks[one] for one in left)])
        return self._made[left]


class _Counter:
    """Deals, those without an amount, and the sums of the others by currency."""

    def __init__(self, columns: OutcomeColumns) -> None:
        self._columns = columns
        self._minor = np.where(columns.priced, columns.amount, 0)

    def together(self, mask: Mask) -> Tally:
        """All of the mask as one."""
        rows = np.flatnonzero(mask)
        return sum(self._tallies(rows, np.zeros(len(rows), np.int32), 1).values(), Tally())

    def by(self, codes: Codes, names: Sequence[Named], mask: Mask) -> dict[str, Tally]:
        """By uids of a thing that each has one of."""
        rows = np.flatnonzero(mask)
        return {names[code].uid: tally for code, tally in self._tallies(rows, codes[rows], len(names)).items()}

    def by_any(self, pairs: Pairs, names: Sequence[Named], mask: Mask) -> dict[str, Tally]:
        """By uids of a thing that each can have several of, or none."""
        chosen = mask[pairs.rows]
        rows, codes = pairs.rows[chosen], pairs.codes[chosen]
        without = mask.copy()
        without[rows] = False
        left = np.flatnonzero(without)
        found = self._tallies(
            np.concatenate([rows, left]), np.concatenate([codes, np.zeros(len(left), np.int32)]), len(names)
        )
        return {names[code].uid: tally for code, tally in found.items()}

    def lacking(self, rows: Codes, codes: Codes, uids: Sequence[str], mask: Mask) -> dict[str, Tally]:
        """By uids of things of which each can have several, the deals that have not; ``rows`` have those of codes."""
        chosen, all_rows = mask[rows], np.flatnonzero(mask)
        having = self._sums(rows[chosen], codes[chosen], len(uids))
        return {
            uids[code]: tally
            for code, tally in self._read(self._sums(all_rows, np.zeros(len(all_rows), np.int32), 1) - having).items()
        }

    def by_month(self, mask: Mask) -> dict[tuple[str, str], Tally]:
        """By month of closing, as 2026-03, and the reason that counts."""
        columns = self._columns
        rows = np.flatnonzero(mask & (columns.closed_month >= 0))
        if not len(rows):
            return {}
        months, count = columns.closed_month[rows], len(columns.reasons)
        first = int(months.min())
        codes = (months - first) * count + columns.reason[rows]
        found = self._tallies(rows, codes, (int(months.max()) - first + 1) * count)
        return {
            (_month(first + code // count), columns.reasons[code % count].uid): tally for code, tally in found.items()
        }

    def _tallies(self, rows: Whole | Codes, codes: Codes, count: int) -> dict[int, Tally]:
        """The tallies of those codes that occur; ``rows`` and ``codes`` belong together."""
        return self._read(self._sums(rows, codes, count))

    def _sums(self, rows: Whole | Codes, codes: Codes, count: int) -> Whole:
        """How many, how many without an amount, and the amounts of the others: 3 x codes x currencies."""
        columns, currencies = self._columns, len(self._columns.currencies)
        places, size = codes.astype(np.int64) * currencies + columns.currency[rows], count * currencies
        n = np.bincount(places, minlength=size)
        unpriced = np.bincount(places[~columns.priced[rows]], minlength=size)
        return np.array([n, unpriced, exact_sums(places, self._minor[rows], size)]).reshape(3, count, currencies)

    def _read(self, sums: Whole) -> dict[int, Tally]:
        """The tallies of those codes that occur."""
        found: dict[int, Tally] = {}
        for code, currency in np.argwhere(sums[0]).tolist():
            n, unpriced, minor = sums[:, code, currency].tolist()
            tally = Tally(n, unpriced, ((self._columns.currencies[currency].uid, minor),))
            found[code] = found[code] + tally if code in found else tally
        return found


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
