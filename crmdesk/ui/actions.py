"""The commands as Qt actions: made once per window, enabled by its context, gathered into menus. Decides nothing."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from crmdesk.qt.icons import icon
from crmdesk.ui.commands.command import Command, Handlers, Mode
from crmdesk.ui.commands.context import CommandContext
from crmdesk.ui.commands.table import command_table, inner_titles, menu_titles

_AT_A_TIME = 8
"""So many icons are drawn in a few milliseconds."""


class Actions(QObject):
    """One action per command; its object name is the command's id."""

    def __init__(self, handlers: Handlers, parent: QWidget) -> None:
        super().__init__(parent)
        self.commands = command_table()
        self._actions: dict[str, QAction] = {}
        self._modes: dict[str, QActionGroup] = {}
        for command in self.commands:
            action = QAction(command.title, parent)
            action.setObjectName(command.id)
            action.setStatusTip(command.tip)
            action.setToolTip(command.tip)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.triggered.connect(handlers[command.id])
            if command.mode is not None:
                action.setCheckable(True)
                self._modes.setdefault(command.mode.group, QActionGroup(self)).addAction(action)
            parent.addAction(action)
            self._actions[command.id] = action
        self._undressed: list[Command] = []
        self._dressing = QTimer(self, interval=0)
        self._dressing.timeout.connect(self._dress_some)
        self.dress()

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def several(self, *command_ids: str) -> list[QAction]:
        """Actions by their ids."""
        return [self._actions[command_id] for command_id in command_ids]

    def update_to(self, context: CommandContext) -> None:
        """Enable what makes sense now."""
        for command in self.commands:
            self._actions[command.id].setEnabled(command.enabled_when(context))

    def check_mode(self, group: str, value: str) -> None:
        """Tick the mode of a group that is in force."""
        mode = Mode(group, value)
        for command in self.commands:
            if command.mode == mode:
                self._actions[command.id].setChecked(True)

    def dress(self) -> None:
        """Give the actions icons in the colours of the theme, a few at a time: there are many, and few are in sight."""
        self._undressed = [command for command in reversed(self.commands) if command.icon]
        self._dressing.start()

    def fill(self, bar: QMenuBar) -> None:
        """Put all commands into the menus."""
        for menu, title in menu_titles().items():
            self._fill(bar.addMenu(title), (command for command in self.commands if command.menu == menu))

    def context_menu(self, parent: QWidget, *command_ids: str) -> QMenu:
        """A menu of some commands."""
        made = QMenu(parent)
        made.addActions(self.several(*command_ids))
        return made

    def retire(self) -> None:
        """Leave the window; others take their place."""
        for action in self._actions.values():
            action.setShortcuts([])
            action.deleteLater()
        self.deleteLater()

    def _dress_some(self) -> None:
        for _number in range(min(_AT_A_TIME, len(self._undressed))):
            command = self._undressed.pop()
            self._actions[command.id].setIcon(icon(command.icon))
        if not self._undressed:
            self._dressing.stop()

    def _fill(self, menu: QMenu, commands: Iterable[Command]) -> None:
        inner: dict[str, QMenu] = {}
        for group, members in groupby(commands, key=lambda command: command.group):
            if group:
                menu.addSeparator()
            for command in members:
                place = menu
                if name := command.inner_menu:
                    place = inner[name] = inner.get(name) or menu.addMenu(inner_titles()[name])
                place.addAction(self._actions[command.id])
