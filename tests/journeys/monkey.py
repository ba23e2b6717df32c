"""Somebody who clicks, types, composes and drops at random, the same way every time for the same seed."""

import random
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_TEXTS = ("a", "7", "张", "hua", "#hot", "明天下午3点", "/", "@", "tomorrow 15:00", "💼", "\u202eabc", "'", "a" * 200)
_KEYS = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F2),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Menu),
)
_MODIFIERS = (
    *(Qt.KeyboardModifier.NoModifier,) * 6,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_REMEMBERED = 25


class Monkey:
    """Acts on ``window`` and whatever opens over it; ``shortcuts`` are the keys of commands it may press."""

    def __init__(self, window: QWidget, seed: int, shortcuts: list[str], sheets: list[Path]) -> None:
        self._window, self._random, self._shortcuts, self._sheets = window, random.Random(seed), shortcuts, sheets
        self.lately: deque[str] = deque(maxlen=_REMEMBERED)
        self.longest = 0.0
        """The longest time the window's thread was busy with one act, in seconds of its own processor time."""
        self._acts: list[tuple[int, Callable[[], str]]] = [
            (40, self._click),
            (8, self._double_click),
            (5, self._right_click),
            (20, self._type),
            (25, self._press),
            (12, self._command),
            (8, self._compose),
            (2, self._drop),
            (4, self._scroll),
        ]

    def act(self) -> None:
        """Do one thing and let the window answer."""
        [(_weight, act)] = self._random.choices(self._acts, [weight for weight, _act in self._acts])
        begun = time.thread_time()
        told = act()
        QApplication.processEvents()
        taken = time.thread_time() - begun
        self.lately.append(f"{told} ({taken * 1000:.0f} ms)")
        self.longest = max(self.longest, taken)

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _widget(self) -> QWidget:
        top = self._top()
        choices = [widget for widget in top.findChildren(QWidget) if widget.isVisible() and widget.isEnabled()]
        return self._random.choice(choices) if choices else top

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._top()

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(
            self._random.randint(0, max(0, widget.width() - 1)), self._random.randint(0, max(0, widget.height() - 1))
        )

    def _click(self) -> str:
        widget = self._widget()
        modifier = self._random.choice(_MODIFIERS)
        told = f"click {_name(widget)}"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifier, self._place(widget))
        return told

    def _double_click(self) -> str:
        widget = self._widget()
        told = f"double click {_name(widget)}"
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._place(widget))
        return told

    def _right_click(self) -> str:
        widget = self._widget()
        told = f"right click {_name(widget)}"
        QTest.mouseClick(widget, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, self._place(widget))
        return told

    def _type(self) -> str:
        text, widget = self._random.choice(_TEXTS), self._focus()
        told = f"type {text[:12]!r} into {_name(widget)}"
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)
        return told

    def _press(self) -> str:
        key, modifier, widget = self._random.choice(_KEYS), self._random.choice(_MODIFIERS), self._focus()
        told = f"press {modifier.name} {key.name} in {_name(widget)}"
        QTest.keyClick(widget, key, modifier)
        return told

    def _command(self) -> str:
        keys = self._random.choice(self._shortcuts)
        told = f"shortcut {keys}"
        QTest.keySequence(self._focus(), keys)
        return told

    def _compose(self) -> str:
        widget = self._focus()
        told = f"compose in {_name(widget)}"
        QApplication.sendEvent(widget, QInputMethodEvent("ni hao", []))
        if self._random.random() < 0.5:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        event = QInputMethodEvent("", [])
        event.setCommitString(self._random.choice(("你好", "")))
        QApplication.sendEvent(widget, event)
        return told

    def _drop(self) -> str:
        data = QMimeData()
        if self._random.random() < 0.5:
            data.setUrls([QUrl.fromLocalFile(str(self._random.choice(self._sheets)))])
        else:
            data.setText("Customer\tAmount\nAcme\t5")
        if self._top() is not self._window:
            return "no drop over a dialog"
        place, none = self._place(self._window), Qt.KeyboardModifier.NoModifier
        action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(self._window, QDragEnterEvent(place, action, data, left, none))
        QApplication.sendEvent(self._window, QDropEvent(QPointF(place), action, data, left, none))
        return "drop"

    def _scroll(self) -> str:
        widget = self._widget()
        QTest.wheelEvent(widget.windowHandle() or self._window.windowHandle(), QPoint(5, 5), QPoint(0, -240))
        return f"scroll {_name(widget)}"


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"[:50]
