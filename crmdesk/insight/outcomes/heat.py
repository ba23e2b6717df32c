"""Lost deals by reason and by something else: the stage, the competitor, the owner, the source, a group of tags.

Knows neither the store nor the screen.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import NOBODY, Dimension, PoolFilter, none_of
from crmdesk.insight.outcomes.columns import LOST, Codes, Mask, Named, OutcomeColumns, Pairs, Whole
from crmdesk.insight.outcomes.headings import reason_of_heading, wish_into
from crmdesk.insight.outcomes.measures import exact_sums, name_inside, rows_of_reasons, with_detail, worth
from crmdesk.insight.outcomes.stated import Stated

PART, JOINT, ALL = "|", ",", "*"
"""Between the column and the reasons of a key, between several of either, and in place of one."""

_MOST = 9
"""How many columns find room, besides that of what is not known."""

_FIELDS = {
    Dimension.STAGE: "stages",
    Dimension.COMPETITOR: "competitors",
    Dimension.OWNER: "owners",
    Dimension.SOURCE: "sources",
    Dimension.TAG: "tags",
}
"""What losses can be set against their reasons by."""


@dataclass(frozen=True, slots=True)
class HeatLine:
    """A row or a column: the uids it stands for, its name (empty for what is not known), and its own totals.

    ``folded`` says how many it stands for that had no room of their own. Amounts are in minor units. A reason with
    ``detail`` has others below it that can be looked into.
    """

    uids: tuple[str, ...]
    name: str
    n: int
    amount: int
    folded: int = 0
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    """``counts[row][column]`` deals, and ``amounts`` likewise. Rows never share a deal.

    ``group`` is the uid of the tag group shown, of all those in ``groups``.
    With ``overlap`` a deal can stand in several columns, so that a row's cells can be more than its total.
    """

    stated: Stated
    by: Dimension
    group: str
    inside: str
    inside_name: str
    rows: tuple[HeatLine, ...]
    columns: tuple[HeatLine, ...]
    counts: tuple[tuple[int, ...], ...]
    amounts: tuple[tuple[int, ...], ...]
    overlap: bool
    currency: str
    groups: tuple[Named, ...]

    @property
    def group_name(self) -> str:
        """The name of the tag group shown."""
        return next((named.name for named in self.groups if named.uid == self.group), "")

    def key(self, column: HeatLine | None, row: HeatLine | None) -> str:
        """The key of a cell, of a row's total (no column) or a column's (no row); empty for what cannot be wished."""
        if (column and not column.uids) or (row and not row.uids) or not (column or row):
            return ""
        return PART.join(JOINT.join(line.uids) if line else ALL for line in (column, row))

    def with_rows(self, most: int) -> "Heat":
        """The same with at most so many rows, the last of them for all that would be too many."""
        if len(self.rows) <= most:
            return self
        kept, rest = self.rows[: most - 1], self.rows[most - 1 :]
        last = HeatLine(
            tuple(uid for row in rest for uid in row.uids) if all(row.uids for row in rest) else (),
            rest[0].name,
            sum(row.n for row in rest),
            sum(row.amount for row in rest),
            folded=len(rest),
        )
        counts, amounts = (
            (*cells[: most - 1], tuple(map(sum, zip(*cells[most - 1 :], strict=True))))
            for cells in (self.counts, self.amounts)
        )
        return replace(self, rows=(*kept, last), counts=counts, amounts=amounts)

    def wish(self, key: str) -> PoolFilter | None:
        """The deals of a cell or a total."""
        wanted = replace(self.stated.wanted, won=False)
        if uid := reason_of_heading(key):
            return wish_into(wanted, uid)
        columns, part, reasons = key.partition(PART)
        if not part:
            return None
        if reasons != ALL:
            wanted = replace(wanted, reasons=frozenset(reasons.split(JOINT)))
        if columns == ALL:
            return wanted
        return _wishing(wanted, self.by, frozenset(columns.split(JOINT)))


def heat_wish(wanted: PoolFilter, by: Dimension, inside: str = "") -> PoolFilter:
    """A wish without what the table shows itself: all reasons, or those ``inside`` one."""
    reasons = frozenset({inside} if inside else ())
    return _wishing(replace(wanted, reasons=reasons, won=False), by, frozenset())


def _wishing(wanted: PoolFilter, by: Dimension, uids: frozenset[str]) -> PoolFilter:
    wishes: dict[str, Any] = {_FIELDS[by]: uids}
    return replace(wanted, **wishes)


def heat(
    columns: OutcomeColumns,
    chosen: Mask,
    stated: Stated,
    by: Dimension,
    *,
    currency: str,
    group: str = "",
    inside: str = "",
) -> Heat:
    """Count the lost among the ``chosen`` rows; with ``inside`` only those of one reason, by what is below it.

    ``group`` is the uid of the tag group for ``Dimension.TAG``, the first one if it is not there.
    Columns keep the order of stages, others go by falling total;
    those that are too many are folded into one, and what is not known is the last.
    """
    if by is Dimension.TAG and group not in {named.uid for named in columns.tag_groups}:
        group = columns.tag_groups[0].uid if columns.tag_groups else ""
    reasons = rows_of_reasons(columns, inside)[columns.reason]
    deals = np.flatnonzero(chosen & (columns.status == LOST) & (reasons >= 0))
    names, pairs = _sides(columns, by, group, deals)
    places = _places(np.bincount(pairs.codes, minlength=len(names)), in_order=by is Dimension.STAGE)
    size = (len(columns.reasons), int(places.max(initial=-1)) + 1)
    cell_deals, cell_columns = _cells(pairs, places)
    cells = reasons[cell_deals] * size[1] + cell_columns
    amounts_of = worth(columns, currency)
    counts = np.bincount(cells, minlength=size[0] * size[1]).reshape(size)
    amounts = exact_sums(cells, amounts_of[cell_deals], size[0] * size[1]).reshape(size)
    rows = np.bincount(reasons[deals], minlength=size[0])
    worths = exact_sums(reasons[deals], amounts_of[deals], size[0])
    none = none_of(group) if by is Dimension.TAG else NOBODY
    detail = frozenset() if inside else with_detail(columns)
    order = _by_total(rows)
    return Heat(
        stated,
        by,
        group,
        inside,
        name_inside(columns, inside),
        tuple(_row(columns.reasons[code], inside, detail, int(rows[code]), int(worths[code])) for code in order),
        tuple(_column(names, places, at, counts, amounts, none) for at in range(size[1])),
        tuple(tuple(counts[code].tolist()) for code in order),
        tuple(tuple(amounts[code].tolist()) for code in order),
        overlap=len(cell_deals) > len(deals),
        currency=currency,
        groups=columns.tag_groups,
    )


def _sides(columns: OutcomeColumns, by: Dimension, group: str, deals: Whole) -> tuple[tuple[Named, ...], Pairs]:
    """What the columns can be, and which of them each deal has: at least "none known"."""
    several = {
        Dimension.COMPETITOR: (columns.competitor_names, columns.competitors),
        Dimension.SOURCE: (columns.source_names, columns.sources),
        Dimension.TAG: (columns.tag_names, columns.tags),
    }
    if by not in several:
        names, codes = (columns.stages, columns.stage) if by is Dimension.STAGE else (columns.owners, columns.owner)
        return names, Pairs(deals.astype(np.int32), codes[deals])
    names, pairs = several[by]
    counted = np.zeros(len(columns), np.bool_)
    counted[deals] = True
    kept = counted[pairs.rows]
    if by is Dimension.TAG:
        kept &= np.array([named.group == group for named in names])[pairs.codes]
    counted[pairs.rows[kept]] = False
    without = np.flatnonzero(counted).astype(np.int32)
    codes = np.concatenate([pairs.codes[kept], np.zeros(len(without), np.int32)])
    return names, Pairs(np.concatenate([pairs.rows[kept], without]), codes)


def _places(totals: Whole, *, in_order: bool) -> Whole:
    """The column of each code (-1 for what does not occur); what is not known (code 0) has the last."""
    found = [code for code in (range(len(totals)) if in_order else _by_total(totals)) if code and totals[code]]
    most = _MOST - 1 if len(found) > _MOST else _MOST
    places = np.full(len(totals), -1, np.int64)
    for place, code in enumerate(found):
        places[code] = min(place, most)
    if totals[0]:
        places[0] = places.max() + 1
    return places


def _by_total(totals: Whole) -> list[int]:
    """The codes that occur, the most frequent first, "none known" last."""
    return sorted(np.flatnonzero(totals).tolist(), key=lambda code: (code == 0, -int(totals[code])))


def _cells(pairs: Pairs, places: Whole) -> tuple[Codes, Whole]:
    """The deal and the column of each; a deal that has two of what is folded into one column stands in it once."""
    at = places[pairs.codes]
    # What is folded has the last column that is not of those without any.
    folded = np.flatnonzero(at == _MOST - 1)
    kept = np.ones(len(at), np.bool_)
    kept[folded[1:][np.diff(pairs.rows[folded]) == 0]] = False
    return pairs.rows[kept], at[kept]


def _row(named: Named, inside: str, detail: frozenset[str], n: int, amount: int) -> HeatLine:
    """A reason; those without more detail ``inside`` one cannot be wished for alone."""
    if inside and named.uid == inside:
        return HeatLine((), "", n, amount)
    return HeatLine((named.uid or NOT_RECORDED,), named.name, n, amount, detail=named.uid in detail)


def _column(names: tuple[Named, ...], places: Whole, at: int, counts: Whole, amounts: Whole, none: str) -> HeatLine:
    """Rows share no deal, so that a column's cells make up its total; ``none`` is the uid of what is not known."""
    codes = np.flatnonzero(places == at).tolist()
    n, amount = int(counts[:, at].sum()), int(amounts[:, at].sum())
    if codes == [0]:
        return HeatLine((none,), "", n, amount)
    uids = tuple(names[code].uid for code in codes)
    return HeatLine(uids, names[codes[0]].name, n, amount, folded=len(codes) if len(codes) > 1 else 0)
