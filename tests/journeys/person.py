"""Somebody in front of the window: looks, points, presses keys and types, and does nothing else.

Every click and key goes to the window as the system would send it, so that whatever lies over a button takes its click.
What a person waits for is waited for. Clicks and keys are counted by step.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError as NotInTimeError
from pytestqt.qtbot import QtBot

from crmdesk.render.chart_view import ChartView
from tests.journeys.sight import (
    Thing,
    bars_in,
    in_front,
    layers_of,
    rows_in,
    spoken_name,
    stages_in,
    texts_in,
    things_in,
)

PATIENCE = 10_000
"""Milliseconds."""
_MOST_TABS = 60
_TO_ARROW = 16
"""From the end of a cell to the middle of the arrow in it, in pixels."""


@dataclass
class Effort:
    """What a step took: clicks (a double click is two), keys (with those held down, one), and letters of text."""

    step: str
    clicks: int = 0
    keys: int = 0
    letters: int = 0


class Person:
    """Acts on ``window`` and whatever opens over it."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self._now = Effort("")
        self.efforts: dict[str, Effort] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[Effort]:
        """Count what is done meanwhile."""
        self._now = self.efforts[name] = Effort(name)
        yield self._now
        self._now = Effort("")

    def tell(self) -> str:
        """The efforts as lines."""
        return "\n".join(
            f"{effort.step:<44}{effort.clicks:>4} clicks{effort.keys:>4} keys{effort.letters:>4} letters"
            for effort in self.efforts.values()
        )

    # Looking

    def sees(self, words: str, patience: int = PATIENCE) -> None:
        """Wait until these words are in sight."""
        self._wait(lambda: any(words in text for text in self._texts()), f"sees no “{words}”", patience)

    def sees_no_more(self, words: str, patience: int = PATIENCE) -> None:
        """Wait until these words are gone."""
        self._wait(lambda: not any(words in text for text in self._texts()), f"still sees “{words}”", patience)

    def sees_row(self, words: str, within: str) -> None:
        """Wait until a list or table has a row with these words in sight."""
        self._find(lambda: self._rows(words, within), f"no row “{words}” in “{within}”")

    def is_at(self, name: str) -> None:
        """Wait until the keyboard is at something called so."""
        self._wait(lambda: name in self._focused(), f"keyboard is not at “{name}”")

    # Pointing

    def click(self, name: str) -> None:
        """Click on what is called so."""
        self._hit(self._find(lambda: self._named(name), f"no “{name}” to click on"))

    def click_row(self, words: str, within: str) -> None:
        """Click on the row with these words."""
        self._hit(self._find(lambda: self._rows(words, within), f"no row “{words}” in “{within}”"))

    def double_click_row(self, words: str, within: str) -> None:
        """Double click on the row with these words."""
        self._hit(self._find(lambda: self._rows(words, within), f"no row “{words}” in “{within}”"), double=True)

    def click_arrow(self, words: str, within: str) -> None:
        """Click on the arrow at the end of the first cell of the row with these words."""
        row = self._find(lambda: self._rows(words, within), f"no row “{words}” in “{within}”")
        self._hit(replace(row, place=row.end - QPoint(_TO_ARROW, 0)))

    def click_back(self) -> None:
        """Press the button of the mouse that leads back."""
        self._strike(_handle(self._window), self._window.rect().center(), Qt.MouseButton.BackButton)

    def click_bar(self, name: str, chart: str) -> None:
        """Click on a bar of a chart."""
        self._hit(self._find(lambda: self._bars(name, chart), f"no bar “{name}” in “{chart}”"))

    def click_stage(self, name: str) -> None:
        """Click on a stage in the bar of a deal."""
        self._hit(self._find(lambda: stages_in(*layers_of(self._window), name=name), f"no stage “{name}” to click on"))

    # Keys

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key, with others held down or not, such as ``Ctrl+K``."""
        for _time in range(times):
            combination = QKeySequence(keys)[0]
            QTest.keyClick(self._keyboard(), combination.key(), combination.keyboardModifiers())
            self._now.keys += 1
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text letter by letter; what no key gives comes from an input method."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self._keyboard(), letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QApplication.sendEvent(QApplication.focusWidget(), composed)
        self._now.letters += len(text)

    def tabs_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the keyboard is at what is called so."""
        passed: list[str] = []
        for _press in range(_MOST_TABS):
            self.press("Shift+Tab" if back else "Tab")
            passed.append(" / ".join(self._focused()) or repr(QApplication.focusWidget()))
            if name in self._focused():
                return
        raise AssertionError(f"Tab never comes to “{name}”, but to:\n" + "\n".join(passed))

    # How it is done

    def _texts(self) -> Iterator[str]:
        return texts_in(*layers_of(self._window))

    def _named(self, name: str) -> Iterable[Thing]:
        found = [
            thing for thing in things_in(*layers_of(self._window)) if thing.says(name) and thing.widget.isEnabled()
        ]
        # The label of a field is called as the field is, which is what a person means.
        return sorted(found, key=lambda thing: isinstance(thing.widget, QLabel))

    def _rows(self, words: str, within: str) -> Iterable[Thing]:
        for thing in self._named(within):
            if isinstance(thing.widget, QAbstractItemView):
                yield from (row for row in rows_in(thing.widget) if any(words in each for each in row.words))

    def _bars(self, name: str, chart: str) -> Iterable[Thing]:
        for thing in self._named(chart):
            if isinstance(thing.widget, ChartView):
                yield from (bar for bar in bars_in(thing.widget) if bar.says(name))

    def _find(self, look: Callable[[], Iterable[Thing]], missing: str) -> Thing:
        found: list[Thing] = []

        def is_there() -> bool:
            found[:] = [thing for thing in look() if thing.is_on_top]
            return bool(found)

        self._wait(is_there, missing)
        return found[0]

    def _hit(self, thing: Thing, *, double: bool = False) -> None:
        window = thing.widget.window()
        place = thing.widget.mapTo(window, thing.place)
        handle = _handle(window)
        QTest.mouseMove(handle, place)
        if double:
            QTest.mouseDClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
            self._now.clicks += 2
            QApplication.processEvents()
        else:
            self._strike(handle, place, Qt.MouseButton.LeftButton)

    def _strike(self, handle: QWindow, place: QPoint, button: Qt.MouseButton) -> None:
        QTest.mouseClick(handle, button, Qt.KeyboardModifier.NoModifier, place)
        self._now.clicks += 1
        QApplication.processEvents()

    def _keyboard(self) -> QWindow:
        # The system knows nothing of menus and lists that pop up: Qt hands them the keys.
        return _handle(in_front(self._window))

    def _focused(self) -> tuple[str, ...]:
        widget = QApplication.focusWidget()
        if widget is None:
            return ()
        here = next((thing.words for thing in things_in(widget) if thing.widget is widget), ())
        return (*here, spoken_name(widget))

    def _wait(self, is_so: Callable[[], bool], otherwise: str, patience: int = PATIENCE) -> None:
        try:
            self._qtbot.waitUntil(is_so, timeout=patience)
        except NotInTimeError:
            seen = "\n".join(dict.fromkeys(self._texts()))
            raise AssertionError(f"{otherwise}; keyboard at {self._focused()}; sees:\n{seen}") from None


def _handle(window: QWidget) -> QWindow:
    handle = window.windowHandle()
    assert handle is not None
    if QApplication.activePopupWidget() is None and not window.isActiveWindow():
        # As a window manager does when a dialog over it has gone.
        window.activateWindow()
        QTest.qWaitForWindowActive(handle)
    return handle
