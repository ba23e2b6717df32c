"""Doing things to the open workspace from the window: the change is announced, and a notice offers to take it back.

Knows neither the screens nor what the changes are.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.notices import Notice
from crmdesk.ui.change_bus import ChangeBus

if TYPE_CHECKING:
    from crmdesk.services.history import HistoryService


class Operations(QObject):
    """Runs one-row writes on the window's thread."""

    def __init__(
        self, history: "HistoryService", bus: ChangeBus, notice: Notice, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._bus, self._notice = history, bus, notice

    def perform(self, work: Callable[[], Changes], told: str) -> CrmError | None:
        """Do it and say ``told``, or return the expected error that stopped it."""
        error = self.perform_silently(work)
        if error is None:
            self._notice.tell(told, _("Undo"), self.undo)
        return error

    def perform_silently(self, work: Callable[[], Changes]) -> CrmError | None:
        """``perform`` for those who say themselves what was done."""
        try:
            changes = work()
        except CrmError as error:
            return error
        self._bus.publish(changes)
        return None

    def attempt(self, work: Callable[[], Changes], told: str) -> None:
        """``perform`` for what has no field beside which an error could stand."""
        if (error := self.perform(work, told)) is not None:
            self._notice.tell(error.message)

    def undo(self) -> None:
        """Take back this person's newest change and say which it was."""
        try:
            target, changes = self._history.undo()
        except CrmError as error:
            self._notice.tell(error.message)
            return
        self._bus.publish(changes)
        self._notice.tell(_("Undone: {what}").format(what=_shortened(target.label)), _("Redo"), self.redo)

    def redo(self) -> None:
        """Do again what was taken back and say what it was."""
        try:
            target, changes = self._history.redo()
        except CrmError as error:
            self._notice.tell(error.message)
            return
        self._bus.publish(changes)
        self._notice.tell(_("Done again: {what}").format(what=_shortened(target.label)), _("Undo"), self.undo)


def _shortened(label: str) -> str:
    return label if len(label) <= 90 else label[:89] + "…"
