"""Adding, changing and removing customers, people and ways to reach them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from crmdesk.domain.customer import ContactDraft, ContactPoint, CustomerDraft, PointDraft
from crmdesk.store.chunks import chunked
from crmdesk.store.repos.attachments import delete_attachments_of
from crmdesk.store.repos.changes import change_rows
from crmdesk.store.schema import (
    ContactPointRow,
    ContactRow,
    CustomerRow,
    DealCompetitorRow,
    DealRow,
    FirstTouchpointRow,
    LossCompetitorRow,
    LossEventRow,
    LossReasonLinkRow,
    TagAssignmentRow,
    TouchRow,
    WinReasonLinkRow,
)
from crmdesk.store.schema.base import Base
from crmdesk.store.text.folding import fold
from crmdesk.store.times import created_when
from crmdesk.store.unit import Unit


def add_customers(unit: Unit, drafts: Iterable[CustomerDraft]) -> list[int]:
    """Add customers; returns their ids in order."""
    return unit.insert(CustomerRow, (_customer_row(draft) for draft in drafts))


def _customer_row(draft: CustomerDraft) -> dict[str, Any]:
    return {
        "uid": draft.uid,
        "name": draft.name,
        "name_key": fold(draft.name),
        "owner_id": draft.owner_id,
        "address": draft.address,
        "city": draft.city,
        "note": draft.note,
        "external_id": draft.external_id,
        "holding": draft.holding,
        **created_when(draft.created_at),
        "import_batch_id": draft.import_batch_id,
        "extra": dict(draft.extra),
    }


def change_customers(unit: Unit, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set fields of customers: name, owner_id, address, city, note, external_id, extra."""
    change_rows(unit, CustomerRow, changes)


def add_contacts(unit: Unit, drafts: Iterable[ContactDraft]) -> list[int]:
    """Add people; returns their ids in order."""
    return unit.insert(
        ContactRow,
        (
            {
                "uid": draft.uid,
                "customer_id": draft.customer_id,
                "name": draft.name,
                "name_key": fold(draft.name),
                "title": draft.title,
                "role": draft.role,
                "external_id": draft.external_id,
                "extra": dict(draft.extra),
            }
            for draft in drafts
        ),
    )


def change_contacts(unit: Unit, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set fields of people: name, title, role, external_id, extra."""
    change_rows(unit, ContactRow, changes)


def add_points(unit: Unit, drafts: Iterable[PointDraft]) -> list[int]:
    """Add phone numbers and addresses; returns their ids in order."""
    return unit.insert(
        ContactPointRow,
        (
            {
                "customer_id": draft.customer_id,
                "contact_id": draft.contact_id,
                "kind": draft.point.kind.value,
                "value": draft.point.value,
                "value_key": draft.point.key,
            }
            for draft in drafts
        ),
    )


def change_points(unit: Unit, points: Mapping[int, ContactPoint]) -> None:
    """Put other numbers or addresses in the place of those with these ids."""
    change_rows(
        unit,
        ContactPointRow,
        {at: {"kind": new.kind.value, "value": new.value, "value_key": new.key} for at, new in points.items()},
    )


def delete_points(unit: Unit, ids: Sequence[int]) -> None:
    """Remove numbers or addresses."""
    unit.delete(ContactPointRow, ids)


def delete_contact(unit: Unit, contact_id: int) -> None:
    """Remove a person with the ways to reach it and its tags; what was said with it stays on the timeline."""
    talks = _ids(unit, TouchRow, TouchRow.contact_id == contact_id)
    change_rows(unit, TouchRow, {touch: {"contact_id": None} for touch in talks})
    unit.delete(TagAssignmentRow, _ids(unit, TagAssignmentRow, TagAssignmentRow.contact_id == contact_id))
    unit.delete(ContactPointRow, _ids(unit, ContactPointRow, ContactPointRow.contact_id == contact_id))
    unit.delete(ContactRow, [contact_id])


def delete_customers(unit: Unit, customers: Sequence[int]) -> None:
    """Remove customers with everything that is about them only."""
    for part in chunked(customers):
        deals = select(DealRow.id).where(DealRow.customer_id.in_(part))
        losses = select(LossEventRow.id).where(LossEventRow.deal_id.in_(deals))
        for model in (LossCompetitorRow, LossReasonLinkRow):
            unit.delete(model, _ids(unit, model, model.loss_id.in_(losses)))
        unit.delete(LossEventRow, _ids(unit, LossEventRow, LossEventRow.deal_id.in_(deals)))
        for met in (WinReasonLinkRow, DealCompetitorRow):
            unit.delete(met, _ids(unit, met, met.deal_id.in_(deals)))
        delete_attachments_of(unit, _ids(unit, TouchRow, TouchRow.customer_id.in_(part)))
        for owned in (FirstTouchpointRow, TagAssignmentRow, TouchRow, DealRow, ContactPointRow, ContactRow):
            unit.delete(owned, _ids(unit, owned, owned.customer_id.in_(part)))
        unit.delete(CustomerRow, part)


def _ids(unit: Unit, model: type[Base], condition: Any) -> Sequence[int]:
    return unit.connection.execute(select(model.id).where(condition)).scalars().all()
