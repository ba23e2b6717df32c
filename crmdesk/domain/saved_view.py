"""A way of looking at the customers or at the failure pool that is kept under a name."""

from dataclasses import dataclass
from typing import TypeAlias

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.pool_look import PoolLook

Viewed: TypeAlias = CustomerQuery | PoolLook
"""What is shown: of which screen it is follows from what it is."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """What is shown, by name; with ``is_own`` nobody else sees it."""

    uid: str
    name: str
    query: Viewed
    is_own: bool
