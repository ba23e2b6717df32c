"""Fields to type into."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.icons import pixmap
from crmdesk.qt.looks import show_look
from crmdesk.qt.widgets.buttons import IconButton

_SIGN = 16


class TextLine(QLineEdit):
    """A line of text that leaves undo and redo to the window when it has nothing of its own to take back."""

    def __init__(self, placeholder: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)

    def empty(self) -> None:
        """Clear it for good: what was in it has been used."""
        self.setText("")

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_for_window(event):
            event.ignore()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_for_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_for_window(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        return undo or redo


class SearchField(TextLine):
    """A line to search in, with a glass at its left and, once there is something to clear, a cross at its right."""

    def __init__(self, placeholder: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, name=name, parent=parent)
        self.setProperty("look", "search")
        self._make_room("")
        self._clear = IconButton("x", look="inside", name=_("Clear"), parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(self._make_room)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def _make_room(self, text: str) -> None:
        """For the glass, and for the cross once there is one."""
        self.setTextMargins(_SIGN + 6, 0, _SIGN + 6 if text else 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._clear.sizeHint()
        self._clear.setGeometry(
            self.width() - size.width() - 6, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.drawPixmap(
            QPoint(10, (self.height() - _SIGN) // 2), pixmap("search", muted, _SIGN, self.devicePixelRatioF())
        )
        painter.end()


def mark_wrong(widget: QWidget, *, wrong: bool) -> None:
    """Give a field the edge of one that must be corrected, or take it away."""
    show_look(widget, "true" if wrong else "false", "wrong")
