"""Who a customer is: facts, people, tags."""

from itertools import groupby

from crmdesk.domain.customer import Contact
from crmdesk.domain.document import Badge, Block, ChipGroup, Chips, Item, Items, Pairs, Part, Sentence
from crmdesk.i18n import _
from crmdesk.services.customer_facts import MAILS, NUMBERS, SITES
from crmdesk.services.handover.material import Material
from crmdesk.services.wording import day_words, first_touch_words

_SEVERAL = " · "


def who_part(material: Material) -> Part:
    """Facts, people and tags; what is not known is left out, but for how they came across us."""
    sheet = material.sheet
    customer = sheet.card.customer
    rows = (
        (_("Customer since"), day_words(customer.created_at.local_date)),
        (_("Source"), customer.source),
        (_("First touchpoint"), first_touch_words(sheet.card.first_touch) or _("not asked yet")),
        (_("Phones"), _SEVERAL.join(sheet.values(NUMBERS))),
        (_("E-mails"), _SEVERAL.join(sheet.values(MAILS))),
        (_("Website"), _SEVERAL.join(sheet.values(SITES))),
        (_("Address"), _address(customer.address, customer.city)),
        (_("Note"), customer.note),
    )
    blocks: list[Block] = [Pairs(tuple((label, text) for label, text in rows if text))]
    if sheet.card.contacts:
        blocks.append(Items(tuple(map(_person, sheet.card.contacts)), title=_("People")))
    if sheet.tags:
        blocks.append(_chips(material))
    return Part(_("Who they are"), tuple(blocks))


def tags_part(material: Material) -> Part:
    """Tags by group."""
    if not material.sheet.tags:
        return Part(_("Tags"), (Sentence(_("No tags yet.")),))
    return Part(_("Tags"), (_chips(material),))


def _address(address: str, city: str) -> str:
    return address if city in address else ", ".join(part for part in (address, city) if part)


def _person(contact: Contact) -> Item:
    return Item(
        text=contact.name,
        badges=(Badge(contact.role),) if contact.role else (),
        note=_SEVERAL.join(part for part in (contact.title, *(point.value for point in contact.points)) if part),
    )


def _chips(material: Material) -> Chips:
    groups = groupby(material.sheet.tags, key=lambda tag: (tag.group, tag.colour))
    return Chips(tuple(ChipGroup(name, tuple(tag.name for tag in tags), colour) for (name, colour), tags in groups))
