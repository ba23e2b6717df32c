"""What a command works with: its options, the clock, and the workspace once it needs it.

The services, and with them the database libraries, are loaded only when a command asks for them.
"""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.domain.clock import Clock
from crmdesk.domain.errors import StorageUnavailableError, ValidationError
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.domain.plain_time import read_time
from crmdesk.i18n import _

if TYPE_CHECKING:
    from crmdesk.wiring import Services


@dataclass(frozen=True, slots=True)
class Session:
    """One run of one command; ``workspace_name`` and ``me`` are empty when nobody has said."""

    options: argparse.Namespace
    clock: Clock
    workspace_name: str
    me: str

    def workspace(self) -> Path:
        """The workspace named.

        Raises StorageUnavailableError when none was.
        """
        if not self.workspace_name:
            raise StorageUnavailableError(
                _("Say which workspace to work on: with --workspace PATH, or in CRMDESK_WORKSPACE."), field="workspace"
            )
        return Path(self.workspace_name)

    def actor(self) -> str:
        """Who is working."""
        from crmdesk.settings import person_at_machine

        return self.me or person_at_machine()

    def services(self) -> "Services":
        """Open the workspace.

        Raises StorageUnavailableError and its children when it cannot be opened.
        """
        from crmdesk.wiring import open_services

        return open_services(self.workspace(), self.clock, self.actor())

    def day(self, option: str, *, past: bool = False) -> date | None:
        """The day that an option says in plain words, None when it is not given.

        A bare weekday is the coming one, with ``past`` the last. Raises ValidationError for what says no day.
        """
        text = getattr(self.options, option)
        return None if text is None else self._read(option, text, past=past).value.date()

    def required_day(self, option: str) -> date:
        """``day`` of an option that the parser demands."""
        return self._read(option, getattr(self.options, option), past=False).value.date()

    def moment(self, option: str) -> Moment | None:
        """The time in the past that an option says in plain words, None when it is not given.

        Raises ValidationError for what says no time.
        """
        text = getattr(self.options, option)
        return None if text is None else self._localised(option, self._read(option, text, past=True))

    def _read(self, option: str, text: str, *, past: bool) -> WallTime:
        try:
            return read_time(text, self.clock.now().local, past=past)
        except ValidationError as error:
            raise ValidationError(error.message, field=option) from error

    def _localised(self, option: str, wall: WallTime) -> Moment:
        try:
            return self.clock.localise(wall)
        except ValidationError as error:
            raise ValidationError(error.message, field=option) from error
