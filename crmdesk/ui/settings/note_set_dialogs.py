"""Asks which quick notes go into a file, and shows what a file would bring. They write and change nothing."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.listed import NoteEntry
from crmdesk.domain.note_set import NoteLine, Outcome, RowIssue, SameName
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.combo import Combo
from crmdesk.services.configuration.note_sets import FoundNotes
from crmdesk.ui.settings.pick_dialog import PickDialog, PickTexts
from crmdesk.ui.settings.set_preview import SetPreview, ShownLine, issue_lines

Outlooks = Mapping[SameName, Sequence[NoteLine]]
"""What taking a set in would do, by what becomes of notes that are there already."""


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
        super().__init__(texts, name, notes, lambda note: note.name, parent, as_sheet=True)


class NotesPreview(SetPreview):
    """Offers what becomes of notes that are there already; shows at once what that means, note by note."""

    def __init__(self, found: FoundNotes, outlooks: Outlooks, parent: QWidget | None = None) -> None:
        super().__init__(found.notes.name, _("Quick note"), parent)
        self._issues, self._outlooks = found.issues, outlooks
        self.same = Combo()
        for name, same in (
            (_("make them like the new ones"), SameName.REPLACE),
            (_("leave them as they are"), SameName.LEAVE),
            (_("keep both"), SameName.BOTH),
        ):
            self.same.addItem(name, same)
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
        shown = [*issue_lines(self._issues), *(ShownLine(line.name, told(line)) for line in lines)]
        happens = any(line.outcome in (Outcome.NEW, Outcome.CHANGED) for line in lines)
        self.show_lines(shown, happens=happens, unread=self._unread())

    def _unread(self) -> str:
        count = len(self._issues)
        if not count:
            return ""
        said = ngettext(
            "{n} row cannot be read; its note is left out.", "{n} rows cannot be read; their notes are left out.", count
        )
        return said.format(n=count)


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
