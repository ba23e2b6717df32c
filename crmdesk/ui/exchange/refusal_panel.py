"""What is shown when a file cannot be read: the one sentence that says why, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.picture import Picture

_ICON = 40
_WIDTH = 460


class RefusalPanel(QWidget):
    """Emits the wish to choose another file or to go back."""

    files_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = Picture("triangle-alert", _ICON, _("Nothing was changed."))
        self.sentence = label("", "heading", wrap=True)
        unchanged = label(_("Nothing was changed."), "muted")
        for text in (self.sentence, unchanged):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = QPushButton(_("Choose another file…"))
        self.again.setProperty("look", "primary")
        self.again.clicked.connect(self.files_requested)
        back = QPushButton(_("Back"))
        back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        for button in (back, self.again):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        row = QWidget()
        row.setLayout(buttons)
        inside = QWidget()
        inside.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        column.addWidget(unchanged)
        column.addWidget(row, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        # Not aligned: its sentences of several lines would get the height of one.
        middle.addStretch(1)
        middle.addWidget(inside)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)

    def show_refusal(self, sentence: str) -> None:
        """Say why."""
        self.sentence.setText(sentence)

    def take_focus(self) -> None:
        """Let Enter lead to another file."""
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
