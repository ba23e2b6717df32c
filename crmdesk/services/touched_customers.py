"""What a change did to the list of customers, so that it need not be read again as a whole. Knows no screen."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.domain.customer import Customer
from crmdesk.store.text.folding import fold


@dataclass(frozen=True, slots=True)
class TouchedCustomers:
    """``uids`` of all customers touched, and as they are now those that are still there."""

    uids: frozenset[str]
    customers: tuple[Customer, ...]

    def applied_to(self, customers: Sequence[Customer]) -> list[Customer]:
        """A list of all customers, brought up to date."""
        current = [customer for customer in customers if customer.uid not in self.uids]
        for customer in self.customers:
            insort(current, customer, key=_order)
        return current


def _order(customer: Customer) -> tuple[str, int]:
    """As ``store.queries.customers`` orders them."""
    return fold(customer.name), customer.id
