"""Sheets of paper one below the other, as wide as there is room for, to be scrolled through. Knows nothing they say."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.theme import LIGHT
from crmdesk.render.paper import A4, Sheet

_AROUND, _BETWEEN = 24, 18
_WIDEST = 900


class PaperView(QScrollArea):
    """Paper is white by day and by night; what is around it follows the theme."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = _Sheets(appearance, self)
        self._sheets.setAccessibleName(name)
        self.setAccessibleName(name)
        self.setWidget(self._sheets)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)

    def show_sheets(self, pages: Sequence[Sheet], said: str) -> None:
        """Show pages from the first on; ``said`` is what a screen reader reads of them."""
        self._sheets.pages = tuple(pages)
        self._sheets.setAccessibleDescription(said)
        self._sheets.fit(self.viewport().width())
        self._sheets.update()
        self.verticalScrollBar().setValue(0)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets.pages)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheets.fit(self.viewport().width())


class _Sheets(QWidget):
    """Paints the pages in sight."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.pages: tuple[Sheet, ...] = ()
        self._width = 0

    def fit(self, width: int) -> None:
        """Make the pages fit a width."""
        self._width = max(100, min(_WIDEST, width - 2 * _AROUND))
        self.setMinimumHeight(round(len(self.pages) * (self._height + _BETWEEN)) - _BETWEEN + 2 * _AROUND)

    @property
    def _height(self) -> float:
        return A4.height() * self._width / A4.width()

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, 900)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._appearance.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(theme.canvas))
        left = (self.width() - self._width) / 2
        for number, page in enumerate(self.pages):
            frame = QRectF(left, _AROUND + number * (self._height + _BETWEEN), self._width, self._height)
            if frame.intersects(QRectF(event.rect())):
                painter.setPen(QPen(QColor(theme.border), 1))
                painter.setBrush(QColor(LIGHT.surface))
                painter.drawRect(frame)
                painter.save()
                painter.setClipRect(frame)
                painter.translate(frame.topLeft())
                painter.scale(self._width / A4.width(), self._width / A4.width())
                page.paint(painter)
                painter.restore()
        painter.end()
