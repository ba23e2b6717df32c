"""What is shown while no workspace is open: make one, or open one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.actions import Actions

_WIDTH = 520


class StartPage(QWidget):
    """Two ways to begin, and what went wrong if one did."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(36, 32, 36, 32)
        inside.setSpacing(12)
        inside.addWidget(label(_("Welcome to crmdesk"), "title"))
        inside.addWidget(
            label(_("A workspace is one file on this computer: your customers, what happened, and why deals are won "
                    "and lost."), "muted", wrap=True)
        )  # fmt: skip
        inside.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(
            CommandButton(actions["workspace.new"], "file-plus", look="primary", ink=QPalette.ColorRole.HighlightedText)
        )
        buttons.addWidget(CommandButton(actions["workspace.open"], "folder-open"))
        buttons.addStretch(1)
        inside.addLayout(buttons)
        inside.addWidget(label(_("A sheet of customers can be imported into a new workspace."), "small", wrap=True))
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        inside.addWidget(self._wrong)
        layout = QVBoxLayout(self)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    @property
    def error(self) -> str:
        """The sentence that says what went wrong."""
        return self._wrong.text()

    def show_error(self, sentence: str) -> None:
        """Say what went wrong; an empty sentence takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
