"""The list of customers as a person looks at it: whom it holds in which order, its rows, its counts."""

from array import array
from collections.abc import Mapping, Sequence

from crmdesk.domain.customer_list import CustomerLine, CustomerQuery, Scope, SortBy
from crmdesk.services.desk import Desk
from crmdesk.services.persona import read_filter
from crmdesk.store.queries import customer_page
from crmdesk.store.queries.due_spans import DueSpan
from crmdesk.store.queries.filters import Condition
from crmdesk.store.queries.history import newest_change
from crmdesk.store.workspace import Source

_COUNTED = (Scope.DUE_TODAY, Scope.OVERDUE, Scope.NO_FIRST_TOUCH)


class CustomerListService:
    """Reads only. Ids are cheap and name every row; rows are read as they come into sight."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # Everybody by name, up and down, as of a change: to order Chinese names takes longer than to find them.
        self._by_name: dict[bool, tuple[int, array[int]]] = {}

    def ids(self, query: CustomerQuery) -> "array[int]":
        """Ids of the customers asked for, in order.

        Raises ValidationError (field ``filter``) when the text cannot be read.
        """
        terms = read_filter(self._desk, query.text)
        with self._desk.read() as source:
            conditions = [
                *customer_page.scope_conditions(query.scope, self._desk.actor, self._today()),
                *customer_page.text_conditions(source, terms, self._desk.day_span),
            ]
            if query.sort is SortBy.NAME:
                return self._those_by_name(source, conditions, descending=query.descending)
            return customer_page.ordered_ids(
                source, conditions, query.sort, descending=query.descending, currency=self._desk.currency
            )

    def lines(self, ids: Sequence[int]) -> dict[int, CustomerLine]:
        """Rows by id; those that are gone are left out."""
        with self._desk.read() as source:
            return customer_page.lines_by_id(source, ids)

    def counts(self) -> Mapping[Scope, int]:
        """How many customers wait for something."""
        today = self._today()
        with self._desk.read() as source:
            return {
                scope: customer_page.count(source, customer_page.scope_conditions(scope, self._desk.actor, today))
                for scope in _COUNTED
            }

    def ids_starting_with(self, prefix: str) -> "array[int]":
        """Customers whose name begins so or is read so, by name."""
        with self._desk.read() as source:
            return self._those_by_name(source, customer_page.starting_with(prefix))

    def id_of(self, uid: str) -> int | None:
        """The id behind a uid, if there is such a customer."""
        with self._desk.read() as source:
            return next(iter(customer_page.ids_of(source, [uid])), None)

    def uids(self, ids: Sequence[int]) -> list[str]:
        """Uids of customers, in the order of the ids."""
        with self._desk.read() as source:
            return customer_page.uids_of(source, ids)

    def _today(self) -> DueSpan:
        today = self._desk.today()
        return DueSpan(today, today, *self._desk.day_span(today))

    def _those_by_name(
        self, source: Source, conditions: Sequence[Condition], *, descending: bool = False
    ) -> "array[int]":
        """Those who meet all conditions, out of everybody by name."""
        change = newest_change(source)
        known, everybody = self._by_name.get(descending, (-1, array("q")))
        if known != change:
            everybody = customer_page.ordered_ids(
                source, [], SortBy.NAME, descending=descending, currency=self._desk.currency
            )
            self._by_name[descending] = change, everybody
        if not conditions:
            return everybody[:]
        found = set(customer_page.some_ids(source, conditions))
        return array("q", [row_id for row_id in everybody if row_id in found])
