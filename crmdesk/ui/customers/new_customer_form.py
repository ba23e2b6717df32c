"""A small form at the head of the list for a new customer. Saves nothing; says whom it may be the same as."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import label
from crmdesk.services.customers import NewCustomer

_PAUSE = 250
"""Milliseconds without a letter after which it is asked who this may be."""


class NewCustomerForm(QFrame):
    """Enter in any field offers the customer through ``submitted``; Esc closes."""

    submitted = Signal(object)
    likeness_requested = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "new")
        self.name = TextLine(_("Name of the customer"), name=_("Name"))
        self.phone = TextLine(_("Phone (optional)"), name=_("Phone"))
        self._wrong = {"name": label("", "error", wrap=True), "phone": label("", "error", wrap=True)}
        self._alike = label("", "muted", wrap=True)
        self.add = QPushButton(_("Add customer"))
        self.add.setProperty("look", "primary")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.submit)
        self._asking = QTimer(self, singleShot=True, interval=_PAUSE)
        self._asking.timeout.connect(lambda: self.likeness_requested.emit(self.name.text(), self.phone.text()))
        for field in (self.name, self.phone):
            field.textChanged.connect(self._typed)
            field.returnPressed.connect(self.submit)
        self._lay_out()
        self.hide()

    def begin(self) -> None:
        """Show it and go to its first field; what was typed before is still there."""
        self.show()
        self.name.setFocus()

    def close_form(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def submit(self) -> None:
        """Offer what was entered."""
        self._clear_errors()
        self.submitted.emit(NewCustomer(name=self.name.text(), phones=(self.phone.text(),)))

    def finish(self, error: CrmError | None) -> None:
        """What was offered has been taken: empty and close, unless there was something wrong with it."""
        if error is None:
            for field in (self.name, self.phone):
                field.empty()
            self._asking.stop()
            self.show_alike("")
            self.close_form()
            return
        wrong = "phone" if error.field in ("phone", "phones") else "name"
        self._wrong[wrong].setText(error.message)
        self._wrong[wrong].show()
        field = self.phone if wrong == "phone" else self.name
        mark_wrong(field, wrong=True)
        field.setFocus()

    def show_alike(self, name: str) -> None:
        """Say whom the new customer may be the same as; nobody for an empty name."""
        self._alike.setText(_("May be the same as “{name}”.").format(name=name) if name else "")
        self._alike.setVisible(bool(name))

    def error_text(self, field: str) -> str:
        """The sentence below a field; empty when nothing is wrong."""
        return self._wrong[field].text()

    @property
    def alike(self) -> str:
        """What is said about likely duplicates."""
        return self._alike.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._clear_errors()
        self._asking.start()

    def _clear_errors(self) -> None:
        for name, field in (("name", self.name), ("phone", self.phone)):
            if self._wrong[name].text():
                mark_wrong(field, wrong=False)
            self._wrong[name].setText("")
            self._wrong[name].hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        close = IconButton("x", look="inside", name=_("Close"))
        close.clicked.connect(self.close_form)
        head.addWidget(label(_("New customer"), "section"))
        head.addStretch(1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        for part in (self.name, self._wrong["name"], self.phone, self._wrong["phone"], self._alike, self.add):
            layout.addWidget(part)
        for sentence in (*self._wrong.values(), self._alike):
            sentence.hide()
        # The way of the Tab key: fields, then the button.
        for first, second in ((self.name, self.phone), (self.phone, self.add), (self.add, close)):
            QWidget.setTabOrder(first, second)
