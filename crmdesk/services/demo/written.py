"""What of the sample company is in the workspace by now, and under which keys: whoever writes more goes on from it."""

from datetime import datetime

from crmdesk.domain.loss import LossReason
from crmdesk.domain.moment import Moment, Precision, WallTime
from crmdesk.services.demo.cast import Party, Person
from crmdesk.services.demo.plot import Affair
from crmdesk.services.demo.telling import Telling
from crmdesk.services.desk import Desk
from crmdesk.store.queries import catalogue
from crmdesk.store.unit import Unit


class Written:
    """The keys of everything written, by what it was told of; ``members`` by their number, the manager first."""

    def __init__(self, unit: Unit, desk: Desk, telling: Telling, batch_id: int) -> None:
        self.unit, self.batch_id, self.currency = unit, batch_id, desk.currency
        self.touch_kinds = catalogue.touch_kinds(unit)
        self.kinds = {kind.key: kind.id for kind in self.touch_kinds}
        self.stages = {stage.key: stage for stage in catalogue.stages(unit, with_retired=True)}
        self.members: list[int] = []
        self.tags: dict[tuple[str, str], int] = {}
        self.tag_names: dict[int, str] = {}
        self.customers: dict[Party, int] = {}
        self.people: dict[Person, int] = {}
        self.deals: dict[Affair, int] = {}
        self._clock, self._telling = desk.clock, telling
        self._reasons = catalogue.loss_reasons(unit)

    def reasons(self, key: str, subkey: str) -> tuple[LossReason, LossReason | None]:
        """A reason of the first level and the one below it, by their keys; the second may be empty."""
        reason = next(each for each in self._reasons if each.key == key and each.parent_id is None)
        below = (each for each in self._reasons if each.key == subkey and each.parent_id == reason.id)
        return reason, next(below, None)

    def past(self, days: float) -> Moment:
        """So many days before now."""
        return self.local(self._telling.moment(days))

    def local(self, at: datetime) -> Moment:
        """A moment on the local clock."""
        return self._clock.localise(WallTime(at, Precision.MINUTE))
