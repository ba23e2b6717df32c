"""The sample company in the window: a workspace made with it, and its removal, both beside the window.

Knows what is shown meanwhile, not what the sample company is.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.tasks import TaskRunner, was_cancelled
from crmdesk.ui.operations import Offer
from crmdesk.ui.shell.new_workspace import NewWorkspace
from crmdesk.ui.shell.start_page import StartPage
from crmdesk.ui.shell.workspace_chooser import WorkspaceChooser
from crmdesk.ui.workbench import TABLES, Workbench

if TYPE_CHECKING:
    from crmdesk.wiring import Services

_SLOT = "sample company"


class SampleMaking(QObject):
    """Makes workspaces with the sample company; ``page`` gives the start page as it is now."""

    def __init__(
        self, chooser: WorkspaceChooser, runner: TaskRunner, page: Callable[[], StartPage], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chooser, self._runner, self._page = chooser, runner, page

    def start(self, new: NewWorkspace) -> None:
        """Make one and show it."""
        self._page().show_making(making=True)
        self._runner.start(
            _SLOT,
            lambda watch: self._chooser.opening.services_on_new(new, watch),
            done=self._finish,
            failed=self._fail,
            progressed=self._show_progress,
        )

    def stop(self) -> None:
        """Make none after all; no file is left."""
        self._runner.cancel(_SLOT)

    def follow(self) -> None:
        """The start page is another one now."""
        self._page().show_making(making=self._runner.busy(_SLOT))

    def _show_progress(self, done: int, total: int | None) -> None:
        self._page().strip.show_progress(done, total)

    def _finish(self, services: "Services") -> None:
        self._page().show_making(making=False)
        self._chooser.take(services)

    def _fail(self, error: CrmError) -> None:
        self._page().show_making(making=False)
        if not was_cancelled(error):
            self._page().refuse(error)


def remove_sample(bench: Workbench, busy_changed: Callable[[], None]) -> None:
    """Take the sample company out of the open workspace, and offer to bring it back."""

    def end() -> None:
        bench.strip.end()
        busy_changed()

    def done(changes: Changes) -> None:
        end()
        bench.operations.offer(Offer(_("The sample data is gone; what you added yourself is still here."), _("Undo")))
        bench.bus.publish(changes)

    def failed(error: CrmError) -> None:
        end()
        bench.notice.tell(error.message)

    bench.runner.start(
        TABLES, bench.services.demo.remove, done=done, failed=failed, progressed=bench.strip.show_progress
    )
    bench.strip.begin(_("Removing the sample data…"))
    busy_changed()
