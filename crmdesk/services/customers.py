"""Customers: adding them (with a warning about likely duplicates), listing, showing, deleting, searching."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import (
    Contact,
    Customer,
    CustomerDraft,
    PointDraft,
    PointKind,
    checked_name,
    storable,
)
from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.money import Money, totals
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.duplicates import Likeness, duplicates_of_new, likely_duplicates
from crmdesk.services.lead_entries import write_lead_entries
from crmdesk.services.persona import read_filter
from crmdesk.services.points import read_point
from crmdesk.services.tags import TagService
from crmdesk.services.touched_customers import TouchedCustomers
from crmdesk.store.queries import customers as customer_queries
from crmdesk.store.queries.catalogue import stages
from crmdesk.store.queries.customer_page import ids_of
from crmdesk.store.queries.deals import deals_of, deals_of_customers
from crmdesk.store.queries.filters import customer_conditions
from crmdesk.store.queries.first_touchpoints import first_touch_of
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.queries.search import Hit, search
from crmdesk.store.queries.touched import touched_customers
from crmdesk.store.repos import members
from crmdesk.store.repos.customers import add_customers, add_points, change_customers, delete_customers

# What can be read while a person waits for the next letter to appear.
_FEW_ROWS = 500
_FEW_CUSTOMERS = 50


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """What a customer is worth, per currency: signed so far, and open deals weighed by their probability."""

    past: tuple[Money, ...]
    present: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """One customer with everything the card shows."""

    customer: Customer
    contacts: tuple[Contact, ...]
    deals: tuple[Deal, ...]
    value: CustomerValue
    first_touch: FirstTouch


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer as a person enters it."""

    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    owner: str = ""
    source: str = ""
    address: str = ""
    note: str = ""


class CustomerService:
    """Everything about customers that is not their timeline."""

    def __init__(self, desk: Desk, tags: TagService) -> None:
        self._desk = desk
        self._tags = tags

    def add_customer(self, new: NewCustomer) -> tuple[Customer, Changes, list[Likeness]]:
        """Add a customer; also returns those it is likely to be the same as. The warning does not stop the entry."""
        name = checked_name(new.name)
        points = [read_point(PointKind.PHONE, phone) for phone in new.phones if phone.strip()]
        points += [read_point(PointKind.EMAIL, mail) for mail in new.emails if mail.strip()]
        # Asked before the write, so that nobody waits for the file while all names are compared.
        with self._desk.read() as source:
            alike = duplicates_of_new(source, name, points)
        with self._desk.change(_("Add customer “{name}”").format(name=name)) as unit:
            owner = members.ensure_one(unit, new.owner.strip() or self._desk.actor)
            draft = CustomerDraft(
                name=name,
                created_at=unit.now,
                owner_id=owner,
                address=storable(new.address, "address"),
                note=storable(new.note, "note"),
            )
            [customer_id] = add_customers(unit, [draft])
            add_points(unit, [PointDraft(customer_id, point) for point in points])
            if new.source.strip():
                self._tags.assign_in(unit, customer_id, [f"source:{new.source}"], unit.now.local_date)
            write_lead_entries(unit, {customer_id: (unit.now, new.source.strip())}, actor_id=owner)
            customer = customer_queries.customers_by_id(unit, [customer_id])[customer_id]
        return customer, unit.changes, alike

    def likely_same(self, name: str, phone: str = "") -> list[Likeness]:
        """Customers that one with this name and number is likely to be the same as, while it is being typed."""
        points = [read_point(PointKind.PHONE, phone)] if phone.strip() else []
        with self._desk.read() as source:
            return duplicates_of_new(source, name.strip(), points)

    def rename(self, customer: str, name: str) -> Changes:
        """Give a customer another name."""
        new = checked_name(name)
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            unit.describe(_("Rename customer “{name}”").format(name=known.name))
            change_customers(unit, {known.id: {"name": new}})
        return unit.changes

    def delete(self, customer: str) -> Changes:
        """Move a customer with everything about it to the bin."""
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            unit.describe(_("Delete customer “{name}”").format(name=known.name))
            delete_customers(unit, [known.id])
        return unit.changes

    def list_customers(self, expression: str = "") -> list[Customer]:
        """Customers that fit a filter expression, by name."""
        terms = read_filter(self._desk, expression)
        with self._desk.read() as source:
            return customer_queries.customers(source, customer_conditions(source, terms, self._desk.day_span))

    def touched_by(self, changes: Changes) -> TouchedCustomers | None:
        """The customers a change touched; None when they are so many that everything is better read anew."""
        if changes.everything or changes.rows > _FEW_ROWS:
            return None
        with self._desk.read() as source:
            uids = touched_customers(source, changes)
            if uids is None or len(uids) > _FEW_CUSTOMERS:
                return None
            return TouchedCustomers(uids, tuple(ids_of(source, sorted(uids))))

    def card(self, customer: str) -> CustomerCard:
        """One customer with people, deals and value."""
        with self._desk.read() as source:
            known = find_customer(source, customer)
            deals = deals_of(source, known.id)
            chances = {stage.id: stage.probability for stage in stages(source)}
            return CustomerCard(
                customer=customer_queries.customers_by_id(source, [known.id])[known.id],
                contacts=tuple(customer_queries.contacts(source, known.id)),
                deals=tuple(deals),
                value=_value(deals, chances),
                first_touch=first_touch_of(source, known.id),
            )

    def values(self, customers: Sequence[Customer]) -> Mapping[int, CustomerValue]:
        """What each of these customers is worth, by id; one without deals is worth nothing yet."""
        with self._desk.read() as source:
            chances = {stage.id: stage.probability for stage in stages(source)}
            by_customer: defaultdict[int, list[Deal]] = defaultdict(list)
            for deal in deals_of_customers(source, [customer.id for customer in customers]):
                by_customer[deal.customer_id].append(deal)
        found = {customer: _value(held, chances) for customer, held in by_customer.items()}
        return defaultdict(lambda: CustomerValue((), ()), found)

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Anything that matches all words: names first, then the timeline, the latest first. Never refuses a query."""
        with self._desk.read() as source:
            return search(source, query, limit)

    def duplicates(self) -> list[Likeness]:
        """Pairs of customers that are likely the same, the likeliest first."""
        with self._desk.read() as source:
            return likely_duplicates(source)


def _value(deals: Sequence[Deal], chances: dict[int, int]) -> CustomerValue:
    won = totals(deal.amount for deal in deals if deal.status is DealStatus.WON)
    weighed: list[Money] = []
    for deal in deals:
        if deal.status is DealStatus.OPEN and deal.amount is not None:
            chance = deal.probability if deal.probability is not None else chances.get(deal.stage_id or 0, 0)
            weighed.append(Money(deal.amount.minor * chance // 100, deal.amount.currency))
    return CustomerValue(tuple(won.values()), tuple(totals(weighed).values()))
