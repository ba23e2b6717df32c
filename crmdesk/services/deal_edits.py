"""Correcting what is known about a deal, one fact at a time. How it moves and ends is not here."""

from datetime import date

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name, storable
from crmdesk.domain.deal import Deal, Stage
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.plain_time import read_time
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.typed_amounts import typed_amount
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.lookup import find_deal
from crmdesk.store.repos import members
from crmdesk.store.repos.deals import change_deals
from crmdesk.store.unit import Unit


class DealEdits:
    """Setting the facts of a deal in whatever state it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def stages(self) -> list[Stage]:
        """The stages a deal can be in, in their order."""
        with self._desk.read() as source:
            return catalogue.stages(source)

    def set_name(self, deal: str, name: str) -> Changes:
        """Give a deal another name."""
        new = checked_name(name)
        return self._set(deal, _("Rename deal “{name}”"), name=new)

    def set_amount(self, deal: str, amount: str) -> Changes:
        """Set the amount, in the deal's currency unless a code stands beside it; an empty one is not known.

        Raises ValidationError for what is no amount.
        """
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(_("Change amount of deal “{name}”").format(name=known.name))
            money = typed_amount(amount, known.currency)
            columns: dict[str, object] = {"amount_minor": money.minor if money else None}
            if money:
                columns["currency"] = money.currency
            change_deals(unit, {known.id: columns})
        return unit.changes

    def set_expected(self, deal: str, day: str) -> Changes:
        """Set the day the deal is expected to be signed, in plain words; empty for none.

        Raises ValidationError for what is no day.
        """
        return self._set(deal, _("Change expected day of deal “{name}”"), expected_close=self._day(day))

    def set_owner(self, deal: str, owner: str) -> Changes:
        """Give a deal to a colleague, who becomes one if the name is new; without a name to nobody."""
        name = storable(owner, "owner").strip()
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(_("Change owner of deal “{name}”").format(name=known.name))
            change_deals(unit, {known.id: {"owner_id": members.ensure_one(unit, name) if name else None}})
        return unit.changes

    def _set(self, deal: str, label: str, **columns: object) -> Changes:
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(label.format(name=known.name))
            change_deals(unit, {known.id: columns})
        return unit.changes

    def _day(self, text: str) -> str | None:
        if not text.strip():
            return None
        return read_day(text, self._desk, "expected").isoformat()


def read_day(text: str, desk: Desk, field: str) -> date:
    """The day that plain words mean.

    Raises ValidationError naming ``field`` when they mean none.
    """
    try:
        return read_time(text, desk.clock.now().local).value.date()
    except ValidationError as error:
        raise ValidationError(error.message, field=field) from error


def _deal(unit: Unit, text: str) -> Deal:
    found = find_deal(unit, text)
    return deals_by_id(unit, [found.id])[found.id]
