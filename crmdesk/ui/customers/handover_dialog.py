"""A customer handed over: choose story or sheet, see it as it will be printed, and save, print or copy it.

Shows documents and says what is wished; reads and writes nothing itself.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crmdesk.domain.document import Document
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.render.document_paper import document_sheets
from crmdesk.render.document_text import document_text
from crmdesk.services.handover import HandoverKind
from crmdesk.ui import wording
from crmdesk.ui.customers.paper_view import PaperView

_SIZE = (860, 760)


class HandoverDialog(QDialog):
    """``kind_wished`` brings another ``HandoverKind``; the others ask for what is to become of the document shown."""

    kind_wished = Signal(object)
    save_requested = Signal()
    print_requested = Signal()
    copy_requested = Signal()

    def __init__(self, name: str, kind: HandoverKind, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand over {name}").format(name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.document: Document | None = None
        self.paper = PaperView(appearance, _("Preview"))
        self.states = StateStack(self.paper)
        self._pages = label("", "muted")
        self.kinds = self._kind_buttons(kind)
        self.copy = IconButton("copy", _("Copy"), look="compact")
        self.print = IconButton("printer", _("Print…"), look="compact")
        self.save = IconButton("save", _("Save…"), look="primary", ink=QPalette.ColorRole.HighlightedText)
        self._wire()
        self._lay_out(name)
        self.show_busy()

    def show_busy(self) -> None:
        """The document is being made."""
        self._enable(enabled=False)
        self._pages.setText("")
        self.states.show_busy(_("Reading the timeline…"))

    def show_document(self, document: Document) -> None:
        """Show a document as it will be printed."""
        self.document = document
        pages = document_sheets(document)
        self.paper.show_sheets(pages, document_text(document))
        count = ngettext("{n} page", "{n} pages", len(pages))
        self._pages.setText(count.format(n=wording.number(len(pages))))
        self.states.show_content()
        self._enable(enabled=True)

    def show_failure(self, error: CrmError) -> None:
        """Say why there is no document."""
        self.document = None
        self._enable(enabled=False)
        self.states.show_failure(error.message)

    def _enable(self, *, enabled: bool) -> None:
        for button in (self.copy, self.print, self.save):
            button.setEnabled(enabled)

    def _kind_buttons(self, chosen: HandoverKind) -> dict[HandoverKind, QToolButton]:
        names = {
            HandoverKind.BOTH: _("Both"),
            HandoverKind.STORY: _("Handover story"),
            HandoverKind.SHEET: _("Customer sheet"),
        }
        group = QButtonGroup(self)
        made: dict[HandoverKind, QToolButton] = {}
        for kind, name in names.items():
            made[kind] = button = QToolButton()
            button.setText(caption(name))
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.setChecked(kind is chosen)
            button.setProperty("look", "choice")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked=False, kind=kind: self.kind_wished.emit(kind))
            group.addButton(button)
        return made

    def _wire(self) -> None:
        for button, keys, wish in (
            (self.save, QKeySequence.StandardKey.Save, self.save_requested),
            (self.print, QKeySequence.StandardKey.Print, self.print_requested),
            (self.copy, QKeySequence.StandardKey.Copy, self.copy_requested),
        ):
            button.clicked.connect(wish)
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(button.click)
            keys_told = shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(keys_told)

    def _lay_out(self, name: str) -> None:
        heading = ShortenedLabel("heading")
        heading.show_text(_("Hand over {name}").format(name=name))
        first = QHBoxLayout()
        first.addWidget(heading, 1)
        for button in (self.copy, self.print, self.save):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(6)
        for choice in self.kinds.values():
            second.addWidget(choice)
        second.addStretch(1)
        second.addWidget(self._pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.setSpacing(12)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.states, 1)
