"""What is known about many customers at once, for changes to all of them."""

from collections.abc import Sequence

from sqlalchemy import select

from crmdesk.domain.deal import DealStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.held_tags import HELD_BY_CUSTOMER
from crmdesk.store.schema import CustomerRow, DealRow, TagAssignmentRow
from crmdesk.store.workspace import Source


def tags_held_by(source: Source, customers: Sequence[int]) -> dict[int, dict[int, int]]:
    """Assignments in force on customers themselves, by customer and tag."""
    found: dict[int, dict[int, int]] = {}
    for part in chunked(customers):
        query = select(TagAssignmentRow.customer_id, TagAssignmentRow.tag_id, TagAssignmentRow.id).where(
            TagAssignmentRow.customer_id.in_(part),
            *HELD_BY_CUSTOMER,
        )
        for row in source.connection.execute(query):
            found.setdefault(row.customer_id, {})[row.tag_id] = row.id
    return found


def owners_of(source: Source, customers: Sequence[int]) -> dict[int, int | None]:
    """The owner of each of the customers that are there."""
    found: dict[int, int | None] = {}
    for part in chunked(customers):
        query = select(CustomerRow.id, CustomerRow.owner_id).where(CustomerRow.id.in_(part))
        found.update((row.id, row.owner_id) for row in source.connection.execute(query))
    return found


def going_with_customers(source: Source, customers: Sequence[int]) -> list[int]:
    """The deals neither won nor lost of these customers that have the same owner as the customer, or none as it."""
    found: list[int] = []
    for part in chunked(customers):
        query = (
            select(DealRow.id)
            .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
            .where(
                CustomerRow.id.in_(part),
                DealRow.status.in_((DealStatus.OPEN, DealStatus.HOLD)),
                DealRow.owner_id.is_not_distinct_from(CustomerRow.owner_id),
            )
        )
        found += source.connection.execute(query).scalars()
    return found
