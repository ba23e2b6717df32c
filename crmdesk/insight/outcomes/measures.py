"""What several charts read out of the columns: reasons of the first level, amounts in one currency, days of life."""

from collections.abc import Collection

import numpy as np

from crmdesk.insight.outcomes.columns import Codes, OutcomeColumns, Whole

NO_AGE = -1
_HALF = 31


def first_levels(columns: OutcomeColumns) -> Codes:
    """For each code of a reason that of its first level: itself, or the one it is below."""
    above = np.array([named.above for named in columns.reasons], np.int32)
    return np.where(above > 0, above, np.arange(len(above), dtype=np.int32)).astype(np.int32)


def rows_of_reasons(columns: OutcomeColumns, inside: str) -> Codes:
    """For each code of a reason that of its row: that of the first level, or itself ``inside`` one; -1 for no row."""
    first = first_levels(columns)
    if not inside:
        return first
    inner = np.array([named.uid == inside for named in columns.reasons])
    return np.where(inner[first], np.arange(len(first)), -1).astype(np.int32)


def name_inside(columns: OutcomeColumns, inside: str) -> str:
    """The name of the reason that is looked into; empty for none."""
    return next((named.name for named in columns.reasons if inside and named.uid == inside), "")


def with_detail(columns: OutcomeColumns) -> frozenset[str]:
    """The uids of the reasons that have others below them."""
    return frozenset(columns.reasons[named.above].uid for named in columns.reasons if named.above)


def rows_aside(columns: OutcomeColumns, inside: str, wished: Collection[str]) -> frozenset[int]:
    """The rows (as of ``rows_of_reasons``) that hold none of the reasons wished for; none where all are."""
    if not wished:
        return frozenset()
    above = [columns.reasons[named.above].uid for named in columns.reasons]
    rows = rows_of_reasons(columns, inside).tolist()
    met = {
        row for row, named, higher in zip(rows, columns.reasons, above, strict=True) if {named.uid, higher} & {*wished}
    }
    return frozenset(rows) - met


def worth(columns: OutcomeColumns, currency: str) -> Whole:
    """The amount of each deal in minor units where it is in the currency, else 0."""
    code = next((at for at, named in enumerate(columns.currencies) if named.uid == currency), -1)
    return np.where(columns.priced & (columns.currency == code), columns.amount, 0)


def ages_at_end(columns: OutcomeColumns) -> Whole:
    """After how many days each deal ended; ``NO_AGE`` where it has not, on an unknown day, or before it began."""
    known = (columns.created > 0) & (columns.closed >= columns.created)
    return np.where(known, columns.closed - columns.created, NO_AGE).astype(np.int64)


def exact_sums(codes: Codes | Whole, amounts: Whole, count: int) -> Whole:
    """The sum of the amounts of each of so many codes, which belong together."""
    # numpy adds up by codes in numbers that are exact up to 53 bits only, hence in two halves.
    high = np.bincount(codes, amounts >> _HALF, count).astype(np.int64)
    low = np.bincount(codes, amounts & (1 << _HALF) - 1, count).astype(np.int64)
    return (high << _HALF) + low
