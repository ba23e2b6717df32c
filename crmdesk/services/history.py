"""Taking back and doing again, the record of what was done, and the bin."""

from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import NotFoundError
from crmdesk.i18n import _
from crmdesk.services.collection import without_collection
from crmdesk.services.desk import Desk
from crmdesk.store import journal
from crmdesk.store.queries.history import BinnedRecord, HistoryEntry, bin_records, history, newest_change
from crmdesk.store.undo import apply_inverse

__all__ = ["BinnedRecord", "HistoryEntry", "HistoryService", "PastChange", "Target"]

Target = journal.Target


@dataclass(frozen=True, slots=True)
class PastChange:
    """Something that was done, and whether this person can take it back with all that followed."""

    entry: HistoryEntry
    can_be_undone: bool


class HistoryService:
    """What the journal can tell and take back. There is no other undo stack."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """What was done, the newest first."""
        with self._desk.read() as source:
            return history(source, limit)

    def past(self, limit: int) -> list[PastChange]:
        """What was done, the newest first, and which of it ``undo_to`` may be asked for."""
        with self._desk.read() as source:
            entries = history(source, limit)
            able = {target.id for target in journal.undo_targets(source.connection, self._desk.actor)}
        return [PastChange(entry, entry.id in able) for entry in entries]

    def newest_change(self) -> int:
        """The id of the change made last, by anybody; changes are numbered one by one."""
        with self._desk.read() as source:
            return newest_change(source)

    def next_undo(self) -> journal.Target | None:
        """What ``undo`` would take back for this person."""
        with self._desk.read() as source:
            return journal.undo_target(source.connection, self._desk.actor)

    def next_redo(self) -> journal.Target | None:
        """What ``redo`` would do again for this person."""
        with self._desk.read() as source:
            return journal.redo_target(source.connection, self._desk.actor)

    def undo(self) -> tuple[journal.Target, Changes]:
        """Take back this person's newest change.

        Raises NotFoundError when there is none and ConflictError when it has been changed since.
        """
        target = self.next_undo()
        if target is None:
            raise NotFoundError(_("There is nothing to undo."))
        return target, self._reverse([target], journal.Kind.UNDO)[0]

    def undo_to(self, change_set: int) -> list[tuple[journal.Target, Changes]]:
        """Take back everything of this person from the newest down to this change, itself included.

        Raises NotFoundError when the change is not among those that can be taken back and ConflictError when one of
        them has been changed since; nothing is then undone.
        """
        with self._desk.read() as source:
            pending = list(journal.undo_targets(source.connection, self._desk.actor))
        targets: list[journal.Target] = []
        for target in pending:
            targets.append(target)
            if target.id == change_set:
                return list(zip(targets, self._reverse(targets, journal.Kind.UNDO), strict=True))
        raise NotFoundError(_("Change {number} is not among those that can be taken back.").format(number=change_set))

    def undo_change(self, change_set: int) -> tuple[journal.Target, Changes]:
        """Take back one change of this person, whatever came after it.

        Raises NotFoundError when it is not among those that can be taken back and ConflictError when later work has
        touched what it changed; nothing is then undone.
        """
        with self._desk.read() as source:
            pending = list(journal.undo_targets(source.connection, self._desk.actor))
        target = next((target for target in pending if target.id == change_set), None)
        if target is None:
            raise NotFoundError(
                _("Change {number} is not among those that can be taken back.").format(number=change_set)
            )
        return target, self._reverse([target], journal.Kind.UNDO)[0]

    def redo(self) -> tuple[journal.Target, Changes]:
        """Do again what this person's newest undo took back.

        Raises NotFoundError when there is nothing and ConflictError when it has been changed since.
        """
        target = self.next_redo()
        if target is None:
            raise NotFoundError(_("There is nothing to redo."))
        return target, self._reverse([target], journal.Kind.REDO)[0]

    def bin(self, limit: int | None = None) -> list[BinnedRecord]:
        """Deleted records that can come back, the latest deleted first."""
        with self._desk.read() as source:
            return bin_records(source, limit)

    def restore_deleted(self, uid: str) -> Changes:
        """Bring a deleted record back with everything that was deleted with it."""
        with self._desk.change() as unit:
            record = next(iter(bin_records(unit, uid=uid)), None)
            if record is None:
                raise NotFoundError(_("This is not in the bin."))
            unit.describe(_("Restore “{name}”").format(name=record.name))
            apply_inverse(unit, record.change_set)
        return unit.changes

    @without_collection()
    def _reverse(self, targets: Sequence[journal.Target], kind: journal.Kind) -> list[Changes]:
        changes = self._desk.workspace.take_back(targets, self._desk.actor, kind)
        self._desk.back_up_in_passing()
        return changes
