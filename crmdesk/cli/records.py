"""Records as the JSON documents of the command line hold them. The keys are a contract with scripts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crmdesk.domain.attachment import Attachment, Document
from crmdesk.domain.customer import Contact, Customer
from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.loss import PooledDeal
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money
from crmdesk.domain.touch import Touch

if TYPE_CHECKING:
    from crmdesk.services.customers import CustomerValue

Record = dict[str, Any]


def listed(rows: Iterable[Mapping[str, Any]]) -> Record:
    """A list of records."""
    every = list(rows)
    return {"n": len(every), "rows": every}


def money_record(money: Money | None) -> Record | None:
    """An exact amount, in text so that no reader rounds it."""
    return None if money is None else {"amount": f"{money.amount:f}", "currency": money.currency}


def time_text(moment: Moment | None) -> str | None:
    """ISO 8601 with offset."""
    return None if moment is None else moment.isoformat()


def day_text(day: date | None) -> str | None:
    """ISO 8601."""
    return None if day is None else day.isoformat()


def customer_record(customer: Customer, value: "CustomerValue") -> Record:
    """A customer as lists show it."""
    step = {"at": time_text(customer.next_step_at), "text": customer.next_step}
    return {
        "uid": customer.uid,
        "name": customer.name,
        "owner": customer.owner,
        "status": customer.status.value,
        "phones": list(customer.phones),
        "emails": list(customer.emails),
        "tags": list(customer.tags),
        "next_step": step if customer.next_step_at else None,
        "value": {
            "past": [money_record(money) for money in value.past],
            "present": [money_record(money) for money in value.present],
        },
        "address": customer.address,
        "city": customer.city,
        "note": customer.note,
        "source": customer.source,
        "external_id": customer.external_id,
        "created_at": time_text(customer.created_at),
        "last_touch_at": time_text(customer.last_touch_at),
        "extra": dict(customer.extra),
    }


def first_touch_record(told: FirstTouch) -> Record | None:
    """How a customer first came across us; null where nobody has asked."""
    if told.is_empty:
        return None
    return {"channel": told.channel or None, "when": told.when or None, "saw": told.saw, "forgotten": told.forgotten}


def contact_record(contact: Contact) -> Record:
    """A person at a customer."""
    return {
        "uid": contact.uid,
        "name": contact.name,
        "title": contact.title,
        "role": contact.role,
        "external_id": contact.external_id,
        "points": [{"kind": point.kind.value, "value": point.value} for point in contact.points],
        "extra": dict(contact.extra),
    }


def deal_record(deal: Deal) -> Record:
    """A deal as it stands."""
    return {
        "uid": deal.uid,
        "name": deal.name,
        "customer": deal.customer,
        "customer_uid": deal.customer_uid,
        "owner": deal.owner,
        "stage": deal.stage,
        "status": deal.status.value,
        "amount": money_record(deal.amount),
        "probability": deal.probability,
        "created_at": time_text(deal.created_at),
        "expected_close": day_text(deal.expected_close),
        "closed_at": time_text(deal.closed_at),
        "hold_until": day_text(deal.hold_until),
        "external_id": deal.external_id,
        "extra": dict(deal.extra),
    }


def pooled_record(deal: PooledDeal) -> Record:
    """A deal in the failure pool; it has been closed, and has stood still, since it was lost."""
    return {
        "uid": deal.uid,
        "name": deal.name,
        "customer": deal.customer,
        "customer_uid": deal.customer_uid,
        "owner": deal.owner,
        "stage": deal.stage_at_loss,
        "status": DealStatus.LOST.value,
        "amount": money_record(deal.amount),
        "created_at": time_text(deal.created_at),
        "closed_at": time_text(deal.lost_at),
        "external_id": deal.external_id,
        "lost_at": time_text(deal.lost_at),
        "stage_at_loss": deal.stage_at_loss,
        "reason": deal.reason,
        "subreason": deal.subreason,
        "also": list(deal.more),
        "competitor": ", ".join(deal.competitors),
        "competitors": list(deal.competitors),
        "note": deal.note,
        "reviewed": deal.reviewed,
        "win_back": deal.win_back,
        "win_back_on": day_text(deal.win_back_on),
        "win_back_why": deal.win_back_why,
        "win_back_trigger": deal.win_back_trigger,
    }


def attachment_record(attachment: Attachment) -> Record:
    """A file on a touch."""
    return {
        "uid": attachment.uid,
        "name": attachment.name,
        "size": attachment.size,
        "media_type": attachment.media_type,
        "version": attachment.version,
        "digest": attachment.digest,
        "added_at": time_text(attachment.added_at),
        "added_by": attachment.added_by,
        "missing": attachment.is_missing,
    }


def document_record(document: Document) -> Record:
    """A document of a customer: its newest version, and all of them."""
    versions = [attachment_record(version) for version in document.versions]
    return {"name": document.newest.name, "kind": document.kind, "versions": versions}


def touch_record(touch: Touch, files: Iterable[Attachment] = ()) -> Record:
    """An entry of the timeline with the files on it."""
    return {
        "uid": touch.uid,
        "kind": touch.kind,
        "class": touch.touch_class,
        "status": touch.status.value,
        "direction": touch.direction.value or None,
        "occurred_at": time_text(touch.occurred_at),
        "recorded_at": time_text(touch.recorded_at),
        "actor": touch.actor,
        "recorded_by": touch.recorded_by,
        "customer": touch.customer,
        "customer_uid": touch.customer_uid,
        "contact": touch.contact or None,
        "deal": touch.deal or None,
        "deal_uid": touch.deal_uid or None,
        "minutes": touch.minutes,
        "title": touch.title,
        "body": touch.body,
        "detail": dict(touch.detail),
        "source": touch.source,
        "system": touch.system,
        "attachments": [attachment_record(file) for file in files],
    }
