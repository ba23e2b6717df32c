"""The facts about one customer: all of them for its sheet, and the verbs that set each by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import HeldPoint, PointKind, storable
from crmdesk.domain.deal import Stage
from crmdesk.domain.moment import Moment
from crmdesk.domain.tag import HeldTag
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.services.customers import CustomerCard, CustomerService
from crmdesk.services.desk import Desk
from crmdesk.services.points import replace_points
from crmdesk.services.tags import TagService
from crmdesk.services.value_entries import note_owners
from crmdesk.store.queries import catalogue, customer_sheet
from crmdesk.store.queries.bulk import owners_of
from crmdesk.store.queries.customers import customers_by_id
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.repos import members
from crmdesk.store.repos.customers import change_customers

NUMBERS = (PointKind.PHONE, PointKind.MOBILE, PointKind.FAX)
MAILS = (PointKind.EMAIL,)
SITES = (PointKind.WEBSITE,)
"""Families of ways to reach somebody that are edited together; what is new becomes of the first kind."""


@dataclass(frozen=True, slots=True)
class CustomerSheet:
    """A customer with everything its sheet shows.

    ``points`` are the customer's own; ``past_stages`` are those retired; ``since`` tells by the id of a deal when it
    came to the stage it is in.
    """

    card: CustomerCard
    points: tuple[HeldPoint, ...]
    tags: tuple[HeldTag, ...]
    next_step: Touch | None
    stages: tuple[Stage, ...]
    since: Mapping[int, Moment]
    past_stages: tuple[Stage, ...] = ()

    def values(self, kinds: Sequence[PointKind]) -> tuple[str, ...]:
        """The customer's own numbers or addresses of some kinds."""
        return tuple(point.value for point in self.points if point.kind in kinds)


class CustomerFacts:
    """Reading a customer's sheet and setting what stands on it."""

    def __init__(self, desk: Desk, customers: CustomerService, tags: TagService) -> None:
        self._desk, self._customers, self._tags = desk, customers, tags

    def sheet(self, customer: str) -> CustomerSheet:
        """Everything about one customer but its timeline.

        Raises NotFoundError when it is gone.
        """
        card = self._customers.card(customer)
        known = card.customer.id
        with self._desk.read() as source:
            stages = catalogue.stages(source)
            return CustomerSheet(
                card=card,
                points=tuple(customer_sheet.held_points(source, known)),
                tags=tuple(customer_sheet.held_tags(source, known)),
                next_step=customer_sheet.next_step(source, known),
                stages=tuple(stages),
                past_stages=tuple(catalogue.stages(source, with_retired=True)[len(stages) :]),
                since={deal.id: deal.created_at for deal in card.deals}
                | customer_sheet.stage_since(source, [deal.id for deal in card.deals]),
            )

    def set_owner(self, customer: str, owner: str) -> Changes:
        """Give a customer to a colleague, who becomes one if the name is new; without a name to nobody."""
        name = storable(owner, "owner").strip()
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            unit.describe(_("Change owner of “{name}”").format(name=known.name))
            before = owners_of(unit, [known.id])
            chosen = members.ensure_one(unit, name) if name else None
            change_customers(unit, {known.id: {"owner_id": chosen}})
            note_owners(unit, before, chosen, actor_id=members.ensure_one(unit, self._desk.actor))
        return unit.changes

    def set_address(self, customer: str, address: str) -> Changes:
        """Set street and house."""
        return self._set(customer, "address", address, _("Change address of “{name}”"))

    def set_city(self, customer: str, city: str) -> Changes:
        """Set the city."""
        return self._set(customer, "city", city, _("Change city of “{name}”"))

    def set_note(self, customer: str, note: str) -> Changes:
        """Set the note."""
        return self._set(customer, "note", note, _("Change note of “{name}”"))

    def set_source(self, customer: str, source: str) -> Changes:
        """Say where a customer came from, in place of what was said before."""
        with self._desk.read() as view:
            before = customers_by_id(view, [found := find_customer(view, customer).id])[found].source
        new = storable(source, "source").strip()
        if new == before:
            return Changes()
        return self._tags.change_tags(
            customer,
            add=[f"source:{new}"] if new else [],
            remove=[f"source:{before}"] if before else [],
        )[1]

    def set_points(self, customer: str, kinds: Sequence[PointKind], values: Sequence[str]) -> Changes:
        """Make these the customer's own numbers or addresses of some kinds (such as ``NUMBERS``).

        Raises ValidationError for a new one that is none.
        """
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            unit.describe(_("Change how to reach “{name}”").format(name=known.name))
            replace_points(unit, known.id, None, kinds, values)
        return unit.changes

    def colleagues(self) -> list[str]:
        """The names of everybody a customer can be given to."""
        with self._desk.read() as source:
            return customer_sheet.member_names(source)

    def tag_names(self) -> list[str]:
        """Every tag in use for customers, as it can be typed: with its group where the name alone is not clear."""
        with self._desk.read() as source:
            fitting = {group.id for group in catalogue.tag_groups(source) if group.applies_to == "customer"}
            tags = [tag for tag in catalogue.tags(source) if tag.group_id in fitting]
        names = [tag.name for tag in tags]
        return [tag.name if names.count(tag.name) == 1 else f"{tag.group}:{tag.name}" for tag in tags]

    def sources(self) -> list[str]:
        """Where customers come from, as far as the workspace knows."""
        with self._desk.read() as source:
            groups = {group.id for group in catalogue.tag_groups(source) if group.key == "source"}
            return [tag.name for tag in catalogue.tags(source) if tag.group_id in groups]

    def _set(self, customer: str, column: str, text: str, label: str) -> Changes:
        value = storable(text, column).strip()
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            unit.describe(label.format(name=known.name))
            change_customers(unit, {known.id: {column: value}})
        return unit.changes
