"""Correcting what is known about a deal, one fact at a time. How it moves and ends is not here."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name, storable
from crmdesk.domain.deal import Deal, Stage
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money
from crmdesk.domain.plain_time import read_time
from crmdesk.i18n import _, ngettext
from crmdesk.services.bulk import Progress
from crmdesk.services.desk import Desk
from crmdesk.services.typed_amounts import typed_amount
from crmdesk.services.value_entries import ValueChange, write_value_entries
from crmdesk.store.chunks import chunked
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.identities import deal_ids
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
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(_("Rename deal “{name}”").format(name=known.name))
            change_deals(unit, {known.id: {"name": new}})
        return unit.changes

    def set_amount(self, deal: str, amount: str, why: str = "") -> Changes:
        """Set the amount, in the deal's currency unless a code stands beside it; an empty one is not known.

        The timeline tells what it was before, and ``why``. Raises ValidationError for what is no amount.
        """
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(_("Change amount of deal “{name}”").format(name=known.name))
            money = typed_amount(amount, known.currency)
            columns: dict[str, object] = {"amount_minor": money.minor if money else None}
            if money:
                columns["currency"] = money.currency
            change_deals(unit, {known.id: columns})
            self._note(unit, known, ("amount", _money(known.amount), _money(money)), why)
        return unit.changes

    def set_probability(self, deal: str, percent: int | None, why: str = "") -> Changes:
        """Set how likely the deal is to be signed, in per cent; None for what its stage says.

        Raises ValidationError for what is no share of a hundred.
        """
        if percent is not None and not 0 <= percent <= 100:
            raise ValidationError(_("A probability lies between 0 and 100 %."), field="probability")
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(_("Change probability of deal “{name}”").format(name=known.name))
            change_deals(unit, {known.id: {"probability": percent}})
            self._note(unit, known, ("probability", _text(known.probability), _text(percent)), why)
        return unit.changes

    def set_expected(self, deal: str, day: str, why: str = "") -> Changes:
        """Set the day the deal is expected to be signed, in plain words; empty for none.

        Raises ValidationError for what is no day.
        """
        new = self._day(day)
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(_("Change expected day of deal “{name}”").format(name=known.name))
            change_deals(unit, {known.id: {"expected_close": new or None}})
            self._note(unit, known, ("expected_close", _text(known.expected_close), new), why)
        return unit.changes

    def set_owner(self, deal: str, owner: str, why: str = "") -> Changes:
        """Give a deal to a colleague, who becomes one if the name is new; without a name to nobody."""
        name = storable(owner, "owner").strip()
        with self._desk.change() as unit:
            known = _deal(unit, deal)
            unit.describe(_("Change owner of deal “{name}”").format(name=known.name))
            change_deals(unit, {known.id: {"owner_id": members.ensure_one(unit, name) if name else None}})
            self._note(unit, known, ("owner", known.owner, deals_by_id(unit, [known.id])[known.id].owner), why)
        return unit.changes

    def set_owners(
        self,
        deals: Sequence[str],
        owner: str,
        *,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """``set_owner`` for several deals (by uid) as one change; those that are gone meanwhile are left out.

        ``progress`` hears how many are done. Raises CancelledError when ``cancelled`` said so, with nothing changed.
        """
        name = storable(owner, "owner").strip()
        label = ngettext("Change owner of {n} deal", "Change owner of {n} deals", len(deals)).format(n=len(deals))
        with self._desk.change(label, cancelled=cancelled) as unit:
            chosen = members.ensure_one(unit, name) if name else None
            me = members.ensure_one(unit, self._desk.actor)
            done = 0
            for part in chunked(deals):
                known = deals_by_id(unit, list(deal_ids(unit, part).values()))
                change_deals(unit, {row_id: {"owner_id": chosen} for row_id in known})
                after = {row_id: deal.owner for row_id, deal in deals_by_id(unit, list(known)).items()}
                changes = [
                    ValueChange(deal.customer_id, "owner", deal.owner, after[row_id], deal_id=row_id)
                    for row_id, deal in known.items()
                ]
                write_value_entries(unit, changes, actor_id=me)
                done += len(part)
                progress(done, len(deals))
        return unit.changes

    def _note(self, unit: Unit, deal: Deal, changed: tuple[str, str, str], why: str) -> None:
        """An entry that tells field, before and after."""
        change = ValueChange(deal.customer_id, *changed, deal_id=deal.id, why=storable(why, "why").strip())
        write_value_entries(unit, [change], actor_id=members.ensure_one(unit, self._desk.actor))

    def _day(self, text: str) -> str:
        return read_day(text, self._desk, "expected").isoformat() if text.strip() else ""


def read_percent(text: str) -> int | None:
    """The whole per cent that a person typed, with or without the sign; None for nothing.

    Raises ValidationError (field ``probability``) for what is no number.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()
    if not plain:
        return None
    try:
        return int(plain)
    except ValueError:
        message = _("“{text}” is not a number of per cent.").format(text=text.strip())
        raise ValidationError(message, field="probability") from None


def read_day(text: str, desk: Desk, field: str) -> date:
    """The day that plain words mean.

    Raises ValidationError naming ``field`` when they mean none.
    """
    try:
        return read_time(text, desk.clock.now().local).value.date()
    except ValidationError as error:
        raise ValidationError(error.message, field=field) from error


def _money(money: Money | None) -> str:
    return str(money) if money else ""


def _text(value: date | int | None) -> str:
    return "" if value is None else str(value)


def _deal(unit: Unit, text: str) -> Deal:
    found = find_deal(unit, text)
    return deals_by_id(unit, [found.id])[found.id]
