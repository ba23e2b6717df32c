"""The sheets of customers, contacts, deals and tags."""

from collections.abc import Sequence

from crmdesk.domain.customer import ContactPoint, Customer, PointKind
from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.exchange.tables.own_format import join_tags, join_values
from crmdesk.exchange.tables.records import SheetKind
from crmdesk.exchange.tables.weighted_words import met_text, reason_text
from crmdesk.exchange.tables.writing.output import OutCell
from crmdesk.services.exporting.section import Section, extra_headers, moment_cells
from crmdesk.store.queries.catalogue import stages
from crmdesk.store.queries.competitors import competitors_met
from crmdesk.store.queries.customers import customers
from crmdesk.store.queries.deals import deals
from crmdesk.store.queries.export_parties import (
    ExportedContact,
    ExportedTag,
    HeldTag,
    Holder,
    exported_contacts,
    exported_tags,
    held_points,
    held_tags,
)
from crmdesk.store.queries.export_selection import Selection
from crmdesk.store.queries.first_touchpoints import KeptFirstTouch, all_first_touches
from crmdesk.store.queries.wins import obstacles_of
from crmdesk.store.workspace import Source

_POINT_COLUMNS = {
    "phones": PointKind.PHONE,
    "mobiles": PointKind.MOBILE,
    "faxes": PointKind.FAX,
    "emails": PointKind.EMAIL,
    "wechat": PointKind.WECHAT,
    "qq": PointKind.QQ,
    "websites": PointKind.WEBSITE,
}


def customer_section(source: Source, selection: Selection) -> Section:
    """The chosen customers, by name."""
    found = customers(source, selection.customers)
    points, tags = held_points(source, Holder.CUSTOMER), held_tags(source, Holder.CUSTOMER)
    first = all_first_touches(source)
    return Section(
        SheetKind.CUSTOMERS,
        len(found),
        (
            (
                _customer(customer, points.get(customer.id, ()), tags.get(customer.id, ()))
                | _first_touch(first.get(customer.id)),
                customer.extra,
            )
            for customer in found
        ),
        extra_headers(customer.extra for customer in found),
    )


def contact_section(source: Source, selection: Selection) -> Section:
    """The people at the chosen customers."""
    found = exported_contacts(source, selection)
    points, tags = held_points(source, Holder.CONTACT), held_tags(source, Holder.CONTACT)
    return Section(
        SheetKind.CONTACTS,
        len(found),
        ((_contact(contact, points.get(contact.id, ()), tags.get(contact.id, ())), contact.extra) for contact in found),
        extra_headers(contact.extra for contact in found),
    )


def deal_section(source: Source, selection: Selection) -> Section:
    """The chosen deals, the newest first."""
    found = deals(source, selection.deals)
    tags = held_tags(source, Holder.DEAL)
    obstacles, met = obstacles_of(source, [deal.id for deal in found]), competitors_met(source)

    def outcome(deal: Deal) -> dict[str, OutCell]:
        said = (reason_text(one.reason, one.subreason, one.weight) for one in obstacles.get(deal.id, ()))
        return {
            "obstacles": join_values(said),
            "met": join_values(met_text(name, price) for name, price in met.get(deal.id, ())),
        }

    return Section(
        SheetKind.DEALS,
        len(found),
        ((_deal(deal, tags.get(deal.id, ())) | outcome(deal), deal.extra) for deal in found),
        extra_headers(deal.extra for deal in found),
        {
            "stage": tuple(stage.name for stage in stages(source)),
            "status": tuple(status.value for status in DealStatus),
        },
    )


def tag_section(source: Source, selection: Selection) -> Section:
    """The list of tags."""
    found = exported_tags(source, selection)
    return Section(
        SheetKind.TAGS,
        len(found),
        ((_tag(tag), {}) for tag in found),
    )


def _customer(customer: Customer, points: Sequence[ContactPoint], tags: Sequence[HeldTag]) -> dict[str, OutCell]:
    return {
        "uid": customer.uid,
        "name": customer.name,
        "owner": customer.owner,
        "status": customer.status.value,
        "source": customer.source,
        "address": customer.address,
        "city": customer.city,
        "note": customer.note,
        **moment_cells("created_at", customer.created_at),
        **_point_cells(points),
        "tags": join_tags(tags),
        "external_id": customer.external_id,
    }


def _first_touch(kept: KeptFirstTouch | None) -> dict[str, OutCell]:
    told = kept.told if kept is not None else FirstTouch()
    return {
        "first_channel": told.channel,
        "first_when": told.when,
        "first_saw": told.saw,
        "first_forgotten": told.forgotten or None,
    }


def _contact(contact: ExportedContact, points: Sequence[ContactPoint], tags: Sequence[HeldTag]) -> dict[str, OutCell]:
    return {
        "uid": contact.uid,
        "name": contact.name,
        "customer": contact.customer,
        "customer_uid": contact.customer_uid,
        "title": contact.title,
        "role": contact.role,
        **_point_cells(points),
        "tags": join_tags(tags),
        "external_id": contact.external_id,
    }


def _deal(deal: Deal, tags: Sequence[HeldTag]) -> dict[str, OutCell]:
    return {
        "uid": deal.uid,
        "name": deal.name,
        "customer": deal.customer,
        "customer_uid": deal.customer_uid,
        "owner": deal.owner,
        "stage": deal.stage,
        "status": deal.status.value,
        "amount": deal.amount.amount if deal.amount else None,
        "currency": deal.currency,
        "probability": deal.probability,
        **moment_cells("created_at", deal.created_at),
        "expected_close": deal.expected_close,
        **moment_cells("closed_at", deal.closed_at),
        "hold_until": deal.hold_until,
        "external_id": deal.external_id,
        "tags": join_tags(tags),
    }


def _tag(tag: ExportedTag) -> dict[str, OutCell]:
    return {
        "group": tag.group,
        "tag": tag.name,
        "parent": tag.parent,
        "group_key": tag.group_key,
        "holders": tag.holders,
        "single": tag.single,
        "words": join_values(tag.words),
    }


def _point_cells(points: Sequence[ContactPoint]) -> dict[str, OutCell]:
    return {
        key: join_values(point.value for point in points if point.kind is kind) for key, kind in _POINT_COLUMNS.items()
    }
