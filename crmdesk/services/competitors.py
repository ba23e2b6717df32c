"""Competitors: what they are good and bad at, in which deals they were met, and what they asked there."""

from crmdesk.domain.changes import Changes
from crmdesk.domain.competitor import Competitor, Meeting, Meetings, MetCompetitor
from crmdesk.domain.customer import checked_name, storable
from crmdesk.domain.errors import ConflictError, NotFoundError
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.rival_prices import rival_price
from crmdesk.store.queries.competitor_deals import meetings
from crmdesk.store.queries.competitors import competitors, find_competitor, met_in
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.lookup import find_deal
from crmdesk.store.repos.competitors import (
    change_competitor,
    ensure_competitors,
    forget_met,
    meet_competitors,
    set_prices,
)
from crmdesk.store.workspace import Source


class CompetitorService:
    """A competitor is meant by its uid or its name."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def competitors(self) -> list[Competitor]:
        """All that are known, by name."""
        with self._desk.read() as source:
            return list(competitors(source).values())

    def meetings(self, competitor: str, which: Meetings = Meetings.ALL) -> list[Meeting]:
        """The deals in which a competitor was met, those seen last first; of very many only these.

        Raises NotFoundError for one nobody has met.
        """
        with self._desk.read() as source:
            return meetings(source, _known(source, competitor), which)

    def describe(self, competitor: str, *, strengths: str, weaknesses: str) -> Changes:
        """Say what a competitor is good and bad at.

        Raises NotFoundError for one nobody has met.
        """
        with self._desk.change() as unit:
            found = _known(unit, competitor)
            unit.describe(_("Describe competitor “{name}”").format(name=competitors(unit)[found].name))
            change_competitor(
                unit,
                found,
                strengths=storable(strengths, "strengths").strip(),
                weaknesses=storable(weaknesses, "weaknesses").strip(),
            )
        return unit.changes

    def met(self, deal: str) -> list[MetCompetitor]:
        """The competitors met in a deal, those named by its losses among them."""
        with self._desk.read() as source:
            return list(met_in(source, find_deal(source, deal).id).values())

    def meet(self, deal: str, competitor: str, *, price: str = "") -> Changes:
        """Note that a competitor is met in a deal, with the price it asks if that is known."""
        name = checked_name(competitor)
        with self._desk.change() as unit:
            found = find_deal(unit, deal)
            unit.describe(_("Note competitor “{competitor}” in “{name}”").format(competitor=name, name=found.name))
            asked = rival_price(price, deals_by_id(unit, [found.id])[found.id].currency)
            met = find_competitor(unit, name) or ensure_competitors(unit, [name])[name]
            if asked is None:
                meet_competitors(unit, {found.id: [met]})
            else:
                set_prices(unit, found.id, {met: asked})
        return unit.changes

    def set_price(self, deal: str, competitor: str, price: str) -> Changes:
        """Say what a competitor asks in a deal; an empty text takes it back."""
        with self._desk.change() as unit:
            found, met = find_deal(unit, deal), _known(unit, competitor)
            unit.describe(_("Change the price of a competitor in “{name}”").format(name=found.name))
            set_prices(unit, found.id, {met: rival_price(price, deals_by_id(unit, [found.id])[found.id].currency)})
        return unit.changes

    def forget(self, deal: str, competitor: str) -> Changes:
        """Note that a competitor was not met in a deal after all.

        Raises ConflictError where a loss of the deal names it.
        """
        with self._desk.change() as unit:
            found, gone = find_deal(unit, deal), _known(unit, competitor)
            met = met_in(unit, found.id)
            if gone in met and met[gone].in_loss:
                raise ConflictError(
                    _("A loss of “{name}” names this competitor; change why it was lost.").format(name=found.name),
                    field="competitor",
                )
            unit.describe(_("Take a competitor out of “{name}”").format(name=found.name))
            forget_met(unit, found.id, gone)
        return unit.changes


def _known(source: Source, competitor: str) -> int:
    found = find_competitor(source, competitor)
    if found is None:
        raise NotFoundError(_("There is no competitor “{name}”.").format(name=competitor), field="competitor")
    return found
