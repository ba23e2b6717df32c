"""What a whole file says about how its dates and numbers are written, where one cell alone would not.

Knows the texts of columns, not what they mean.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from crmdesk.domain.errors import ImportRejectedError
from crmdesk.exchange.tables.meaning.amounts import DecimalMark, decimals_after_dot, read_amount
from crmdesk.exchange.tables.meaning.dates import DateOrder, ShortDate, short_date
from crmdesk.i18n import _

_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
_MARKS: tuple[DecimalMark, DecimalMark] = (".", ",")
_T = TypeVar("_T")


def infer_date_orders(
    columns: Sequence[Sequence[str]], given: DateOrder | None, file: str, headers: Sequence[str]
) -> list[DateOrder | None]:
    """The order of the ambiguous dates of each column of one file, None where a column has none.

    Each order is tried on every value; those that fail where another succeeds are out. A column left open follows
    the others of the file, then the order in which its values never go back.
    Raises ImportRejectedError where more than one order still fits and they differ.
    """
    shorts = [_short_dates(column) for column in columns]
    fitting = [_fitting(column) for column in shorts]
    settled = {next(iter(orders)) for orders in fitting if len(orders) == 1}
    answers: list[DateOrder | None] = []
    for column, orders, header in zip(shorts, fitting, headers, strict=True):
        if not column:
            answers.append(None)
            continue
        choices = orders & {given} if given in orders else orders
        choices = choices & settled if len(choices & settled) == 1 else choices
        answer = _only(choices) or _only({order for order in choices if _is_sorted(column, order)})
        if answer is None and not _all_the_same(column, choices):
            raise ImportRejectedError(
                _(
                    "The dates in column “{column}” of {file} can be read in more than one order; "
                    "say which with --date-order ({orders})."
                ).format(column=header, file=file, orders=", ".join(sorted(choices))),
                field="date_order",
            )
        answers.append(answer or min(choices))
    return answers


def infer_decimal_marks(columns: Sequence[Sequence[str]]) -> list[DecimalMark]:
    """The decimal mark of each column of amounts of one file; a column left open follows the others, then the dot."""
    votes = [_decimal_mark(column) for column in columns]
    settled = _only({vote for vote in votes if vote is not None})
    return [vote or settled or "." for vote in votes]


def _short_dates(texts: Sequence[str]) -> list[ShortDate]:
    """The ambiguous dates of a column, in order."""
    known = {text: short_date(text) for text in set(texts)}
    return [short for text in texts if (short := known[text])]


def _fitting(shorts: Sequence[ShortDate]) -> set[DateOrder]:
    """The orders that read the most values as dates."""
    different = set(shorts)
    counts = {order: sum(short.in_order(order) is not None for short in different) for order in _ORDERS}
    most = max(counts.values())
    return {order for order, count in counts.items() if count == most}


def _days(shorts: Sequence[ShortDate], order: DateOrder) -> list[date | None]:
    return [short.in_order(order) for short in shorts]


def _is_sorted(shorts: Sequence[ShortDate], order: DateOrder) -> bool:
    """Whether the dates run one way only; too few different ones prove nothing."""
    days = [day for day in _days(shorts, order) if day is not None]
    if len(set(days)) < 3:
        return False
    return days == sorted(days) or days == sorted(days, reverse=True)


def _all_the_same(shorts: Sequence[ShortDate], orders: Iterable[DateOrder]) -> bool:
    return len({tuple(_days(shorts, order)) for order in orders}) == 1


def _decimal_mark(texts: Sequence[str]) -> DecimalMark | None:
    """The mark that reads more texts; dots always before three digits are marks of thousands."""
    different = set(texts)
    dot, comma = (sum(read_amount(text, mark) is not None for text in different) for mark in _MARKS)
    if dot != comma:
        return "." if dot > comma else ","
    dotted = [digits for text in different if (digits := decimals_after_dot(text)) is not None]
    return "," if dotted and all(digits == 3 for digits in dotted) else None


def _only(choices: set[_T]) -> _T | None:
    return next(iter(choices)) if len(choices) == 1 else None
