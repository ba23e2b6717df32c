"""What every service works with: the open workspace, the clock, who is working, and the workspace's own settings."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.domain.clock import Clock, beyond_calendar, day_moment, today
from crmdesk.domain.errors import StorageUnavailableError
from crmdesk.domain.moment import Moment
from crmdesk.store.backup import back_up_automatically
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Snapshot, Workspace

_logger = logging.getLogger(__name__)

SYSTEM_ACTOR = "crmdesk"
"""Whoever did what no person did, so that no person can undo it."""

Later = Callable[[Callable[[], None]], None]


def at_once(work: Callable[[], None]) -> None:
    """Do what may also be done later right now; the command line has nothing better to do."""
    work()


@dataclass(frozen=True, slots=True)
class Desk:
    """One person at one workspace; ``language`` and ``currency`` are the workspace's.

    ``later`` is given what nobody should have to wait for, such as the half-hourly backup.
    """

    workspace: Workspace
    clock: Clock
    actor: str
    language: str
    currency: str
    later: Later = at_once

    @contextmanager
    def change(
        self,
        label: str = "",
        *,
        cancelled: Callable[[], bool] = lambda: False,
        keep: bool = True,
        is_long: bool = False,
    ) -> Iterator[Unit]:
        """A unit of work by this person (see ``Workspace.unit``); then the half-hourly backup is made if it is due.

        A label that names what is only found within the unit is given there, by ``Unit.describe``.
        """
        with self.workspace.unit(label, self.actor, cancelled=cancelled, keep=keep, is_long=is_long) as unit:
            yield unit
        if keep:
            self.back_up_in_passing()

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """A consistent view of the workspace."""
        with self.workspace.read() as snapshot:
            yield snapshot

    def back_up(self, reason: str, *, at_once: bool) -> None:
        """Make an automatic backup if the workspace has changed since the last; ``at_once`` does not wait its turn."""
        back_up_automatically(self.workspace.path, self.clock.now().utc, reason, at_once=at_once)

    def back_up_in_passing(self) -> None:
        """Let the half-hourly backup be made if it is due."""
        self.later(self._back_up_if_due)

    def _back_up_if_due(self) -> None:
        # What was just saved is saved, so a failure is only logged.
        try:
            self.back_up("auto", at_once=False)
        except StorageUnavailableError as error:
            _logger.warning("the automatic backup could not be made", extra={"code": error.code})

    def today(self) -> date:
        """The local day."""
        return today(self.clock)

    def day_after(self, day: date, count: int) -> Moment:
        """The local day so many days later, however long they are.

        Raises ValidationError at the end of the calendar.
        """
        try:
            return day_moment(self.clock, day + timedelta(days=count))
        except OverflowError:
            raise beyond_calendar(day) from None

    def day_bounds(self, day: date) -> tuple[Moment, Moment]:
        """The first instants of a local day and of the day after it.

        Raises ValidationError at the ends of the calendar.
        """
        if day == date.max:
            raise beyond_calendar(day)
        return day_moment(self.clock, day), day_moment(self.clock, day + timedelta(days=1))

    def day_span(self, day: date) -> tuple[int, int]:
        """``day_bounds`` in milliseconds of UTC."""
        start, end = self.day_bounds(day)
        return milliseconds(start), milliseconds(end)
