"""What spoke against deals that were won all the same, and whom they were won against: said anew."""

from dataclasses import dataclass

from crmdesk.domain.changes import Changes
from crmdesk.domain.competitor import MetCompetitor
from crmdesk.domain.customer import storable
from crmdesk.domain.deal import DealStatus
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.loss_account import weights_of
from crmdesk.domain.loss_voices import SaidReason
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.fact_reading import with_facts
from crmdesk.services.loss_accounts import WinWords, read_names, read_obstacles
from crmdesk.services.loss_entries import competitor_facts, win_title
from crmdesk.services.rival_prices import note_prices
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.competitors import met_in
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.identities import newest_entries
from crmdesk.store.queries.lookup import find_deal
from crmdesk.store.queries.touches import by_ids
from crmdesk.store.queries.wins import obstacles_of
from crmdesk.store.repos.competitors import ensure_competitors, set_met
from crmdesk.store.repos.touches import change_touches
from crmdesk.store.repos.wins import set_obstacles
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_WIN = "win"


@dataclass(frozen=True, slots=True)
class WinAccount:
    """What is known of how a deal was won: what spoke against it, the primary reason first, and whom it beat."""

    obstacles: tuple[SaidReason, ...]
    competitors: tuple[MetCompetitor, ...]
    note: str


class WinService:
    """Reads and corrects what is said about a deal that was won."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def account(self, deal: str) -> WinAccount:
        """What is said about it."""
        with self._desk.read() as source:
            deal_id = find_deal(source, deal).id
            entry = _entry(source, deal_id)
            return WinAccount(
                obstacles=obstacles_of(source, [deal_id]).get(deal_id, ()),
                competitors=tuple(met_in(source, deal_id).values()),
                note=by_ids(source, [entry])[entry].body if entry else "",
            )

    def change(self, deal: str, words: WinWords) -> Changes:
        """Replace what spoke against a deal, whom it was won against and the note; prices known and not said anew stay.

        Raises ValidationError for reasons that cannot stand, ConflictError for a deal that is not won.
        """
        with self._desk.change() as unit:
            found = deals_by_id(unit, [find_deal(unit, deal).id]).popitem()[1]
            unit.describe(_("Change in spite of what “{name}” was won").format(name=found.name))
            if found.status is not DealStatus.WON:
                raise ConflictError(_("“{name}” is not won.").format(name=found.name), field="deal")
            obstacles, competitors = read_obstacles(unit, words), read_names(words.competitors)
            set_obstacles(unit, {found.id: weights_of(obstacles)})
            set_met(unit, found.id, ensure_competitors(unit, competitors).values())
            note_prices(unit, found.id, found.currency, words.prices)
            told = {"title": win_title(obstacles), "body": storable(words.note, "note")}
            _retell(unit, found.id, told, competitor_facts(competitors))
        return unit.changes


def _retell(unit: Unit, deal_id: int, told: dict[str, str], facts: dict[str, str | None]) -> None:
    entry = _entry(unit, deal_id)
    if entry is not None:
        detail = with_facts(by_ids(unit, [entry])[entry].detail, facts)
        change_touches(unit, {entry: {**told, "detail": detail}})


def _entry(source: Source, deal_id: int) -> int | None:
    """The entry that tells of the win."""
    kinds = {kind.id for kind in touch_kinds(source) if kind.key == _WIN}
    entry = newest_entries(source, [deal_id], kinds).get(deal_id)
    return None if entry is None else int(entry["id"])
