"""The people at a customer: adding, changing and removing them."""

from dataclasses import dataclass

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import ContactDraft, checked_name, storable
from crmdesk.domain.errors import NotFoundError
from crmdesk.i18n import _
from crmdesk.services.customer_facts import MAILS, NUMBERS
from crmdesk.services.desk import Desk
from crmdesk.services.points import replace_points
from crmdesk.store.queries.customer_sheet import ContactRef, find_contact
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.repos.customers import add_contacts, change_contacts, delete_contact
from crmdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ContactWords:
    """A person as somebody writes it down."""

    name: str
    title: str = ""
    role: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


class ContactService:
    """The one way to change who there is at a customer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_contact(self, customer: str, words: ContactWords) -> Changes:
        """Add a person.

        Raises ValidationError for a missing name, or a number or address that is none.
        """
        name = checked_name(words.name)
        with self._desk.change(_("Add “{name}”").format(name=name)) as unit:
            known = find_customer(unit, customer)
            draft = ContactDraft(known.id, name, storable(words.title, "title"), storable(words.role, "role"))
            [contact_id] = add_contacts(unit, [draft])
            _reach(unit, known.id, contact_id, words)
        return unit.changes

    def change_contact(self, contact: str, words: ContactWords) -> Changes:
        """Make a person what the words say.

        Raises NotFoundError when it is gone, ValidationError as ``add_contact``.
        """
        name = checked_name(words.name)
        with self._desk.change() as unit:
            known = _contact(unit, contact)
            unit.describe(_("Change “{name}”").format(name=known.name))
            fields = {"name": name, "title": words.title.strip(), "role": words.role.strip()}
            change_contacts(unit, {known.id: {column: storable(text, column) for column, text in fields.items()}})
            _reach(unit, known.customer_id, known.id, words)
        return unit.changes

    def remove_contact(self, contact: str) -> Changes:
        """Take a person away; what was said with it stays on the timeline."""
        with self._desk.change() as unit:
            known = _contact(unit, contact)
            unit.describe(_("Remove “{name}”").format(name=known.name))
            delete_contact(unit, known.id)
        return unit.changes


def _contact(unit: Unit, uid: str) -> ContactRef:
    found = find_contact(unit, uid)
    if found is None:
        raise NotFoundError(_("This person is no longer here."), field="contact")
    return found


def _reach(unit: Unit, customer_id: int, contact_id: int, words: ContactWords) -> None:
    replace_points(unit, customer_id, contact_id, NUMBERS, words.phones)
    replace_points(unit, customer_id, contact_id, MAILS, words.emails)
