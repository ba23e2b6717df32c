"""Sets of loss reasons behind one button: out into a file or a sheet, and in from one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.reason_set import ReasonLine
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.services.configuration.reason_sets import FoundReasons, ReasonSets
from crmdesk.ui import wording
from crmdesk.ui.settings.pick_dialog import DOCUMENT, SHEET, PickWish
from crmdesk.ui.settings.reason_set_dialogs import ReasonPreview, SaveReasonsDialog
from crmdesk.ui.settings.set_travel import FileWords, SetTravel
from crmdesk.ui.workbench import Workbench

SLOT = "reason_set"

ReadReasons = tuple[FoundReasons, tuple[ReasonLine, ...]]


class IncomingReasons:
    """How a set of loss reasons is taken in."""

    def __init__(self, bench: Workbench) -> None:
        self._bench, self._sets = bench, bench.services.configuration.reason_sets

    def read(self, path: Path) -> ReadReasons:
        """The reasons in a file, and what taking them in would do."""
        found = self._sets.read(path)
        return found, self._sets.outlook(found.reasons)

    def preview(self, found: ReadReasons, window: QWidget) -> ReasonPreview:
        """The dialog that shows them."""
        dialog = ReasonPreview(*found, window)
        dialog.save_requested.connect(lambda: self._save_failed_rows(found[0], dialog))
        return dialog

    def take_in(self, found: ReadReasons, _nothing: object) -> Changes:
        """Take them in."""
        return self._sets.take_in(found[0].reasons)[1]

    def told(self, found: ReadReasons) -> str:
        """What has been done."""
        return _("The loss reasons of “{name}” are taken in.").format(name=found[0].reasons.name)

    def _save_failed_rows(self, found: FoundReasons, dialog: ReasonPreview) -> None:
        name = _("{file} failed rows.xlsx").format(file=found.reasons.name)
        title = _("Save the failed rows")
        path = self._bench.files.save_file(dialog, title, name, _("Sheets (*.xlsx)"), SHEET)
        if path is None:
            return
        try:
            self._sets.save_failed_rows(found, path)
        except CrmError as error:
            dialog.explain_keys(error.message)
            return
        dialog.explain_keys(_("Saved as {file}. Mend the rows there and take it in again.").format(file=path.name))


class ReasonSetButton(IconButton):
    """``failed`` brings the sentence that says what went wrong, empty when something begins anew."""

    failed = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__("package", _("Sets"), name=_("Sets of loss reasons"), parent=parent)
        self._bench = bench
        self._sets: ReasonSets = bench.services.configuration.reason_sets
        self._travel: SetTravel[ReadReasons] = SetTravel(bench, SLOT, self)
        self._travel.failed.connect(self.failed)
        self.choices = QMenu(self)
        self.setMenu(self.choices)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for name, text, work in (
            ("save", _("Save loss reasons as a file…"), self.save),
            ("take", _("Take in a file or a sheet…"), self.take),
        ):
            action = self.choices.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(work)

    def save(self) -> None:
        """Ask which reasons go into a file, and write it."""
        configuration = self._bench.services.configuration
        reasons = [each for each in configuration.reasons.entries() if each.parent_uid is None and not each.system]
        name = configuration.company.company().name or _("Our loss reasons")
        kinds = {DOCUMENT: _("Loss reasons (*.json)"), SHEET: _("Sheets (*.xlsx)")}
        dialog = SaveReasonsDialog(name, reasons, self._bench.window)
        self._travel.send(dialog, FileWords(_("Save loss reasons as a file"), kinds), self._write)

    def take(self) -> None:
        """Ask for a file, show what it would bring, and take it in."""
        kinds = _("Loss reasons (*.json *.xlsx *.xls *.ods *.csv)")
        self._travel.bring(_("Take in a file or a sheet"), kinds, IncomingReasons(self._bench))

    def _write(self, wish: PickWish, path: Path) -> str:
        count = len(self._sets.write(wish.name, wish.picked, path).reasons)
        said = ngettext("{n} loss reason saved as {file}.", "{n} loss reasons saved as {file}.", count)
        return said.format(n=wording.number(count), file=path.name)
