"""Which stretch of which timeline is being read, and how it grows both ways. Knows no widget.

Not more than ``MOST`` touches are held, unless so many of them are folded that fewer would leave a view empty: what is
far out of sight is let go of and read again when it is needed.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmdesk.domain.timeline import Asides, TimelineFilter, TimelinePage
from crmdesk.domain.timeline_fold import Folding, size, stretches
from crmdesk.domain.touch import Touch, TouchStatus

if TYPE_CHECKING:
    from crmdesk.services.timeline_overview import TimelineService

FIRST = 50
"""How many touches are read of a customer before anybody scrolls: more than any screen shows."""

PAGE = 200
"""How many touches are read at once from then on."""

MOST = 3 * PAGE
"""How many touches are held."""

LEAST = 120
"""How many rows of touches are held however many touches they have: more than any three screens show."""


class TimelineReading:
    """All methods that read raise CrmError as the service does, and NotFoundError when the customer is gone."""

    def __init__(self, service: "TimelineService") -> None:
        self._service = service
        self.customer = ""
        self.wanted = TimelineFilter()
        self.folding = Folding()
        self.page = TimelinePage()
        self.asides = Asides()

    @property
    def planned(self) -> tuple[Touch, ...]:
        """What is to be done."""
        return self.asides.planned

    def begin(self, customer: str, wanted: TimelineFilter, *, from_oldest: bool = False) -> None:
        """Read from one of the ends."""
        self.customer, self.wanted = customer, wanted
        self.page, self.asides = TimelinePage(), Asides()
        if customer:
            self.asides, self.page = self._service.beginning(customer, wanted, FIRST, from_oldest=from_oldest)

    def again(self) -> None:
        """Read what is held again, because something has changed."""
        self.asides = self._service.asides(self.customer, self.wanted)
        length = max(PAGE, len(self.page.touches))
        if self.page.has_newer and self.page.touches:
            self.page = self._service.page(
                self.customer, self.wanted, length, below=self.page.touches[0], inclusive=True
            )
        else:
            self.page = self._service.page(self.customer, self.wanted, length)

    def grow_older(self) -> bool:
        """Read what came before; says whether there was anything to read."""
        if not self.page.has_older:
            return False
        older = self._service.page(self.customer, self.wanted, PAGE, below=self.page.touches[-1])
        joined = (*self.page.touches, *older.touches)
        self.page = self.page.with_older(older, self._most(joined, oldest=True))
        return True

    def grow_newer(self) -> bool:
        """Read what came after; says whether there was anything to read."""
        if not self.page.has_newer or not self.page.touches:
            return False
        newer = self._service.newer(self.customer, self.wanted, PAGE, self.page.touches[0])
        joined = (*newer.touches, *self.page.touches)
        self.page = self.page.with_newer(newer, self._most(joined, oldest=False))
        return True

    def jump(self, uid: str) -> bool:
        """Read what is around a touch, without the filter if that hides it; says whether it is there."""
        touch = self._service.touch(uid)
        if touch is None or touch.customer_uid != self.customer:
            return False
        if touch.status is TouchStatus.PLANNED:
            shown = any(step.uid == uid for step in self.planned) and not self.page.has_newer
            if not shown:
                self.begin(self.customer, TimelineFilter())
            return True
        if any(held.uid == uid for held in self.page.touches):
            return True
        for wanted in (self.wanted, TimelineFilter()):
            page = self._service.around(self.customer, wanted, PAGE, uid)
            if page is not None:
                self.page, self.wanted = page, wanted
                self.asides = self._service.asides(self.customer, wanted)
                return True
        return False

    def nearest(self, day: date) -> str:
        """The uid of what happened nearest to a day, as far as the filter lets it be seen; empty for nothing."""
        return self._service.nearest(self.customer, self.wanted, day)

    def _most(self, touches: Sequence[Touch], *, oldest: bool) -> int:
        """How many of these touches are to be held at one of their ends, so that no row is cut through."""
        if len(touches) <= MOST:
            return MOST
        sizes = [size(stretch) for stretch in stretches(touches, self.folding)]
        rows = held = 0
        for length in reversed(sizes) if oldest else sizes:
            if rows >= LEAST and held + length > MOST:
                break
            rows, held = rows + 1, held + length
        return held
