"""The dark strip at the left that leads to the screens: the daily ones above, the others at the foot."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import icon
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.ui.actions import Actions
from crmdesk.ui.commands.context import CUSTOMERS, EXCHANGE, LOSSES, PORTRAIT, SETTINGS

_WIDTH = 84
_EDGE = 3
_ICON = QSize(22, 22)
_DAILY = {
    CUSTOMERS: ("view.customers", "users"),
    LOSSES: ("view.losses", "chart-column"),
    PORTRAIT: ("view.portrait", "component"),
}
_OTHER = {EXCHANGE: ("view.exchange", "arrow-left-right"), SETTINGS: ("view.settings", "settings")}


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
        layout.setContentsMargins(_EDGE, 10, _EDGE, 10)
        layout.setSpacing(4)
        for screen, (command, _icon) in (_DAILY | _OTHER).items():
            if screen == next(iter(_OTHER)):
                layout.addStretch(1)
            button = self._button(actions, command)
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[screen] = button
        appearance.changed.connect(self._dress)
        self._dress()

    def show_screen(self, screen: str) -> None:
        """Mark the screen that is shown; none while there is no workspace."""
        for name, button in self._buttons.items():
            button.setChecked(name == screen)
            button.setEnabled(screen in self._buttons)
        self._dress()

    def _button(self, actions: Actions, command: str) -> QToolButton:
        action = actions[command]
        button = QToolButton()
        button.setProperty("look", "rail_button")
        button.setText(caption(action.text()))
        button.setAccessibleName(action.text())
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        button.setToolTip(tool_tip(f"{action.toolTip()} ({keys})"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(_ICON)
        button.setCheckable(True)
        button.setFixedSize(_WIDTH - 2 * _EDGE, 62)
        button.clicked.connect(action.trigger)
        return button

    def _dress(self) -> None:
        theme = self._appearance.theme
        for screen, (_command, name) in (_DAILY | _OTHER).items():
            button = self._buttons[screen]
            button.setIcon(icon(name, theme.on_rail if button.isChecked() else theme.rail_text))
