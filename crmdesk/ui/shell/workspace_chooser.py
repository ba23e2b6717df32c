"""Leads to an open workspace: an existing one, or a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.domain.clock import Clock
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.single_instance import SingleInstance, ask_to_show
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.new_workspace import NewWorkspace

if TYPE_CHECKING:
    from crmdesk.services.desk import Later
    from crmdesk.services.watch import Watch
    from crmdesk.wiring import Services


@dataclass(frozen=True, slots=True)
class WorkspaceOpening:
    """What a workspace is opened with: the time, who is working, and where to do what nobody waits for."""

    clock: Clock
    machine: Machine
    later: "Later"

    def services_at(self, path: Path) -> "Services":
        """The services on a workspace file; raises as ``wiring.open_services``."""
        from crmdesk.wiring import open_services

        return open_services(path, self.clock, self.machine.actor, later=self.later)

    def services_on_new(self, new: NewWorkspace, watch: "Watch | None" = None) -> "Services":
        """The services on a workspace made now, ``watch`` for the sample company; raises as ``wiring.new_services``."""
        from crmdesk.wiring import new_services

        return new_services(
            new.path,
            self.clock,
            self.machine.actor,
            currency=new.currency,
            packs=new.packs,
            later=self.later,
            sample=watch,
        )


class WorkspaceChooser(QObject):
    """Hands the services of the workspace to ``show``, or the sentence why there are none to ``refuse``."""

    def __init__(
        self,
        window: QWidget,
        files: FileChooser,
        opening: WorkspaceOpening,
        instance: SingleInstance,
        show: "Callable[[Services], None]",
        refuse: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._files, self.opening, self._instance = window, files, opening, instance
        self._show, self._refuse = show, refuse

    def choose(self) -> None:
        """Let the person choose a workspace file."""
        path = self._files.open_file(self._window, _("Open a workspace"), _kinds())
        if path is not None:
            self.open(path)

    def services_at(self, path: Path) -> "Services":
        """The services on a workspace file, shown by nobody yet; raises as ``wiring.open_services``."""
        return self.opening.services_at(path)

    def open(self, path: Path) -> None:
        """Open a workspace file, or have the window that has it open already come to the front."""
        try:
            services = self.opening.services_at(path)
        except CrmError as error:
            self._refuse(error.message)
            return
        if self.claim(path):
            self._show(services)

    def claim(self, path: Path) -> bool:
        """Take a workspace for this window; where another one has it, that comes to the front and this says so."""
        if self._instance.claim(path):
            return True
        ask_to_show(path)
        self._refuse(_("“{workspace}” is open in another window.").format(workspace=path.stem))
        return False

    def make(self, new: NewWorkspace) -> None:
        """Make a workspace and show it.

        Raises ValidationError for what cannot be had so, and StorageUnavailableError when it cannot be made.
        """
        self.take(self.opening.services_on_new(new))

    def take(self, services: "Services") -> None:
        """Show a workspace that has just been made."""
        self._instance.claim(services.desk.workspace.path)
        self._show(services)


def _kinds() -> str:
    return _("crmdesk workspaces (*.crmdesk)")
