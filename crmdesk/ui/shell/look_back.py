"""Looking back: what was done and going back to before it, and what was deleted and bringing it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.record_dialog import DialogWords, RecordDialog
from crmdesk.services.history import BinnedRecord, PastChange
from crmdesk.ui import wording
from crmdesk.ui.operations import UNDO, Offer
from crmdesk.ui.workbench import Workbench

_SLOT = "look back"
_MOST = 500

_ORDER = ("customer", "deal", "contact", "template", "tag", "touch", "attachment")
"""Kinds of records, those that others belong to first."""


@dataclass(frozen=True, slots=True)
class _Deletion:
    """What was deleted in one go and comes back in one go: its chief record, and how many belonged to it."""

    head: BinnedRecord
    others: int

    @property
    def name(self) -> str:
        """What it was called, on one line."""
        return " ".join(self.head.name.split()) or _("(without a name)")

    @property
    def more(self) -> str:
        """How much comes back with it."""
        if not self.others:
            return ""
        return ngettext("{n} record", "{n} records", self.others).format(n=wording.number(self.others))


_Dialog = RecordDialog[PastChange] | RecordDialog[_Deletion]


class LookBack:
    """Opens the two dialogs on the open workspace; each reads beside the window and stays open after a deed."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._open: object = None

    def show_history(self) -> None:
        """Show what was done, the newest first."""
        today = self._bench.services.desk.today()
        columns: tuple[Column[PastChange], ...] = (
            Column("at", _("When"), lambda past: wording.when(past.entry.at, today)),
            Column("label", _("What was done"), _deed, width=300),
            Column("actor", _("Who"), lambda past: past.entry.actor, width=70),
        )
        words = DialogWords(
            _("History"),
            _("Going back takes back the chosen change and all of yours after it. That can be redone."),
            button=_("Take back to here"),
        )
        dialog = RecordDialog(
            words, columns, lambda past: past.entry.id, self._bench.window, can_choose=lambda past: past.can_be_undone
        )
        dialog.record_chosen.connect(partial(self._go_back, dialog))
        self._begin(dialog)
        self._read_history(dialog)

    def show_bin(self) -> None:
        """Show what was deleted, the latest first."""
        today = self._bench.services.desk.today()
        kinds = {
            "customer": _("Customer"), "contact": _("Person"), "deal": _("Deal"), "touch": _("Touch"),
            "tag": _("Tag"), "template": _("Quick note"), "attachment": _("File"),
        }  # fmt: skip
        columns: tuple[Column[_Deletion], ...] = (
            Column("kind", _("Kind"), lambda deletion: kinds.get(deletion.head.table, deletion.head.table)),
            Column("name", _("Name"), lambda deletion: deletion.name, width=260),
            Column("more", _("With it"), lambda deletion: deletion.more),
            Column("at", _("Deleted"), lambda deletion: wording.when(deletion.head.deleted_at, today)),
            Column("by", _("By"), lambda deletion: deletion.head.deleted_by, width=70),
        )
        words = DialogWords(
            _("Bin"), _("What was deleted comes back with everything that belonged to it."), button=_("Restore")
        )
        dialog = RecordDialog(words, columns, lambda deletion: deletion.head.uid, self._bench.window)
        dialog.record_chosen.connect(partial(self._restore, dialog))
        self._begin(dialog)
        self._read_bin(dialog)

    def _begin(self, dialog: _Dialog) -> None:
        self._open = dialog
        dialog.finished.connect(self._forget)
        dialog.open_once()

    def _forget(self) -> None:
        # What is still being read for it is answered to nobody.
        self._open = None

    def _read_history(self, dialog: RecordDialog[PastChange]) -> None:
        dialog.states.show_busy(_("Looking back…"))
        self._bench.runner.start(
            _SLOT,
            lambda _watch: self._bench.services.history.past(_MOST),
            done=lambda past: self._show_past(dialog, past),
            failed=lambda error: self._tell(dialog, error),
        )

    def _show_past(self, dialog: RecordDialog[PastChange], past: list[PastChange]) -> None:
        if self._open is not dialog:
            return
        dialog.show_records(past)
        if not past:
            dialog.states.show_empty("history", _("Nothing has been done yet"), _("Every change will stand here."))

    def _go_back(self, dialog: RecordDialog[PastChange], past: PastChange) -> None:
        if self._bench.runner.busy(UNDO):
            return
        dialog.states.show_busy(_("Taking back…"))
        self._bench.runner.start(
            UNDO,
            lambda _watch: len(self._bench.services.history.undo_to(past.entry.id)),
            done=lambda count: self._gone_back(dialog, count),
            failed=lambda error: self._not_gone_back(dialog, error),
        )

    def _gone_back(self, dialog: RecordDialog[PastChange], count: int) -> None:
        # So many rows may have changed that reading everything anew is less work than telling them apart.
        self._bench.bus.publish(Changes(everything=True))
        told = ngettext("{n} change taken back.", "{n} changes taken back.", count).format(n=wording.number(count))
        self._bench.operations.offer(Offer(told, _("Redo"), does_again=True))
        if self._open is dialog:
            self._read_history(dialog)

    def _not_gone_back(self, dialog: RecordDialog[PastChange], error: CrmError) -> None:
        if self._open is dialog:
            dialog.states.show_content()
            dialog.show_error(error.message)

    def _read_bin(self, dialog: RecordDialog[_Deletion]) -> None:
        dialog.states.show_busy(_("Looking into the bin…"))
        self._bench.runner.start(
            _SLOT,
            lambda _watch: _deletions(self._bench.services.history.bin()),
            done=lambda deletions: self._show_deletions(dialog, deletions),
            failed=lambda error: self._tell(dialog, error),
        )

    def _show_deletions(self, dialog: RecordDialog[_Deletion], deletions: list[_Deletion]) -> None:
        if self._open is not dialog:
            return
        dialog.show_records(deletions)
        if not deletions:
            dialog.states.show_empty("trash-2", _("The bin is empty"), _("What you delete can be brought back here."))

    def _restore(self, dialog: RecordDialog[_Deletion], deletion: _Deletion) -> None:
        error = self._bench.operations.perform(
            lambda: self._bench.services.history.restore_deleted(deletion.head.uid),
            _("“{name}” is back.").format(name=deletion.name),
        )
        if error is not None:
            dialog.show_error(error.message)
        else:
            self._read_bin(dialog)

    def _tell(self, dialog: _Dialog, error: CrmError) -> None:
        if self._open is dialog and not was_cancelled(error):
            dialog.states.show_failure(error.message)


def _deletions(records: Sequence[BinnedRecord]) -> list[_Deletion]:
    """One for each time something was deleted, in the order of the records."""
    together: dict[int, list[BinnedRecord]] = {}
    for record in records:
        together.setdefault(record.change_set, []).append(record)
    return [_Deletion(min(group, key=lambda each: _ORDER.index(each.table)), len(group) - 1)
            for group in together.values()]  # fmt: skip


def _deed(past: PastChange) -> str:
    label = past.entry.label
    if past.entry.kind == "undo":
        return _("Undone: {what}").format(what=label)
    return _("Done again: {what}").format(what=label) if past.entry.kind == "redo" else label
