"""The screen of tables in and out: the ways in, the way through an import or an export, and earlier imports."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.clipboard import table_text
from crmdesk.services.importing import ImportBatch
from crmdesk.ui.exchange.export_flow import ExportFlow
from crmdesk.ui.exchange.export_panel import Picked
from crmdesk.ui.exchange.import_pages import ImportPages
from crmdesk.ui.exchange.start_panel import StartPanel
from crmdesk.ui.workbench import TABLES, Workbench

_BATCHES_SLOT = "import_batches"


class ExchangeView(QWidget):
    """``busy_changed`` tells when an import or an export begins and ends."""

    busy_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._stale = True
        self.start = StartPanel(bench.services.desk.today())
        self.imports = ImportPages(bench)
        self.exports = ExportFlow(bench)
        self.pages = QStackedWidget()
        for page in (self.start, self.imports, self.exports):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.start.files_requested.connect(self.choose_files)
        self.start.paste_requested.connect(self.paste)
        self.start.export_requested.connect(self.choose_export)
        self.start.undo_requested.connect(self._undo)
        self.imports.files_requested.connect(self.choose_files)
        self.imports.undo_requested.connect(self._undo_uid)
        for flow in (self.imports, self.exports):
            flow.left.connect(self.show_start)
            flow.busy_changed.connect(self.busy_changed)
        bench.bus.changed.connect(self._reload)
        bench.strip.cancel_requested.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether an import or an export is going on."""
        return self._bench.runner.busy(TABLES)

    def choose_files(self) -> None:
        """Let the person choose the files of an import."""
        kinds = _("Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.htm *.html);;All files (*)")
        chosen = self._bench.files.open_files(self._bench.window, _("Import a sheet"), kinds)
        if chosen:
            self.take_files(chosen)
        elif self.pages.currentWidget() is self.start:
            self.start.take_focus()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Begin an import of files that belong together."""
        if paths and self._is_free():
            self.pages.setCurrentWidget(self.imports)
            self.imports.take_files(paths)

    def take_text(self, text: str) -> None:
        """Begin an import of a block of cells, as text or as a table in HTML."""
        if not text.strip():
            self._bench.notice.tell(_("There is no table on the clipboard. Copy its rows in your spreadsheet first."))
        elif self._is_free():
            self.pages.setCurrentWidget(self.imports)
            self.imports.take_text(text)

    def paste(self) -> None:
        """Begin an import of what is on the clipboard: the cells as text, or else the table they come in."""
        self.take_text(table_text(QGuiApplication.clipboard().mimeData()))

    def choose_export(self) -> None:
        """Ask what to export."""
        self._begin_export(None)

    def export_selection(self, kind: str, uids: Sequence[str]) -> None:
        """Ask what to export of records that another screen shows; ``kind`` is customers or deals."""
        self._begin_export(Picked(kind, tuple(uids)))

    def cancel(self) -> None:
        """Stop what is going on; nothing is then changed."""
        self._bench.runner.cancel(TABLES)

    def show_start(self) -> None:
        """Go back to the ways in."""
        self.pages.setCurrentWidget(self.start)
        self.start.take_focus()
        self._load()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def _begin_export(self, picked: Picked | None) -> None:
        if self._is_free():
            self.pages.setCurrentWidget(self.exports)
            self.exports.begin(picked)

    def _is_free(self) -> bool:
        """Whether something new may begin; what is merely being looked at gives way."""
        if self.imports.is_importing or self.exports.is_exporting:
            self._bench.notice.tell(_("Wait until what is going on is done, or cancel it."))
            return False
        return True

    def _reload(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._stale = False
        self._bench.runner.start(
            _BATCHES_SLOT,
            lambda _watch: self._bench.services.imports.past_imports(),
            done=self._show_batches,
            failed=lambda error: self.start.states.show_failure(error.message),
        )

    def _show_batches(self, batches: Sequence[ImportBatch]) -> None:
        self.start.show_batches(batches)
        self.imports.follow(batches)

    def _undo_uid(self, uid: str) -> None:
        batches = self._bench.services.imports.past_imports()
        batch = next((batch for batch in batches if batch.uid == uid), None)
        if batch is not None:
            self._undo(batch)

    def _undo(self, batch: ImportBatch) -> None:
        change_set = batch.change_set
        if change_set is None or not self._is_free():
            return
        history = self._bench.services.history
        self._bench.strip.begin(_("Undoing the import of {files}…").format(files=batch.files))
        self._bench.runner.start(
            TABLES, lambda _watch: history.undo_change(change_set)[1], done=self._undone, failed=self._not_undone
        )
        self.busy_changed.emit()

    def _undone(self, changes: Changes) -> None:
        self._bench.strip.end()
        self.busy_changed.emit()
        self.imports.show_undone()
        self._bench.bus.publish(changes)
        told = _("The import was undone; everything is as it was before.")
        self._bench.notice.tell(told, _("Redo"), self._bench.operations.redo)

    def _not_undone(self, error: CrmError) -> None:
        self._bench.strip.end()
        self.busy_changed.emit()
        self._bench.notice.tell(error.message)
