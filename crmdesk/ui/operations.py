"""Doing things to the open workspace from the window: the change is announced, and a notice offers to take it back.

Knows neither the screens nor what the changes are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.notices import Notice
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.ui.change_bus import ChangeBus

if TYPE_CHECKING:
    from crmdesk.services.history import HistoryService, Target


_SLOT = "undo"
_AT_ONCE = 500
"""So many rows are put back before anybody would notice a pause."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Back or forth: how to go it, what is said meanwhile and then, and the way back."""

    go: Callable[[], "tuple[Target, Changes]"]
    doing: str
    done: str
    back: str
    go_back: Callable[[], None]


class Operations(QObject):
    """Runs one-row writes on the window's thread; what takes back thousands of rows runs beside it."""

    busy_changed = Signal()

    def __init__(
        self,
        history: "HistoryService",
        bus: ChangeBus,
        notice: Notice,
        runner: TaskRunner,
        strip: JobStrip,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._bus, self._notice = history, bus, notice
        self._runner, self._strip = runner, strip

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

    @property
    def is_busy(self) -> bool:
        """Whether something large is being taken back or done again."""
        return self._runner.busy(_SLOT)

    def undo(self) -> None:
        """Take back this person's newest change and say which it was."""
        way = _Way(self._history.undo, _("Undoing: {what}"), _("Undone: {what}"), _("Redo"), self.redo)
        self._reverse(self._history.next_undo(), way)

    def redo(self) -> None:
        """Do again what was taken back and say what it was."""
        way = _Way(self._history.redo, _("Doing again: {what}"), _("Done again: {what}"), _("Undo"), self.undo)
        self._reverse(self._history.next_redo(), way)

    def _reverse(self, target: "Target | None", way: "_Way") -> None:
        """At once what is small; an import beside the window."""
        if self.is_busy:
            return
        if target is None or target.rows <= _AT_ONCE:
            try:
                self._tell(way, way.go())
            except CrmError as error:
                self._notice.tell(error.message)
            return

        def done(reversed_: "tuple[Target, Changes]") -> None:
            end()
            self._tell(way, reversed_)

        def failed(error: CrmError) -> None:
            end()
            self._notice.tell(error.message)

        def end() -> None:
            self._strip.end()
            self.busy_changed.emit()

        self._runner.start(_SLOT, lambda _watch: way.go(), done=done, failed=failed)
        self._strip.begin(way.doing.format(what=_shortened(target.label)), can_be_cancelled=False)
        self.busy_changed.emit()

    def _tell(self, way: "_Way", reversed_: "tuple[Target, Changes]") -> None:
        target, changes = reversed_
        self._bus.publish(changes)
        self._notice.tell(way.done.format(what=_shortened(target.label)), way.back, way.go_back)


def _shortened(label: str) -> str:
    return label if len(label) <= 90 else label[:89] + "…"
