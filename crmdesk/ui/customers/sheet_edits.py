"""What the panels of a customer's sheet do to the customer shown. Each deed answers with the error that stopped it."""

from collections.abc import Callable, Sequence

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import PointKind
from crmdesk.domain.deal import Stage
from crmdesk.domain.errors import CrmError
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.i18n import _
from crmdesk.services.contacts import ContactWords
from crmdesk.services.customer_facts import MAILS, NUMBERS, SITES
from crmdesk.services.deal_edits import read_percent
from crmdesk.services.type_ahead import suggestions
from crmdesk.ui.workbench import Workbench

_SEPARATORS = str.maketrans(dict.fromkeys("，、；;\n", ","))


def parts_of(text: str) -> list[str]:
    """What a person lists with commas, semicolons or one below the other."""
    return [part.strip() for part in text.translate(_SEPARATORS).split(",") if part.strip()]


class SheetEdits:
    """``customer`` is the uid of the customer shown, ``currency`` the one that need not be named."""

    def __init__(self, bench: Workbench) -> None:
        self._bench, self._services = bench, bench.services
        self.customer = ""
        self.currency = bench.services.desk.currency

    def set_fact(self, fact: str, title: str, text: str) -> CrmError | None:
        """Set one of the facts that ``facts_panel`` shows; ``title`` is what it is called there."""
        facts, uid = self._services.facts, self.customer
        verbs: dict[str, Callable[[], Changes]] = {
            "name": lambda: self._services.customers.rename(uid, text),
            "owner": lambda: facts.set_owner(uid, text),
            "source": lambda: facts.set_source(uid, text),
            "phones": lambda: self._set_points(NUMBERS, text),
            "emails": lambda: self._set_points(MAILS, text),
            "website": lambda: self._set_points(SITES, text),
            "address": lambda: facts.set_address(uid, text),
            "city": lambda: facts.set_city(uid, text),
            "note": lambda: facts.set_note(uid, text),
        }
        return self._perform(verbs[fact], _("Changed: {fact}").format(fact=title))

    def set_deal(self, deal: str, fact: str, title: str, text: str, why: str = "") -> CrmError | None:
        """Set name, amount, probability, expected day or owner of a deal; the timeline says ``why``."""
        edits = self._services.deal_edits
        verbs: dict[str, Callable[[], Changes]] = {
            "name": lambda: edits.set_name(deal, text),
            "amount": lambda: edits.set_amount(deal, text, why),
            "probability": lambda: edits.set_probability(deal, read_percent(text), why),
            "expected": lambda: edits.set_expected(deal, text, why),
            "owner": lambda: edits.set_owner(deal, text, why),
        }
        return self._perform(verbs[fact], _("Changed: {fact}").format(fact=title))

    def add_deal(self, name: str, amount: str, told: Callable[[str], None]) -> CrmError | None:
        """Add a deal; ``told`` hears its uid before anybody shows it."""

        def add() -> Changes:
            deal, changes = self._services.deals.add_deal(self.customer, name, amount=amount)
            told(deal.uid)
            return changes

        return self._perform(add, _("Added: {name}").format(name=name.strip()))

    def move_deal(self, deal: str, stage: Stage) -> None:
        """Move a deal to a stage."""
        self._bench.operations.attempt(
            lambda: self._services.deals.move_stage(deal, stage.key or stage.name)[1],
            _("Moved to {stage}.").format(stage=stage.name),
        )

    def add_tag(self, tag: str) -> CrmError | None:
        """Put a tag on."""
        return self._perform(
            lambda: self._services.tags.change_tags(self.customer, add=[tag])[1], _("Tagged “{tag}”.").format(tag=tag)
        )

    def remove_tag(self, tag: str) -> None:
        """Take a tag off."""
        self._bench.operations.attempt(
            lambda: self._services.tags.change_tags(self.customer, remove=[tag])[1],
            _("Tag “{tag}” removed.").format(tag=tag),
        )

    def save_person(self, contact: str, words: ContactWords) -> CrmError | None:
        """Change a person, or add one where ``contact`` is empty."""
        people = self._services.contacts
        if contact:
            return self._perform(
                lambda: people.change_contact(contact, words), _("Changed: {fact}").format(fact=words.name)
            )
        return self._perform(
            lambda: people.add_contact(self.customer, words), _("Added: {name}").format(name=words.name)
        )

    def remove_person(self, contact: str, name: str) -> None:
        """Take a person away."""
        self._bench.operations.attempt(
            lambda: self._services.contacts.remove_contact(contact), _("Removed: {name}").format(name=name)
        )

    def complete_step(self, touch: str) -> None:
        """What was planned has been done."""
        self._bench.operations.attempt(
            lambda: self._services.touch_editing.complete_touch(touch), _("Done; it is on the timeline.")
        )

    def put_off_step(self, touch: str, when: str) -> CrmError | None:
        """Put off what was planned to a time in plain words."""
        return self._perform(
            lambda: self._services.touch_editing.reschedule_touch(touch, when)[1], _("The next step was put off.")
        )

    def tell_first_touch(self, told: FirstTouch) -> CrmError | None:
        """Keep how the customer first came across us."""
        return self._perform(
            lambda: self._services.first_touchpoints.tell(self.customer, told), _("First touchpoint kept.")
        )

    def channels(self) -> Sequence[str]:
        """Where customers can have heard of us."""
        return self._services.first_touchpoints.channels()

    def offer_colleagues(self, typed: str) -> Sequence[str]:
        """Colleagues, while one is typed."""
        return suggestions(typed, self._services.facts.colleagues())

    def offer_sources(self, typed: str) -> Sequence[str]:
        """Sources, while one is typed."""
        return suggestions(typed, self._services.facts.sources(), most=12)

    def offer_tags(self, typed: str) -> Sequence[str]:
        """Tags, while one is typed."""
        return suggestions(typed, self._services.facts.tag_names()) if typed.strip() else ()

    def _set_points(self, kinds: Sequence[PointKind], text: str) -> Changes:
        return self._services.facts.set_points(self.customer, kinds, parts_of(text))

    def _perform(self, work: Callable[[], Changes], told: str) -> CrmError | None:
        return self._bench.operations.perform(work, told)
