"""What words for a time mean to whoever writes a touch down, and how that is said. Knows no widgets."""

from dataclasses import dataclass

from crmdesk.domain.moment import Moment
from crmdesk.domain.plain_time import read_time
from crmdesk.domain.touch import TouchStatus, status_at
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.touches import TouchService
from crmdesk.ui import wording


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words mean: the time, the words beside it, and both as a person reads them."""

    moment: Moment
    rest: str
    shown: str


class TimeWords:
    """Reads times as the services do."""

    def __init__(self, desk: Desk, touches: TouchService) -> None:
        self._desk, self._touches = desk, touches

    def read_at(self, text: str) -> Meaning:
        """When it happened or will.

        Raises ValidationError for words that mean no time.
        """
        moment = self._touches.read_at(text)
        now = self._desk.clock.now()
        status = _("planned") if status_at(moment, now) is TouchStatus.PLANNED else _("done")
        return Meaning(moment, "", " · ".join((wording.when(moment, now.local_date), status)))

    def read_next_step(self, text: str) -> Meaning:
        """When the next step is, and what.

        Raises ValidationError for words that begin with no time.
        """
        moment, rest = self._touches.read_next_step(text)
        when = wording.when(moment, self._desk.clock.now().local_date)
        return Meaning(moment, rest, " · ".join(part for part in (when, rest) if part))

    def read_day(self, text: str) -> Meaning:
        """The day of a fact, the next one that fits the words.

        Raises ValidationError for words that mean no day.
        """
        now = self._desk.clock.now()
        moment = self._desk.clock.localise(read_time(text, now.local))
        return Meaning(moment, "", wording.day(moment.local_date, now.local_date))

    def is_planned(self, meant: Meaning | None) -> bool:
        """Whether a touch at that time is still to come."""
        return meant is not None and status_at(meant.moment, self._desk.clock.now()) is TouchStatus.PLANNED
