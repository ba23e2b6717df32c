"""Verified copies of a workspace, made by SQLite itself while it is in use, and the way back from one."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite_driver

from crmdesk.domain.errors import ConflictError, StorageUnavailableError, WorkspaceRefusedError
from crmdesk.i18n import _
from crmdesk.store import backup_schedule, file_header
from crmdesk.store.dialects import sqlite
from crmdesk.store.failures import as_domain_errors
from crmdesk.store.migrations import NEWEST

_SUFFIX = ".crmdesk"
_NAME = re.compile(r".*-(?P<at>\d{8}T\d{6}Z)-(?P<reason>[a-z-]+)\.crmdesk")
_PAGES_AT_ONCE = 2000
_COUNTED = ("customer", "contact", "deal", "touch", "loss_event", "change_set")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on disk; ``taken_at`` and ``reason`` come from its name, so a moved folder keeps its history."""

    path: Path
    taken_at: datetime
    reason: str


def folder_for(workspace: Path) -> Path:
    """Where the automatic backups of a workspace are kept: beside it."""
    return workspace.with_name(f"{workspace.stem}.crmbackups")


def backups(workspace: Path) -> list[Backup]:
    """The automatic backups, the newest first."""
    folder = folder_for(workspace)
    found = [
        Backup(path, datetime.strptime(match["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), match["reason"])
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := _NAME.fullmatch(path.name))
    ]
    return sorted(found, key=lambda backup: (backup.taken_at, backup.path.name), reverse=True)


def back_up_automatically(workspace: Path, now: datetime, reason: str, *, at_once: bool) -> Path | None:
    """Make a backup if the workspace has changed since the newest one and it is time, or ``at_once``; then thin out.

    Returns the new file, or None when none was needed.
    """
    known = backups(workspace)
    newest = known[0] if known else None
    if not at_once and not backup_schedule.is_due(newest.taken_at if newest else None, now):
        return None
    if newest is not None and _newest_change(newest.path) == _newest_change(workspace):
        return None
    folder = folder_for(workspace)
    folder.mkdir(exist_ok=True)
    made = name_in(folder, workspace, now, reason)
    copy_verified(workspace, made)
    remaining = backups(workspace)
    gone = backup_schedule.superfluous([backup.taken_at for backup in remaining], now)
    for backup in remaining:
        if backup.taken_at in gone:
            backup.path.unlink(missing_ok=True)
    return made


def name_in(folder: Path, workspace: Path, now: datetime, reason: str) -> Path:
    """What a backup of the workspace is called."""
    return folder / f"{workspace.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{reason}{_SUFFIX}"


def copy_verified(source: Path, target: Path, progress: Progress = lambda _done, _total: None) -> None:
    """Copy a workspace into a single file and examine the copy before it gets its name.

    Raises StorageUnavailableError when it cannot be written and WorkspaceRefusedError when the copy is not sound.
    """
    building = target.with_name(f".{target.name}.part")
    building.unlink(missing_ok=True)
    try:
        building.touch()
        with as_domain_errors():
            _copy(source, building, progress)
            if examine(building) or _counts(building) != _counts(source):
                raise WorkspaceRefusedError(
                    _("The copy could not be verified, so it was not kept; the disk may be failing.")
                )
        building.replace(target)
    except OSError as error:
        raise StorageUnavailableError(
            _("The backup cannot be written to “{path}”: {reason}.").format(path=target.parent, reason=error.strerror)
        ) from error
    finally:
        building.unlink(missing_ok=True)


def restore(backup: Path, target: Path, now: datetime, progress: Progress = lambda _done, _total: None) -> None:
    """Make ``target`` what the backup is.

    The backup is copied and examined first. A target that can still be read is backed up and then replaced in one
    transaction; a damaged one is kept beside as ``….damaged-TIME``.

    Raises WorkspaceRefusedError or NewerWorkspaceError when the backup is not a sound workspace of ours.
    """
    _require_sound(backup)
    copy = target.with_name(f".{target.name}.restored")
    copy_verified(backup, copy, progress)
    try:
        header = file_header.read(target)
        if header is None:
            copy.rename(target)
        elif header.is_foreign or header.is_cut or examine(target):
            _set_aside(target, now)
            copy.rename(target)
        else:
            back_up_automatically(target, now, "before-restore", at_once=True)
            with as_domain_errors():
                _copy(copy, target, progress)
    finally:
        copy.unlink(missing_ok=True)


def examine(path: Path) -> str:
    """What is wrong with a database file, in SQLite's words; empty when it is sound."""
    try:
        raw = sqlite.connect_raw(path)
    except sqlite_driver.Error as error:
        return str(error)
    try:
        verdict = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite_driver.DatabaseError as error:
        return str(error)
    finally:
        raw.close()
    return "" if verdict == "ok" else str(verdict)


def _require_sound(path: Path) -> None:
    header = file_header.read(path)
    if header is None:
        raise StorageUnavailableError(_("There is no backup “{path}”.").format(path=path), field="file")
    if header.is_foreign or header.is_cut or examine(path):
        raise WorkspaceRefusedError(_("“{path}” is not a sound backup of crmdesk.").format(path=path.name))
    if header.version > NEWEST:
        raise ConflictError(_("“{path}” was written by a newer crmdesk.").format(path=path.name))


def _copy(source: Path, target: Path, progress: Progress) -> None:
    with (
        contextlib.closing(sqlite.connect_raw(source)) as reading,
        contextlib.closing(sqlite.connect_raw(target)) as writing,
    ):
        reading.backup(
            writing, pages=_PAGES_AT_ONCE, progress=lambda _status, left, total: progress(total - left, total)
        )
        writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _counts(path: Path) -> list[int]:
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        return [raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED]  # noqa: S608  # fixed


def _newest_change(path: Path) -> int:
    with as_domain_errors(), contextlib.closing(sqlite.connect_raw(path)) as raw:
        return int(raw.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()[0])


def _set_aside(target: Path, now: datetime) -> None:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for ending in ("", "-wal", "-shm"):
        path = target.with_name(f"{target.name}{ending}")
        if path.exists():
            path.rename(target.with_name(f"{target.name}.damaged-{stamp}{ending}"))
