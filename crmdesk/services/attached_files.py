"""The bytes of attached files: taking them in, reading them, giving copies of them away. Changes no record.

Any of it may take long: it is made for a thread of its own, holds no file in memory as a whole and can be stopped.
"""

import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from crmdesk.domain.attachment import Attachment, FileSource, KeptFile
from crmdesk.domain.errors import CancelledError, ConflictError, UnwritableError
from crmdesk.domain.file_failures import failure_words
from crmdesk.domain.file_name import safe_name, shown_name, stored_name
from crmdesk.domain.file_opening import may_open
from crmdesk.exchange.file_inspection import Inspection
from crmdesk.exchange.whole_file import whole_file
from crmdesk.i18n import _
from crmdesk.paths import opened_files_folder
from crmdesk.services.desk import Desk
from crmdesk.services.watch import Watch
from crmdesk.store.attached_files import bytes_of
from crmdesk.store.blobs import BlobStore, BlobStream
from crmdesk.store.blobs.blob_sources import pieces_of, regular_file

_BUFFER = 1 << 16
_READ_ONLY = 0o400
_FORGOTTEN = 24 * 60 * 60


class AttachedFiles:
    """What is in the files, whether or not a touch has them yet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, sources: Sequence[FileSource], watch: Watch) -> tuple[KeptFile, ...]:
        """Take in the bytes of files; they are on the disk afterwards, and nobody sees them until a touch has them.

        Progress is in bytes. Raises ValidationError (field ``file``) for what is no ordinary file, cannot be read or
        is too large, CancelledError on request, and StorageUnavailableError when there is no place for it.
        """
        store = self._store()
        meter = _Meter(watch, None)
        return tuple(self._keep(store, source, meter) for source in sources)

    def read(self, digest: str) -> BinaryIO:
        """The bytes of a kept or attached file as a stream that can seek, for any thread.

        Raises NotFoundError when they are gone and StorageUnavailableError when they cannot be read.
        """
        return io.BufferedReader(BlobStream(self._store(), digest), _BUFFER)

    def save_copy(self, attachment: Attachment, target: Path, watch: Watch) -> None:
        """Write a copy to ``target``, which it replaces when it is complete. Progress is in bytes.

        Raises UnwritableError, CancelledError, and what ``read`` raises, also where the bytes are not what they were.
        """
        pieces = _Meter(watch, attachment.size).count(self._store().read(attachment.digest))
        try:
            with whole_file(target) as draft, draft.open("wb") as file:
                file.writelines(pieces)
        except OSError as error:
            raise _unwritable(target, error) from error

    def copy_to_open(self, attachment: Attachment, watch: Watch) -> Path:
        """A read-only copy, in a folder of the program's own, for another program to open.

        With each new one those that are older than a day go. Raises ConflictError for a file that may not be opened
        (``domain.file_opening``), and what ``save_copy`` raises.
        """
        if not may_open(attachment.media_type, attachment.name):
            raise ConflictError(
                _("“{name}” is of a kind that is not opened from here; save a copy if you trust it.").format(
                    name=shown_name(attachment.name)
                )
            )
        folder = opened_files_folder() / attachment.uid
        _forget_copies(self._desk.clock.now().utc.timestamp() - _FORGOTTEN)
        path = folder / safe_name(attachment.name)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.unlink(missing_ok=True)
            self.save_copy(attachment, path, watch)
            path.chmod(_READ_ONLY)
        except OSError as error:
            raise _unwritable(path, error) from error
        return path

    def _keep(self, store: BlobStore, source: FileSource, meter: "_Meter") -> KeptFile:
        name = stored_name(source.name or (source.path.name if source.path else ""))
        inspection = Inspection(name)
        with _pieces(source, name) as pieces:
            blob = store.put(inspection.watch(meter.count(pieces)), self._desk.clock.now().utc)
        return KeptFile(name, blob.digest, blob.size, inspection.media_type())

    def _store(self) -> BlobStore:
        with self._desk.read() as source:
            return bytes_of(self._desk.workspace, source)


class _Meter:
    """Counts bytes on their way."""

    def __init__(self, watch: Watch, total: int | None) -> None:
        self._watch = watch
        self._total = total
        self._done = 0

    def count(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they are.

        Raises CancelledError when the person has asked to stop.
        """
        for piece in pieces:
            if self._watch.cancelled():
                raise CancelledError(_("Cancelled; nothing was changed."))
            yield piece
            self._done += len(piece)
            self._watch.progress(self._done, self._total)


@contextmanager
def _pieces(source: FileSource, name: str) -> Iterator[Iterable[bytes]]:
    if source.path is None:
        yield [source.data]
        return
    with regular_file(source.path) as file:
        yield pieces_of(file, name)


def _forget_copies(oldest: float) -> None:
    """One that is still open somewhere goes another time."""
    folders = opened_files_folder()
    with suppress(OSError):
        for folder in folders.iterdir():
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def _unwritable(path: Path, error: OSError) -> UnwritableError:
    return UnwritableError(
        _("“{name}” cannot be written: {reason}.").format(name=path.name, reason=failure_words(error))
    )
