"""All deals as the columns that charts, counts and lists of the pool are made of: read once, and again after changes.

Knows nothing of what is counted. What counts is loaded only when it is needed, for it is large.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from crmdesk.domain.errors import CancelledError
from crmdesk.domain.loss_pool import PoolColumn, PoolFilter, PoolOrder
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.watch import Unwatched, Watch
from crmdesk.store.queries.history import newest_change
from crmdesk.store.queries.outcome_columns import (
    NAME_TABLES,
    OUTCOME_TABLES,
    TOUCH_TABLES,
    changed_since,
    deals_by_name,
    outcome_texts,
    touches_before_texts,
)
from crmdesk.store.text.folding import fold
from crmdesk.store.text.name_order import name_order
from crmdesk.store.workspace import Source

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.columns import Codes, Named, OutcomeColumns

_Content = TypeVar("_Content")
_NOBODY_WAITS = Unwatched()


@dataclass(frozen=True, slots=True)
class _Page(Generic[_Content]):
    """What was read, and the newest change it knows of."""

    content: _Content
    known: int


class _Leaf(Generic[_Content]):
    """Something read from the workspace, kept until one of its tables changes."""

    def __init__(self, tables: Collection[str]) -> None:
        self._tables = tables
        self._page: _Page[_Content] | None = None

    def content(self, source: Source, read: Callable[[], _Content]) -> _Content:
        """What there is now."""
        newest, page = newest_change(source), self._page
        if page is None or newest < page.known or self._has_changed(source, page.known, newest):
            page = _Page(read(), newest)
        # Changes to other tables are not looked through again.
        self._page = _Page(page.content, newest)
        return page.content

    def _has_changed(self, source: Source, known: int, newest: int) -> bool:
        return newest != known and changed_since(source, known, self._tables)


@dataclass(frozen=True, slots=True)
class OpenBook:
    """The columns, and for each row how many touches there were before its end and its place by name.

    Of the last two there is nothing unless they were asked for.
    """

    columns: "OutcomeColumns"
    touches: "Codes"
    names: "Codes"


class _Orders:
    """The lost or the won deals in the orders asked for, kept as long as they and the order of names are the same."""

    def __init__(self) -> None:
        self._columns: OutcomeColumns | None = None
        self._kept: dict[tuple[PoolOrder, bool], tuple[Codes, Codes]] = {}

    def rows(self, book: OpenBook, order: PoolOrder, *, won: bool) -> "Codes":
        """Their rows in order."""
        if self._columns is not book.columns:
            self._columns, self._kept = book.columns, {}
        names, rows = self._kept.get((order, won), (None, None))
        if rows is None or names is not book.names:
            rows = _ordered(book, order, won=won)
            self._kept[order, won] = book.names, rows
        return rows


class OutcomeBook:
    """Shared by all threads; while one reads, the others wait for what it finds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._turn = Lock()
        self._columns: _Leaf[OutcomeColumns] = _Leaf(OUTCOME_TABLES)
        self._touches: _Leaf[Codes] = _Leaf(TOUCH_TABLES)
        self._names: _Leaf[Codes] = _Leaf(NAME_TABLES)
        self._orders = _Orders()

    def columns(self, watch: Watch = _NOBODY_WAITS) -> "OutcomeColumns":
        """All deals as they are now, the same object as long as nothing of it has changed.

        Raises CancelledError as ``watch`` wishes.
        """
        return self.opened(watch).columns

    def touches_before(self, watch: Watch = _NOBODY_WAITS) -> "Codes":
        """How many touches there were in the last 30 days of each row of ``columns`` that has ended.

        Raises CancelledError as ``watch`` wishes.
        """
        return self.opened(watch, touches=True).touches

    def opened(self, watch: Watch = _NOBODY_WAITS, *, touches: bool = False, names: bool = False) -> "OpenBook":
        """The columns with what else is asked for, all as of one moment.

        Raises CancelledError as ``watch`` wishes.
        """
        from crmdesk.insight.outcomes.reading import NOTHING, columns_of, places_of, touches_of

        def pause() -> None:
            if watch.cancelled():
                raise CancelledError(_("Cancelled; nothing was changed."))

        with self._turn, self._desk.read() as source:
            columns = self._columns.content(source, lambda: columns_of(outcome_texts(source, pause)))
            return OpenBook(
                columns,
                self._touches.content(source, lambda: touches_of(columns, touches_before_texts(source)))
                if touches
                else NOTHING,
                self._names.content(source, lambda: places_of(columns, deals_by_name(source))) if names else NOTHING,
            )

    def in_order(self, wanted: PoolFilter, order: PoolOrder) -> "tuple[OpenBook, Codes]":
        """What a wish needs, and the rows of all lost deals in order, or of all that were won if those are wished."""
        book = self.opened(touches=wanted.touches is not None, names=order.column is PoolColumn.DEAL)
        with self._turn:
            return book, self._orders.rows(book, order, won=wanted.won)


def _ordered(book: OpenBook, order: PoolOrder, *, won: bool) -> "Codes":
    from crmdesk.insight.outcomes.columns import LOST, WON
    from crmdesk.insight.outcomes.ordering import ordered_rows

    mask = book.columns.status == (WON if won else LOST)
    return ordered_rows(book.columns, mask, order, reasons=_places_by_name(book.columns.reasons), names=book.names)


def _places_by_name(reasons: "Sequence[Named]") -> list[int]:
    """The place of each code where reasons, with those below them, stand by the names a person reads."""
    names = [name_order(fold(one.name)) for one in reasons]

    def read(code: int) -> tuple[str, bool, str]:
        above = reasons[code].above
        return names[above or code], above > 0, names[code]

    places = [0] * len(reasons)
    for place, code in enumerate(sorted(range(len(reasons)), key=read)):
        places[code] = place
    return places
