"""The screen of customers: choose one at the left, read and write the timeline, see the facts at the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import Customer
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import CrmError, NotFoundError, ValidationError
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.tasks import TaskRunner, was_cancelled
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.touches import TouchWords
from crmdesk.ui.actions import Actions
from crmdesk.ui.change_bus import ChangeBus
from crmdesk.ui.customers.card_panel import CardPanel
from crmdesk.ui.customers.customer_list import CustomerList
from crmdesk.ui.operations import Operations
from crmdesk.ui.timeline.log_bar import LogBar
from crmdesk.ui.timeline.model import PAGE
from crmdesk.ui.timeline.panel import TimelinePanel

if TYPE_CHECKING:
    from crmdesk.wiring import Services

_SLOT = "customers"
_WIDTHS = (290, 650, 320)


class CustomerView(QWidget):
    """Emits ``selection_changed`` when another customer or deal is the one that commands speak of."""

    selection_changed = Signal()

    def __init__(
        self,
        services: "Services",
        operations: Operations,
        bus: ChangeBus,
        runner: TaskRunner,
        actions: Actions,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._operations, self._runner, self._actions = services, operations, runner, actions
        self._expression = ""
        # What the customers listed were searched by; None while they are being read.
        self._listed: str | None = None
        self._shown = ""
        self._wanted = self._wanted_deal = ""
        self.list = CustomerList(appearance)
        self.card = CardPanel(actions, appearance)
        log_bar = LogBar(services.touches.kinds(), services.desk.clock, actions["touch.save"])
        self.timeline = TimelinePanel(log_bar, appearance)
        self._name = ShortenedLabel("title")
        self.back = CommandButton(actions["view.back"], "arrow-left")
        self.back.hide()
        self._lay_out()
        self.list.customer_selected.connect(self._show)
        self.card.deals.deal_selected.connect(self.selection_changed)
        self.card.tag_added.connect(self._add_tag)
        self.card.tag_removed.connect(self._remove_tag)
        self.timeline.model.more_requested.connect(self._show_more)
        log_bar.log_requested.connect(self._log)
        bus.changed.connect(self._reload)
        self.list.states.show_busy(_("Reading customers…"))
        self._load()

    def selected_customer(self) -> Customer | None:
        """The customer that is shown."""
        return self.list.selected() if self._shown else None

    def selected_deal(self) -> Deal | None:
        """The deal that commands speak of."""
        return self.card.deals.selected() if self._shown else None

    def search(self, expression: str) -> None:
        """Show the customers that fit a filter expression."""
        self._expression = expression.strip()
        self._load()

    def open_customer(self, uid: str, deal: str = "") -> None:
        """Show a customer, among all if need be, and select one of its deals."""
        self._wanted, self._wanted_deal = uid, deal
        if self.list.select(uid):
            self._show(uid)
        else:
            self.search("")

    def open_after_change(self, uid: str) -> None:
        """Show a customer that is about to come into the list."""
        self._wanted, self._expression = uid, ""

    def offer_way_back(self, *, offered: bool) -> None:
        """Show the button that leads back to where the person came from, or hide it."""
        self.back.setVisible(offered)

    def start_touch(self) -> None:
        """Go to where a touch is written down."""
        self.timeline.log_bar.start()

    def save_touch(self) -> None:
        """Save the touch written down."""
        self.timeline.log_bar.submit()

    def _load(self) -> None:
        expression, self._listed = self._expression, None
        self._runner.start(
            _SLOT,
            lambda _watch: self._services.customers.list_customers(expression),
            done=lambda customers: self._show_list(customers, expression),
            failed=self._show_failure,
        )

    def _reload(self, changes: Changes) -> None:
        """Show what changed: row by row while all customers are listed, else whatever fits the search now."""
        try:
            touched = self._services.customers.touched_by(changes)
        except CrmError as error:
            self._show_failure(error)
            return
        if self._shown and (touched is None or self._shown in touched.uids):
            self._show(self._shown)
        # Before a change that adds a customer, the search is given up and the list not yet read.
        if touched is None or self._listed != "" or self._expression != "":
            self._load()
        elif touched.uids:
            self._show_list(touched.applied_to(self.list.model.records), "")

    def _show_list(self, customers: list[Customer], expression: str) -> None:
        self._listed = expression
        if customers:
            self.list.show_customers(customers, self._services.desk.today(), wanted=self._wanted)
        elif self._expression:
            self.list.show_nothing(_("Nobody found"), _("No customer fits what you searched for."), "search", ())
        else:
            self.list.show_nothing(
                _("No customers yet"),
                _("Bring them in from a sheet, or add the first one by hand."),
                "users",
                self._actions.several("workspace.import", "customer.new"),
            )

    def _show_failure(self, error: CrmError) -> None:
        if isinstance(error, ValidationError):
            self.list.show_error(error.message)
        elif not was_cancelled(error):
            self.list.states.show_failure(error.message)

    def _show(self, uid: str) -> None:
        """Show a customer's card and timeline; an empty ``uid`` shows that nobody is selected."""
        if uid != self._shown:
            self.timeline.show_other_customer()
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
            same = uid == self._shown
            self._shown = uid
            self._name.show_text(card.customer.name)
            self.card.show_card(card, self._services.desk.today())
            self.card.show()
            if uid == self._wanted:
                self.card.deals.select(self._wanted_deal)
                self._wanted = self._wanted_deal = ""
            self._show_timeline(len(self.timeline.model.touches) if same else 0)
            self._states.show_content()
        self.selection_changed.emit()

    def _show_timeline(self, already: int) -> None:
        wanted = max(PAGE, already)
        touches = self._services.touches.timeline(self._shown, limit=wanted + 1)
        self._show_touches(touches[:wanted], has_more=len(touches) > wanted)

    def _show_more(self, last: Touch) -> None:
        older = self._services.touches.timeline(self._shown, limit=PAGE + 1, before=last)
        self._show_touches((*self.timeline.model.touches, *older[:PAGE]), has_more=len(older) > PAGE)

    def _show_touches(self, touches: Sequence[Touch], *, has_more: bool) -> None:
        self.timeline.show_touches(
            touches, self._services.desk.today(), has_more=has_more, start=self._actions["touch.start"]
        )

    def _log(self, words: TouchWords) -> None:
        uid = self._shown
        error = self._operations.perform(
            lambda: self._services.touches.log_touch(uid, words)[1], _("Logged on the timeline.")
        )
        if error is None:
            self.timeline.log_bar.empty()
            self.timeline.list.scrollToTop()
        else:
            self.timeline.log_bar.show_error(error)

    def _add_tag(self, tag: str) -> None:
        if not tag.strip():
            return
        uid = self._shown
        error = self._operations.perform(
            lambda: self._services.tags.change_tags(uid, add=[tag.strip()])[1],
            _("Tagged “{tag}”.").format(tag=tag.strip()),
        )
        if error is not None:
            self.card.show_tag_error(error)

    def _remove_tag(self, tag: str) -> None:
        uid = self._shown
        self._operations.attempt(
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
