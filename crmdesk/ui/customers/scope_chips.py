"""Chips that choose which customers are listed: the everyday ones side by side, the others in a menu."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from crmdesk.domain.customer_list import Scope
from crmdesk.i18n import _, pgettext
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import filter_chip
from crmdesk.ui import wording

_SHOWN = (Scope.ALL, Scope.MINE, Scope.DUE_TODAY)
_IN_MENU = (
    (Scope.OVERDUE, Scope.NO_NEXT_STEP, Scope.UNANSWERED, Scope.HIDDEN_PAINS, Scope.NO_FIRST_TOUCH),
    (Scope.SIGNALS, Scope.SIGNED, Scope.LOST),
)
"""What is to be done, and what happened."""


class ScopeChips(QWidget):
    """One scope is always chosen."""

    chosen = Signal(object)

    def __init__(self, scope: Scope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = {
            Scope.ALL: _("All"),
            Scope.MINE: _("My open"),
            Scope.DUE_TODAY: _("Due today"),
            Scope.OVERDUE: _("Overdue"),
            Scope.NO_NEXT_STEP: _("No next step"),
            Scope.SIGNED: _("Signed"),
            Scope.LOST: pgettext("customers", "Lost"),
            Scope.NO_FIRST_TOUCH: _("No first touchpoint"),
            Scope.UNANSWERED: _("Unanswered"),
            Scope.SIGNALS: _("Signals this week"),
            Scope.HIDDEN_PAINS: _("Pains to raise"),
        }
        self._counts: Mapping[Scope, int] = {}
        self._chips: dict[Scope, QToolButton] = {}
        self._others: dict[Scope, QAction] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        group = QButtonGroup(self)
        for each in _SHOWN:
            self._chips[each] = chip = filter_chip()
            chip.clicked.connect(lambda _on=False, each=each: self._choose(each))
            group.addButton(chip)
            row.addWidget(chip)
        self.more = filter_chip()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        group.addButton(self.more)
        self.more.setMenu(self._menu())
        row.addWidget(self.more)
        row.addStretch(1)
        self._scope = scope
        self._dress()

    def show_scope(self, scope: Scope) -> None:
        """Show another scope as the one chosen."""
        self._scope = scope
        self._dress()

    def show_counts(self, counts: Mapping[Scope, int]) -> None:
        """Show how many are in some of the scopes."""
        if counts != self._counts:
            self._counts = counts
            self._dress()

    def chip(self, scope: Scope) -> QToolButton:
        """The button of a scope; one button stands for all in the menu."""
        return self._chips.get(scope, self.more)

    def _choose(self, scope: Scope) -> None:
        changed, self._scope = scope is not self._scope, scope
        self._dress()
        if changed:
            self.chosen.emit(scope)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for scopes in _IN_MENU:
            menu.addSeparator()
            for scope in scopes:
                self._others[scope] = action = menu.addAction("")
                action.setObjectName(scope.value)
                action.triggered.connect(lambda _on=False, scope=scope: self._choose(scope))
        # A press opens the menu; what is chosen there decides which chip is on.
        menu.aboutToHide.connect(self._dress)
        return menu

    def _dress(self) -> None:
        for scope, chip in self._chips.items():
            _show(chip, self._text(scope), self._text(scope), on=scope is self._scope)
        for scope, action in self._others.items():
            action.setText(caption(self._text(scope)))
        other = self._scope in self._others
        # How many they are stands above the list; there is little room beside the other chips.
        text = self._names[self._scope] if other else ""
        _show(self.more, f"{text} ▾" if text else "▾", text or _("More filters"), on=other)

    def _text(self, scope: Scope) -> str:
        count = self._counts.get(scope, 0)
        return f"{self._names[scope]} {wording.number(count)}" if count else self._names[scope]


def _show(chip: QToolButton, text: str, name: str, *, on: bool) -> None:
    chip.setText(caption(text))
    chip.setAccessibleName(name)
    chip.setChecked(on)
