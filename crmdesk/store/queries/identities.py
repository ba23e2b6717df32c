"""What identifies the rows there are, in one pass: for matching imports and finding duplicates."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from crmdesk.store.schema import (
    ContactPointRow,
    ContactRow,
    CustomerRow,
    DealRow,
    LossEventRow,
    TagAssignmentRow,
    TouchRow,
)
from crmdesk.store.workspace import Source


@dataclass(slots=True)
class Identities:
    """Rows by table: mutable mappings of plain columns, keyed by id."""

    customers: dict[int, dict[str, Any]] = field(default_factory=dict)
    contacts: dict[int, dict[str, Any]] = field(default_factory=dict)
    points: list[dict[str, Any]] = field(default_factory=list)
    deals: dict[int, dict[str, Any]] = field(default_factory=dict)


def identities(source: Source) -> Identities:
    """Customers, contacts, their points and deals as plain columns."""
    return Identities(
        customers={row["id"]: row for row in _rows(source, select(CustomerRow))},
        contacts={row["id"]: row for row in _rows(source, select(ContactRow))},
        points=_rows(source, select(ContactPointRow)),
        deals={row["id"]: row for row in _rows(source, select(DealRow))},
    )


def touch_keys(source: Source) -> dict[str, int]:
    """Touches by uid and, for imported ones, by source key."""
    found: dict[str, int] = {}
    for row in source.connection.execute(select(TouchRow.id, TouchRow.uid, TouchRow.source_key)):
        found[row.uid] = row.id
        if row.source_key:
            found[row.source_key] = row.id
    return found


def open_assignments(source: Source) -> dict[tuple[int, int | None, int | None, int], int]:
    """Assignments in force by customer, contact, deal and tag."""
    query = select(TagAssignmentRow).where(TagAssignmentRow.to_day.is_(None))
    return {
        (row.customer_id, row.contact_id, row.deal_id, row.tag_id): row.id for row in source.connection.execute(query)
    }


def losses_in_force(source: Source) -> dict[int, dict[str, Any]]:
    """Losses that have not been reopened, by deal."""
    query = select(LossEventRow).where(LossEventRow.reopened_at.is_(None)).order_by(LossEventRow.id)
    return {row["deal_id"]: row for row in _rows(source, query)}


def _rows(source: Source, query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in source.connection.execute(query).mappings()]
