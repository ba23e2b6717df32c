"""Tells the foot of the window when the last backup was made: once a minute, and after each one."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crmdesk.domain.errors import CrmError
from crmdesk.qt.tasks import TaskRunner
from crmdesk.ui.shell.side_work import SideWork
from crmdesk.ui.shell.status_bar import StatusBar

if TYPE_CHECKING:
    from crmdesk.wiring import Services

_SLOT = "last backup"
_EVERY = 60_000


class BackupWatch(QObject):
    """Looks into the folder of backups beside the window: it may lie on a slow disk."""

    def __init__(
        self, services: "Services", runner: TaskRunner, side_work: SideWork, bar: StatusBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bar = services, runner, bar
        self.timer = QTimer(self, interval=_EVERY)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        side_work.done.connect(self.look)
        self.look()

    def look(self) -> None:
        """Ask for the newest backup."""
        self._runner.start(_SLOT, lambda _watch: self._newest(), done=self._show, failed=self._ignore)

    def _newest(self) -> datetime | None:
        return next((backup.taken_at for backup in self._services.care.backups()), None)

    def _show(self, taken_at: datetime | None) -> None:
        self._bar.show_backup(taken_at, self._services.desk.clock.now().utc)

    def _ignore(self, _error: CrmError) -> None:
        """Nobody asked; what was shown stays."""
