"""A line into which the names of new entries are typed, one after the other; what is wrong is said below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import label


class AddLine(QWidget):
    """``submitted`` brings a name; whoever takes it calls ``finish``."""

    submitted = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextLine(placeholder)
        self.field.returnPressed.connect(self.submit)
        self.button = IconButton("plus", _("Add"), name=placeholder)
        self.button.clicked.connect(self.submit)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._wrong)

    @property
    def error(self) -> str:
        """The sentence below the line; empty when nothing is wrong."""
        return self._wrong.text()

    def start(self) -> None:
        """Go there."""
        self.field.setFocus()
        self.field.selectAll()

    def clear(self) -> None:
        """Forget what was typed and what was wrong with it."""
        self.field.empty()
        self._wrong.hide()
        self._wrong.setText("")
        mark_wrong(self.field, wrong=False)

    def submit(self) -> None:
        """Offer what was typed; with nothing typed, go there."""
        if self.field.text().strip():
            self.submitted.emit(self.field.text())
        else:
            self.start()

    def finish(self, error: CrmError | None) -> None:
        """What was offered has been taken: make room for the next, unless there was something wrong with it."""
        self._wrong.setText(error.message if error else "")
        self._wrong.setVisible(error is not None)
        mark_wrong(self.field, wrong=error is not None)
        if error is None:
            self.field.empty()
        self.field.setFocus()
