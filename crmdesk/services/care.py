"""Care of the data: backups, restoring, checking, and what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crmdesk.domain.clock import Clock
from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.win_backs import WinBackService
from crmdesk.store import backup as store_backup
from crmdesk.store.backup import Backup
from crmdesk.store.check import check, repair
from crmdesk.store.finding import Finding
from crmdesk.store.queries.due import DueItem, due_items

__all__ = ["Backup", "CareService", "Finding", "RestoreResult", "restore_backup"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """Where a backup was restored to."""

    restored_from: Path
    workspace: Path


class CareService:
    """Looking after an open workspace."""

    def __init__(self, desk: Desk, win_backs: WinBackService) -> None:
        self._desk, self._win_backs = desk, win_backs

    def back_up(self, target: Path | None, progress: Progress) -> Path:
        """Make a verified backup at ``target``, or beside the workspace among the automatic ones."""
        source = self._desk.workspace.path
        if target is None:
            target = store_backup.automatic_name(source, self._desk.clock.now().utc, "asked")
        elif target.resolve() == source.resolve():
            raise ValidationError(_("A backup needs a name other than the workspace's."), field="out")
        elif not store_backup.may_replace(source, target):
            raise ValidationError(
                _("“{path}” is something else, or in use; choose another name.").format(path=target), field="out"
            )
        store_backup.back_up(source, target, self._desk.clock.now().utc, progress)
        return target

    def backup_folder(self) -> Path:
        """Where the automatic backups are kept; it is made with the first one."""
        return store_backup.folder_for(self._desk.workspace.path)

    def backups(self) -> list[Backup]:
        """The automatic backups, the newest first."""
        return store_backup.backups(self._desk.workspace.path)

    def check(self, progress: Progress) -> list[Finding]:
        """What is not in order."""
        return check(self._desk.workspace, progress)

    def repair(self, progress: Progress) -> list[Finding]:
        """Put right what can be, after a backup; returns what was found."""
        self._desk.back_up("before-repair", at_once=True)
        return repair(self._desk.workspace, self._desk.actor, progress)

    def due(self, on: date | None = None, *, overdue_only: bool = False) -> list[DueItem]:
        """Follow-ups, promises, win-backs (those that may bring most first) and held deals due up to a day."""
        day = on or self._desk.today()
        start, end = self._desk.day_bounds(day)
        win_backs = self._win_backs.queue(due_by=day)
        with self._desk.read() as source:
            items = due_items(source, day, start, end, win_backs)
        return [item for item in items if item.overdue] if overdue_only else items


def restore_backup(backup: Path, target: Path, clock: Clock, progress: Progress) -> RestoreResult:
    """Make ``target`` what the backup holds; what was there is backed up or kept beside first."""
    if backup.resolve() == target.resolve():
        raise ValidationError(_("The backup and the workspace are the same file."), field="file")
    store_backup.restore(backup, target, clock.now().utc, progress)
    return RestoreResult(backup, target)
