"""Asks which quick notes go into a file, and shows what a file would bring. They write and change nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.listed import NoteEntry
from crmdesk.domain.note_set import NoteLine, Outcome, RowIssue, SameName
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.configuration.note_sets import FoundNotes
from crmdesk.ui.settings.pick_dialog import PickDialog, PickTexts

_TABLE_SIZE = (540, 300)
_WIDE = 800

Outlooks = Mapping[SameName, Sequence[NoteLine]]
"""What taking a set in would do, by what becomes of notes that are there already."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A note, or a row that cannot be read, and what becomes of it."""

    place: str
    what: str


class SaveNotesDialog(PickDialog[NoteEntry]):
    """Offers the name of a set, and the notes that go into it."""

    def __init__(self, name: str, notes: Sequence[NoteEntry], parent: QWidget | None = None) -> None:
        texts = PickTexts(
            _("Save quick notes as a file"),
            _("With their questions, chips, sentences and effects, but without any customer."),
            _("Name of the set"),
            _("Quick notes"),
            _("Choose at least one quick note."),
        )
        super().__init__(texts, name, notes, lambda note: note.name, parent)
        # Wide enough for the explanation to stand in one line.
        self.setMinimumWidth(_WIDE)
        self.format = Combo()
        self.format.addItem(_("file for another workspace (.json)"), ".json")
        self.format.addItem(_("sheet to look at and change in Excel (.xlsx)"), ".xlsx")
        self.add_field("format", _("As a"), self.format)


class NotesPreview(FormDialog):
    """Offers what becomes of notes that are there already; shows at once what that means, note by note."""

    def __init__(self, found: FoundNotes, outlooks: Outlooks, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Take in “{name}”").format(name=found.notes.name),
            _("Nothing is deleted or renamed, and it can be undone."),
            _("Take in"),
            parent,
        )
        self._issues, self._outlooks = found.issues, outlooks
        self.setMinimumWidth(_WIDE)
        self.same = Combo()
        for name, same in (
            (_("make them like the new ones"), SameName.REPLACE),
            (_("leave them as they are"), SameName.LEAVE),
            (_("keep both"), SameName.BOTH),
        ):
            self.same.addItem(name, same)
        columns: tuple[Column[ShownLine], ...] = (
            Column("place", _("Quick note"), lambda line: line.place, width=190),
            Column("what", _("What happens"), lambda line: line.what, width=380),
        )
        self.model: RecordModel[ShownLine] = RecordModel(columns, lambda line: line, self)
        self.table = RecordTable(self.model, columns, _("What happens"))
        self.table.setSortingEnabled(False)
        self.table.setMinimumSize(*_TABLE_SIZE)
        self.add_field("same", _("Those that are here already"), self.same)
        self.add_field("lines", _("What happens"), self.table)
        self.same.currentIndexChanged.connect(lambda _row: self._show())
        self._show()

    @override
    def value(self) -> SameName:
        chosen: SameName = self.same.currentData()
        return chosen

    def _show(self) -> None:
        lines = self._outlooks[self.same.currentData()]
        refused = [ShownLine(_("Row {n}").format(n=issue.row), issue.reason) for issue in self._issues]
        self.model.refresh([*refused, *(ShownLine(line.name, told(line)) for line in lines)])
        happens = any(line.outcome in (Outcome.NEW, Outcome.CHANGED) for line in lines)
        self.accept_button.setEnabled(happens)
        self.explain_keys(self._summary(happens=happens))

    def _summary(self, *, happens: bool) -> str:
        if self._issues:
            count = len(self._issues)
            said = ngettext(
                "{n} row cannot be read; its note is left out.", "{n} rows cannot be read; their notes are left out.",
                count,
            )  # fmt: skip
            return said.format(n=count)
        return "" if happens else _("All of it is here already.")


def told(line: NoteLine) -> str:
    """What becomes of a note."""
    outcome = {
        Outcome.NEW: _("new"),
        Outcome.CHANGED: _("changed"),
        Outcome.SAME: _("as it is here"),
        Outcome.LEFT: _("left as it is"),
    }[line.outcome]
    if not line.missing:
        return outcome
    missing = _("not known here, so without effect: {names}").format(names=_(", ").join(line.missing))
    return _("{outcome} – {remark}").format(outcome=outcome, remark=missing)


def issues_told(issues: Sequence[RowIssue]) -> str:
    """Rows that cannot be read, where nothing else is in the file."""
    return " ".join(_("Row {n}: {reason}").format(n=issue.row, reason=issue.reason) for issue in issues[:3])
