"""Keeping blobs, finding them by their digest, and letting go of them."""

import hashlib
import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crmdesk.domain.errors import NotFoundError, StorageUnavailableError
from crmdesk.i18n import _
from crmdesk.store.blobs.blob_file import Connect, damaged_files, ensure, opened, transaction
from crmdesk.store.blobs.incoming import Blob, Incoming, delete_blob, forget_abandoned, known_blob
from crmdesk.store.chunks import chunked
from crmdesk.store.dialects import sqlite


@dataclass(frozen=True, slots=True)
class BlobStore:
    """The blobs of ``owner`` in one file, which is made when the first comes; of anybody where ``owner`` is None.

    Holds no connection between two calls. Each call raises WorkspaceRefusedError when the file cannot be used; it is
    then left as it is.
    """

    path: Path
    owner: str | None
    connect: Connect = sqlite.connect_raw

    def put(self, pieces: Iterable[bytes], now: datetime) -> Blob:
        """Keep what comes in pieces of any length; it is on the disk afterwards.

        Never more than a few megabytes are held at once, or keep others waiting. Whatever ``pieces`` raises passes;
        nothing is then kept.
        """
        ensure(self.path, self.owner)
        with opened(self.path, self.owner, self.connect) as raw:
            forget_abandoned(raw, now)
            incoming = Incoming(raw, now)
            try:
                incoming.take(pieces)
                return incoming.keep()
            except BaseException:
                incoming.drop()
                raise

    def present(self, digests: Collection[str]) -> set[str]:
        """Those of the digests whose bytes are kept."""
        found: set[str] = set()
        with opened(self.path, self.owner, self.connect) as raw:
            for part in chunked(list(digests)) if raw else ():
                marks = ",".join("?" * len(part))
                query = f"SELECT digest FROM blob WHERE digest IN ({marks})"  # noqa: S608  # marks only
                found.update(row[0] for row in raw.execute(query, part))
        return found

    def blobs(self) -> list[Blob]:
        """Everything that is kept."""
        with opened(self.path, self.owner, self.connect) as raw:
            query = "SELECT digest, size, stored_at FROM blob WHERE digest IS NOT NULL"
            return [Blob(*row) for row in raw.execute(query)] if raw else []

    def size(self, digest: str) -> int:
        """How many bytes a blob has.

        Raises NotFoundError when there is no such blob.
        """
        with opened(self.path, self.owner, self.connect) as raw:
            return _require(raw, digest)[1].size

    def chunk(self, digest: str, number: int) -> bytes:
        """The piece of a blob with this number from 0, of ``CHUNK`` bytes but for the last; empty behind its end.

        Raises NotFoundError when there is no such blob.
        """
        with opened(self.path, self.owner, self.connect) as raw:
            place = _require(raw, digest)[0], number
            found = raw.execute("SELECT bytes FROM chunk WHERE blob_id=? AND number=?", place).fetchone()
        return found[0] if found else b""

    def read(self, digest: str) -> Iterator[bytes]:
        """The bytes of a blob in pieces.

        Raises NotFoundError when there is no such blob, WorkspaceRefusedError at the end when they are not what the
        digest says.
        """
        digested = hashlib.sha256()
        with opened(self.path, self.owner, self.connect) as raw:
            row = _require(raw, digest)[0]
            for (piece,) in raw.execute("SELECT bytes FROM chunk WHERE blob_id=? ORDER BY number", (row,)):
                digested.update(piece)
                yield piece
        if digested.hexdigest() != digest:
            raise damaged_files(self.path)

    def is_sound(self, digest: str) -> bool:
        """Whether the bytes are there and are what the digest says."""
        try:
            for _piece in self.read(digest):
                pass
        except (NotFoundError, StorageUnavailableError):
            return False
        return True

    def remove(self, digests: Collection[str], stored_before: datetime | None = None) -> None:
        """Let go of blobs, or of those among them that nobody has asked to keep since a time."""
        limit = stored_before.timestamp() if stored_before else math.inf
        with opened(self.path, self.owner, self.connect) as raw:
            for digest in digests if raw else ():
                with transaction(raw):
                    row, blob = known_blob(raw, digest)
                    if blob is not None and blob.stored_at < limit:
                        delete_blob(raw, row)


def _require(raw: Any, digest: str) -> tuple[int, Blob]:
    row, blob = known_blob(raw, digest) if raw else (0, None)
    if blob is None:
        raise NotFoundError(_("The bytes of this file are gone; a backup may still have them."))
    return row, blob
