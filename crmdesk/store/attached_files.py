"""Where the bytes of a workspace's attachments are, and reading them whatever state they are in."""

from collections.abc import Collection

from crmdesk.domain.errors import StorageUnavailableError
from crmdesk.store.blobs import BlobStore, files_of
from crmdesk.store.queries.attachments import origin_of
from crmdesk.store.workspace import Source, Workspace


def bytes_of(workspace: Workspace, source: Source) -> BlobStore:
    """The bytes of the workspace's attachments."""
    return BlobStore(files_of(workspace.path), origin_of(source))


def present_if_readable(store: BlobStore, digests: Collection[str]) -> set[str]:
    """Those whose bytes are there; none where they cannot be looked at: the records can be read all the same."""
    try:
        return store.present(digests)
    except StorageUnavailableError:
        return set()
