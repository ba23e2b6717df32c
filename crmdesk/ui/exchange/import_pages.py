"""The way through one import: reading, columns, rows, importing, result. Shows what its session says."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, ngettext
from crmdesk.qt.tasks import was_cancelled
from crmdesk.services.importing import ImportBatch, Understanding
from crmdesk.ui import wording
from crmdesk.ui.exchange import import_wording
from crmdesk.ui.exchange.busy_panel import BusyPanel
from crmdesk.ui.exchange.import_session import ImportSession, Phase
from crmdesk.ui.exchange.mapping_panel import MappingPanel
from crmdesk.ui.exchange.preview_panel import PreviewPanel
from crmdesk.ui.exchange.reason_words_panel import ReasonWordsPanel
from crmdesk.ui.exchange.refusal_panel import RefusalPanel
from crmdesk.ui.exchange.result_panel import ResultPanel
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.services.importing import ImportResult


class ImportPages(QWidget):
    """Emits when the person leaves, wants other files, or wants an import (by its uid) undone."""

    left = Signal()
    files_requested = Signal()
    undo_requested = Signal(str)
    busy_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._phase: Phase | None = None
        self.session = ImportSession(bench, self)
        self.busy = BusyPanel()
        self.mapping = MappingPanel(bench.appearance)
        self.words = ReasonWordsPanel(bench.appearance)
        self.preview = PreviewPanel(self.session, bench.appearance)
        self.result = ResultPanel()
        self.refusal = RefusalPanel()
        self.pages = QStackedWidget()
        for page in (self.busy, self.mapping, self.words, self.preview, self.result, self.refusal):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self._connect()

    @property
    def is_importing(self) -> bool:
        """Whether something is being written."""
        return self._phase is Phase.IMPORTING

    def take_files(self, files: Sequence[Path]) -> None:
        """Begin an import of files."""
        self._begin()
        self.session.read(files)

    def take_text(self, text: str) -> None:
        """Begin an import of a block out of a spreadsheet."""
        self._begin()
        self.session.read_text(text, _("Pasted block"))

    def show_undone(self) -> None:
        """Say that the import shown has been taken back."""
        self.result.show_undone()

    def follow(self, batches: Sequence[ImportBatch]) -> None:
        """Keep what is said of the import shown true, whoever takes it back or does it again; these are in force."""
        result = self.session.result
        if result is None or not result.batch or self.pages.currentWidget() is not self.result:
            return
        is_in_force = any(batch.uid == result.batch for batch in batches)
        if not is_in_force:
            self.result.show_undone()
        elif self.result.is_undone:
            self.result.show_result(result, self._names(), can_undo=True)

    def _begin(self) -> None:
        self.mapping.begin()
        self.pages.setCurrentWidget(self.busy)

    def _connect(self) -> None:
        session = self.session
        session.began.connect(self._show_begun)
        session.progressed.connect(self._show_progress)
        session.understood.connect(self._show_understanding)
        session.counted.connect(self._show_counted)
        session.imported.connect(self._show_imported)
        session.failed.connect(self._show_failure)
        self.busy.cancel_requested.connect(session.cancel)
        self.mapping.choices_changed.connect(session.choose)
        self.mapping.on_requested.connect(self._check_rows)
        self.mapping.back_requested.connect(self._leave)
        self.preview.on_requested.connect(session.carry_out)
        self.words.on_requested.connect(self._settle_words)
        self.words.back_requested.connect(self._back_to_columns)
        self.preview.back_requested.connect(self._back_from_rows)
        self.result.on_requested.connect(self.left)
        self.result.back_requested.connect(self.files_requested)
        self.result.undo_requested.connect(self._ask_undo)
        self.result.save_requested.connect(self._save_failed_rows)
        self.refusal.files_requested.connect(self.files_requested)
        self.refusal.back_requested.connect(self.left)

    def _names(self) -> str:
        return import_wording.names_of([file.name for file in self.session.request.files])

    def _show_begun(self, phase: Phase) -> None:
        self._phase = phase
        titles = {
            Phase.READING: _("Reading {files}…"),
            Phase.LOOKING: _("Finding out what the columns mean…"),
            Phase.COUNTING: _("Working out what will happen…"),
            Phase.IMPORTING: _("Importing {files}…"),
        }
        title = titles[phase].format(files=self._names())
        if phase is Phase.IMPORTING:
            self.busy.begin(title, _("You can go on working on the other screens meanwhile."))
            self.pages.setCurrentWidget(self.busy)
            self.busy.cancel.setFocus()
        elif phase is Phase.READING or self.session.understanding is None:
            self.busy.begin(title, _("Nothing is written yet."))
        elif phase is Phase.COUNTING:
            self.preview.show_counting(title)
        self._bench.strip.begin(title)
        self.busy_changed.emit()

    def _show_progress(self, done: int, total: int | None) -> None:
        self._bench.strip.show_progress(done, total)
        if self._phase is Phase.READING:
            self.busy.show_rows(done, total)
        else:
            self.busy.show_steps(done, total)

    def _end(self) -> None:
        self._phase = None
        self._bench.strip.end()
        self.busy_changed.emit()

    def _show_understanding(self, found: Understanding) -> None:
        self._end()
        if not found.readings:
            self.refusal.show_refusal(_("There is nothing in “{files}”.").format(files=self._names()))
            self._turn_to(self.refusal)
            return
        self.mapping.show_understanding(found)
        if self.pages.currentWidget() is not self.mapping:
            self._turn_to(self.mapping)

    def _check_rows(self) -> None:
        self.preview.begin()
        self.session.result = None
        self._turn_to(self.preview)
        self.session.count()

    def _show_counted(self, result: "ImportResult") -> None:
        self._end()
        if self.session.asks_for_reasons:
            self._ask_for_words(result)
            return
        self.preview.show_result(result)
        if self.preview.isVisible() and not self.preview.owner.hasFocus() and not self._is_in_table():
            self.preview.take_focus()

    def _ask_for_words(self, result: "ImportResult") -> None:
        reasons = self._bench.services.configuration.reasons.entries()
        self.words.show_words(result.unknown_reasons, dict(self.session.request.reasons), reasons)
        self.words.show_files(self._names())
        self._turn_to(self.words)

    def _settle_words(self) -> None:
        self._turn_to(self.preview)
        self.session.mean(self.words.meant)

    def _back_from_rows(self) -> None:
        result = self.session.result
        if result is not None and result.unknown_reasons:
            self.session.cancel()
            self._ask_for_words(result)
        else:
            self._back_to_columns()

    def _is_in_table(self) -> bool:
        return self.preview.table is not None and self.preview.table.hasFocus()

    def _back_to_columns(self) -> None:
        self.session.cancel()
        self._turn_to(self.mapping)

    def _show_imported(self, result: "ImportResult") -> None:
        self._end()
        self._bench.services.import_preparation.remember(self.session.said())
        self._bench.bus.publish(Changes({"import_batch": (result.batch,)} if result.batch else {}))
        self.result.show_result(result, self._names(), can_undo=bool(result.batch))
        self._turn_to(self.result)
        told = import_wording.imported_sentence(result)
        self._bench.notice.tell(told, _("Undo") if result.batch else "", self._ask_undo)

    def _ask_undo(self) -> None:
        result = self.session.result
        if result is not None and result.batch:
            self.undo_requested.emit(result.batch)

    def _save_failed_rows(self) -> None:
        result = self.session.result
        if result is None:
            return
        name = _("{file} failed rows.xlsx").format(file=self.session.request.files[0].stem)
        kinds = _("Excel workbook (*.xlsx)")
        out = self._bench.files.save_file(self._bench.window, _("Save the failed rows"), name, kinds, ".xlsx")
        if out is None:
            return
        try:
            count = self._bench.services.import_preparation.save_failed_rows(result, out)
        except CrmError as error:
            self.result.show_saved(error.message)
            return
        told = ngettext(
            "{n} row saved to {file}. Mend it there and import it again.",
            "{n} rows saved to {file}. Mend them there and import them again.",
            count,
        )
        self.result.show_saved(told.format(n=wording.number(count), file=out.name))

    def _show_failure(self, error: CrmError, phase: Phase) -> None:
        self._end()
        if was_cancelled(error):
            self._show_stopped(error, phase)
        elif phase is Phase.COUNTING:
            self.preview.show_failure(error.message)
        elif phase is Phase.IMPORTING:
            self._bench.notice.tell(error.message)
            self._turn_to(self.preview)
        else:
            self.refusal.show_refusal(error.message)
            self._turn_to(self.refusal)

    def _show_stopped(self, error: CrmError, phase: Phase) -> None:
        if phase is Phase.IMPORTING:
            self._bench.notice.tell(error.message)
            self._turn_to(self.preview)
        elif phase is Phase.READING or self.session.understanding is None:
            self._bench.notice.tell(error.message)
            self.left.emit()
        elif phase is Phase.COUNTING and self.pages.currentWidget() is self.preview:
            self._turn_to(self.mapping)

    def _leave(self) -> None:
        self.session.cancel()
        self.left.emit()

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        if isinstance(page, (MappingPanel, ReasonWordsPanel, PreviewPanel, ResultPanel, RefusalPanel)):
            page.take_focus()
