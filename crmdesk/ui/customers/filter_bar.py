"""Above the list of customers: how many there are, in which order, which of them, a field to filter by, kept views.

It asks for a ``CustomerQuery`` and reads nothing.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.customer_list import CustomerQuery, Scope, SortBy
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import SearchField, mark_wrong
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.customers.scope_chips import ScopeChips
from crmdesk.ui.view_chips import ViewChips


class FilterField(SearchField):
    """A line to filter by: Esc empties it, Enter and Down go on to the list."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QFrame):
    """``query_changed`` brings what is to be shown now."""

    query_changed = Signal(object)

    def __init__(self, query: CustomerQuery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = query
        self._count = label("", "muted")
        self.sort = IconButton("arrow-up-down", look="quiet", name=_("Order"))
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setMenu(self._sort_menu())
        self.field = FilterField(_("Name, pinyin, phone, tag:hot…"), name=_("Filter customers"))
        self.field.setText(query.text)
        self.chips = ScopeChips(query.scope)
        self.views = ViewChips(self.field)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self.field.textChanged.connect(self._take_text)
        self.chips.chosen.connect(lambda scope: self._ask(replace(self._query, scope=scope)))
        self._lay_out()

    @property
    def query(self) -> CustomerQuery:
        """What is asked for."""
        return self._query

    @property
    def error(self) -> str:
        """What is wrong with the text in the field; empty when nothing is."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def ask_for(self, query: CustomerQuery) -> None:
        """Show another query as if a person had entered it."""
        before, self._query = self._query, query
        self.field.setText(query.text)
        self.chips.show_scope(query.scope)
        if query != before:
            self.query_changed.emit(query)

    def show_count(self, count: int) -> None:
        """Say how many there are."""
        self._count.setText(wording.number(count))
        self.show_error("")

    def show_waiting(self, counts: Mapping[Scope, int]) -> None:
        """Say how many wait for something."""
        self.chips.show_counts(counts)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the text, below the field."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        mark_wrong(self.field, wrong=bool(sentence))

    def _ask(self, query: CustomerQuery) -> None:
        if query != self._query:
            self._query = query
            self.query_changed.emit(query)

    def _take_text(self, text: str) -> None:
        self._ask(replace(self._query, text=text.strip()))

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        kinds, ways = QActionGroup(menu), QActionGroup(menu)
        names = {
            SortBy.NAME: _("Name"),
            SortBy.LAST_TOUCH: _("Last touch"),
            SortBy.NEXT_STEP: _("Next step"),
            SortBy.CREATED: _("Added"),
            SortBy.VALUE: _("Open deals"),
        }
        for sort, name in names.items():
            action = _choice(kinds, name, chosen=sort is self._query.sort)
            action.triggered.connect(lambda _on=False, sort=sort: self._ask(replace(self._query, sort=sort)))
            menu.addAction(action)
        menu.addSeparator()
        for descending, name in ((False, _("Ascending")), (True, _("Descending"))):
            action = _choice(ways, name, chosen=descending is self._query.descending)
            action.triggered.connect(
                lambda _on=False, descending=descending: self._ask(replace(self._query, descending=descending))
            )
            menu.addAction(action)
        return menu

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_("Customers"), "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.sort)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.field)
        layout.addWidget(self._wrong)
        layout.addWidget(self.chips)
        layout.addWidget(self.views)
        # Not before it belongs to the bar: a part without a parent would be shown as a window.
        self.views.hide()


def _choice(group: QActionGroup, text: str, *, chosen: bool) -> QAction:
    action = QAction(caption(text), group)
    action.setCheckable(True)
    action.setChecked(chosen)
    return action
