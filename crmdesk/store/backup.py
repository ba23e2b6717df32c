"""Verified copies of a workspace, made by SQLite itself while it is in use, and the way back from one."""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite_driver

from crmdesk.domain.errors import NewerWorkspaceError, StorageUnavailableError, WorkspaceRefusedError
from crmdesk.domain.file_failures import failure_words
from crmdesk.i18n import _
from crmdesk.store import backup_schedule, file_header, file_set
from crmdesk.store.dialects import sqlite
from crmdesk.store.dialects.sqlite_examination import connect_to_look, examine
from crmdesk.store.failures import as_domain_errors
from crmdesk.store.file_backups import adopt_files, back_up_files, could_hold_files_of, restore_files
from crmdesk.store.migrations import NEWEST

_SUFFIX = ".crmdesk"
_NAME = re.compile(r".*-(?P<at>\d{8}T\d{6}Z)-(?P<reason>[a-z-]+)\.crmdesk")
_STAMP = "%Y%m%dT%H%M%SZ"
_PAGES_AT_ONCE = 2000
_ABANDONED = timedelta(hours=6)
_STEP_DONE = (0, 101)  # SQLITE_OK, SQLITE_DONE
_COUNTED = ("customer", "contact", "deal", "touch", "loss_event", "change_set")

Progress = Callable[[int, int], None]
Connect = Callable[[Path], Any]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on disk; ``taken_at`` and ``reason`` come from its name, so a moved folder keeps its history.

    ``size`` is in bytes.
    """

    path: Path
    taken_at: datetime
    reason: str
    size: int


def folder_for(workspace: Path) -> Path:
    """Where the automatic backups of a workspace are kept: beside it."""
    return workspace.with_name(f"{workspace.stem}.crmbackups")


@as_domain_errors()
def backups(workspace: Path) -> list[Backup]:
    """The automatic backups, the newest first."""
    folder = folder_for(workspace)
    found = filter(None, map(_named, folder.iterdir() if folder.is_dir() else ()))
    return sorted(found, key=lambda backup: (backup.taken_at, backup.path.name), reverse=True)


def _named(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        taken_at = datetime.strptime(match["at"], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, taken_at, match["reason"], path.stat().st_size)


@as_domain_errors()
def back_up_automatically(workspace: Path, now: datetime, reason: str, *, at_once: bool) -> Path | None:
    """Make a backup if the workspace has changed since the newest one and it is time, or ``at_once``; then thin out.

    Returns the new file, or None when none was needed. Raises StorageUnavailableError when it cannot be written.
    """
    known = backups(workspace)
    if not at_once and not backup_schedule.is_due([backup.taken_at for backup in known], now):
        return None
    if any(_holds_all_of(backup.path, workspace) for backup in known[:1]):
        return None
    made = automatic_name(workspace, now, reason)
    _sweep(made.parent, now)
    back_up(workspace, made, now)
    remaining = backups(workspace)
    gone = backup_schedule.superfluous([backup.taken_at for backup in remaining], now)
    for backup in remaining:
        if backup.taken_at in gone:
            backup.path.unlink(missing_ok=True)
    return made


def _sweep(folder: Path, now: datetime) -> None:
    """Remove what backups that were killed have left; one that is being made is younger than that."""
    for part in folder.glob(f".*{_SUFFIX}.part"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime < (now - _ABANDONED).timestamp():
                file_set.remove(part)


def automatic_name(workspace: Path, now: datetime, reason: str) -> Path:
    """What a backup of the workspace is called, in the folder of its automatic ones, which is made if need be.

    Raises StorageUnavailableError when that cannot be done.
    """
    path = folder_for(workspace) / f"{workspace.stem}-{now.astimezone(UTC):{_STAMP}}-{reason}{_SUFFIX}"
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    return path


@as_domain_errors()
def may_replace(workspace: Path, target: Path) -> bool:
    """Whether nothing is lost when a backup takes this name: there is nothing yet, or an earlier backup at rest."""
    if not target.parent.is_dir():
        return True
    header = file_header.read(target)
    is_free = header is None or not (header.is_foreign or file_set.is_in_use(target))
    return is_free and could_hold_files_of(workspace, target)


def back_up(workspace: Path, target: Path, now: datetime, progress: Progress = lambda _done, _total: None) -> None:
    """``copy_verified`` with the attached files, of which those that a backup there has already are not copied again.

    Raises what ``copy_verified`` raises.
    """
    with _verified_copy(workspace, target, progress, at_rest=False) as records:
        back_up_files(workspace, target, records, now, progress)


def copy_verified(
    source: Path, target: Path, progress: Progress = lambda _done, _total: None, *, at_rest: bool = False
) -> None:
    """Copy the records of a workspace into a single file and examine the copy before it gets its name.

    A source ``at_rest``, which nobody writes to, may stand where nothing can be written.

    Raises StorageUnavailableError when it cannot be written and WorkspaceRefusedError when the copy is not sound.
    """
    with _verified_copy(source, target, progress, at_rest=at_rest):
        pass


@contextlib.contextmanager
def _verified_copy(source: Path, target: Path, progress: Progress, *, at_rest: bool) -> Iterator[Path]:
    """A copy that gets its name when the block ends without an error."""
    building = target.with_name(f".{target.name}.part")
    try:
        file_set.remove(building)
        building.touch()
        with as_domain_errors():
            counts = _copy(source, building, progress, connect_to_look if at_rest else sqlite.connect_raw)
            if examine(building, pages=True, indexes=True).damage or _counts_in(building) != counts:
                raise WorkspaceRefusedError(
                    _("The copy could not be verified, so it was not kept; the disk may be failing.")
                )
        yield building
        building.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)


@as_domain_errors()
def restore(backup: Path, target: Path, now: datetime, progress: Progress = lambda _done, _total: None) -> None:
    """Make ``target`` what the backup is.

    The backup is copied and examined first. A target that can still be read is backed up and then replaced in one
    transaction; a damaged one is kept beside as ``….damaged-TIME``. Attached files come back before what names them.

    Raises WorkspaceRefusedError or NewerWorkspaceError when the backup is not a sound workspace of ours.
    """
    _require_sound(backup)
    if target.is_dir():
        raise StorageUnavailableError(_("“{path}” is a folder.").format(path=target), field="to")
    copy = target.with_name(f".{target.name}.restored")
    copy_verified(backup, copy, progress, at_rest=True)
    try:
        if _can_be_read(target):
            back_up_automatically(target, now, "before-restore", at_once=True)
            restore_files(backup, target, copy, now, progress)
            with as_domain_errors():
                _copy(copy, target, progress, connect_to_look)
        else:
            restore_files(backup, target, copy, now, progress)
            _put_in_place(copy, target, now)
        adopt_files(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)


def _can_be_read(path: Path) -> bool:
    header = file_header.read(path)
    if header is None or header.is_foreign or header.is_cut:
        return False
    with as_domain_errors():
        return not examine(path, pages=True, indexes=True).damage


def _put_in_place(copy: Path, target: Path, now: datetime) -> None:
    """Give the copy its name; what was there is kept aside with its log, which must not get into the copy."""
    moved = file_set.set_aside(target, now)
    try:
        copy.rename(target)
    except OSError:
        file_set.put_back(moved)
        raise


def _require_sound(path: Path) -> None:
    header = file_header.read(path)
    if header is None:
        raise StorageUnavailableError(_("There is no backup “{path}”.").format(path=path), field="file")
    with as_domain_errors():
        if header.is_foreign or header.is_cut or examine(path, pages=True, indexes=True).damage:
            raise WorkspaceRefusedError(_("“{path}” is not a sound backup of crmdesk.").format(path=path.name))
    if header.version > NEWEST:
        raise NewerWorkspaceError(
            _("“{path}” was written by a newer crmdesk; update the program to restore it.").format(path=path.name)
        )


def _copy(source: Path, target: Path, progress: Progress, connect: Connect) -> list[int]:
    """Replace all that ``target`` holds in one transaction; returns how many rows of each table were copied."""

    def step(status: int, left: int, total: int) -> None:
        # The driver would try for ever to write to a file that somebody else keeps locked.
        if status not in _STEP_DONE:
            raise sqlite_driver.OperationalError("database is locked")
        progress(total - left, total)

    with (
        contextlib.closing(connect(source)) as reading,
        contextlib.closing(sqlite.connect_raw(target)) as writing,
    ):
        # One view for counting and copying, whoever writes to the source meanwhile.
        reading.execute("BEGIN")
        counts = _counts(reading)
        reading.backup(writing, pages=_PAGES_AT_ONCE, progress=step)
    return counts


def _counts_in(path: Path) -> list[int]:
    with contextlib.closing(connect_to_look(path)) as raw:
        return _counts(raw)


def _counts(raw: Any) -> list[int]:
    return [raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED]  # noqa: S608  # fixed


def _holds_all_of(backup: Path, workspace: Path) -> bool:
    """Whether the backup can be read and ends with the same change, told by its uid: numbers repeat after a restore."""
    try:
        if examine(backup, pages=True).damage:
            return False
        last = _last_change(backup, connect_to_look)
    except sqlite_driver.Error:
        return False
    with as_domain_errors():
        return last == _last_change(workspace, sqlite.connect_raw)


def _last_change(path: Path, connect: Connect) -> str | None:
    with contextlib.closing(connect(path)) as raw:
        row = raw.execute("SELECT uid FROM change_set ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else None


def _unwritable(target: Path, error: OSError) -> StorageUnavailableError:
    return StorageUnavailableError(
        _("The backup cannot be written to “{path}”: {reason}.").format(path=target.parent, reason=failure_words(error))
    )
