"""Choices side by side, one of which is in force. Knows nothing of what is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.flow_layout import FlowLayout


class ChoiceRow(QWidget):
    """Emits the key of the choice a person makes."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, gap=8)
        self._group = QButtonGroup(self)
        self._buttons: dict[object, QPushButton] = {}

    def show_choices(self, choices: Sequence[tuple[object, str]], current: object) -> None:
        """Show these keys under these texts."""
        if list(self._buttons) != [key for key, _text in choices]:
            self._rebuild([key for key, _text in choices])
        for key, text in choices:
            button = self._buttons[key]
            button.setText(caption(text))
            button.setAccessibleName(text)
            button.setChecked(key == current)

    def press(self, key: object) -> None:
        """Make a choice as a click would."""
        self._buttons[key].click()

    def texts(self) -> list[str]:
        """What the choices say."""
        return [button.accessibleName() for button in self._buttons.values()]

    def _rebuild(self, keys: Sequence[object]) -> None:
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._buttons = {}
        for key in keys:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("look", "choice")
            button.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._flow.addWidget(button)
            self._buttons[key] = button
            button.show()
