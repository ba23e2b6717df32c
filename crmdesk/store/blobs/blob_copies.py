"""Copying blobs from one file to another, each of them looked at on its way."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from crmdesk.domain.errors import NotFoundError, WorkspaceRefusedError
from crmdesk.store.blobs.blob_store import BlobStore

Progress = Callable[[int, int], None]


class _UnreadableBlobError(Exception):
    """The bytes are gone, or are not what they were."""


def copy_blobs(
    source: BlobStore,
    target: BlobStore,
    now: datetime,
    progress: Progress = lambda _done, _total: None,
    wanted: Collection[str] | None = None,
) -> list[str]:
    """Copy what the other lacks, of all that is ``wanted`` or of everything; returns the digests of what is not sound.

    Progress is in bytes. Raises what the target raises when it cannot be written.
    """
    sizes = {blob.digest: blob.size for blob in source.blobs() if wanted is None or blob.digest in wanted}
    known = target.present(sizes)
    missing = [digest for digest in sizes if digest not in known]
    total, done = sum(sizes[digest] for digest in missing), 0
    unsound: list[str] = []
    for digest in missing:
        progress(done, total)
        try:
            target.put(_sound(source, digest), now)
        except _UnreadableBlobError:
            unsound.append(digest)
        done += sizes[digest]
    progress(done, total)
    return unsound


def _sound(source: BlobStore, digest: str) -> Iterator[bytes]:
    try:
        yield from source.read(digest)
    except (NotFoundError, WorkspaceRefusedError) as error:
        raise _UnreadableBlobError from error
