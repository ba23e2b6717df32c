"""The way through an import or an export: files chosen, counted first, then done, all off the window's thread."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, ngettext
from crmdesk.ui import wording
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.services.importing import ImportRequest, ImportResult

SLOT = "tables"


class TableFlow(QObject):
    """One import or export at a time; ``busy_changed`` tells when one begins and ends."""

    busy_changed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench.window)
        self._services, self._operations, self._bus, self._runner = (
            bench.services,
            bench.operations,
            bench.bus,
            bench.runner,
        )
        self._strip, self._notice, self._files, self._window = bench.strip, bench.notice, bench.files, bench.window
        bench.strip.cancel_requested.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether an import or an export is going on."""
        return self._runner.busy(SLOT)

    def import_sheet(self) -> None:
        """Choose files, count what would happen, and ask."""
        kinds = _("Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)")
        chosen = self._files.open_files(self._window, _("Import a sheet"), kinds)
        if chosen:
            self._import(chosen, dry_run=True)

    def export_workbook(self) -> None:
        """Choose a name and write everything there."""
        name = _("{workspace}.xlsx").format(workspace=self._services.desk.workspace.path.stem)
        kinds = _("Excel workbook (*.xlsx)")
        out = self._files.save_file(self._window, _("Export a workbook"), name, kinds, ".xlsx")
        if out is None:
            return
        self._begin(_("Writing {file}…").format(file=out.name))
        self._runner.start(
            SLOT,
            lambda watch: self._services.exports.export(out, progress=watch.progress, cancelled=watch.cancelled),
            done=lambda counts: self._exported(out, sum(counts.values())),
            failed=self._failed,
            progressed=self._strip.show_progress,
        )
        self.busy_changed.emit()

    def cancel(self) -> None:
        """Stop what is going on; nothing is then changed."""
        self._runner.cancel(SLOT)

    def _import(self, files: Sequence[Path], *, dry_run: bool) -> None:
        from crmdesk.services.importing import ImportRequest

        request = ImportRequest(files=tuple(files), dry_run=dry_run)
        names = ", ".join(file.name for file in files)
        told = _("Reading {files}…") if dry_run else _("Importing {files}…")
        self._begin(told.format(files=names))
        self._runner.start(
            SLOT,
            lambda watch: self._services.imports.apply_import(
                request, progress=watch.progress, cancelled=watch.cancelled
            ),
            done=lambda result: self._counted(request, result) if dry_run else self._imported(result),
            failed=self._failed,
            progressed=self._strip.show_progress,
        )
        self.busy_changed.emit()

    def _counted(self, request: "ImportRequest", result: "ImportResult") -> None:
        from crmdesk.ui.exchange.import_preview import ImportPreview

        self._end()
        preview = ImportPreview([file.name for file in request.files], result, self._window)
        preview.accepted.connect(lambda: self._import(request.files, dry_run=False))
        preview.finished.connect(preview.deleteLater)
        preview.open()

    def _imported(self, result: "ImportResult") -> None:
        self._end()
        self._bus.publish(Changes({"import_batch": (result.batch,)}))
        rows = result.created + result.updated
        told = ngettext("{n} row imported.", "{n} rows imported.", rows).format(n=wording.number(rows))
        self._notice.tell(told, _("Undo"), self._operations.undo)

    def _exported(self, out: Path, rows: int) -> None:
        self._end()
        told = ngettext("{n} row written to {file}.", "{n} rows written to {file}.", rows)
        self._notice.tell(told.format(n=wording.number(rows), file=out.name))

    def _failed(self, error: CrmError) -> None:
        self._end()
        self._notice.tell(error.message)

    def _begin(self, told: str) -> None:
        self._strip.begin(told)

    def _end(self) -> None:
        self._strip.end()
        self.busy_changed.emit()
