"""The screen of customers: choose one at the left, read and write the timeline, see the facts at the right."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import Customer
from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.errors import CrmError, NotFoundError
from crmdesk.i18n import _
from crmdesk.qt.drop_target import DropTarget
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.customer_facts import CustomerSheet
from crmdesk.ui.customers.card_panel import CardPanel
from crmdesk.ui.customers.customer_head import CustomerHead
from crmdesk.ui.customers.customer_list import CustomerList
from crmdesk.ui.customers.file_drops import FileDrops
from crmdesk.ui.customers.left_list import LeftList
from crmdesk.ui.customers.sheet_edits import SheetEdits
from crmdesk.ui.timeline.composer.composer import Composer
from crmdesk.ui.timeline.panel import TimelinePanel
from crmdesk.ui.timeline.touch_wording import TouchWording
from crmdesk.ui.workbench import Workbench

_MIDDLE = 1
_WIDTHS = (290, 650, 320)
_LEAST = (240, 460, 300)
# In a window that is narrower the card and the list do not fit beside the middle together.
_THREE_COLUMNS = 1060
_KEPT_WIDTHS, _CARD_HIDDEN = "customers.widths", "customers.card_hidden"


class CustomerView(QWidget):
    """Emits ``selection_changed`` when another customer or deal is the one that commands speak of."""

    selection_changed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None, *, at_once: bool = True) -> None:
        super().__init__(parent)
        self._bench, self._services = bench, bench.services
        self._sheet: CustomerSheet | None = None
        self._shown = ""
        self._is_narrow = False
        self._wanted = self._wanted_deal = self._wanted_touch = ""
        if at_once:
            for _portion in self.portions():
                pass

    def portions(self) -> Iterator[None]:
        """Make what is on the screen, a part at a time; for whoever did not want it ``at_once``."""
        bench = self._bench
        edits = SheetEdits(bench)
        # From the outside to the inside: Qt dresses whatever is in a widget anew when that gets into another.
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.list = CustomerList(bench, self._splitter)
        yield
        middle = QWidget(self)
        self._states = StateStack(middle, self._splitter)
        self.head = CustomerHead(bench, edits, middle)
        yield
        self.timeline = TimelinePanel(bench, middle)
        yield
        self.composer = Composer(bench, middle)
        yield
        self.card = CardPanel(bench, edits, self._splitter)
        yield
        self._lay_out(middle)
        words = TouchWording(self._services.desk.clock)
        self._drops = FileDrops(words, self.timeline, self.composer, self.head, self.card)
        self.setFocusProxy(self.list.view)
        self.list.customer_selected.connect(self._show)
        self.card.deal_selected.connect(self._show_head)
        self.card.documents.chosen.connect(self._go_to_file)
        self.card.documents.entered.connect(self._open_file)
        self.card.plan_requested.connect(self.composer.go_to_next_step)
        self.head.deal_chosen.connect(self.card.deals.list.select)
        self.head.call_requested.connect(self.composer.start_call)
        self.timeline.verb_actions.reply_requested.connect(self.composer.answer)
        self.composer.logged.connect(lambda _uid: self.timeline.show_latest())
        bench.bus.changed.connect(self._reload)
        # While the parts were made the list may have told already who is selected.
        if self.list.has_arrived and (selected := self.list.selected()) is not None:
            self._show(selected.uid)

    def selected_customer(self) -> Customer | None:
        """The customer that is shown."""
        return self._sheet.card.customer if self._sheet is not None else None

    def selected_deal(self) -> Deal | None:
        """The deal that commands speak of."""
        return self.card.deals.list.selected() if self._shown else None

    def has_lost_deal(self) -> bool:
        """Whether a deal of the customer shown is lost."""
        deals = self._sheet.card.deals if self._sheet is not None else ()
        return any(deal.status is DealStatus.LOST for deal in deals)

    def search(self, expression: str) -> None:
        """Show the customers that fit a filter expression."""
        self.list.search(expression)

    def open_customer(self, uid: str, deal: str = "", touch: str = "") -> None:
        """Show a customer, among all if need be; select one of its deals and go to one of its touches."""
        self._wanted, self._wanted_deal, self._wanted_touch = uid, deal, touch
        if uid == self._shown:
            self._show(uid)
        else:
            self.list.open(uid)

    def read_on(self, uid: str, deal: str, touch: str) -> None:
        """``open_customer`` for somebody who comes to read: the keyboard goes to the timeline."""
        self.open_customer(uid, deal, touch)
        self.timeline.list.setFocus()

    def open_after_change(self, uid: str) -> None:
        """Show a customer that is about to come into the list."""
        self.list.open_after_change(uid)

    def left_list(self, change: int) -> LeftList | None:
        """What is in sight of the list as of a change; None while it is being read."""
        rows = self.list.rows_in_sight()
        if not rows:
            return None
        view, model = self.list.view, self.list.model
        return LeftList(
            change=change,
            current=model.key(view.currentIndex()) or 0,
            hidden=-view.rowViewportPosition(rows[0]),
            head=view.mapTo(self.list, QPoint()).y(),
            row=view.viewport().width(),
            column=self.list.width(),
            card=0 if self.card.isHidden() else self.card.width(),
            ids=tuple(model.keys[rows[0] : rows[-1] + 1]),
        )

    def offer_way_back(self, *, offered: bool) -> None:
        """Show the button that leads back to where the person came from, or hide it."""
        self.head.back.setVisible(offered)

    def start_touch(self) -> None:
        """Go to where a touch is written down."""
        self.composer.start()

    def show_only_deal(self) -> None:
        """Show what belongs to the selected deal alone, or everything again."""
        if (deal := self.selected_deal()) is not None:
            self.timeline.show_only_deal(deal.uid, deal.name)

    def drop_targets(self, place: QPoint, ground: QWidget) -> Sequence[DropTarget]:
        """Where files can be let go, in the coordinates of ``ground``, the pointer being at a point of it."""
        customer = self.selected_customer()
        return self._drops.targets(customer, place, ground) if customer is not None else ()

    def save_touch(self) -> None:
        """Save the touch written down."""
        self.composer.submit()

    def start_deal(self) -> None:
        """Let a deal be added to the customer shown."""
        self._show_column(shown=True)
        self.card.start_deal()

    def start_rename(self) -> None:
        """Let the customer's name be changed."""
        self.head.name.begin()

    def toggle_card(self) -> None:
        """Hide the column at the right, or show it again; in a narrow window it takes the place of the list."""
        self._show_column(shown=self.card.isHidden())

    def _reload(self, changes: Changes) -> None:
        if not self._shown:
            return
        try:
            touched = self._services.customers.touched_by(changes)
        except CrmError as error:
            self._states.show_failure(error.message)
            return
        if touched is None or self._shown in touched.uids:
            self._show_sheet(self._shown)

    def _show(self, uid: str) -> None:
        """Show a customer's sheet and timeline; an empty ``uid`` shows that nobody is selected."""
        self.timeline.show_customer(uid)
        self._show_sheet(uid)

    def _show_sheet(self, uid: str) -> None:
        try:
            self._sheet = self._services.facts.sheet(uid) if uid else None
        except NotFoundError:
            self._sheet = None
        except CrmError as error:
            self._states.show_failure(error.message)
            return
        self._shown = uid if self._sheet is not None else ""
        self.composer.show_customer(self._shown)
        if self._sheet is None:
            self.card.hide()
            self._states.show_empty("users", _("No customer selected"), _("Choose one at the left."))
            self.selection_changed.emit()
            return
        self.card.show_sheet(self._sheet, self._services.desk.today())
        self.card.setVisible(not self._is_narrow and not self._bench.view_state.number(_CARD_HIDDEN))
        self.list.show()
        if uid == self._wanted:
            self._go_to_wanted()
        self._states.show_content()
        self._show_head()

    def _go_to_wanted(self) -> None:
        """Select the deal, and go to the touch or else to where the deal was lost."""
        self.card.deals.list.select(self._wanted_deal)
        if self._wanted_touch:
            self.timeline.show_touch(self._wanted_touch)
        elif self._wanted_deal:
            self.timeline.show_loss(self._wanted_deal)
        self._wanted = self._wanted_deal = self._wanted_touch = ""

    def _go_to_file(self, file: Attachment) -> None:
        """Commands then speak of it."""
        if self.timeline.show_touch(file.touch_uid):
            self.timeline.list.files.go_to(file.uid)
            self.selection_changed.emit()

    def _open_file(self, file: Attachment) -> None:
        self._go_to_file(file)
        self.timeline.file_actions.deeds.open(file, [file])

    def _show_head(self) -> None:
        if self._sheet is not None:
            deal = self.selected_deal()
            self.head.show_sheet(self._sheet, deal, self._services.desk.today())
            self.composer.choose_deal(deal.uid if deal is not None else "")
        self.selection_changed.emit()

    def _show_column(self, *, shown: bool) -> None:
        if not self._is_narrow:
            self._bench.view_state.put(_CARD_HIDDEN, int(not shown))
        self.card.setVisible(shown and bool(self._shown))
        self.list.setVisible(not (self._is_narrow and shown))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow, self._is_narrow = self._is_narrow, self.width() < _THREE_COLUMNS
        if was_narrow is not self._is_narrow:
            hidden = self._is_narrow or bool(self._bench.view_state.number(_CARD_HIDDEN))
            self.card.setVisible(bool(self._shown) and not hidden)
            self.list.show()

    def _remember_widths(self) -> None:
        if self.card.isVisible() and self.list.isVisible():
            self._bench.view_state.put(_KEPT_WIDTHS, tuple(self._splitter.sizes()))

    def _lay_out(self, middle: QWidget) -> None:
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.composer)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for place, widget in enumerate((self.list, self._states, self.card)):
            # They are in it since they were made; put in once more, they would lose their widths.
            self._splitter.setStretchFactor(place, 1 if place == _MIDDLE else 0)
            widget.setMinimumWidth(_LEAST[place])
        kept = self._bench.view_state.numbers(_KEPT_WIDTHS)
        self._splitter.setSizes(list(kept if len(kept) == len(_WIDTHS) else _WIDTHS))
        self._splitter.splitterMoved.connect(lambda _place, _index: self._remember_widths())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._states.show_empty("users", _("No customer selected"), _("Choose one at the left."))
        self.card.hide()
