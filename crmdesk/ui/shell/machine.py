"""What the window keeps on this computer: who is working, the last workspace, looks, language, how it was left."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from crmdesk import settings
from crmdesk.domain.clock import SystemClock
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.qt.view_state import Kept, ViewState

_AFTER = 500
"""Milliseconds after which a change of a view is written, however many others come meanwhile."""


class Machine:
    """The settings in one file, read once and written when something changes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.settings = settings.load(file)

    @property
    def actor(self) -> str:
        """Who is working: as they said, else as they are called by the system."""
        return os.environ.get("CRMDESK_ME", "").strip() or self.settings.me.strip() or settings.person_at_machine()

    def remember_workspace(self, path: Path) -> None:
        """Open this one at the next start."""
        self._keep(replace(self.settings, last_workspace=str(path.resolve())))

    @property
    def time_zone(self) -> str:
        """The zone the person has chosen, else the computer's."""
        from crmdesk.qt.time_zones import usual_zone

        return self.settings.time_zone or usual_zone()

    def remember_person(self, me: str, time_zone: str) -> None:
        """Who works here, and where on earth."""
        self._keep(replace(self.settings, me=me, time_zone=time_zone))

    def remember_appearance(self, mode: str) -> None:
        """Look so at the next start."""
        self._keep(replace(self.settings, appearance=mode))

    def remember_language(self, language: str) -> None:
        """Speak so at the next start."""
        self._keep(replace(self.settings, language=language))

    def remember_views(self, views: Mapping[str, Kept]) -> None:
        """Show the screens so at the next start."""
        self._keep(replace(self.settings, views=dict(views)))

    def _keep(self, changed: settings.Settings) -> None:
        self.settings = changed
        # A folder that cannot be written to only means that the next start begins as this one did.
        with suppress(OSError):
            settings.save(changed, self._file)


class MachineClock:
    """The time in the zone that the person has chosen for this machine; satisfies ``domain.clock.Clock``."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def now(self) -> Moment:
        """The present instant, to the second."""
        return SystemClock(self._machine.settings.time_zone).now()

    def localise(self, wall: WallTime) -> Moment:
        """As ``SystemClock`` does."""
        return SystemClock(self._machine.settings.time_zone).localise(wall)


class KeptViews(QObject):
    """The state of the views, drafts among them; written soon after the first change, and at the end."""

    changed = Signal()

    def __init__(self, machine: Machine, parent: QObject) -> None:
        super().__init__(parent)
        self._machine = machine
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self.write)
        self.state = ViewState(machine.settings.views, self._wait)

    def _wait(self, _views: Mapping[str, Kept]) -> None:
        # Not begun anew with each change: whoever types on and on is safe too.
        if not self._timer.isActive():
            self._timer.start()
        self.changed.emit()

    def write(self) -> None:
        """Write what has not been written yet."""
        self._timer.stop()
        if self.state.values != self._machine.settings.views:
            self._machine.remember_views(self.state.values)
