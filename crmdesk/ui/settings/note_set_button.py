"""Sets of quick notes behind one button: those of industries, on or off, and those that come and go as files.

Files are read and written beside the window.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError, ImportRejectedError
from crmdesk.domain.note_set import NoteSet, SameName
from crmdesk.i18n import _, ngettext
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.services.configuration.note_sets import FoundNotes, IndustryNotes
from crmdesk.ui.operations import Offer
from crmdesk.ui.settings.note_set_dialogs import NotesPreview, Outlooks, SaveNotesDialog, issues_told
from crmdesk.ui.settings.pick_dialog import PickWish
from crmdesk.ui.workbench import Workbench

SLOT = "note_set"
_DOCUMENT = ".json"


class NoteSetButton(IconButton):
    """``failed`` brings the sentence that says what went wrong, empty when something begins anew."""

    failed = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__("package", _("Sets"), name=_("Sets of quick notes"), parent=parent)
        self._bench = bench
        self._sets = bench.services.configuration.note_sets
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
        self.failed.emit("")
        used = [note for note in self._bench.services.configuration.quick_notes.entries() if not note.retired]
        company = self._bench.services.configuration.company.company().name
        dialog = SaveNotesDialog(company or _("Our quick notes"), used, self._bench.window)

        def choose(wish: PickWish) -> None:
            suffix: str = dialog.format.currentData()
            kinds = _("Quick notes (*.json)") if suffix == _DOCUMENT else _("Sheets (*.xlsx)")
            title = _("Save quick notes as a file")
            path = self._bench.files.save_file(self, title, f"{wish.name}{suffix}", kinds, suffix)
            if path is not None:
                dialog.accept()
                self._write(wish, path)

        dialog.submitted.connect(choose)
        dialog.open_once()

    def _write(self, wish: PickWish, path: Path) -> None:
        def done(notes: NoteSet) -> None:
            count = len(notes.templates)
            said = ngettext("{n} quick note saved as {file}.", "{n} quick notes saved as {file}.", count)
            self._bench.notice.tell(said.format(n=count, file=path.name))

        def work(_watch: object) -> NoteSet:
            return self._sets.write(wish.name, wish.picked, path)

        self._bench.runner.start(SLOT, work, done=done, failed=self._fail)

    def _choose_file(self) -> None:
        self.failed.emit("")
        title = _("Take in a file or a sheet")
        path = self._bench.files.open_file(self, title, _("Quick notes (*.json *.xlsx *.xls *.ods *.csv)"))
        if path is None:
            return

        def work(_watch: object) -> tuple[FoundNotes, Outlooks]:
            found = self._sets.read(path)
            if not found.notes.templates:
                raise ImportRejectedError(
                    issues_told(found.issues) or _("“{file}” holds no quick notes.").format(file=path.name)
                )
            return found, {same: self._sets.outlook(found.notes, same) for same in SameName}

        self._bench.runner.start(SLOT, work, done=self._preview, failed=self._fail)

    def _preview(self, read: tuple[FoundNotes, Outlooks]) -> None:
        found, outlooks = read
        dialog = NotesPreview(found, outlooks, self._bench.window)

        def take(same: SameName) -> None:
            dialog.accept()
            self._bench.runner.start(
                SLOT, lambda _watch: self._sets.take_in(found.notes, same)[1], done=taken, failed=self._fail
            )

        def taken(changes: Changes) -> None:
            told = _("The quick notes of “{name}” are taken in.").format(name=found.notes.name)
            self._bench.operations.offer(Offer(told, _("Undo")))
            self._bench.bus.publish(changes)

        dialog.submitted.connect(take)
        dialog.open_once()

    def _fail(self, error: CrmError) -> None:
        self.failed.emit(error.message)
