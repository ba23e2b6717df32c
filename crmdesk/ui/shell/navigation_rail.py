"""The dark strip at the left that leads to the screens."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import icon
from crmdesk.ui.actions import Actions
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES

_WIDTH = 84
_SCREENS: Mapping[str, tuple[str, str]] = {
    CUSTOMERS: ("view.customers", "users"),
    LOSSES: ("view.losses", "chart-column"),
}


class NavigationRail(QFrame):
    """One button per screen."""

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setFixedWidth(_WIDTH)
        self._appearance = appearance
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 10, 6, 10)
        layout.setSpacing(4)
        for screen, (command, _icon) in _SCREENS.items():
            button = self._button(actions, command)
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[screen] = button
        layout.addStretch(1)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_screen(self, screen: str) -> None:
        """Mark the screen that is shown; none while there is no workspace."""
        for name, button in self._buttons.items():
            button.setChecked(name == screen)
            button.setEnabled(screen in self._buttons)

    def _button(self, actions: Actions, command: str) -> QToolButton:
        action = actions[command]
        button = QToolButton()
        button.setProperty("look", "rail_button")
        button.setText(action.text())
        button.setToolTip(f"{action.toolTip()} ({action.shortcut().toString()})")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(22, 22))
        button.setCheckable(True)
        button.setFixedSize(_WIDTH - 12, 62)
        button.clicked.connect(action.trigger)
        return button

    def _dress(self) -> None:
        theme = self._appearance.theme
        for screen, (_command, name) in _SCREENS.items():
            self._buttons[screen].setIcon(icon(name, theme.rail_text))
