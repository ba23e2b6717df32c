"""One line that says what was just done, with a way to take it back; else which keys lead through the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.labels import ShortenedLabel


class SaidLine(QWidget):
    """Emits ``undo_requested``."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ShortenedLabel("small")
        self.button = QPushButton(_("Undo"))
        self.button.setProperty("look", "link")
        self.button.clicked.connect(self.undo_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        # The button right behind the words, however long they are.
        layout.addWidget(self.label, 100)
        layout.addWidget(self.button)
        layout.addStretch(1)
        self.show_keys()

    @property
    def can_undo(self) -> bool:
        """Whether it offers to take back what it says."""
        return not self.button.isHidden()

    def show_done(self, sentence: str) -> None:
        """Say what was done."""
        self._say(sentence)
        self.button.show()

    def show_keys(self) -> None:
        """Nothing was just done."""
        self._say(_("Ctrl+Enter saves · Alt+1–9 quick note · Alt+N next step · Esc closes"))
        self.button.hide()

    def _say(self, sentence: str) -> None:
        self.label.show_text(sentence)
        self.label.setMaximumWidth(self.label.whole_width + 2)
