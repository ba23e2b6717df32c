"""A word on a chip with a cross: a click, Delete or Backspace takes it away. Knows nothing of what the word is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.fonts import font
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.plain_text import tool_tip

HEIGHT = 24
"""In pixels."""

_DOT = 8.0
_PAD = 9.0
_GAP = 6
_CROSS = 7.0
_WIDEST = 220


class WordChip(QAbstractButton):
    """``name`` says what a click does; ``colour``, a place in the palette of data, puts a dot before the word."""

    def __init__(
        self,
        word: str,
        appearance: Appearance,
        *,
        name: str,
        tip: str,
        colour: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.word, self._appearance, self._colour = word, appearance, colour
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(font(appearance.theme.sizes.small))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(tool_tip(tip))

    @override
    def sizeHint(self) -> QSize:
        text = line_width(self.word, self._appearance.theme.sizes.small)
        return QSize(min(_WIDEST, round(self._left + text + 8 + _CROSS + _PAD)), HEIGHT)

    @property
    def _left(self) -> float:
        return _PAD if self._colour is None else _PAD + _DOT + _GAP

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = theme.accent if self.hasFocus() else theme.outline if self.underMouse() else theme.chip
        painter.setPen(QPen(QColor(edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.chip))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        middle = frame.center().y()
        if self._colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.data[self._colour % len(theme.data)]))
            painter.drawEllipse(QRectF(_PAD, middle - _DOT / 2, _DOT, _DOT))
        cross = QRectF(frame.right() - _PAD - _CROSS + 1, middle - _CROSS / 2, _CROSS, _CROSS)
        words = QRectF(self._left, 0, cross.left() - self._left - _GAP, self.height())
        draw_line(painter, words, self.word, theme.text, theme.sizes.small)
        painter.setPen(QPen(QColor(theme.text if self.underMouse() else theme.muted), 1.4))
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())
        painter.end()
