"""The screen of tags: clouds of groups of customers, what sets two of them apart, and all tags in a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CrmError
from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitTag
from crmdesk.i18n import _
from crmdesk.insight.log_odds import compare_groups
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.portrait import customers_with
from crmdesk.ui.portrait.odds_card import OddsCard
from crmdesk.ui.portrait.portrait_actions import PortraitActions, ShownPortrait
from crmdesk.ui.portrait.portrait_bar import PortraitBar
from crmdesk.ui.portrait.portrait_wish import ALL, Pair, PortraitWish, recall, remember
from crmdesk.ui.portrait.selection_strip import SelectionStrip
from crmdesk.ui.portrait.tag_table import TagTable
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.render.tag_clouds import TagClouds

_SLOT, _COUNTS, _EXPORT = "portrait", "portrait_counts", "portrait_customers"
_CLOUDS_AND_BARS = (380, 240)
_MARGIN = 12
_HEAD = 40
_WIDTHS = (820, 376)
_SPLIT, _COLUMNS, _TABLE = "portrait.split", "portrait.columns", "portrait.table"
_SHOWN, _HIDDEN = "shown", "hidden"
_ROOM = 1080
"""So wide must the screen be for the table to stand beside the clouds unasked."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was counted under a wish, and how many customers are enough to go by."""

    portrait: Portrait
    evidence: int


class PortraitView(QWidget):
    """Reads when it is shown. Emits the customers a person wants to see or to have written, as a query or by uids."""

    customers_opened = Signal(object)
    export_requested = Signal(object)
    selection_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._service = bench, bench.services.portrait
        self._wish = recall(bench.view_state)
        self._reading: _Reading | None = None
        self._evidence = 0
        self._selected: frozenset[str] = frozenset()
        self._stale = True
        self.clouds: TagClouds | None = None
        self.bar = PortraitBar(self._wish, bench.actions, bench.appearance)
        self.odds = OddsCard(bench.actions, bench.appearance)
        self.table = TagTable(bench.appearance)
        self.strip = SelectionStrip(bench.actions)
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
        if replace(before, groups=wish.groups, pair=wish.pair) != wish:
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

    def toggle_table(self) -> None:
        """Show the table at the right, also where there is little room, or hide it."""
        shown = "" if self._has_room() else _SHOWN
        self._bench.view_state.put(_TABLE, shown if self.table.isHidden() else _HIDDEN)
        self._place_table()

    def selected_count(self) -> int:
        """How many tags are selected."""
        return len(self._selected)

    def open_selected(self) -> None:
        """Go to the customers of the selected tags."""
        if self._selected:
            self.customers_opened.emit(self._query())

    def save_view(self) -> None:
        """Keep the customers of the selected tags as a view."""
        if self._selected:
            name = _(", ").join(tag.name for tag in self._selected_tags())
            self.actions_of.save_view(name, self._query())

    def export_customers(self) -> None:
        """Have the customers of the selected tags written."""
        listed, query = self._bench.services.customer_list, self._query()
        if self._selected:
            self._bench.runner.start(
                _EXPORT,
                lambda _watch: listed.uids(listed.ids(query)),
                done=self.export_requested.emit,
                failed=self._tell_error,
            )

    def copy(self) -> None:
        """Put the selected tags, or all, on the clipboard."""
        self.actions_of.copy(self.table.rows())

    def select(self, uids: frozenset[str]) -> None:
        """Select tags, wherever they are shown."""
        if uids == self._selected:
            return
        self._selected = uids
        if self.clouds is not None:
            self.clouds.select(uids)
        self.odds.select(uids)
        self.table.select(uids)
        self._count_selected()
        self.selection_changed.emit()

    def _query(self) -> CustomerQuery:
        wanted = self._wish.filter(self._bench.services.desk.today())
        return customers_with(self._selected_tags(), self.strip.groups, wanted)

    def _selected_tags(self) -> list[PortraitTag]:
        uses = self._reading.portrait.uses if self._reading is not None else ()
        return [use.tag for use in uses if use.tag.uid in self._selected]

    def _open(self, tag: PortraitTag | None, *groups: CustomerGroup) -> None:
        if tag is not None:
            wanted = self._wish.filter(self._bench.services.desk.today())
            self.customers_opened.emit(customers_with([tag], groups, wanted))

    def _tag(self, uid: str) -> PortraitTag | None:
        uses = self._reading.portrait.uses if self._reading is not None else ()
        return next((use.tag for use in uses if use.tag.uid == uid), None)

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
        wanted = self._wish.filter(self._bench.services.desk.today())
        self._bench.runner.start(
            _SLOT,
            lambda _watch: _Reading(self._service.portrait(wanted), self._service.minimum()),
            done=self._show,
            failed=self._show_failure,
        )

    def _show(self, reading: _Reading) -> None:
        self._reading, portrait = reading, reading.portrait
        self._evidence = reading.evidence
        known = frozenset(family.uid for family in portrait.families)
        if not self._wish.families <= known:
            self.show_wish(replace(self._wish, families=self._wish.families & known))
            return
        self.bar.show_wish(self._wish, portrait.families)
        self.table.show_portrait(portrait)
        if self._show_emptiness(portrait):
            return
        self.select(self._selected & {use.tag.uid for use in portrait.uses})
        self._shown_clouds().show_portrait(portrait, self._wish.groups)
        self._compare()
        self.states.show_content()
        self._count_selected()

    def _show_emptiness(self, portrait: Portrait) -> bool:
        """Say why there is nothing to show, if so."""
        if portrait.uses:
            return False
        show_all, actions = self._bench.actions.several("portrait.all"), self._bench.actions
        if self._wish.period != ALL or self._wish.families or self._wish.level:
            told = _("No customer that you chose to look at has a tag that you chose to look at.")
            self.states.show_empty("search", _("No tag fits"), told, show_all)
        elif sum(portrait.sizes.values()):
            told = _(
                "Tag your customers by what they are and want: here you will see what those who sign have in common."
            )
            self.states.show_empty("tags", _("No customer has a tag yet"), told, actions.several("view.customers"))
        else:
            told = _("Once there are some with tags, you will see here what those who sign have in common.")
            first = actions.several("workspace.import", "customer.new")
            self.states.show_empty("component", _("No customers yet"), told, first)
        return True

    def _compare(self) -> None:
        shown = self._shown()
        if shown is not None:
            self.odds.show_comparison(shown.comparison, self._selected, self._evidence)

    def _show_failure(self, error: CrmError) -> None:
        self._stale = True
        if not was_cancelled(error):
            self.states.show_failure(error.message, self._bench.actions.several("view.portrait"))

    def _tell_error(self, error: CrmError) -> None:
        if not was_cancelled(error):
            self._bench.notice.tell(error.message)

    def _count_selected(self) -> None:
        """Say in the strip which tags are selected, and count their customers beside the window."""
        tags = self._selected_tags()
        self.strip.show_tags(tags)
        self._head.setCurrentWidget(self.strip if tags else self.bar)
        self.strip.show_counts({})
        if not tags:
            self._bench.runner.cancel(_COUNTS)
            return
        listed, wanted = self._bench.services.customer_list, self._wish.filter(self._bench.services.desk.today())
        queries = {group: customers_with(tags, [group], wanted) for group in CustomerGroup}

        def count() -> Mapping[CustomerGroup, int]:
            return {group: len(listed.ids(query)) for group, query in queries.items()}

        self._bench.runner.start(_COUNTS, lambda _watch: count(), done=self.strip.show_counts, failed=self._tell_error)

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

    def _shown_clouds(self) -> "TagClouds":
        if self.clouds is None:
            # Late, because pyqtgraph is large.
            from crmdesk.render.tag_clouds import TagClouds

            self.clouds = TagClouds(self._bench.appearance, self._bench.runner)
            self.clouds.chosen.connect(lambda uid, group: self._open(self._tag(uid), group))
            self.clouds.selection_changed.connect(self.select)
            self._splitter.insertWidget(0, self.clouds)
            self._splitter.setSizes(list(self._bench.view_state.numbers(_SPLIT, _CLOUDS_AND_BARS)))
            self._splitter.setStretchFactor(0, 3)
            self._splitter.setStretchFactor(1, 2)
            QWidget.setTabOrder(self.bar.table_button, self.clouds)
        return self.clouds

    def _has_room(self) -> bool:
        return self.width() >= _ROOM

    def _place_table(self) -> None:
        kept = self._bench.view_state.text(_TABLE)
        self.table.setVisible(kept == _SHOWN or (kept != _HIDDEN and self._has_room()))

    def _connect(self) -> None:
        self.bar.wish_changed.connect(self.show_wish)
        self.table.selection_changed.connect(self.select)
        self.table.tag_opened.connect(self._open)
        self.table.grid.copy_requested.connect(self.copy)
        self.odds.selection_wished.connect(self.select)
        self.odds.tag_opened.connect(lambda uid: self._open(self._tag(uid), *self._wish.pair))
        self.odds.pair_chosen.connect(self._choose_pair)
        self.odds.minimum_tried.connect(self._try_minimum)
        self.odds.minimum_chosen.connect(self._keep_minimum)
        self.odds.copy_requested.connect(self.actions_of.copy_odds)
        self.odds.picture_requested.connect(self.actions_of.save_odds)
        self.strip.cleared.connect(lambda: self.select(frozenset()))

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(_MARGIN)
        self._splitter.setProperty("look", "open")
        self._splitter.addWidget(self.odds)
        self._splitter.setChildrenCollapsible(False)
        self.states = StateStack(self._splitter)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(_MARGIN, 10, _MARGIN, _MARGIN)
        column.setSpacing(10)
        # In one place, so that the words stay where they are when the first is selected.
        self._head = QStackedWidget()
        self._head.setFixedHeight(_HEAD)
        self._head.addWidget(self.bar)
        self._head.addWidget(self.strip)
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
        if event.key() == Qt.Key.Key_Escape and self._selected:
            self.select(frozenset())
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
        if self.clouds is not None:
            self._bench.view_state.put(_SPLIT, tuple(self._splitter.sizes()))
        if self.table.isVisibleTo(self):
            self._bench.view_state.put(_COLUMNS, tuple(self._columns.sizes()))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.table.grid.setFocus()
