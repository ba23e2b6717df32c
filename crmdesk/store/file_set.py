"""The files a workspace consists of while it is in use: the database, its log and the index of the log.

A log belongs to the file it was written for. Beside any other file of that name it would be folded into it, so logs
move, and go, with their file. Knows nothing of what is in them.
"""

from datetime import UTC, datetime
from pathlib import Path

_LOGS = ("-wal", "-shm")


def remove(path: Path) -> None:
    """Delete a database with its logs."""
    for each in (path, *_logs(path)):
        each.unlink(missing_ok=True)


def is_in_use(path: Path) -> bool:
    """Whether there is a log beside the database: somebody has it open, or was stopped while they had."""
    return any(each.exists() for each in _logs(path))


def set_aside(path: Path, now: datetime) -> list[tuple[Path, Path]]:
    """Rename what there is of a damaged workspace to ``….damaged-TIME``; returns the old and new names.

    Raises OSError when that cannot be done; nothing is then renamed.
    """
    aside = path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    names = zip((path, *_logs(path)), (aside, *_logs(aside)), strict=True)
    moved: list[tuple[Path, Path]] = []
    try:
        for old, new in names:
            if old.exists():
                old.rename(new)
                moved.append((old, new))
    except OSError:
        put_back(moved)
        raise
    return moved


def put_back(moved: list[tuple[Path, Path]]) -> None:
    """Undo ``set_aside``."""
    for old, new in moved:
        new.rename(old)


def _logs(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in _LOGS]
