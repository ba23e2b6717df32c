"""A short notice at the upper edge of a window that goes away by itself, with at most one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label

_MILLISECONDS = 8000
_BELOW_TOP = 62
_FROM_EDGE = 14


class Notice(QFrame):
    """Floats over its parent; a new notice replaces the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setProperty("look", "notice")
        self.setObjectName("notice")
        self._sentence = label("", wrap=False)
        self._button = QPushButton()
        self._button.clicked.connect(self._act)
        close = IconButton("x", name=_("Close"), ink=QPalette.ColorRole.Midlight)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        self._action: Callable[[], None] = lambda: None
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._sentence.text()

    def tell(self, sentence: str, button: str = "", action: Callable[[], None] = lambda: None) -> None:
        """Show a sentence, and a button if it is given a text."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _act(self) -> None:
        self.hide()
        self._action()

    def _place(self) -> None:
        area = self._ground.rect()
        self.setMaximumWidth(max(200, area.width() - 40))
        # At the upper right: below stands what the person goes on typing into.
        self.move(QPoint(area.width() - self.width() - _FROM_EDGE, _BELOW_TOP))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
