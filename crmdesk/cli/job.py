"""A job of unknown length: a progress bar on a terminal, and Ctrl-C as a wish to stop that leaves nothing half done.

The first Ctrl-C asks the job to stop at the next safe place; a second one interrupts it where it is, which rolls back
whatever transaction is open.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from crmdesk.domain.errors import CancelledError
from crmdesk.i18n import _

_Show = Callable[[int, int | None], None]


class Job:
    """What a service is handed while it works."""

    def __init__(self, show: _Show) -> None:
        self._show = show
        self._stopped = False

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """The person wants it to end."""
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True

    def cancelled(self) -> bool:
        """Whether to stop at the next safe place."""
        return self._stopped

    def progress(self, done: int, total: int | None) -> None:
        """Show how far it is."""
        self._show(done, total)

    def step(self, done: int, total: int) -> None:
        """``progress`` for services that have no other way to be stopped.

        Raises CancelledError when it should stop and is not at its end already.
        """
        self._show(done, total)
        if self._stopped and done < total:
            raise CancelledError(_("Cancelled; nothing was changed."))


@contextmanager
def job(title: str) -> Iterator[Job]:
    """Watch over a job; its progress is shown on standard error when that is a terminal."""
    with _display(title) as show:
        watched = Job(show)
        previous = signal.signal(signal.SIGINT, watched.stop)
        try:
            yield watched
        finally:
            signal.signal(signal.SIGINT, previous)


@contextmanager
def _display(title: str) -> Iterator[_Show]:
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
