"""Changes to many customers at once, each one change set that is undone in one step."""

from collections.abc import Callable, Sequence

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.i18n import _, ngettext
from crmdesk.services.desk import Desk
from crmdesk.services.tag_traces import traced
from crmdesk.services.tags import TagService
from crmdesk.services.value_entries import note_owners
from crmdesk.store.chunks import chunked
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.bulk import going_with_customers, owners_of, tags_held_by
from crmdesk.store.queries.customer_sheet import member_names
from crmdesk.store.repos import members, tags
from crmdesk.store.repos.customers import change_customers, delete_customers
from crmdesk.store.repos.deals import change_deals
from crmdesk.store.unit import Unit

Progress = Callable[[int, int | None], None]


class BulkService:
    """Customers are named by id. ``progress`` hears how many of them are done, ``cancelled`` is asked whether to stop.

    Raises CancelledError when it was, with nothing changed.
    """

    def __init__(self, desk: Desk, tag_service: TagService) -> None:
        self._desk, self._tags = desk, tag_service

    def change_tags(
        self,
        customers: Sequence[int],
        *,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Put tags on customers that lack them, and take tags off those that have them.

        Raises ValidationError when no tag is named, NotFoundError for a tag to remove that is none, AmbiguousError.
        """
        if not add and not remove:
            raise ValidationError(_("Name a tag to add or to remove."), field="add")
        label = ngettext("Change tags of {n} customer", "Change tags of {n} customers", len(customers))
        with self._desk.change(label.format(n=len(customers)), cancelled=cancelled) as unit:
            new, old = self._tags.ids_in(unit, add), self._tags.known_ids_in(unit, remove)
            done = 0
            for part in chunked(customers):
                self._change_tags(unit, part, new, old)
                done += len(part)
                progress(done, len(customers))
        return unit.changes

    def change_owner(
        self,
        customers: Sequence[int],
        owner: str,
        *,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Give customers to a colleague, who may be new; an empty name leaves them to nobody.

        The deals of their owner that are still going go along.
        """
        label = ngettext("Change the owner of {n} customer", "Change the owner of {n} customers", len(customers))
        with self._desk.change(label.format(n=len(customers)), cancelled=cancelled) as unit:
            chosen = members.ensure_one(unit, owner.strip()) if owner.strip() else None
            me = members.ensure_one(unit, self._desk.actor)
            done = 0
            for part in chunked(customers):
                before = owners_of(unit, part)
                others = [row_id for row_id, now in before.items() if now != chosen]
                deals = going_with_customers(unit, others)
                change_customers(unit, {row_id: {"owner_id": chosen} for row_id in others})
                change_deals(unit, {deal: {"owner_id": chosen} for deal in deals})
                note_owners(unit, {row_id: before[row_id] for row_id in others}, chosen, actor_id=me)
                done += len(part)
                progress(done, len(customers))
        return unit.changes

    def delete(
        self,
        customers: Sequence[int],
        *,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Move customers with everything about them to the bin."""
        label = ngettext("Delete {n} customer", "Delete {n} customers", len(customers))
        with self._desk.change(label.format(n=len(customers)), cancelled=cancelled) as unit:
            for done, customer in enumerate(customers, start=1):
                delete_customers(unit, [customer])
                progress(done, len(customers))
        return unit.changes

    def deals_going_along(self, customers: Sequence[int]) -> int:
        """How many deals change hands when these customers do: those still going that have the customer's owner."""
        with self._desk.read() as source:
            return len(going_with_customers(source, customers))

    def tag_names(self) -> list[str]:
        """Tags a customer may have, in the order of their groups."""
        with self._desk.read() as source:
            return list(dict.fromkeys(tag.name for tag in catalogue.tags(source)))

    def new_tags(self, words: Sequence[str]) -> list[str]:
        """Those of the words that would make a new tag."""
        return self._tags.new_among(words)

    def people(self) -> list[str]:
        """Colleagues by name, without those who are retired."""
        with self._desk.read() as source:
            return member_names(source)

    def _change_tags(self, unit: Unit, customers: Sequence[int], new: Sequence[int], old: Sequence[int]) -> None:
        """In a group of single choice the last one takes the place of others."""
        today = self._desk.today()
        groups = {group.id for group in catalogue.tag_groups(unit) if group.single_choice}
        choices = {tag.id: tag.group_id for tag in catalogue.tags(unit) if tag.group_id in groups}
        new = list({choices.get(tag, -tag): tag for tag in new}.values())
        places = {choices[tag] for tag in new if tag in choices}
        held = tags_held_by(unit, customers)
        me = members.ensure_one(unit, self._desk.actor)
        going: list[int] = []
        coming: list[TagAssignmentDraft] = []
        for customer in customers:
            mine = held.get(customer, {})
            going += [
                assignment
                for tag, assignment in mine.items()
                if tag in old or (choices.get(tag) in places and tag not in new)
            ]
            coming += [
                TagAssignmentDraft(tag, customer, today, by_id=me) for tag in new if tag not in mine and tag not in old
            ]
        with traced(unit, customers, actor_id=me):
            tags.end(unit, going, today)
            tags.assign(unit, coming)
