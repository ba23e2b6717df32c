"""One change to many things at once: few of them at once, many beside the window with their progress below.

Knows neither the things nor the change.
"""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.tasks import Watch
from crmdesk.ui import wording
from crmdesk.ui.workbench import Workbench

BULK = "bulk"
"""The runner's slot: one such change at a time."""

AT_ONCE = 200
"""So many are changed before anybody would notice a pause."""

Work: TypeAlias = Callable[[Watch], Changes]


class BulkWork(QObject):
    """Every change is one operation; a notice offers to take it back."""

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        bench.strip.cancel_requested.connect(lambda: bench.runner.cancel(BULK))

    def do(
        self,
        work: Work,
        count: int,
        *,
        doing: str,
        told: str,
        finished: Callable[[CrmError | None], None] | None = None,
        refused: Callable[[CrmError], None] | None = None,
    ) -> None:
        """Change ``count`` things; ``doing`` and ``told`` say their number as ``{n}``.

        ``finished`` hears of the error of a few, or that many are on their way, and ``refused`` of an error of these;
        errors nobody hears of are told below.
        """
        n, bench = wording.number(count), self._bench
        answer = refused or self._tell
        finished = finished or (lambda error: None if error is None else answer(error))
        if count <= AT_ONCE:
            finished(bench.operations.perform(lambda: work(Watch(lambda _done, _total: None)), told.format(n=n)))
            return

        def done(changes: Changes) -> None:
            bench.strip.end()
            bench.bus.publish(changes)
            bench.notice.tell(told.format(n=n), _("Undo"), bench.operations.undo)

        def failed(error: CrmError) -> None:
            bench.strip.end()
            answer(error)

        finished(None)
        bench.strip.begin(doing.format(n=n))
        bench.strip.show_progress(0, count)
        bench.runner.start(BULK, work, done=done, failed=failed, progressed=bench.strip.show_progress)

    def _tell(self, error: CrmError) -> None:
        self._bench.notice.tell(error.message)
