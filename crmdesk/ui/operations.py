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


UNDO = "undo"
"""The runner's slot for taking back what is large: one at a time."""

_AT_ONCE = 500
"""So many rows are put back before anybody would notice a pause."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Back or forth: how to go it, what is said meanwhile and then, what the way back is called and does."""

    go: Callable[[], "tuple[Target, Changes]"]
    doing: str
    done: str
    back: str
    back_does_again: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What suggests itself after a change, besides taking it back."""

    button: str
    action: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the notice says of a change just made, whether its button takes back or does again, and what may follow."""

    sentence: str
    button: str
    does_again: bool = False
    follow_up: FollowUp | None = None


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
        self._offered: Offer | None = None

    @property
    def standing_offer(self) -> Offer | None:
        """What is still offered on the screen."""
        offered = self._offered
        if offered is None or not self._notice.isVisible():
            return None
        return offered if (offered.sentence, offered.button) == (self._notice.text, self._notice.button) else None

    def offer(self, offered: Offer) -> None:
        """Say what was done, and offer the way back."""
        self._offered = offered
        back = self.redo if offered.does_again else self.undo
        if (after := offered.follow_up) is None:
            self._notice.tell(offered.sentence, offered.button, back)
        else:
            self._notice.tell(offered.sentence, offered.button, back, also=after.button, also_action=after.action)

    def perform(self, work: Callable[[], Changes], told: str, follow_up: FollowUp | None = None) -> CrmError | None:
        """Do it and say ``told``, or return the expected error that stopped it."""
        error = self.perform_silently(work)
        if error is None:
            self.offer(Offer(told, _("Undo"), follow_up=follow_up))
        return error

    def perform_silently(self, work: Callable[[], Changes]) -> CrmError | None:
        """``perform`` for those who say themselves what was done."""
        try:
            changes = work()
        except CrmError as error:
            return error
        self._bus.publish(changes)
        return None

    def attempt(self, work: Callable[[], Changes], told: str, follow_up: FollowUp | None = None) -> None:
        """``perform`` for what has no field beside which an error could stand."""
        if (error := self.perform(work, told, follow_up)) is not None:
            self._notice.tell(error.message)

    @property
    def is_busy(self) -> bool:
        """Whether something large is being taken back or done again."""
        return self._runner.busy(UNDO)

    def undo(self) -> None:
        """Take back this person's newest change and say which it was."""
        way = _Way(self._history.undo, _("Undoing: {what}"), _("Undone: {what}"), _("Redo"), back_does_again=True)
        self._reverse(self._history.next_undo(), way)

    def redo(self) -> None:
        """Do again what was taken back and say what it was."""
        way = _Way(
            self._history.redo, _("Doing again: {what}"), _("Done again: {what}"), _("Undo"), back_does_again=False
        )
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

        self._runner.start(UNDO, lambda _watch: way.go(), done=done, failed=failed)
        self._strip.begin(way.doing.format(what=_shortened(target.label)), can_be_cancelled=False)
        self.busy_changed.emit()

    def _tell(self, way: "_Way", reversed_: "tuple[Target, Changes]") -> None:
        target, changes = reversed_
        self.offer(Offer(way.done.format(what=_shortened(target.label)), way.back, does_again=way.back_does_again))
        # Last: the screens that show it may go with it.
        self._bus.publish(changes)


def _shortened(label: str) -> str:
    return label if len(label) <= 90 else label[:89] + "…"
