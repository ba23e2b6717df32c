"""Notices that somebody else (the command line) has changed the open workspace. Knows no screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.ui.change_bus import ChangeBus

if TYPE_CHECKING:
    from crmdesk.services.history import HistoryService

_EVERY_MS = 2000


class OutsideWatch(QObject):
    """Asks for the newest change while the window is in use, and has everything shown anew when it is not our own."""

    def __init__(self, history: "HistoryService", bus: ChangeBus, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._history, self._bus, self._window = history, bus, window
        self._known = history.newest_change()
        bus.changed.connect(self._count)
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    @property
    def known(self) -> int:
        """The newest change that has been shown."""
        return self._known

    def _count(self, changes: Changes) -> None:
        # What the window does is announced change by change; to ask for the newest here could hide another's.
        if not changes.everything:
            self._known += 1

    def _look(self) -> None:
        if not self._window.isActiveWindow():
            return
        try:
            newest = self._history.newest_change()
        except CrmError:
            # Nobody asked, so nobody is told; whatever the person does next will say it.
            return
        if newest != self._known:
            self._known = newest
            self._bus.publish(Changes(everything=True))
