"""Somebody who clicks, types, composes, drops and scrolls at random, the same way every time for the same seed.

Everything comes to the window as the system would send it, so that whatever lies over a button takes its click. Knows
nothing of what the window is for.
"""

import random
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QThread, QTimer, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeySequence,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

_TEXTS = (
    *("a", "7", "z", " ", "/", "@", "#hot", "'", "Acme", "tomorrow 15:00", "1e999", "-1", "12.5w", "a" * 200),
    *("张", "你好", "明天下午3点", "💼", "\u202eabc", "e\u0301", "<b>&amp;</b>", "%s {name}"),
)
_CLIPS = ("Customer\tAmount\nAcme\t5", "one line", "", "a\tb\n" * 300, "第一行\n第二行", "\u0000\u2028\ufffd")
_KEYS = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F2),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Menu),
    *(Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Enter, Qt.Key.Key_F6, Qt.Key.Key_A),
    *(Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_Z),
)
_NONE = Qt.KeyboardModifier.NoModifier
_MODIFIERS = (
    *(_NONE,) * 7,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
_SIZES = ((1280, 800), (900, 600), (1920, 1080), (1366, 720), (400, 300))
_REMEMBERED = 25
_PATIENCE = 40
"""How many acts it spends with one dialog or menu before it goes away again."""


@dataclass(frozen=True)
class Toys:
    """What it may use: sheets to drop, keys of commands, and commands by their ids."""

    sheets: Sequence[Path]
    shortcuts: Sequence[str]
    commands: Sequence[str]


class Monkey:
    """Acts on ``window`` and whatever opens over it, and notes where it has been.

    ``scene`` is another after acts that made much of the window anew, which may take longer than others.
    """

    def __init__(self, window: QMainWindow, chance: random.Random, toys: Toys, scene: Callable[[], object]) -> None:
        self._window, self._random, self._toys, self._scene = window, chance, toys, scene
        self.lately: deque[str] = deque(maxlen=_REMEMBERED)
        self.longest = 0.0
        """The longest time the window's thread was busy with one act, in seconds of its own processor time."""
        self.longest_anew = 0.0
        """The same for acts after which the scene was another."""
        self.been: Counter[str] = Counter()
        """What it has met, and how often: dialogs and menus, and each kind of act."""
        self._inner, self._keys = 0.0, 1
        self._stay: tuple[QWidget | None, int] = (None, 0)
        self._acts: list[tuple[int, Callable[[], str]]] = [
            (44, self._click),
            (6, self._double_click),
            (6, self._right_click),
            (4, self._drag),
            (5, self._hover),
            (5, self._scroll),
            (18, self._type),
            (26, self._press),
            (7, self._shortcut),
            (7, self._command),
            (8, self._compose),
            (3, self._drop),
            (2, self._copy),
            (1, self._resize),
            (3, self._wait),
        ]

    def act(self) -> None:
        """Do one thing and let the window answer."""
        [(_weight, act)] = self._random.choices(self._acts, [weight for weight, _act in self._acts])
        if self._stays_too_long():
            act = self._dismiss
        self._come_to_front()
        self._keys = 1
        scene, begun, inner = self._scene(), time.thread_time(), self._inner
        with self._alive():
            told = act()
            QApplication.processEvents()
        if QThread.currentThread().loopLevel() == 0:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        taken = time.thread_time() - begun
        own = (taken - (self._inner - inner)) / self._keys
        self._inner = inner + taken
        self.lately.append(f"{told} ({own * 1000:.0f} ms)")
        if self._scene() == scene:
            self.longest = max(self.longest, own)
        else:
            self.longest_anew = max(self.longest_anew, own)
        self.been[act.__name__] += 1

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """Go on acting while a menu that was opened waits for its answer in an event loop of its own."""
        thread = QThread.currentThread()
        level, timer = thread.loopLevel(), QTimer(interval=1)
        timer.timeout.connect(lambda: self.act() if thread.loopLevel() > level else None)
        timer.start()
        yield
        timer.stop()

    # Where

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _come_to_front(self) -> None:
        """As a desktop does, the window below gets the keyboard when what was above has gone."""
        below = QApplication.activeModalWidget() or self._window
        if QApplication.activeWindow() is not below and below.isVisible():
            below.activateWindow()
            QApplication.processEvents()

    def _stays_too_long(self) -> bool:
        top = self._top()
        last, acts = self._stay
        if top is not last and top is not self._window:
            self.been[type(top).__name__] += 1
        self._stay = (top, acts + 1 if top is last else 0)
        return top is not self._window and acts > _PATIENCE

    def _handle(self) -> QWindow:
        handle = self._top().windowHandle()
        # A menu that is just closing has none any more.
        if handle is None or not isValid(handle):
            handle = self._window.windowHandle()
        assert handle is not None
        return handle

    def _target(self) -> tuple[QWidget, QPoint]:
        """Something in sight and a place on it, seen from its window; mostly something that can be worked with."""
        top = self._top()
        seen = [widget for widget in top.findChildren(QWidget) if widget.isVisible() and widget.window() is top]
        busy = [
            widget
            for widget in seen
            if isinstance(widget, QAbstractButton) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        choices = busy if busy and self._random.random() < 0.7 else seen
        widget = self._random.choice(choices) if choices else top
        area = widget.visibleRegion().boundingRect()
        if area.isEmpty():
            widget, area = top, top.rect()
        return widget, widget.mapTo(top, self._place(area.left(), area.top(), area.width(), area.height()))

    def _place(self, left: int, top: int, width: int, height: int) -> QPoint:
        return QPoint(left + self._random.randrange(max(1, width)), top + self._random.randrange(max(1, height)))

    # The mouse

    def _click(self) -> str:
        widget, place = self._target()
        modifier = self._random.choice(_MODIFIERS)
        told = f"click {modifier.name} {_name(widget)} {_at(place)}"
        self._button(Qt.MouseButton.LeftButton, place, modifier)
        return told

    def _double_click(self) -> str:
        widget, place = self._target()
        told = f"double click {_name(widget)} {_at(place)}"
        QTest.mouseDClick(self._handle(), Qt.MouseButton.LeftButton, _NONE, place)
        return told

    def _right_click(self) -> str:
        widget, place = self._target()
        told = f"right click {_name(widget)} {_at(place)}"
        self._button(Qt.MouseButton.RightButton, place)
        return told

    def _drag(self) -> str:
        widget, place = self._target()
        handle, area = self._handle(), self._top().rect()
        wished = place + self._place(-150, -150, 300, 300)
        end = QPoint(min(max(wished.x(), 0), area.right()), min(max(wished.y(), 0), area.bottom()))
        told = f"drag {_name(widget)} {_at(place)} to {_at(end)}"
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, _NONE, place)
        for step in (1, 2, 3):
            QTest.mouseMove(handle, place + (end - place) * step / 3)
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, _NONE, end)
        return told

    def _hover(self) -> str:
        widget, place = self._target()
        told = f"hover {_name(widget)} {_at(place)}"
        QTest.mouseMove(self._handle(), place)
        return told

    def _scroll(self) -> str:
        widget, place = self._target()
        modifier = self._random.choice(_MODIFIERS)
        told = f"scroll {modifier.name} {_name(widget)} {_at(place)}"
        way = QPoint(0, self._random.choice((-1200, -240, 240, 1200)))
        QTest.wheelEvent(self._handle(), QPointF(place), way, QPoint(), modifier)
        return told

    # The keyboard

    def _type(self) -> str:
        text = self._random.choice(_TEXTS)
        told = f"type {text[:16]!r} into {_name(_focus())}"
        # As many keys as letters: each may take its time.
        self._keys = len(text)
        for letter in text:
            if letter.isascii():
                self._key(letter)
            else:
                self._commit(letter)
        return told

    def _press(self) -> str:
        key, modifier = self._random.choice(_KEYS), self._random.choice(_MODIFIERS)
        told = f"press {modifier.name} {key.name} in {_name(_focus())}"
        self._key(key, modifier)
        return told

    def _shortcut(self) -> str:
        keys = self._random.choice(self._toys.shortcuts)
        told = f"shortcut {keys} in {_name(_focus())}"
        for combination in QKeySequence(keys):
            self._key(combination.key(), combination.keyboardModifiers())
        return told

    def _command(self) -> str:
        command = self._random.choice(self._toys.commands)
        if self._top() is not self._window:
            return f"no {command} under a dialog"
        # By its name each time: the commands are made anew with every language.
        [action] = [action for action in self._window.actions() if action.objectName() == command]
        action.trigger()
        return f"command {command}"

    def _compose(self) -> str:
        told = f"compose in {_name(_focus())}"
        for letters in ("n", "ni", "ni h"):
            self._preedit(letters)
        if self._random.random() < 0.5:
            self._key(self._random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up)))
        self._commit(self._random.choice(("你好", "")))
        return told

    def _button(self, button: Qt.MouseButton, place: QPoint, modifier: Qt.KeyboardModifier = _NONE) -> None:
        handle = self._handle()
        QTest.mousePress(handle, button, modifier, place)
        if isValid(handle):
            QTest.mouseRelease(handle, button, modifier, place)

    def _key(self, key: Any, modifier: Qt.KeyboardModifier = _NONE) -> None:
        # Qt hands a key to the menu that is open, whatever window it comes to; the menu's own may die of a single key
        # while QTest still presses the others of a combination.
        popup = QApplication.activePopupWidget()
        handle = self._handle() if popup is None else self._window.windowHandle()
        QTest.keyPress(handle, key, modifier)
        # The key may have closed the window it was pressed in, and a dead one must not hear that it was let go.
        if isValid(handle):
            QTest.keyRelease(handle, key, modifier)

    def _preedit(self, letters: str) -> None:
        self._to_input_method(QInputMethodEvent(letters, []))

    def _commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._to_input_method(event)

    def _to_input_method(self, event: QInputMethodEvent) -> None:
        taker: QObject | None = QGuiApplication.focusObject()
        asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
        if taker is not None and QCoreApplication.sendEvent(taker, asked) and asked.value(asked.queries()):
            QCoreApplication.sendEvent(taker, event)

    # Everything else

    def _drop(self) -> str:
        data = QMimeData()
        if self._random.random() < 0.7:
            count = self._random.choice((1, 1, 1, 2, 3))
            data.setUrls([QUrl.fromLocalFile(str(sheet)) for sheet in self._random.choices(self._toys.sheets, k=count)])
        else:
            data.setText(self._random.choice(_CLIPS))
        _widget, place = self._target()
        handle, action, left = self._handle(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        move = QDragMoveEvent(place, action, data, left, _NONE)
        QCoreApplication.sendEvent(handle, QDragEnterEvent(place, action, data, left, _NONE))
        QCoreApplication.sendEvent(handle, move)
        if not move.isAccepted() or self._random.random() < 0.3:
            QCoreApplication.sendEvent(handle, QDragLeaveEvent())
            return "drag something in and out again"
        QCoreApplication.sendEvent(handle, QDropEvent(QPointF(place), action, data, left, _NONE))
        return f"drop {[url.fileName() for url in data.urls()] or 'text'} {_at(place)}"

    def _copy(self) -> str:
        text = self._random.choice(_CLIPS)
        QGuiApplication.clipboard().setText(text)
        return f"copy {text[:16]!r} elsewhere"

    def _resize(self) -> str:
        width, height = self._random.choice(_SIZES)
        self._window.resize(width, height)
        return f"resize to {width}x{height}"

    def _wait(self) -> str:
        # Real time, for timers and for what is done beside the window.
        QTest.qWait(20)
        return "wait"

    def _dismiss(self) -> str:
        top = self._top()
        told = f"dismiss {_name(top)}"
        if isinstance(top, QDialog) and self._random.random() < 0.5:
            top.close()
        else:
            self._key(Qt.Key.Key_Escape)
        if self._top() is top:
            top.close()
        return told


def _focus() -> QWidget | None:
    return QApplication.focusWidget()


def _name(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()!r}"[:60]


def _at(place: QPoint) -> str:
    return f"at {place.x()},{place.y()}"
