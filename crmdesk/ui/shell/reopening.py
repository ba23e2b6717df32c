"""Opens the workspace anew when what the services know from their start changes: who works here, and the company."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.ui.shell.machine import Machine

if TYPE_CHECKING:
    from crmdesk.ui.shell.main_window import MainWindow


class Reopening(QObject):
    """Told of changes, it decides whether the window has to begin again with the same workspace."""

    def __init__(self, window: "MainWindow", machine: Machine) -> None:
        super().__init__(window)
        self._window, self._machine = window, machine

    def change_person(self, me: str, time_zone: str) -> None:
        """Somebody else works here, or somewhere else."""
        before = self._machine.actor, self._machine.time_zone
        if (me, time_zone) == before:
            return
        self._machine.remember_person(me, time_zone)
        # Where the environment says who works here, that stays.
        if before != (self._machine.actor, self._machine.time_zone):
            self._open_anew()

    def follow(self, changes: Changes) -> None:
        """Look whether a change is of either kind."""
        self._follow_company(changes)
        self._follow_person(changes)

    def _follow_person(self, changes: Changes) -> None:
        """Whoever works here goes by the name the workspace now has for them: the undo of a new one brings it back."""
        if changes.everything or "member" in changes.uids:
            people = self._window.opened.services.configuration.people
            self.change_person(people.my_name(), self._machine.time_zone)

    def _follow_company(self, changes: Changes) -> None:
        """What the services know of the company from their start must be read again when it changes."""
        if changes.everything or "setting" in changes.uids:
            services = self._window.opened.services
            if services.configuration.company.company().currency != services.desk.currency:
                self._open_anew()

    def _open_anew(self) -> None:
        # Later: whoever asks for it belongs to the screens that go.
        QTimer.singleShot(0, self._window.opened, self._open_once_more)

    def _open_once_more(self) -> None:
        """Open the same workspace with all that is shown anew, the keyboard and the notice where they were."""
        window, focused = self._window, QApplication.focusWidget()
        offered = window.opened.operations.standing_offer
        kind, name = type(focused), focused.accessibleName() if focused is not None else ""
        window.chooser.open(window.opened.services.desk.workspace.path)
        same = (each for each in window.findChildren(QWidget) if type(each) is kind and each.accessibleName() == name)
        if name and (again := next((each for each in same if each.isVisible()), None)) is not None:
            again.setFocus()
        if offered is not None:
            window.opened.operations.offer(offered)
