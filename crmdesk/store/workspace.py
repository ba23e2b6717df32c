"""One workspace file: opening it safely, reading from it, and changing it in units of work."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from crmdesk.domain.changes import Changes
from crmdesk.domain.clock import Clock
from crmdesk.domain.errors import NewerWorkspaceError, StorageUnavailableError, WorkspaceRefusedError
from crmdesk.domain.file_failures import failure_words
from crmdesk.i18n import _
from crmdesk.store import file_header, file_set
from crmdesk.store.blobs import files_of
from crmdesk.store.dialects import sqlite
from crmdesk.store.dialects.sqlite_examination import examine
from crmdesk.store.failures import as_domain_errors, damaged
from crmdesk.store.guard import refuse_unjournalled_writes
from crmdesk.store.journal import Kind, Target
from crmdesk.store.migrations import NEWEST
from crmdesk.store.undo import apply_inverse
from crmdesk.store.unit import Unit

# Files up to this size are examined whenever they are opened (tens of milliseconds); larger ones by ``check``.
_EXAMINED_BYTES = 16 * 1024 * 1024


class Source(Protocol):
    """Whatever queries can read from: a snapshot, or a unit of work with its own unfinished changes."""

    @property
    def connection(self) -> Connection:
        """The open connection."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The workspace as it was when reading began."""

    connection: Connection


class Workspace:
    """An open workspace. Holds no connection between two pieces of work, so it may be shared by threads."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self._long_work = ""
        self._engine: Engine = sqlite.open_engine(path)
        refuse_unjournalled_writes(self._engine)

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """A consistent view for the length of the block."""
        with as_domain_errors(), self._engine.connect() as connection, connection.begin():
            yield Snapshot(connection)

    @contextmanager
    def unit(
        self,
        label: str,
        actor: str,
        *,
        kind: Kind = Kind.DO,
        target: int | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        keep: bool = True,
        is_long: bool = False,
    ) -> Iterator[Unit]:
        """A unit of work: committed as one change set when the block ends, rolled back when it raises.

        ``label`` is what undo and history call it. Its ``changes`` are known after the block. Without ``keep``
        everything is done, journal and index included, and then rolled back: a rehearsal. While one that ``is_long``
        runs, others are refused at once instead of waiting for it.
        """
        with self.transaction(long_work=label if is_long else "") as connection:
            work = Unit(
                connection,
                label=label,
                actor=actor,
                now=self.clock.now(),
                kind=kind,
                target=target,
                cancelled=cancelled,
            )
            yield work
            work.flush()
            if not keep:
                connection.rollback()

    def take_back(self, targets: Sequence[Target], actor: str, kind: Kind) -> list[Changes]:
        """Reverse change sets one after the other, each as a change set of its own, all of them or none.

        Raises ConflictError when one has been changed since.
        """
        with self.transaction() as connection:
            done: list[Unit] = []
            for target in targets:
                now = self.clock.now()
                unit = Unit(connection, label=target.label, actor=actor, now=now, kind=kind, target=target.id)
                apply_inverse(unit, target.id)
                unit.flush()
                done.append(unit)
        return [unit.changes for unit in done]

    @contextmanager
    def transaction(self, *, long_work: str = "") -> Iterator[Connection]:
        """A writing transaction. Units of work run in one; so do repairs of what can be recomputed.

        ``long_work`` is what one is called that may take seconds. Raises StorageUnavailableError while such a one is
        running on another thread.
        """
        if self._long_work and not long_work:
            raise StorageUnavailableError(
                _("“{work}” is still going on; what you entered stays here. Save it again when it is done.").format(
                    work=self._long_work
                )
            )
        with (
            as_domain_errors(),
            self._engine.connect().execution_options(**sqlite.WRITES) as connection,
            connection.begin(),
        ):
            self._long_work = long_work
            try:
                yield connection
            finally:
                self._long_work = ""


@as_domain_errors()
def create_workspace(path: Path, clock: Clock, fill: Callable[[Workspace], None]) -> Workspace:
    """Make a new workspace file, through the same migrations that upgrade an old one, and let ``fill`` write its lists.

    It gets its name when it is complete. Raises StorageUnavailableError when something has this name already or the
    folder cannot be written.
    """
    from crmdesk.store.migrations import upgrade

    if path.exists():
        raise StorageUnavailableError(
            _("“{path}” exists already; choose another name.").format(path=path), field="path"
        )
    if not path.parent.is_dir():
        raise StorageUnavailableError(_("The folder “{path}” does not exist.").format(path=path.parent), field="path")
    building = path.with_name(f".{path.name}.new")
    file_set.remove(building)
    try:
        sqlite.create_file(building)
        upgrade.upgrade(building)
        fill(Workspace(building, clock))
        sqlite.fold_log_in(building)
        # A log that an earlier workspace of this name left behind must not get into the new one, nor its files.
        for left in (path, files_of(path)):
            file_set.set_aside(left, clock.now().utc)
        building.rename(path)
    except OSError as error:
        raise StorageUnavailableError(
            _("The workspace cannot be created in “{path}”: {reason}.").format(
                path=path.parent, reason=failure_words(error)
            ),
            field="path",
        ) from error
    finally:
        with suppress(OSError):
            file_set.remove(building)
    return Workspace(path, clock)


def open_workspace(path: Path, clock: Clock, *, before_upgrade: Callable[[Path], None]) -> Workspace:
    """Open a workspace, upgrading an older one after ``before_upgrade`` has made its backup.

    Raises StorageUnavailableError (missing), WorkspaceRefusedError (not ours, damaged) or NewerWorkspaceError; the file
    is then untouched.
    """
    version = _checked_version(path, NEWEST)
    if version < NEWEST:
        from crmdesk.store.migrations import upgrade

        before_upgrade(path)
        with as_domain_errors():
            upgrade.upgrade(path)
    return Workspace(path, clock)


def _checked_version(path: Path, newest: int) -> int:
    try:
        header = file_header.read(path)
    except OSError as error:
        raise StorageUnavailableError(
            _("The workspace “{path}” cannot be read: {reason}.").format(path=path, reason=failure_words(error))
        ) from error
    if header is None:
        raise StorageUnavailableError(_("There is no workspace “{path}”.").format(path=path))
    if header.is_foreign:
        raise WorkspaceRefusedError(_("“{path}” is not a crmdesk workspace.").format(path=path.name))
    if header.version > newest:
        raise _newer(path)
    if header.is_cut:
        raise damaged()
    with as_domain_errors():
        examined = examine(path, pages=path.stat().st_size <= _EXAMINED_BYTES)
    if examined.damage:
        raise damaged()
    if examined.version > newest:
        raise _newer(path)
    return examined.version


def _newer(path: Path) -> NewerWorkspaceError:
    return NewerWorkspaceError(
        _("“{path}” was written by a newer crmdesk; update the program to open it.").format(path=path.name)
    )
