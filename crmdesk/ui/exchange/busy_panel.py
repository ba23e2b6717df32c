"""What is shown while something of unknown length goes on: what it is, how far, and a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording

_WIDTH = 420


class BusyPanel(QWidget):
    """Emits the wish to stop."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "heading", wrap=True)
        self.count = label("", "muted")
        self.sentence = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setAutoDefault(True)
        self.cancel.clicked.connect(self._cancel)
        inside = QWidget()
        inside.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.title, self.bar, self.count, self.sentence):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QHBoxLayout()
        # Not aligned: its sentences of several lines would get the height of one.
        middle.addStretch(1)
        middle.addWidget(inside)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)

    def begin(self, title: str, sentence: str) -> None:
        """Show something that has just begun."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.count.setText("")
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.cancel.setText(_("Cancel"))

    def show_rows(self, done: int, total: int | None) -> None:
        """Show how many rows it has come to."""
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)
        rows = ngettext("{n} row", "{n} rows", done).format(n=wording.number(done))
        self.count.setText(_("{rows} of {total}").format(rows=rows, total=wording.number(total)) if total else rows)

    def show_steps(self, done: int, total: int | None) -> None:
        """Show how many steps it has come to."""
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)
        if total:
            shown = _("Step {done} of {total}")
            self.count.setText(shown.format(done=wording.number(min(done + 1, total)), total=wording.number(total)))

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText(_("Stopping…"))
        self.cancel_requested.emit()
