"""The place at the foot of a window where the screen in front says one thing, such as what is selected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmdesk.qt.widgets.labels import ShortenedLabel


class StatusLine(ShortenedLabel):
    """``show_text`` says it; another screen coming to the front empties it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("small", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def empty(self) -> None:
        """Say nothing."""
        self.show_text("")
