"""The documents of a customer, read beside the window's thread: found, gone to, opened. Writes nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.attachment import Document
from crmdesk.domain.errors import CrmError, NotFoundError
from crmdesk.i18n import _
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.customers.document_list import DocumentList
from crmdesk.ui.workbench import Workbench

_SLOT = "documents"
_COMMANDS = ("file.open", "file.save_copy", "file.add_version", "file.rename", "file.remove")


class DocumentsPanel(QWidget):
    """``chosen`` and ``entered`` bring an attachment to go to, or to open; ``counted`` how many documents there are."""

    chosen = Signal(object)
    entered = Signal(object)
    counted = Signal(int)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._customer = bench, ""
        self.list = DocumentList(bench.appearance, bench.services.desk.today)
        self._note = label("", "muted", wrap=True)
        self.list.chosen.connect(self.chosen)
        self.list.entered.connect(self.entered)
        self.list.menu_wanted.connect(self._open_menu)
        bench.appearance.changed.connect(self.list.viewport().update)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self.list)
        self._show(())

    @property
    def note(self) -> str:
        """What is said in the place of documents; empty where there are some."""
        return "" if self._note.isHidden() else self._note.text()

    def show_customer(self, uid: str) -> None:
        """Show the documents of a customer, or what there is of them by now."""
        if uid != self._customer:
            self._customer = uid
            self.list.begin()
            self._show(())
        service = self._bench.services.attachments
        self._bench.runner.start(_SLOT, lambda _watch: service.documents(uid), done=self._show, failed=self._fail)

    def _show(self, documents: Sequence[Document]) -> None:
        self.list.show_documents(documents)
        self.list.setVisible(bool(documents))
        self._note.setText(_("No file yet. Drop one here, or attach it to a touch."))
        self._note.setVisible(not documents)
        self.counted.emit(len(documents))

    def _fail(self, error: CrmError) -> None:
        # A customer that is gone will be followed by another.
        if not isinstance(error, NotFoundError):
            self._show(())
            self._note.setText(error.message)

    def _open_menu(self, place: QPoint) -> None:
        menu = self._bench.actions.context_menu(self, *_COMMANDS)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
