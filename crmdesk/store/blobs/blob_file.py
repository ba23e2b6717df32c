"""The file that blobs are in: where it is, what marks it as ours, how it is laid out and opened.

It tells whose it is, so that the blobs of one workspace are not taken for, or thrown away as, those of another.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite_driver

from crmdesk.domain.errors import NewerWorkspaceError, WorkspaceRefusedError
from crmdesk.i18n import _
from crmdesk.store import file_header
from crmdesk.store.dialects import sqlite
from crmdesk.store.failures import as_domain_errors, is_not_readable

# "crmf" in ASCII: PRAGMA application_id.
APPLICATION_ID = 0x63726D66
_LAYOUT = 1
_SUFFIX = ".crmfiles"
_OF_BACKUPS = re.compile(r"(?P<stem>.*)-\d{8}T\d{6}Z-[a-z-]+\.crmdesk")
# A blob without a digest is still being written, or whoever wrote it was stopped.
_TABLES = """
    CREATE TABLE about (owner TEXT NOT NULL);
    CREATE TABLE blob (
        id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT UNIQUE, size INTEGER NOT NULL, stored_at INTEGER NOT NULL
    );
    CREATE TABLE chunk (
        blob_id INTEGER NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (blob_id, number)
    );
"""

Connect = Callable[[Path], Any]


def files_of(workspace: Path) -> Path:
    """Where the blobs of a workspace, or of a backup of one, are.

    The automatic backups of a workspace share theirs, so that each blob is copied once.
    """
    own = workspace.with_suffix(_SUFFIX)
    automatic = _OF_BACKUPS.fullmatch(workspace.name)
    return own if automatic is None or own.exists() else workspace.with_name(automatic["stem"] + _SUFFIX)


def is_shared(workspace: Path) -> bool:
    """Whether others than this workspace may need what stands where its blobs are."""
    return files_of(workspace) != workspace.with_suffix(_SUFFIX)


@contextlib.contextmanager
def opened(path: Path, owner: str | None, connect: Connect = sqlite.connect_raw) -> Iterator[Any]:
    """A connection to the blobs of ``owner``, or of anybody where that is None; None where there are none yet.

    Raises WorkspaceRefusedError for a file that is damaged, not ours or somebody else's; it is left as it is.
    """
    with as_blob_errors(path):
        if not path.is_file():
            yield None
            return
        require_ours(path)
        with contextlib.closing(connect(path)) as raw:
            (version,) = raw.execute("PRAGMA user_version").fetchone()
            if version == 0:
                # Whoever began to make the file was stopped.
                yield None
                return
            if version > _LAYOUT:
                raise NewerWorkspaceError(
                    _("“{path}” was written by a newer crmdesk; update the program to open it.").format(path=path.name)
                )
            (whose,) = raw.execute("SELECT owner FROM about").fetchone()
            if owner not in (None, whose):
                raise WorkspaceRefusedError(
                    _("“{path}” holds the attached files of another workspace.").format(path=path.name)
                )
            yield raw


def ensure(path: Path, owner: str | None) -> None:
    """Make the file if there is none; two may try at the same time."""
    with as_blob_errors(path):
        header = file_header.read(path, APPLICATION_ID)
        if header is not None and header.version:
            return
        path.touch()
        require_ours(path)
        with contextlib.closing(sqlite.connect_raw(path)) as raw:
            # Pages of this size take half the time of the usual ones to read and write what is much larger.
            raw.execute("PRAGMA page_size=16384")
            raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
            raw.execute("PRAGMA journal_mode=WAL")
            with transaction(raw):
                if raw.execute("PRAGMA user_version").fetchone() == (0,):
                    for statement in filter(str.strip, _TABLES.split(";")):
                        raw.execute(statement)
                    raw.execute("INSERT INTO about (owner) VALUES (?)", (owner or "",))
                    raw.execute(f"PRAGMA user_version={_LAYOUT}")
        _make_name_durable(path)


def claim(path: Path, owner: str) -> None:
    """Say whose the blobs are from now on."""
    with opened(path, None) as raw:
        if raw is not None:
            raw.execute("UPDATE about SET owner=? WHERE owner<>?", (owner, owner))


def require_ours(path: Path) -> None:
    """Look at the file without opening it as a database.

    Raises WorkspaceRefusedError when it is something else, or cut short.
    """
    header = file_header.read(path, APPLICATION_ID)
    if header is None or not path.stat().st_size:
        return
    if header.is_foreign:
        raise WorkspaceRefusedError(
            _("“{path}” is not a file of crmdesk; it was left untouched.").format(path=path.name)
        )
    if header.is_cut:
        raise damaged_files(path)


@contextlib.contextmanager
def transaction(raw: Any) -> Iterator[None]:
    """A writing transaction that is on the disk when the block ends, or never was."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        raw.execute("ROLLBACK")
        raise
    raw.execute("COMMIT")


@contextlib.contextmanager
def as_blob_errors(path: Path) -> Iterator[None]:
    """Translate what the driver and the file system raise: the records are not concerned."""
    with as_domain_errors():
        try:
            yield
        except sqlite_driver.DatabaseError as error:
            if is_not_readable(str(error)):
                raise damaged_files(path) from error
            raise


def damaged_files(path: Path) -> WorkspaceRefusedError:
    """The blobs, or some of them, cannot be read."""
    return WorkspaceRefusedError(
        _(
            "“{path}” with the attached files is damaged; the records are not. “crmdesk check --repair” brings back"
            " what the backups have of them."
        ).format(path=path.name)
    )


def _make_name_durable(path: Path) -> None:
    """A new name is lost with the power unless its folder is written too, where folders can be opened at all."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
