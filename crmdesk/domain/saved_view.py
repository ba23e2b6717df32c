"""A way of looking at the customers that is kept under a name."""

from dataclasses import dataclass

from crmdesk.domain.customer_list import CustomerQuery


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query by name; with ``is_own`` nobody else sees it."""

    uid: str
    name: str
    query: CustomerQuery
    is_own: bool
