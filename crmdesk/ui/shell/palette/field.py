"""The search field at the top of the window: its keys choose among what is found. Searches nothing itself."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.fonts import font
from crmdesk.qt.widgets.fields import SearchField

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaletteField(SearchField):
    """Tells which way to move, that Enter or Esc was pressed, and when the keyboard comes and goes.

    While an input method composes, its keys do not come here and the text it has not yet given does not count.
    """

    moved = Signal(int)
    entered = Signal()
    left = Signal()
    focus_came = Signal()
    focus_went = Signal()

    def __init__(self, keys: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(_("Search customers, notes, phones, pinyin…"), name=_("Search everything"), parent=parent)
        self._keys, self._appearance = keys, appearance

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        key = Qt.Key(event.key())
        if plain and key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif plain and key in _ENTER:
            self.entered.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Coming back to the window, or out of a menu, is no wish to search, unless a search was left there.
        unasked = event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if not unasked or self.text():
            self.focus_came.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_went.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or not self._keys:
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(theme.sizes.small))
        width = painter.fontMetrics().horizontalAdvance(self._keys) + 12
        box = QRect(self.width() - width - 8, (self.height() - 20) // 2, width, 20)
        painter.setPen(QPen(theme.border))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QPen(theme.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._keys)
        painter.end()
