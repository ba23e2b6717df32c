"""The deals that fit, in the order of any column of the pool's table.

Pure functions over columns; knows neither the store nor the screen.
"""

from collections.abc import Sequence

import numpy as np

from crmdesk.domain.loss_pool import PoolColumn, PoolOrder
from crmdesk.insight.outcomes.columns import Codes, Mask, OutcomeColumns, Whole

_UNKNOWN = np.int64(np.iinfo(np.int64).min)
_LAST = np.int64(np.iinfo(np.int64).max)


def ordered_rows(
    columns: OutcomeColumns,
    fitting: Mask,
    order: PoolOrder,
    *,
    reasons: Sequence[int],
    names: Codes,
) -> Codes:
    """The rows of a mask in order; of those that are alike the last to end comes first, what is not known the last.

    They end by the local day and on that by the instant.

    ``reasons`` are the places of reasons in the order of their names, by code; ``names`` the place of each row in the
    order of names, which must be there to order by them. Amounts in unlike currencies are kept apart.
    """
    rows = np.flatnonzero(fitting)
    values = _values(columns, order.column, reasons, names)[rows]
    apart = [~columns.priced[rows], columns.currency[rows]] if order.column is PoolColumn.AMOUNT else []
    keys = [*apart, _directed(values, descending=order.descending)]
    # Days as people write them: by the instant alone days of unlike time zones would stand crosswise.
    by_day = order.column is PoolColumn.LOST
    ends = (_ended(columns),) if by_day else (_days(columns), _ended(columns))
    keys += [_directed(each[rows], descending=order.descending or not by_day) for each in ends]
    newest = -np.where(columns.loss > 0, columns.loss, columns.deal)[rows]
    # The last key is the one that is looked at first.
    return rows[np.lexsort((newest, *reversed(keys)))].astype(np.int32)


def _values(columns: OutcomeColumns, column: PoolColumn, reasons: Sequence[int], names: Codes) -> Whole:
    """What is compared, ascending."""
    match column:
        case PoolColumn.DEAL:
            return names.astype(np.int64)
        case PoolColumn.REASON:
            return np.where(columns.reason > 0, np.array(reasons, np.int64)[columns.reason], _UNKNOWN)
        case PoolColumn.AMOUNT:
            return np.where(columns.priced, columns.amount, _UNKNOWN)
        case PoolColumn.LOST:
            return _days(columns)
        case _:
            places = {
                PoolColumn.STAGE: columns.stage,
                PoolColumn.OWNER: columns.owner,
                PoolColumn.WIN_BACK: columns.win_back_on,
            }
            codes = places[column] if column in places else _first_competitors(columns)
            return np.where(codes > 0, codes, _UNKNOWN)


def competitors_met(columns: OutcomeColumns, rows: Sequence[int]) -> list[tuple[str, ...]]:
    """The names of the competitors of each of the rows, by name: all that were met in the deal, as they are counted."""
    pairs, wanted = columns.competitors, np.asarray(rows, np.int32)
    begin, end = (np.searchsorted(pairs.rows, wanted, side).tolist() for side in ("left", "right"))
    names = columns.competitor_names
    return [
        tuple(names[code].name for code in pairs.codes[first:last].tolist())
        for first, last in zip(begin, end, strict=True)
    ]


def _days(columns: OutcomeColumns) -> Whole:
    return np.where(columns.closed > 0, columns.closed.astype(np.int64), _UNKNOWN)


def _ended(columns: OutcomeColumns) -> Whole:
    return np.where(columns.closed > 0, columns.ended, _UNKNOWN)


def _first_competitors(columns: OutcomeColumns) -> Codes:
    """The first of each deal's competitors by name; their codes are in that order, and so are the pairs."""
    first = np.zeros(len(columns), np.int32)
    first[columns.competitors.rows[::-1]] = columns.competitors.codes[::-1]
    return first


def _directed(values: Whole, *, descending: bool) -> Whole:
    known = values != _UNKNOWN
    return np.where(known, -values if descending else values, _LAST)
