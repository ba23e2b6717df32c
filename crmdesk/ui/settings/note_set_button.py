"""Sets of quick notes behind one button: those of industries, on or off, and those that come and go as files.

Files are read and written beside the window.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ImportRejectedError
from crmdesk.domain.note_set import SameName
from crmdesk.i18n import _, ngettext
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.services.configuration.note_sets import FoundNotes, IndustryNotes, NoteSets
from crmdesk.ui.settings.note_set_dialogs import NotesPreview, Outlooks, SaveNotesDialog, issues_told
from crmdesk.ui.settings.pick_dialog import DOCUMENT, SHEET, PickWish
from crmdesk.ui.settings.set_travel import FileWords, SetTravel
from crmdesk.ui.workbench import Workbench

SLOT = "note_set"


ReadNotes = tuple[FoundNotes, Outlooks]


class IncomingNotes:
    """How a set of quick notes is taken in."""

    def __init__(self, sets: NoteSets) -> None:
        self._sets = sets

    def read(self, path: Path) -> ReadNotes:
        """The notes in a file, and what taking them in would do.

        Raises ImportRejectedError for a file in which no note can be read.
        """
        found = self._sets.read(path)
        if not found.notes.templates:
            raise ImportRejectedError(
                issues_told(found.issues) or _("“{file}” holds no quick notes.").format(file=path.name)
            )
        return found, {same: self._sets.outlook(found.notes, same) for same in SameName}

    def preview(self, found: ReadNotes, window: QWidget) -> NotesPreview:
        """The dialog that shows them."""
        return NotesPreview(*found, window)

    def take_in(self, found: ReadNotes, same: SameName) -> Changes:
        """Take them in."""
        return self._sets.take_in(found[0].notes, same)[1]

    def told(self, found: ReadNotes) -> str:
        """What has been done."""
        return _("The quick notes of “{name}” are taken in.").format(name=found[0].notes.name)


class NoteSetButton(IconButton):
    """``failed`` brings the sentence that says what went wrong, empty when something begins anew."""

    failed = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__("package", _("Sets"), name=_("Sets of quick notes"), parent=parent)
        self._bench = bench
        self._sets = bench.services.configuration.note_sets
        self._travel: SetTravel[ReadNotes] = SetTravel(bench, SLOT, self)
        self._travel.failed.connect(self.failed)
        self.choices = QMenu(self)
        self.setMenu(self.choices)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what can be done now."""
        self.choices.clear()
        save = self.choices.addAction(_("Save quick notes as a file…"))
        save.setObjectName("save")
        save.triggered.connect(self._ask_what)
        take = self.choices.addAction(_("Take in a file or a sheet…"))
        take.setObjectName("take")
        take.triggered.connect(self._choose_file)
        self.choices.addSeparator()
        for industry in self._sets.industries():
            action = self.choices.addAction(caption(_("Notes for {industry}").format(industry=industry.name)))
            action.setObjectName(industry.key)
            action.setCheckable(True)
            action.setChecked(industry.is_on)
            action.setToolTip(" · ".join(industry.notes))
            action.triggered.connect(lambda on, industry=industry: self._switch(industry, on=on))

    def _switch(self, industry: IndustryNotes, *, on: bool) -> None:
        told = (
            _("The quick notes of “{name}” are offered now.")
            if on
            else _("The quick notes of “{name}” are no longer offered.")
        )
        self._bench.operations.attempt(lambda: self._sets.switch(industry, on=on), told.format(name=industry.name))

    def _ask_what(self) -> None:
        used = [note for note in self._bench.services.configuration.quick_notes.entries() if not note.retired]
        company = self._bench.services.configuration.company.company().name
        dialog = SaveNotesDialog(company or _("Our quick notes"), used, self._bench.window)
        kinds = {DOCUMENT: _("Quick notes (*.json)"), SHEET: _("Sheets (*.xlsx)")}
        self._travel.send(dialog, FileWords(_("Save quick notes as a file"), kinds), self._write)

    def _write(self, wish: PickWish, path: Path) -> str:
        count = len(self._sets.write(wish.name, wish.picked, path).templates)
        said = ngettext("{n} quick note saved as {file}.", "{n} quick notes saved as {file}.", count)
        return said.format(n=count, file=path.name)

    def _choose_file(self) -> None:
        kinds = _("Quick notes (*.json *.xlsx *.xls *.ods *.csv)")
        self._travel.bring(_("Take in a file or a sheet"), kinds, IncomingNotes(self._sets))
