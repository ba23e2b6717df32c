"""A blob on its way in: written piece by piece, each in a transaction of its own, and named once its digest is known.

So nobody waits long for the file, and a blob of gigabytes needs neither memory nor a log of its size. What was cut off
on its way has no name; nobody sees it, and it is removed a day later.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlcipher3 import dbapi2 as sqlite_driver

from crmdesk.store.blobs.blob_file import transaction

CHUNK = 1 << 20
"""A blob is kept in rows of so many bytes, the last one shorter."""

_STRETCH = 8 * CHUNK
_ABANDONED = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Blob:
    """A blob that is kept: the SHA-256 of its bytes, how many they are, when last asked to be kept (since 1970, s)."""

    digest: str
    size: int
    stored_at: int


class Incoming:
    """A blob that comes in through an open connection."""

    def __init__(self, raw: Any, now: datetime) -> None:
        self._raw = raw
        self._now = int(now.timestamp())
        self._digested = hashlib.sha256()
        self._size = 0
        self._row = 0
        self._rest = b""

    def take(self, pieces: Iterable[bytes]) -> None:
        """Write all but the last few megabytes."""
        for stretch in _stretches(pieces):
            if self._rest:
                with transaction(self._raw):
                    self._write(self._rest)
            self._digested.update(stretch)
            self._rest = stretch

    def keep(self) -> Blob:
        """Write the rest and give the blob its name; one that is there already is only said to be wanted again."""
        digest = self._digested.hexdigest()
        with transaction(self._raw):
            row, known = known_blob(self._raw, digest)
            if known is not None:
                self._raw.execute("UPDATE blob SET stored_at=? WHERE id=?", (self._now, row))
                delete_blob(self._raw, self._row)
                return known
            self._write(self._rest)
            self._raw.execute("UPDATE blob SET digest=?, size=? WHERE id=?", (digest, self._size, self._row))
        return Blob(digest, self._size, self._now)

    def drop(self) -> None:
        """Leave nothing behind; what cannot be removed now is later."""
        with suppress(sqlite_driver.Error), transaction(self._raw):
            delete_blob(self._raw, self._row)

    def _write(self, stretch: bytes) -> None:
        if not self._row:
            begin = self._raw.execute("INSERT INTO blob (size, stored_at) VALUES (0, ?)", (self._now,))
            self._row = begin.lastrowid
        first = self._size // CHUNK
        rows = [
            (self._row, first + number, stretch[start : start + CHUNK])
            for number, start in enumerate(range(0, len(stretch), CHUNK))
        ]
        self._raw.executemany("INSERT INTO chunk (blob_id, number, bytes) VALUES (?, ?, ?)", rows)
        self._size += len(stretch)


def known_blob(raw: Any, digest: str) -> tuple[int, Blob | None]:
    """The row and the blob with this digest; 0 and None when there is none."""
    found = raw.execute("SELECT id, digest, size, stored_at FROM blob WHERE digest=?", (digest,)).fetchone()
    return (found[0], Blob(*found[1:])) if found else (0, None)


def delete_blob(raw: Any, row: int) -> None:
    """Remove a blob, named or not."""
    raw.execute("DELETE FROM chunk WHERE blob_id=?", (row,))
    raw.execute("DELETE FROM blob WHERE id=?", (row,))


def forget_abandoned(raw: Any, now: datetime) -> None:
    """Remove what somebody who was stopped has left unfinished."""
    query = "SELECT id FROM blob WHERE digest IS NULL AND stored_at < ?"
    for (row,) in raw.execute(query, (int(now.timestamp()) - _ABANDONED,)).fetchall():
        with transaction(raw):
            delete_blob(raw, row)


def _stretches(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in stretches that fill whole rows."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        while length >= _STRETCH:
            joined = b"".join(held)
            yield joined[:_STRETCH]
            held, length = [joined[_STRETCH:]], length - _STRETCH
    if length:
        yield b"".join(held)
