"""Bringing the bytes of files into the workspace beside the window's thread, before anything is said of them.

Shows how far it is, can be stopped, and tells what could not be brought in. Knows not what the files are attached to.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.attachment import FileSource, KeptFile
from crmdesk.domain.errors import CancelledError, CrmError
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _, ngettext
from crmdesk.qt.incoming_files import IncomingFiles
from crmdesk.qt.picture_decoding import png_of
from crmdesk.qt.plain_text import isolated
from crmdesk.qt.tasks import Watch, was_cancelled
from crmdesk.ui import wording
from crmdesk.ui.workbench import TABLES, Workbench

_SLOT = "attaching {number}"

Taken = Callable[[tuple[KeptFile, ...]], None]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What came together, and who waits for it."""

    incoming: IncomingFiles
    name: str
    done: Taken


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The files that are safe now, and why the others are not."""

    kept: tuple[KeptFile, ...]
    refused: tuple[str, ...]


class Attaching(QObject):
    """``changed`` tells that something is coming in now, or nothing any more."""

    changed = Signal()

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._waiting: deque[_Batch] = deque()
        self._slot = _SLOT.format(number=id(self))
        self._owns_strip = False
        bench.strip.cancel_requested.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether something is coming in."""
        return self._bench.runner.busy(self._slot)

    def bring(self, incoming: IncomingFiles, done: Taken) -> None:
        """Bring files in; ``done`` gets those that came, unless none did."""
        at = self._bench.services.desk.clock.now().local
        # Translators: the name of a picture that was on the clipboard; the time has no colon, which no file may have.
        name = _("Picture {when}.png").format(when=at.strftime("%Y-%m-%d %H.%M.%S"))
        self._waiting.append(_Batch(incoming, name, done))
        self._begin_next()

    def cancel(self) -> None:
        """Stop what the strip shows; what waits is not begun."""
        if self.is_busy and self._owns_strip:
            self._waiting.clear()
            self._bench.runner.cancel(self._slot)

    def _begin_next(self) -> None:
        if self.is_busy or not self._waiting:
            return
        batch, bench, files = self._waiting.popleft(), self._bench, self._bench.services.attached_files

        def work(watch: Watch) -> _Outcome:
            kept: list[KeptFile] = []
            refused: list[str] = []
            for source in _sources(batch):
                try:
                    kept += files.keep([source], watch)
                except CancelledError:
                    raise
                except CrmError as error:
                    refused.append(error.message)
            return _Outcome(tuple(kept), tuple(refused))

        # An import shows how far it is there.
        self._owns_strip = not bench.runner.busy(TABLES)
        bench.runner.start(
            self._slot,
            work,
            done=lambda outcome: self._end(batch, outcome),
            failed=self._fail,
            progressed=bench.strip.show_progress if self._owns_strip else lambda _done, _total: None,
        )
        if self._owns_strip:
            bench.strip.begin(_told(batch))
        self.changed.emit()

    def _end(self, batch: _Batch, outcome: _Outcome) -> None:
        self._leave_strip()
        if outcome.kept:
            batch.done(outcome.kept)
        if outcome.refused:
            more = len(outcome.refused) - 1
            also = ngettext("{count} more could not be attached.", "{count} more could not be attached.", more)
            told = (outcome.refused[0], also.format(count=wording.number(more)) if more else "")
            self._bench.notice.tell(" ".join(part for part in told if part))
        self._begin_next()

    def _fail(self, error: CrmError) -> None:
        self._leave_strip()
        self._bench.notice.tell(_("Stopped; nothing was attached.") if was_cancelled(error) else error.message)
        self._begin_next()

    def _leave_strip(self) -> None:
        if self._owns_strip:
            self._bench.strip.end()
        self.changed.emit()


def choose_files(bench: Workbench, take: Callable[[IncomingFiles], None]) -> None:
    """Let the person choose files of this computer."""
    paths = bench.files.open_files(bench.window, _("Attach files"), _("All files (*)"))
    if paths:
        take(IncomingFiles(tuple(paths)))


def _sources(batch: _Batch) -> Sequence[FileSource]:
    picture = batch.incoming.picture
    if picture is not None:
        return [FileSource(name=batch.name, data=png_of(picture))]
    return [FileSource(path) for path in batch.incoming.paths]


def _told(batch: _Batch) -> str:
    paths = batch.incoming.paths
    if len(paths) > 1:
        return _("Bringing in {count} files").format(count=wording.number(len(paths)))
    return _("Bringing in “{name}”").format(name=isolated(shown_name(paths[0].name if paths else batch.name)))
