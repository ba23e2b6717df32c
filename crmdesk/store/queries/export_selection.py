"""Which customers and deals leave the workspace, and what goes with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select

from crmdesk.domain.filter import Filter
from crmdesk.store.queries.filters import Condition, DaySpan, customer_conditions, deal_conditions
from crmdesk.store.schema import CustomerRow, DealRow
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class Selection:
    """What the chosen customers and the chosen deals must meet; without conditions all are chosen."""

    customers: tuple[Condition, ...] = ()
    deals: tuple[Condition, ...] = ()

    @classmethod
    def by(cls, source: Source, terms: Filter, span: DaySpan) -> "Selection":
        """The customers and the deals that fit a filter, each judged by itself."""
        return cls(
            tuple(customer_conditions(source, terms, span)),
            tuple(deal_conditions(source, terms, span)),
        )

    @classmethod
    def of_customers(cls, uids: Sequence[str]) -> "Selection":
        """These customers and all their deals."""
        customers = CustomerRow.uid.in_(_spelled_out(uids))
        return cls((customers,), (DealRow.customer_id.in_(select(CustomerRow.id).where(customers)),))

    @classmethod
    def of_deals(cls, uids: Sequence[str]) -> "Selection":
        """These deals and the customers they are with."""
        deals = DealRow.uid.in_(_spelled_out(uids))
        return cls((CustomerRow.id.in_(select(DealRow.customer_id).where(deals)),), (deals,))

    def about(self, customer_id: Any, deal_id: Any) -> tuple[Condition, ...]:
        """What a row must meet that belongs to a customer and perhaps to a deal: one of the two is chosen."""
        if not self.customers and not self.deals:
            return ()
        # Not correlated: the conditions speak of the customer and the deal of their own query, whatever stands around.
        customers = select(CustomerRow.id).where(*self.customers).correlate(None)
        deals = select(DealRow.id).join(CustomerRow, CustomerRow.id == DealRow.customer_id).where(*self.deals)
        return (or_(customer_id.in_(customers), deal_id.in_(deals.correlate(None))),)


def _spelled_out(uids: Sequence[str]) -> BindParameter[Sequence[str]]:
    """Values written into the statement: there may be more of them than it may have parameters."""
    return bindparam("chosen", list(uids), expanding=True, literal_execute=True, unique=True)
