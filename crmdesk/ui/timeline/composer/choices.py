"""What there is to choose from while a touch is written: kinds, quick notes, the customer's deals and people, tags.

Fills it into the fields and keeps what was chosen. Knows nothing of what becomes of it.
"""

from crmdesk.domain.errors import NotFoundError
from crmdesk.domain.template import Template
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.services.quick_notes import TouchChoices
from crmdesk.ui.commands.customers import NUMBERED_TEMPLATES
from crmdesk.ui.timeline.composer.completion import Offer, Sign
from crmdesk.ui.timeline.composer.touch_fields import TouchFields
from crmdesk.ui.timeline.latest_entries import latest_entries
from crmdesk.ui.workbench import Workbench


class Choices:
    """Offers in the fields what there is.

    ``deal_by_hand`` says that a person chose the deal in the composer, ``is_writing`` that they have begun to write:
    its deal stays then, whatever is selected or added meanwhile.
    """

    def __init__(self, fields: TouchFields, bench: Workbench) -> None:
        self._fields, self._bench, self._notes = fields, bench, bench.services.quick_notes
        self._known = TouchChoices((), (), ())
        self._selected = ""
        self.deal_by_hand = self.is_writing = False

    @property
    def deal(self) -> str | None:
        """The deal chosen or written about as a draft keeps it: empty for the usual one, None for none."""
        if self.deal_by_hand:
            return self._fields.deal.value or None
        return self.deal_meant if self.is_writing else ""

    @property
    def deal_meant(self) -> str | None:
        """The deal that the touch will be about, as ``TouchWords`` has it."""
        value = self._fields.deal.value
        return value if value or not (self.deal_by_hand or self._known.deals) else None

    def show_deal(self, drafted: str | None) -> None:
        """Show the deal of a draft."""
        self.deal_by_hand = drafted != ""
        self._fields.deal.choose(drafted or "" if self.deal_by_hand else self._usual_deal())

    def select_deal(self, uid: str) -> None:
        """Take the deal that is selected beside the composer for the usual one."""
        self._selected = uid
        self._choose_usual_deal()

    def template(self, key: str) -> Template | None:
        """The quick note with a key or name."""
        return next((each for each in self._fields.bar.templates if key and key in (each.key, each.name)), None)

    def show_lists(self, *, in_place: bool) -> None:
        """Offer the workspace's kinds and quick notes; ``in_place`` keeps these where they are, as if unused since."""
        fields = self._fields
        fields.kinds.show_kinds(self._notes.kinds())
        templates, bar = self._notes.templates(), fields.bar
        if not (in_place and sorted(bar.templates, key=_key) == sorted(templates, key=_key)):
            bar.show_templates(templates)
        fields.order_tabs()

    def show_for(self, customer: str) -> None:
        """Offer the deals and people of a customer, and the tags; nothing where there is none."""
        try:
            self._known = self._notes.choices(customer) if customer else TouchChoices((), (), ())
        except NotFoundError:
            # Deleted meanwhile; whoever shows it will show another.
            return
        known, fields = self._known, self._fields
        fields.deal.show_entries([(deal.uid, deal.name) for deal in known.deals])
        fields.contact.show_entries([(contact.uid, contact.name) for contact in known.contacts])
        fields.facts.offer_entries(lambda: latest_entries(self._bench.services, customer) if customer else ())
        self._choose_usual_deal()
        fields.text.set_offers(
            [
                *(Offer(Sign.TAG, tag, tag) for tag in known.tags),
                *(Offer(Sign.PERSON, contact.uid, contact.name) for contact in known.contacts),
                *(Offer(Sign.TEMPLATE, each.key or each.name, each.name) for each in fields.bar.templates),
            ]
        )

    def name_commands(self) -> None:
        """Call the commands that open a quick note by its number as the quick notes are called."""
        names = [template.name for template in self._fields.bar.templates]
        for number in NUMBERED_TEMPLATES:
            action = self._bench.actions[f"touch.template_{number}"]
            name = names[number - 1] if number <= len(names) else ""
            action.setText(_("Quick note {n}: {name}").format(n=number, name=caption(name)))
            action.setVisible(bool(name))

    def _choose_usual_deal(self) -> None:
        if not (self.deal_by_hand or self.is_writing):
            self._fields.deal.choose(self._usual_deal())

    def _usual_deal(self) -> str:
        """The one selected, or else the only one."""
        going = [deal.uid for deal in self._known.deals]
        if self._selected in going:
            return self._selected
        return going[0] if len(going) == 1 else ""


def _key(template: Template) -> str:
    return template.key
