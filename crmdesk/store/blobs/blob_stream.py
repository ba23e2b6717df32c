"""A blob read like a file, from anywhere in it, on any thread."""

import io

from typing_extensions import Buffer, override

from crmdesk.store.blobs.blob_store import BlobStore
from crmdesk.store.blobs.incoming import CHUNK


class BlobStream(io.RawIOBase):
    """Read-only and seekable; holds one piece of the blob and nothing open.

    Raises NotFoundError when there is no such blob.
    """

    def __init__(self, store: BlobStore, digest: str) -> None:
        super().__init__()
        self._store = store
        self._digest = digest
        self._size = store.size(digest)
        self._place = 0
        self._held = -1, b""

    @override
    def readable(self) -> bool:
        """Always."""
        return True

    @override
    def seekable(self) -> bool:
        """Always."""
        return True

    @override
    def tell(self) -> int:
        """The place in bytes from the beginning."""
        return self._place

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go somewhere; places before the beginning are taken for it."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, origin + offset)
        return self._place

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer as far as one piece reaches; 0 at the end."""
        number, start = divmod(self._place, CHUNK)
        if self._place >= self._size:
            return 0
        if self._held[0] != number:
            self._held = number, self._store.chunk(self._digest, number)
        target = memoryview(buffer).cast("B")
        found = self._held[1][start : start + len(target)]
        target[: len(found)] = found
        self._place += len(found)
        return len(found)
