"""The screen of customers: choose one at the left, read and write the timeline, see the facts at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import Customer
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import CrmError, NotFoundError
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.touches import TouchWords
from crmdesk.ui.customers.card_panel import CardPanel
from crmdesk.ui.customers.customer_list import CustomerList
from crmdesk.ui.timeline.log_bar import LogBar
from crmdesk.ui.timeline.panel import TimelinePanel
from crmdesk.ui.workbench import Workbench

_WIDTHS = (290, 650, 320)


class CustomerView(QWidget):
    """Emits ``selection_changed`` when another customer or deal is the one that commands speak of."""

    selection_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._services = bench, bench.services
        self._shown = ""
        self._wanted = self._wanted_deal = ""
        self.list = CustomerList(bench)
        self.card = CardPanel(bench.actions, bench.appearance)
        self.log_bar = LogBar(self._services.touches.kinds(), self._services.desk.clock, bench.actions["touch.save"])
        self.timeline = TimelinePanel(bench)
        self._name = ShortenedLabel("title")
        self.back = CommandButton(bench.actions["view.back"], "arrow-left")
        self.back.hide()
        self._lay_out()
        self.list.customer_selected.connect(self._show)
        self.card.deals.deal_selected.connect(self.selection_changed)
        self.card.tag_added.connect(self._add_tag)
        self.card.tag_removed.connect(self._remove_tag)
        self.log_bar.log_requested.connect(self._log)
        bench.bus.changed.connect(self._reload)

    def selected_customer(self) -> Customer | None:
        """The customer that is shown."""
        return self.list.selected() if self._shown else None

    def selected_deal(self) -> Deal | None:
        """The deal that commands speak of."""
        return self.card.deals.selected() if self._shown else None

    def search(self, expression: str) -> None:
        """Show the customers that fit a filter expression."""
        self.list.search(expression)

    def open_customer(self, uid: str, deal: str = "") -> None:
        """Show a customer, among all if need be, and select one of its deals."""
        self._wanted, self._wanted_deal = uid, deal
        if uid == self._shown:
            self._show(uid)
        else:
            self.list.open(uid)

    def open_after_change(self, uid: str) -> None:
        """Show a customer that is about to come into the list."""
        self.list.open_after_change(uid)

    def offer_way_back(self, *, offered: bool) -> None:
        """Show the button that leads back to where the person came from, or hide it."""
        self.back.setVisible(offered)

    def start_touch(self) -> None:
        """Go to where a touch is written down."""
        self.log_bar.start()

    def save_touch(self) -> None:
        """Save the touch written down."""
        self.log_bar.submit()

    def _reload(self, changes: Changes) -> None:
        if not self._shown:
            return
        try:
            touched = self._services.customers.touched_by(changes)
        except CrmError as error:
            self._states.show_failure(error.message)
            return
        if touched is None or self._shown in touched.uids:
            self._show_card(self._shown)

    def _show(self, uid: str) -> None:
        """Show a customer's card and timeline; an empty ``uid`` shows that nobody is selected."""
        self.timeline.show_customer(uid)
        self._show_card(uid)

    def _show_card(self, uid: str) -> None:
        try:
            card = self._services.customers.card(uid) if uid else None
        except NotFoundError:
            card = None
        except CrmError as error:
            self._states.show_failure(error.message)
            return
        if card is None:
            self._shown = ""
            self.card.hide()
            self._states.show_empty("users", _("No customer selected"), _("Choose one at the left."))
        else:
            self._shown = uid
            self._name.show_text(card.customer.name)
            self.card.show_card(card, self._services.desk.today())
            self.card.show()
            if uid == self._wanted:
                self.card.deals.select(self._wanted_deal)
                self._wanted = self._wanted_deal = ""
            self._states.show_content()
        self.selection_changed.emit()

    def _log(self, words: TouchWords) -> None:
        uid = self._shown
        error = self._bench.operations.perform(
            lambda: self._services.touches.log_touch(uid, words)[1], _("Logged on the timeline.")
        )
        if error is None:
            self.log_bar.empty()
            self.timeline.list.scrollToTop()
        else:
            self.log_bar.show_error(error)

    def _add_tag(self, tag: str) -> None:
        if not tag.strip():
            return
        uid = self._shown
        error = self._bench.operations.perform(
            lambda: self._services.tags.change_tags(uid, add=[tag.strip()])[1],
            _("Tagged “{tag}”.").format(tag=tag.strip()),
        )
        if error is not None:
            self.card.show_tag_error(error)

    def _remove_tag(self, tag: str) -> None:
        uid = self._shown
        self._bench.operations.attempt(
            lambda: self._services.tags.change_tags(uid, remove=[tag])[1], _("Tag “{tag}” removed.").format(tag=tag)
        )

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("look", "bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self._name, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.log_bar)
        self._states = StateStack(middle)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for place, (widget, width) in enumerate(zip((self.list, self._states, self.card), _WIDTHS, strict=True)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(place, 1 if widget is self._states else 0)
            widget.setMinimumWidth(min(width, 280))
        splitter.setSizes(list(_WIDTHS))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self._states.show_empty("users", _("No customer selected"), _("Choose one at the left."))
        self.card.hide()
