"""Sets of loss reasons that come and go as files and sheets."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ImportRejectedError, ValidationError
from crmdesk.domain.listed import ReasonEntry
from crmdesk.domain.note_set import RowIssue
from crmdesk.domain.reason_set import ReasonLine, ReasonSet, SharedReason
from crmdesk.exchange.own_document import SUFFIX
from crmdesk.exchange.reason_sets import read_reason_set, write_reason_set
from crmdesk.exchange.reason_sheet import read_reason_sheet, write_reason_sheet
from crmdesk.exchange.tables.writing.error_rows import FailedRows, write_error_rows
from crmdesk.i18n import _
from crmdesk.services.configuration.reason_intake import take_in
from crmdesk.services.desk import Desk
from crmdesk.store.queries.edited_lists import all_rows
from crmdesk.store.queries.list_entries import reason_entries
from crmdesk.store.repos.edited_lists import EditedList

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class FoundReasons:
    """What a file holds: its reasons, and the rows of a sheet that cannot be read, with what says why."""

    reasons: ReasonSet
    issues: tuple[RowIssue, ...] = ()
    failed: FailedRows | None = None


class ReasonSets:
    """Taking a set in adds and changes, and never deletes, renames or moves."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def set_of(self, name: str, uids: Collection[str] | None = None) -> ReasonSet:
        """The reasons with these uids, or all, with their sub-reasons and other words, under a name.

        The program's own two are everywhere and stay behind. Raises ValidationError when there is none.
        """
        with self._desk.read() as source:
            keys = {row.uid: row.key for row in all_rows(source, EditedList.REASONS)}
            entries = [entry for entry in reason_entries(source) if not entry.system]
        chosen = [entry for entry in entries if entry.parent_uid is None and (uids is None or entry.uid in uids)]
        if not chosen:
            raise ValidationError(_("Choose at least one loss reason."))

        def shared(entry: ReasonEntry, below: tuple[SharedReason, ...] = ()) -> SharedReason:
            words = tuple(word.name for word in entry.aliases)
            return SharedReason(entry.name, keys[entry.uid], words, entry.demands, retired=entry.retired, below=below)

        return ReasonSet(
            name,
            tuple(shared(top, tuple(shared(each) for each in entries if each.parent_uid == top.uid)) for top in chosen),
        )

    def write(self, name: str, uids: Collection[str] | None, path: Path) -> ReasonSet:
        """Write reasons to a file: a document, or, by its ending, a workbook.

        Raises ValidationError when there is none, UnwritableError when the file cannot be written.
        """
        reasons = self.set_of(name, uids)
        write = write_reason_set if path.suffix.casefold() == SUFFIX else write_reason_sheet
        write(reasons, path)
        return reasons

    def read(self, path: Path, *, cancelled: Callable[[], bool] = lambda: False) -> FoundReasons:
        """The reasons in a document or a workbook.

        Raises ImportRejectedError for a file that is neither or in which no reason can be read.
        """
        if path.suffix.casefold() == SUFFIX:
            return FoundReasons(read_reason_set(path))
        found = read_reason_sheet(path, cancelled=cancelled)
        if not found.reasons.reasons:
            told = " ".join(
                _("Row {n}: {reason}").format(n=issue.row, reason=issue.reason) for issue in found.issues[:_SHOWN]
            )
            raise ImportRejectedError(told or _("“{file}” holds no loss reasons.").format(file=path.name))
        return FoundReasons(found.reasons, found.issues, found.failed if found.issues else None)

    def outlook(self, reasons: ReasonSet) -> tuple[ReasonLine, ...]:
        """What ``take_in`` would do; nothing is kept."""
        with self._desk.change(keep=False) as unit:
            return take_in(unit, reasons)

    def take_in(self, reasons: ReasonSet) -> tuple[tuple[ReasonLine, ...], Changes]:
        """Add what is new of a set, and make what is there like it.

        Reasons are the same when their keys are, or their names in whatever language of the program.
        """
        with self._desk.change(_("Take in the loss reasons of “{name}”").format(name=reasons.name)) as unit:
            lines = take_in(unit, reasons)
        return lines, unit.changes

    def save_failed_rows(self, found: FoundReasons, path: Path) -> int:
        """Write the rows that cannot be read as a sheet to be mended and taken in again; returns how many.

        Raises UnwritableError when the file cannot be written.
        """
        return sum(write_error_rows(path, [found.failed] if found.failed else []).values())
