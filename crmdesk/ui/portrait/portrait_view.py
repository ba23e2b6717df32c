"""The screen of tags: clouds of groups of customers, how far they reach, and all tags in a table."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.portrait import CustomerGroup, PortraitFilter
from crmdesk.i18n import _
from crmdesk.insight.log_odds import compare_groups
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.portrait import PortraitReading, customers_with
from crmdesk.ui.portrait.clouds_page import CloudsPage
from crmdesk.ui.portrait.portrait_actions import PortraitActions, ShownPortrait
from crmdesk.ui.portrait.portrait_bar import PortraitBar
from crmdesk.ui.portrait.portrait_emptiness import show_emptiness
from crmdesk.ui.portrait.portrait_wish import ALL, CLOUDS, REACH, Pair, PortraitWish, recall, remember
from crmdesk.ui.portrait.reach_page import ReachPage
from crmdesk.ui.portrait.tag_selection import TagSelection
from crmdesk.ui.portrait.tag_table import TagTable
from crmdesk.ui.workbench import Workbench

_SLOT = "portrait"
_MARGIN = 12
_HEAD = 40
_WIDTHS = (820, 376)
_COLUMNS, _TABLE = "portrait.columns", "portrait.table"
_SHOWN, _HIDDEN = "shown", "hidden"
_ROOM = 1080
"""So wide must the screen be for the table to stand beside the clouds unasked."""


class PortraitView(QWidget):
    """Reads when it is shown. Emits the customers a person wants to see or to have written, as a query or by uids."""

    customers_opened = Signal(object)
    export_requested = Signal(object)
    selection_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._service = bench, bench.services.portrait
        self._wish = recall(bench.view_state)
        self._reading: PortraitReading | None = None
        self._evidence = 0
        self._stale = True
        self.bar = PortraitBar(self._wish, bench.actions, bench.appearance)
        self.clouds_page = CloudsPage(bench, self.bar.table_button)
        self.reach = ReachPage(bench)
        self.table = TagTable(bench.appearance)
        self.selection = TagSelection(bench, self)
        self.actions_of = PortraitActions(bench, self._shown, self)
        self._connect()
        self._lay_out()
        bench.bus.changed.connect(self._reload)

    @property
    def wish(self) -> PortraitWish:
        """What is shown."""
        return self._wish

    def show_wish(self, wish: PortraitWish) -> None:
        """Show something else; what needs no counting is shown at once."""
        before, self._wish = self._wish, wish
        remember(self._bench.view_state, wish)
        if before.counted != wish.counted:
            self._load()
        elif self._reading is not None:
            self._show(self._reading)

    def show_all(self) -> None:
        """Give up everything the tags and customers are narrowed down by."""
        self.show_wish(replace(self._wish, families=frozenset(), level=None, period=ALL))

    def exchange(self) -> None:
        """Compare the second group with the first instead."""
        first, second = self._wish.pair
        self.show_wish(replace(self._wish, pair=(second, first)))

    def turn_page(self) -> None:
        """Show how far the portrait reaches instead of the clouds, or the clouds again."""
        self.show_wish(replace(self._wish, page=REACH if self._wish.page == CLOUDS else CLOUDS))
        (self.reach if self._wish.page == REACH else self.clouds_page).setFocus()

    def toggle_table(self) -> None:
        """Show the table at the right, also where there is little room, or hide it."""
        shown = "" if self._has_room() else _SHOWN
        self._bench.view_state.put(_TABLE, shown if self.table.isHidden() else _HIDDEN)
        self._place_table()

    def copy(self) -> None:
        """Put the selected tags, or all, on the clipboard."""
        self.actions_of.copy(self.table.rows())

    def _filter(self) -> PortraitFilter:
        return self._wish.filter(self._bench.services.desk.today())

    def _open(self, uid: str, group: CustomerGroup | None) -> None:
        tag = self.selection.tag(uid)
        if tag is not None:
            groups = self._wish.pair if group is None else (group,)
            self.customers_opened.emit(customers_with([tag], groups, self._filter()))

    def _show_selected(self, uids: frozenset[str]) -> None:
        self.clouds_page.select(uids)
        self.table.select(uids)
        self._head.setCurrentWidget(self.selection.strip if uids else self.bar)
        self.selection_changed.emit()

    def _shown(self) -> ShownPortrait | None:
        if self._reading is None:
            return None
        portrait = self._reading.portrait
        comparison = compare_groups(portrait, *self._wish.pair, minimum=self._evidence)
        return ShownPortrait(portrait, comparison, self._wish.groups, self._evidence, self.bar.words())

    def _reload(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._stale = False
        if self._reading is None:
            self.states.show_busy(_("Counting tags…"))
        wanted = self._filter()
        self._bench.runner.start(
            _SLOT, lambda _watch: self._service.read(wanted), done=self._show, failed=self._show_failure
        )

    def _show(self, reading: PortraitReading) -> None:
        self._reading, portrait = reading, reading.portrait
        self._evidence = reading.evidence
        known = frozenset(family.uid for family in portrait.families)
        if not self._wish.families <= known:
            self.show_wish(replace(self._wish, families=self._wish.families & known))
            return
        self.bar.show_wish(self._wish, portrait.families)
        self.table.show_portrait(portrait)
        if show_emptiness(self.states, portrait, self._wish, self._bench.actions):
            return
        self.selection.take([use.tag for use in portrait.uses], self._filter())
        if self._wish.page == REACH:
            self.reach.show_reading(reading, self._filter(), self.bar.words())
            self._pages.setCurrentWidget(self.reach)
        else:
            self.clouds_page.show_portrait(portrait, self._wish.groups)
            self._compare()
            self._pages.setCurrentWidget(self.clouds_page)
        self.states.show_content()

    def _compare(self) -> None:
        shown = self._shown()
        if shown is not None:
            self.clouds_page.show_comparison(shown.comparison, self.selection.uids, self._evidence)

    def _show_failure(self, error: CrmError) -> None:
        self._stale = True
        if not was_cancelled(error):
            self.states.show_failure(error.message, self._bench.actions.several("view.portrait"))

    def _try_minimum(self, minimum: int) -> None:
        self._evidence = minimum
        self._compare()

    def _keep_minimum(self, minimum: int) -> None:
        if self._reading is not None and minimum != self._reading.evidence:
            company = self._bench.services.configuration.company
            told = _("Tags of fewer than {n} customers are grey from now on.").format(n=minimum)
            self._bench.operations.attempt(lambda: company.set_evidence(minimum), told)

    def _choose_pair(self, pair: Pair) -> None:
        self.show_wish(replace(self._wish, pair=pair))

    def _choose_family(self, uid: str) -> None:
        self.show_wish(replace(self._wish, families=frozenset({uid}), page=CLOUDS))

    def _has_room(self) -> bool:
        return self.width() >= _ROOM

    def _place_table(self) -> None:
        kept = self._bench.view_state.text(_TABLE)
        self.table.setVisible(kept == _SHOWN or (kept != _HIDDEN and self._has_room()))

    def _connect(self) -> None:
        self.bar.wish_changed.connect(self.show_wish)
        self.selection.changed.connect(self._show_selected)
        self.selection.customers_opened.connect(self.customers_opened)
        self.selection.export_requested.connect(self.export_requested)
        self.table.selection_changed.connect(self.selection.select)
        self.table.tag_opened.connect(lambda tag: self.customers_opened.emit(customers_with([tag], (), self._filter())))
        self.table.grid.copy_requested.connect(self.copy)
        self.clouds_page.selection_wished.connect(self.selection.select)
        self.clouds_page.tag_opened.connect(self._open)
        self.reach.customers_opened.connect(self.customers_opened)
        self.reach.family_chosen.connect(self._choose_family)
        odds = self.clouds_page.odds
        odds.pair_chosen.connect(self._choose_pair)
        odds.minimum_tried.connect(self._try_minimum)
        odds.minimum_chosen.connect(self._keep_minimum)
        odds.copy_requested.connect(self.actions_of.copy_odds)
        odds.picture_requested.connect(self.actions_of.save_odds)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.clouds_page)
        self._pages.addWidget(self.reach)
        self.states = StateStack(self._pages)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(_MARGIN, 10, _MARGIN, _MARGIN)
        column.setSpacing(10)
        # In one place, so that the words stay where they are when the first is selected.
        self._head = QStackedWidget()
        self._head.setFixedHeight(_HEAD)
        self._head.addWidget(self.bar)
        self._head.addWidget(self.selection.strip)
        column.addWidget(self._head)
        column.addWidget(self.states, 1)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        for place, part in enumerate((left, self.table)):
            self._columns.addWidget(part)
            self._columns.setStretchFactor(place, 1 - place)
        self._columns.setSizes(list(self._bench.view_state.numbers(_COLUMNS, _WIDTHS)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._columns, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_table()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.selection.uids:
            self.selection.select(frozenset())
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()
        self.selection_changed.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.table.isVisibleTo(self):
            self._bench.view_state.put(_COLUMNS, tuple(self._columns.sizes()))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.table.grid.setFocus()
