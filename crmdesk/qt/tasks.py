"""Work of unknown length, off the window's thread: progress, cancelling, and results back on the window's thread.

A task belongs to a slot. Starting another in the same slot makes the earlier one stop and its late answer be dropped.
Knows nothing of what is worked on.
"""

import gc
import logging
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from typing_extensions import override

from crmdesk.domain.errors import CancelledError, CrmError
from crmdesk.i18n import _

Result = TypeVar("Result")
_logger = logging.getLogger(__name__)


class Watch:
    """What a piece of work is handed: where to report to, and whether to stop."""

    def __init__(self, report: Callable[[int, int | None], None]) -> None:
        self._report = report
        self._stopped = False

    def progress(self, done: int, total: int | None) -> None:
        """Say how far it is."""
        self._report(done, total)

    def cancelled(self) -> bool:
        """Whether to stop at the next safe place."""
        return self._stopped

    def stop(self) -> None:
        """Wish that it ends."""
        self._stopped = True


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """One started piece of work and who waits for it."""

    slot: str
    watch: Watch
    done: Callable[[Any], None]
    failed: Callable[[CrmError], None]
    progressed: Callable[[int, int | None], None]


class _Job(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    @override
    def run(self) -> None:
        self._work()


class TaskRunner(QObject):
    """Runs work on a pool of threads. All callbacks happen on the thread that made the runner.

    While anything runs, Python does not hunt for reference cycles: it would on whichever thread happens to allocate,
    and a widget that is freed off its own thread brings the program down.
    """

    _reported = Signal(object, str, object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._current: dict[str, _Task] = {}
        self._running: set[_Task] = set()
        self._hunts_cycles = False
        self._is_closed = False
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        slot: str,
        work: Callable[[Watch], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[CrmError], None],
        progressed: Callable[[int, int | None], None] = lambda _done, _total: None,
    ) -> None:
        """Run ``work`` and call ``done`` with its result, or ``failed`` with the expected error it raised.

        Once the runner is closed, nothing is begun.
        """
        if self._is_closed:
            return
        self.cancel(slot)
        watch = Watch(lambda count, total: self._reported.emit(task, "progress", (count, total)))
        task = _Task(slot, watch, done, failed, progressed)
        self._current[slot] = task
        self._note_begun(task)
        # The language in use is kept in the context, which a new thread would begin without.
        context = copy_context()
        self._pool.start(_Job(lambda: context.run(self._run, task, work)))

    def cancel(self, slot: str) -> None:
        """Make the work in a slot stop; it then fails with CancelledError unless it is done already."""
        if slot in self._current:
            self._current[slot].watch.stop()

    def forget(self, slot: str) -> None:
        """Make the work in a slot stop; nobody hears of it any more."""
        if (task := self._current.pop(slot, None)) is not None:
            task.watch.stop()
            if not self._current:
                self.idle.emit()

    def busy(self, slot: str) -> bool:
        """Whether something is being done in a slot."""
        return slot in self._current

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done."""
        return bool(self._current)

    def finish(self) -> None:
        """Stop everything and wait until it has stopped; nobody hears of it any more."""
        for task in self._current.values():
            task.watch.stop()
        self._current.clear()
        self._note_ended(*self._running)

    def close(self) -> None:
        """``finish`` for good. A timer may still want something done, and Qt would wait for it with Python locked."""
        self._is_closed = True
        self.finish()

    def _note_begun(self, task: _Task) -> None:
        if not self._running:
            self._hunts_cycles = gc.isenabled()
            gc.disable()
        self._running.add(task)

    def _note_ended(self, *tasks: _Task) -> None:
        if not self._running:
            return
        self._running.difference_update(tasks)
        if not self._running:
            # The last one has given its answer, but may still be on its way out.
            self._pool.waitForDone()
            if self._hunts_cycles:
                gc.enable()

    def _run(self, task: _Task, work: Callable[[Watch], Any]) -> None:
        try:
            result = work(task.watch)
        except CrmError as error:
            # Without the frames it came through: what they hold would be freed on the window's thread, all at once.
            error.__context__ = None
            self._reported.emit(task, "failed", error.with_traceback(None))
        except Exception:
            # Outermost handler of a thread: a bug of ours.
            _logger.exception("a task failed")
            self._reported.emit(task, "failed", CrmError(_("Something went wrong inside crmdesk; it is in the log.")))
        else:
            self._reported.emit(task, "done", result)

    def _deliver(self, task: _Task, what: str, payload: Any) -> None:
        if what != "progress":
            self._note_ended(task)
        if self._current.get(task.slot) is not task:
            return
        if what == "progress":
            task.progressed(*payload)
            return
        del self._current[task.slot]
        if what == "done":
            task.done(payload)
        else:
            task.failed(payload)
        if not self._current:
            self.idle.emit()


def was_cancelled(error: CrmError) -> bool:
    """Whether work ended because somebody wished so."""
    return isinstance(error, CancelledError)
