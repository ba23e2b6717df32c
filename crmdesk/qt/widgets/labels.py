"""Texts on the screen: always plain, never read as markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from crmdesk.qt.plain_text import tool_tip


def label(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """A plain text in one of the style sheet's looks."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


class ShortenedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tool tip."""

    def __init__(self, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    @property
    def whole(self) -> str:
        """The whole text, also what there is no room for."""
        return self._whole

    @property
    def whole_width(self) -> int:
        """Logical pixels that the whole text needs."""
        return self.fontMetrics().horizontalAdvance(self._whole)

    def show_text(self, text: str) -> None:
        """Show a text as far as there is room for it."""
        self._whole = " ".join(text.split())
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setAccessibleName(self._whole)
        self.setToolTip(tool_tip(self._whole) if shown != self._whole else "")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
