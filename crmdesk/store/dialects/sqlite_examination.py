"""Looking at a database file without changing a byte of it or beside it.

An ordinary connection folds a left-over log into the file when it closes, and leaves a log beside a damaged one. A
file that is going to be refused must not be touched, so it is looked at through a connection that cannot write. Knows
nothing of what the tables hold.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from crmdesk.store.dialects.sqlite import SEARCH_TABLES, connect

# So often the look is repeated when somebody writes to the file at the same time.
_ATTEMPTS = 5
_PROBLEMS = 100
_NOT_DAMAGE = ("unable to open", "locked", "busy", "disk i/o", "out of memory", "readonly")


@dataclass(frozen=True, slots=True)
class Examination:
    """The schema version (PRAGMA user_version), and what is wrong in SQLite's words; empty when the file is sound."""

    version: int
    damage: str


def connect_to_look(path: Path) -> Any:
    """A connection that leaves the file and its log as they are; beside a log it may leave an index of that log."""
    return connect(path, "ro" if _has_log(path) else "ro&immutable=1")


def examine(path: Path, *, pages: bool, indexes: bool = False) -> Examination:
    """Read the schema, and if asked every page, and if asked compare indexes with their tables.

    Raises the driver's OperationalError when the file cannot be read at all.
    """
    for _attempt in range(_ATTEMPTS):
        before = _state(path)
        found = _examined(path, pages=pages, indexes=indexes)
        if not found.damage or _state(path) == before:
            break
    return found


def _examined(path: Path, *, pages: bool, indexes: bool) -> Examination:
    try:
        raw = connect_to_look(path)
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
            problems: list[str] = []
            if pages:
                rows = raw.execute(f"PRAGMA {'integrity' if indexes else 'quick'}_check({_PROBLEMS})").fetchall()
                problems = [str(row[0]) for row in rows if row[0] != "ok" and not _is_of_search(str(row[0]))]
        finally:
            raw.close()
    except sqlite.DatabaseError as error:
        if any(part in str(error).lower() for part in _NOT_DAMAGE):
            raise
        return Examination(0, str(error))
    return Examination(version, problems[0] if problems else "")


def _is_of_search(problem: str) -> bool:
    """Whether only a search index is broken: it holds nothing of its own and is made anew by a repair."""
    return "fts5" in problem.lower() and any(table in problem for table in SEARCH_TABLES)


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _state(path: Path) -> list[tuple[int, int]]:
    files = [path, path.with_name(f"{path.name}-wal")]
    return [(file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file()]
