"""One of a few words at one click, side by side; a second click takes it back. Knows nothing of what is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChoiceStrip(QFrame):
    """``choices`` are keys with their names; ``chosen`` brings the key, or an empty one when it is taken back.

    The arrow keys lead from word to word; the keyboard comes to the one chosen.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for key, word in choices:
            button = self.buttons[key] = QToolButton()
            button.setText(caption(word))
            button.setAccessibleName(_("{field}: {value}").format(field=name, value=word))
            button.setCheckable(True)
            button.setProperty("look", "segment")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda on, key=key: self._take(key if on else ""))
            row.addWidget(button)
        self.setFocusProxy(next(iter(self.buttons.values())))

    @property
    def key(self) -> str:
        """What is chosen; empty while nothing is."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def show_key(self, key: str) -> None:
        """Show what is chosen, without telling of it."""
        for each, button in self.buttons.items():
            button.setChecked(each == key)
        self.setFocusProxy(self.buttons.get(key) or next(iter(self.buttons.values())))

    def _take(self, key: str) -> None:
        self.show_key(key)
        self.chosen.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        stops = list(self.buttons.values())
        here = next((place for place, button in enumerate(stops) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            stops[(here + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
