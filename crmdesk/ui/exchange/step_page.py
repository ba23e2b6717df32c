"""What the steps of an import share: a heading with the files, a place for the step, and a foot with the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.labels import ShortenedLabel, label

_MARGIN = 20


class StepPage(QWidget):
    """Emits the wish to go on (Enter), to go back (Esc), or to stop."""

    on_requested = Signal()
    back_requested = Signal()

    def __init__(self, heading: str, way_on: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label(heading, "title")
        self._files = ShortenedLabel("muted")
        self.remark = ShortenedLabel("muted")
        self.back = QPushButton(_("Back"))
        self.back.clicked.connect(self.back_requested)
        self.on = QPushButton(caption(way_on))
        self.on.setProperty("look", "primary")
        self.on.clicked.connect(self.on_requested)
        for button in (self.back, self.on):
            button.setAutoDefault(True)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(_MARGIN, 0, _MARGIN, 14)
        self.content.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 16, _MARGIN, 0)
        head.setSpacing(2)
        head.addWidget(self.heading)
        head.addWidget(self._files)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(self.content, 1)
        layout.addWidget(self._foot())

    def show_files(self, names: str) -> None:
        """Say what is being imported."""
        self._files.show_text(names)

    def set_ready(self, *, ready: bool) -> None:
        """Open or bar the way on."""
        self.on.setEnabled(ready)

    def take_focus(self) -> None:
        """Let Enter lead on."""
        (self.on if self.on.isEnabled() else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("look", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        row.addWidget(self.remark, 1)
        row.addWidget(self.back)
        row.addWidget(self.on)
        return foot
