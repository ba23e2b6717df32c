"""A chip beside a chart's title that says what is chosen and offers what else could be. Knows no chart."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crmdesk.qt.plain_text import caption

Choice = TypeVar("Choice")


class ChoiceChip(QToolButton, Generic[Choice]):
    """``chosen`` brings what was chosen."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "filter_chip")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_choices(self, now: Choice, groups: Sequence[Mapping[Choice, str]], words: str, name: str) -> None:
        """Show ``words`` for what is chosen now, and all choices by their names with a line between their groups.

        ``name`` is what the chip is called for those who cannot see it.
        """
        self.setText(caption(words))
        self.setAccessibleName(name)
        before = self.menu()
        self.setMenu(self._made(now, groups))
        if before is not None:
            before.deleteLater()

    def _made(self, now: Choice, groups: Sequence[Mapping[Choice, str]]) -> QMenu:
        menu = QMenu(self)
        one = QActionGroup(menu)
        for place, choices in enumerate(group for group in groups if group):
            if place:
                menu.addSeparator()
            for choice, name in choices.items():
                action = menu.addAction(caption(name))
                action.setCheckable(True)
                action.setChecked(choice == now)
                action.triggered.connect(lambda _on=False, choice=choice: self.chosen.emit(choice))
                one.addAction(action)
        return menu
