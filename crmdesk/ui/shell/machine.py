"""What the window keeps on this computer: who is working, the last workspace, light or dark."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from crmdesk import settings
from crmdesk.wiring import person_at_machine


class Machine:
    """The settings in one file, read once and written when something changes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.settings = settings.load(file)

    @property
    def actor(self) -> str:
        """Who is working: as they said, else as they are called by the system."""
        return os.environ.get("CRMDESK_ME", "").strip() or self.settings.me.strip() or person_at_machine()

    def remember_workspace(self, path: Path) -> None:
        """Open this one at the next start."""
        self._keep(replace(self.settings, last_workspace=str(path.resolve())))

    def remember_appearance(self, mode: str) -> None:
        """Look so at the next start."""
        self._keep(replace(self.settings, appearance=mode))

    def _keep(self, changed: settings.Settings) -> None:
        self.settings = changed
        # A folder that cannot be written to only means that the next start begins as this one did.
        with suppress(OSError):
            settings.save(changed, self._file)
