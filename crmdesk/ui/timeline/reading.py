"""Which stretch of which timeline is being read, and how it grows both ways. Knows no widget.

Never more than ``MOST`` touches are held: what is far out of sight is let go of and read again when it is needed.
"""

from typing import TYPE_CHECKING

from crmdesk.domain.timeline import TimelineFilter, TimelinePage
from crmdesk.domain.touch import Touch, TouchStatus

if TYPE_CHECKING:
    from crmdesk.services.timeline_overview import TimelineService

FIRST = 50
"""How many touches are read of a customer before anybody scrolls: more than any screen shows."""

PAGE = 200
"""How many touches are read at once from then on."""

MOST = 3 * PAGE
"""How many touches are held."""


class TimelineReading:
    """All methods that read raise CrmError as the service does, and NotFoundError when the customer is gone."""

    def __init__(self, service: "TimelineService") -> None:
        self._service = service
        self.customer = ""
        self.wanted = TimelineFilter()
        self.page = TimelinePage()
        self.planned: tuple[Touch, ...] = ()

    def begin(self, customer: str, wanted: TimelineFilter) -> None:
        """Read from the top."""
        self.customer, self.wanted = customer, wanted
        self.page, self.planned = TimelinePage(), ()
        if customer:
            self.planned, self.page = self._service.beginning(customer, wanted, FIRST)

    def again(self) -> None:
        """Read what is held again, because something has changed."""
        self.planned = self._service.planned(self.customer, self.wanted)
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
        self.page = self.page.with_older(older, MOST)
        return True

    def grow_newer(self) -> bool:
        """Read what came after; says whether there was anything to read."""
        if not self.page.has_newer or not self.page.touches:
            return False
        newer = self._service.newer(self.customer, self.wanted, PAGE, self.page.touches[0])
        self.page = self.page.with_newer(newer, MOST)
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
                self.planned = self._service.planned(self.customer, wanted)
                return True
        return False
