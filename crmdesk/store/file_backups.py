"""The attached files of backups: copied there once, shared by all automatic backups of a workspace, and brought back.

The bytes are copied before the records get their name, so that no backup has a record without what it names, unless
the workspace itself had lost it. Nothing is ever removed from a backup's files.
"""

import contextlib
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from crmdesk.domain.errors import NewerWorkspaceError, StorageUnavailableError, WorkspaceRefusedError
from crmdesk.store import file_set
from crmdesk.store.blobs import BlobStore, files_of
from crmdesk.store.blobs.blob_copies import copy_blobs
from crmdesk.store.blobs.blob_file import claim, ensure
from crmdesk.store.dialects.sqlite_examination import connect_to_look

_logger = logging.getLogger(__name__)

_ORIGIN = "SELECT uid FROM change_set ORDER BY id LIMIT 1"
_NAMED = """
    SELECT digest FROM attachment
    UNION SELECT json_extract(before, '$.digest') FROM change_row WHERE table_name = 'attachment'
    UNION SELECT json_extract(after, '$.digest') FROM change_row WHERE table_name = 'attachment'
"""

Progress = Callable[[int, int], None]


def back_up_files(workspace: Path, backup: Path, records: Path, now: datetime, progress: Progress) -> None:
    """Copy what a backup's files lack of those of a workspace whose ``records`` have been copied already.

    What cannot be read is left out, for it is no reason to have no backup of the rest; ``check`` tells of it.
    Raises StorageUnavailableError when the backup's files cannot be written.
    """
    source = files_of(workspace)
    if not source.exists():
        return
    owner = origin_in(records)
    target = _usable(BlobStore(files_of(backup), None), now)
    ensure(target.path, owner)
    try:
        unsound = copy_blobs(BlobStore(source, owner), target, now, progress)
    except (WorkspaceRefusedError, NewerWorkspaceError) as error:
        _logger.warning("the attached files cannot be backed up", extra={"code": error.code})
    else:
        if unsound:
            _logger.warning("damaged files were left out of a backup", extra={"rows": len(unsound)})


def restore_files(backup: Path, target: Path, records: Path, now: datetime, progress: Progress) -> None:
    """Bring back what the ``records`` of a backup, and their history, name and the target's files lack.

    Files of the target that are damaged, or something else, are kept beside as ``….damaged-TIME``.
    """
    wanted = _named_in(records)
    if wanted:
        store = _usable(BlobStore(files_of(target), None), now)
        ensure(store.path, origin_in(records))
        copy_blobs(BlobStore(files_of(backup), None, connect_to_look), store, now, progress, wanted)


def adopt_files(workspace: Path) -> None:
    """Let the files beside a workspace be its own, whoever's they were before its records came from a backup."""
    files = files_of(workspace)
    if files.exists():
        claim(files, origin_in(workspace))


def could_hold_files_of(workspace: Path, backup: Path) -> bool:
    """Whether what stands where the backup's files are to be is nothing yet, or this workspace's."""
    try:
        BlobStore(files_of(backup), origin_in(workspace)).present(())
    except StorageUnavailableError:
        return False
    return True


def origin_in(records: Path) -> str:
    """What tells a workspace and its copies from all others (``queries.attachments.origin_of``), read from a file."""
    with contextlib.closing(connect_to_look(records)) as raw:
        found = raw.execute(_ORIGIN).fetchone()
    return found[0] if found else ""


def _named_in(records: Path) -> set[str]:
    with contextlib.closing(connect_to_look(records)) as raw:
        if not _has_ever_had_attachments(raw):
            return set()
        return {digest for (digest,) in raw.execute(_NAMED) if digest}


def _has_ever_had_attachments(raw: Any) -> bool:
    """Not so in most workspaces, and the journal is long."""
    return raw.execute("SELECT 1 FROM sqlite_sequence WHERE name = 'attachment'").fetchone() is not None


def _usable(store: BlobStore, now: datetime) -> BlobStore:
    """The files, or what takes the place of those that are damaged or something else."""
    try:
        store.blobs()
    except WorkspaceRefusedError:
        file_set.set_aside(store.path, now)
    return store
