"""A short notice in the lower left corner that goes away by itself, with at most two things to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QGridLayout, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.keyboard_origin import give_back
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label

_MILLISECONDS = 8000
_ABOVE_FOOT = 44
_GAP, _BETWEEN = 8, 10
_NARROW_TEXT, _WIDE_TEXT = 132, 420
"""Pixels: as narrow as a list while eight lines do."""
_LINES = 8
_LONGEST = 240


class Notice(QFrame):
    """Floats over its parent; a new notice replaces the one before.

    It stays while the pointer or the keyboard is on it, and stands where it does not cover what is typed into.
    """

    def __init__(self, parent: QWidget, beside: QWidget | None = None) -> None:
        """It stands at the left, to the right of ``beside`` where that is given and shown."""
        super().__init__(parent)
        self._ground, self._beside = parent, beside
        self._from: QWidget | None = None
        self.setProperty("look", "notice")
        self.setObjectName("notice")
        self._sentence = label("", wrap=True)
        self._button = QPushButton()
        self._button.setObjectName("act")
        self._button.clicked.connect(lambda: self._act(self._action))
        self._also = QPushButton()
        self._also.clicked.connect(lambda: self._act(self._also_action))
        self._close = IconButton("x", name=_("Close"), ink=QPalette.ColorRole.Midlight)
        self._close.clicked.connect(self.leave)
        self._deeds = QWidget()
        deeds = QHBoxLayout(self._deeds)
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.setSpacing(_BETWEEN)
        deeds.addWidget(self._also)
        deeds.addWidget(self._button)
        self._parts = QGridLayout(self)
        self._parts.setContentsMargins(16, 8, 8, 8)
        self._parts.setSpacing(_BETWEEN)
        self._parts.addWidget(self._sentence, 0, 0)
        self._parts.addWidget(self._close, 0, 2)
        self.timer = QTimer(self, singleShot=True, interval=_MILLISECONDS)
        self.timer.timeout.connect(self.hide)
        self._action: Callable[[], None] = lambda: None
        self._also_action: Callable[[], None] = lambda: None
        for watched in (parent, self._also, self._button, self._close):
            watched.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._sentence.text()

    @property
    def button(self) -> str:
        """What can be done about it; empty when nothing can."""
        return self._button.text() if self._button.isVisibleTo(self) else ""

    @property
    def also(self) -> str:
        """What else can be done about it; empty when nothing can."""
        return self._also.text() if self._also.isVisibleTo(self) else ""

    def tell(
        self,
        sentence: str,
        button: str = "",
        action: Callable[[], None] = lambda: None,
        *,
        also: str = "",
        also_action: Callable[[], None] = lambda: None,
    ) -> None:
        """Show a sentence, and a button if it is given a text; ``also`` is that of another button before it."""
        shown = sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1] + "…"
        self._sentence.setText(shown)
        self._sentence.setAccessibleName(sentence)
        self._button.setText(caption(button))
        self._button.setVisible(bool(button))
        self._action = action
        self._also.setText(caption(also))
        self._also.setVisible(bool(also))
        self._also_action = also_action
        # Two buttons beside the sentence would reach over what stands at the right of the list.
        self._parts.addWidget(self._deeds, *((1, 0, 1, 3) if also else (0, 1)))
        self._place()
        self.show()
        self.raise_()
        self._wait()

    def take_keyboard(self) -> None:
        """Move the keyboard to the notice, or back to where it came from."""
        if self._has_keyboard():
            self._give_back()
        elif self.isVisible():
            self._from = QApplication.focusWidget()
            target = self._button if self._button.isVisible() else self._close
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go away and give the keyboard back."""
        had_keyboard = self._has_keyboard()
        self.hide()
        if had_keyboard:
            self._give_back()

    def _act(self, action: Callable[[], None]) -> None:
        self.leave()
        action()

    def _give_back(self) -> None:
        give_back(self._from)
        self._from = None

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _wait(self) -> None:
        """Count the time from now, unless somebody is at it."""
        if self._has_keyboard() or (self.isVisible() and self.underMouse()):
            self.timer.stop()
        else:
            self.timer.start()

    def _place(self) -> None:
        area = self._ground.rect()
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text()) + 4
        narrow = _NARROW_TEXT
        if self.also:
            narrow = max(narrow, self._deeds.sizeHint().width() - self._close.sizeHint().width() - _BETWEEN)
        room = narrow if words <= _NARROW_TEXT * _LINES else min(_WIDE_TEXT, area.width() - 240)
        self._sentence.setFixedWidth(max(60, min(words, room)))
        self.adjustSize()
        # Always in the same corner, over a list; only above a line that is being typed into there.
        beside = self._beside
        left = _GAP + (beside.width() if beside is not None and beside.isVisible() else 0)
        place = QPoint(left, area.height() - self.height() - _ABOVE_FOOT)
        typed = self._typed_into()
        if QRect(place, self.size()).intersects(typed):
            place.setY(max(_GAP, typed.top() - self.height() - _GAP))
        self.move(place)

    def _typed_into(self) -> QRect:
        focused = QApplication.focusWidget()
        if focused is None or not self._ground.isAncestorOf(focused) or self.isAncestorOf(focused):
            return QRect()
        # A list takes what is typed too, but it is the list that the notice stands over.
        takes_text = focused.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if not takes_text or isinstance(focused, QAbstractItemView):
            return QRect()
        return QRect(focused.mapTo(self._ground, QPoint(0, 0)), focused.size())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._wait()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._ground:
            if event.type() == QEvent.Type.Resize:
                self._place()
        elif isinstance(event, QFocusEvent):
            if event.gotFocus():
                self.timer.stop()
            elif self.isVisible():
                self.timer.start()
        return super().eventFilter(watched, event)
