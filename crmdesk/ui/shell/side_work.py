"""Does what nobody waits for, such as the half-hourly backup, beside the window. Knows nothing of what is done."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import CrmError
from crmdesk.qt.tasks import TaskRunner

_SLOT = "side work"
_logger = logging.getLogger(__name__)


class SideWork(QObject):
    """One piece at a time; one that comes meanwhile is let go, for it comes again with the next change.

    ``done`` tells that a piece has ended well.
    """

    done = Signal()

    # Also wished for on the thread of a task (an import), while only the window's own may start another.
    _wished = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._wished.connect(self._start)

    def do(self, work: Callable[[], None]) -> None:
        """Have it done soon, from whatever thread; what goes wrong is only logged."""
        self._wished.emit(work)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._runner.busy(_SLOT)

    def _start(self, work: Callable[[], None]) -> None:
        if not self.is_busy:
            self._runner.start(_SLOT, lambda _watch: work(), done=lambda _nothing: self.done.emit(), failed=_log)


def _log(error: CrmError) -> None:
    _logger.warning("what was done beside the window failed", extra={"code": error.code})
