"""How the list of customers was last looked at, kept for the next time."""

from crmdesk.domain.customer_list import CustomerQuery, Scope, SortBy
from crmdesk.qt.view_state import ViewState

_SCOPE, _TEXT, _SORT, _DOWN = "customers.scope", "customers.text", "customers.sort", "customers.descending"


def kept_query(state: ViewState) -> CustomerQuery:
    """The query kept; what another version kept and this one does not know is left out."""
    scope, sort = state.text(_SCOPE), state.text(_SORT)
    return CustomerQuery(
        scope=Scope(scope) if scope in set(Scope) else Scope.ALL,
        text=state.text(_TEXT),
        sort=SortBy(sort) if sort in set(SortBy) else SortBy.NAME,
        descending=state.number(_DOWN) == 1,
    )


def keep_query(state: ViewState, query: CustomerQuery) -> None:
    """Keep a query."""
    state.put(_SCOPE, query.scope.value)
    state.put(_TEXT, query.text)
    state.put(_SORT, query.sort.value)
    state.put(_DOWN, int(query.descending))
