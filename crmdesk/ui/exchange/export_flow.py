"""The way through an export: what, where to, writing, done."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.i18n import _, ngettext
from crmdesk.qt.system_opener import open_with_system
from crmdesk.qt.tasks import was_cancelled
from crmdesk.ui import wording
from crmdesk.ui.exchange.busy_panel import BusyPanel
from crmdesk.ui.exchange.export_panel import ExportPanel, Picked
from crmdesk.ui.workbench import TABLES, Workbench


class ExportFlow(QWidget):
    """Emits when the person leaves."""

    left = Signal()
    busy_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.is_exporting = False
        self.panel = ExportPanel()
        self.busy = BusyPanel()
        self.pages = QStackedWidget()
        for page in (self.panel, self.busy):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.panel.on_requested.connect(self.choose_file)
        self.panel.back_requested.connect(self.left)
        self.busy.cancel_requested.connect(self.cancel)

    def begin(self, picked: Picked | None) -> None:
        """Ask what to export."""
        self.panel.begin(picked)
        self.panel.show_files(self._bench.services.desk.workspace.path.name)
        self.pages.setCurrentWidget(self.panel)
        self.panel.take_focus()

    def choose_file(self) -> None:
        """Ask where to, and write."""
        name = _("{workspace}.xlsx").format(workspace=self._bench.services.desk.workspace.path.stem)
        kinds = _("Excel workbook (*.xlsx)")
        out = self._bench.files.save_file(self._bench.window, _("Export a workbook"), name, kinds, ".xlsx")
        if out is not None:
            self._write(out)

    def cancel(self) -> None:
        """Stop; what was at the file before stays."""
        if self.is_exporting:
            self._bench.runner.cancel(TABLES)

    def _write(self, out: Path) -> None:
        title = _("Writing {file}…").format(file=out.name)
        self.busy.begin(title, _("You can go on working on the other screens meanwhile."))
        self._bench.strip.begin(title)
        self.pages.setCurrentWidget(self.busy)
        self.busy.cancel.setFocus()
        what, expression, picked = self.panel.what(), self.panel.expression(), self.panel.picked()
        exports = self._bench.services.exports
        self.is_exporting = True
        self._bench.runner.start(
            TABLES,
            lambda watch: exports.export(
                out, what=what, expression=expression, uids=picked, progress=watch.progress, cancelled=watch.cancelled
            ),
            done=lambda counts: self._written(out, sum(counts.values())),
            failed=self._show_failure,
            progressed=self._show_progress,
        )
        self.busy_changed.emit()

    def _show_progress(self, done: int, total: int | None) -> None:
        self.busy.show_rows(done, total)
        self._bench.strip.show_progress(done, total)

    def _written(self, out: Path, rows: int) -> None:
        self._end()
        told = ngettext("{n} row written to {file}.", "{n} rows written to {file}.", rows)
        sentence = told.format(n=wording.number(rows), file=out.name)
        self._bench.notice.tell(sentence, _("Show in folder"), lambda: _show_folder(out))
        self.left.emit()

    def _show_failure(self, error: CrmError) -> None:
        self._end()
        self.pages.setCurrentWidget(self.panel)
        if isinstance(error, ValidationError):
            self.panel.show_error(error.message)
        else:
            self._bench.notice.tell(error.message)
        if was_cancelled(error):
            self.panel.take_focus()

    def _end(self) -> None:
        self.is_exporting = False
        self._bench.strip.end()
        self.busy_changed.emit()


def _show_folder(out: Path) -> None:
    open_with_system(out.parent)
