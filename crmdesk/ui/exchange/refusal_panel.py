"""What is shown when a file cannot be read: the one sentence that says why, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.icons import pixmap
from crmdesk.qt.widgets.labels import label

_ICON = 40
_WIDTH = 460


class RefusalPanel(QWidget):
    """Emits the wish to choose another file or to go back."""

    files_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = label("")
        colour = self.palette().placeholderText().color()
        picture.setPixmap(pixmap("triangle-alert", colour, _ICON, self.devicePixelRatioF()))
        self.sentence = label("", "heading", wrap=True)
        unchanged = label(_("Nothing was changed."), "muted")
        for text in (self.sentence, unchanged):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setFixedWidth(_WIDTH)
        self.again = QPushButton(_("Choose another file…"))
        self.again.setProperty("look", "primary")
        self.again.clicked.connect(self.files_requested)
        back = QPushButton(_("Back"))
        back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        for button in (back, self.again):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        for widget in (picture, self.sentence, unchanged):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QWidget()
        row.setLayout(buttons)
        layout.addWidget(row, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def show_refusal(self, sentence: str) -> None:
        """Say why."""
        self.sentence.setText(sentence)

    def take_focus(self) -> None:
        """Let Enter lead to another file."""
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
