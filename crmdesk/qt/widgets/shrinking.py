"""A frame whose height depends on its width and that can still be made smaller. Knows nothing of what is in it.

A layout of Qt never gives a height-for-width widget less than its full height, so that its neighbours are crushed.
"""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame
from typing_extensions import override


class ShrinkingFrame(QFrame):
    """Says how high it would be at its present width, and how low it may become."""

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return super().sizeHint()
        return QSize(super().sizeHint().width(), layout.totalHeightForWidth(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return super().minimumSizeHint()
        return QSize(super().minimumSizeHint().width(), layout.totalMinimumHeightForWidth(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
