"""One import while it runs: the unit of work it writes in, the rows that count, and what has been done so far."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from crmdesk.domain.moment import Moment, WallTime
from crmdesk.exchange.tables.records import ImportRow
from crmdesk.services.desk import Desk
from crmdesk.services.importing.ledger import Ledger
from crmdesk.services.importing.reason_words import UnknownReason
from crmdesk.services.importing.request import DuplicatePolicy, ImportRequest
from crmdesk.store.repos import members
from crmdesk.store.unit import Unit

Item = TypeVar("Item")

_ITEMS_BETWEEN_PAUSES = 500


@dataclass(slots=True)
class Job:
    """``rows`` are those that will be imported; ``customer_of`` and ``deal_of`` tell what each row turned out to mean.

    A contact or deal known by an id may be another customer's than the row says: it stays there.
    Rows that are ``decided`` tell an outcome that a person has decided otherwise since; it stands.
    ``brings_history`` is true for a workbook of ours that holds the timeline: no entries of our own are added then.
    """

    desk: Desk
    unit: Unit
    request: ImportRequest
    rows: Sequence[ImportRow]
    batch_id: int
    brings_history: bool
    ledger: Ledger = field(default_factory=Ledger)
    skipped: set[int] = field(default_factory=set)
    customer_of: dict[int, int] = field(default_factory=dict)
    contact_of: dict[int, int] = field(default_factory=dict)
    deal_of: dict[int, int] = field(default_factory=dict)
    customer_of_contact: dict[int, int] = field(default_factory=dict)
    customer_of_deal: dict[int, int] = field(default_factory=dict)
    decided: set[int] = field(default_factory=set)
    new_customers: set[int] = field(default_factory=set)
    new_deals: set[int] = field(default_factory=set)
    new_stages: list[str] = field(default_factory=list)
    unknown_reasons: tuple[UnknownReason, ...] = ()

    @property
    def policy(self) -> DuplicatePolicy:
        """What to do with what is there already."""
        return self.request.on_duplicate

    def me(self) -> int | None:
        """Who imports, as a colleague; to be asked only when there is something to write in that name."""
        return members.ensure(self.unit, [self.request.me]).get(self.request.me)

    def moment(self, wall: WallTime | None) -> Moment | None:
        """The instant a wall time of the file stands for."""
        return None if wall is None else self.desk.clock.localise(wall)

    def past(self, wall: WallTime | None) -> Moment | None:
        """``moment``, but None for one that is still to come: nothing has begun then."""
        moment = self.moment(wall)
        return moment if moment is not None and moment.utc <= self.unit.now.utc else None

    def going(self) -> Iterator[tuple[int, ImportRow]]:
        """Numbered rows that have not been skipped. Raises CancelledError when the person has had enough."""
        return ((number, row) for number, row in self.paced(enumerate(self.rows)) if number not in self.skipped)

    def paced(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items; between a few hundred of them the work can be stopped.

        Raises CancelledError then.
        """
        for place, item in enumerate(items):
            if place % _ITEMS_BETWEEN_PAUSES == 0:
                self.unit.check_cancelled()
            yield item
