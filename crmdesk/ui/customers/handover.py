"""Leads through handing a customer over: reads the document beside the window's thread, writes, prints or copies it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from crmdesk.domain.customer import Customer
from crmdesk.domain.document import Document
from crmdesk.domain.file_name import safe_name
from crmdesk.i18n import _
from crmdesk.qt.printing import PrinterChooser, choose_printer
from crmdesk.render.document_file import save_document
from crmdesk.render.document_page import document_page
from crmdesk.render.document_paper import document_sheets, paint_sheets
from crmdesk.render.document_text import document_text
from crmdesk.render.paper import A4_LAYOUT
from crmdesk.services.handover import HandoverKind
from crmdesk.ui.customers.handover_dialog import HandoverDialog
from crmdesk.ui.picture_file import write_and_tell
from crmdesk.ui.workbench import Workbench

SLOT = "handover"
_KIND = "customers.handover"


class Handover(QObject):
    """``printer`` is where a person chooses one."""

    def __init__(self, bench: Workbench, printer: PrinterChooser = choose_printer) -> None:
        super().__init__(bench.window)
        self._bench = bench
        self.printer = printer
        self.dialog: HandoverDialog | None = None

    def begin(self, customer: Customer) -> None:
        """Show what is to be handed over of a customer."""
        kept = self._bench.view_state.text(_KIND)
        kind = HandoverKind(kept) if kept in set(HandoverKind) else HandoverKind.BOTH
        dialog = HandoverDialog(customer.name, kind, self._bench.appearance, self._bench.window)
        self.dialog = dialog
        dialog.kind_wished.connect(lambda kind: self._read(customer.uid, kind))
        dialog.save_requested.connect(self._save)
        dialog.print_requested.connect(self._print)
        dialog.copy_requested.connect(self._copy)
        dialog.finished.connect(self._end)
        dialog.open()
        self._read(customer.uid, kind)

    def _read(self, customer: str, kind: HandoverKind) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        self._bench.view_state.put(_KIND, kind.value)
        dialog.show_busy()
        service = self._bench.services.handover
        self._bench.runner.start(
            SLOT,
            lambda watch: service.document(customer, kind, progress=watch.progress, cancelled=watch.cancelled),
            done=dialog.show_document,
            failed=dialog.show_failure,
        )

    def _end(self) -> None:
        self._bench.runner.forget(SLOT)
        self.dialog = None

    def _save(self) -> None:
        shown = self._shown()
        if shown is None or self.dialog is None:
            return
        name = safe_name(f"{shown.title} – {shown.kind}.pdf")
        kinds = _("PDF (*.pdf);;Page for the phone (*.html)")
        out = self._bench.files.save_file(self.dialog, _("Save the document"), name, kinds, "")
        if out is not None:
            path = out if out.suffix else Path(f"{out}.pdf")
            write_and_tell(self._bench, lambda: save_document(shown, path), path)

    def _print(self) -> None:
        shown = self._shown()
        if shown is None or self.dialog is None:
            return
        printer = self.printer(self.dialog, f"{shown.title} – {shown.kind}", A4_LAYOUT)
        if printer is not None:
            paint_sheets(document_sheets(shown), printer)
            self._bench.notice.tell(_("Sent to the printer."))

    def _copy(self) -> None:
        """As text, and with its looks for whatever can take them."""
        shown = self._shown()
        if shown is not None:
            data = QMimeData()
            data.setText(document_text(shown))
            data.setHtml(document_page(shown))
            QGuiApplication.clipboard().setMimeData(data)
            self._bench.notice.tell(_("Copied: {name}").format(name=shown.title))

    def _shown(self) -> Document | None:
        return self.dialog.document if self.dialog is not None else None
