"""The column of customers at the left: filtered, ordered, scrolled through whatever their number, one or many selected.

Its model has the ids of all; rows are read as they come into sight. It reads itself again when something changes.
"""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import Customer
from crmdesk.domain.customer_list import CustomerLine, CustomerQuery, Scope
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.i18n import _
from crmdesk.qt.block_list import BlockList
from crmdesk.qt.block_model import BlockModel
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.customers.bulk_bar import BulkBar
from crmdesk.ui.customers.filter_bar import FilterBar
from crmdesk.ui.customers.kept_query import keep_query, kept_query
from crmdesk.ui.customers.left_list import LeftList
from crmdesk.ui.customers.list_delegate import CustomerDelegate
from crmdesk.ui.customers.list_row import ROW
from crmdesk.ui.customers.list_wording import spoken
from crmdesk.ui.customers.new_customer_form import NewCustomerForm
from crmdesk.ui.workbench import Workbench

_SLOT = "customers"
# A list of so many is read in a few milliseconds, so that nobody sees it come.
_READ_AT_ONCE = 2000

_Read = tuple["array[int]", Mapping[Scope, int]]


class CustomerList(QFrame):
    """``customer_selected`` brings the uid of the current customer, or an empty one.

    ``picked`` tells of any change of what is selected, ``renamed`` brings an id and the name typed into its row, and
    ``arrived`` that the first rows are there, or that it was said why they are not.
    """

    customer_selected = Signal(str)
    arrived = Signal()
    picked = Signal()
    renamed = Signal(object, str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_left")
        self.setMinimumWidth(240)
        self._service, self._customers = bench.services.customer_list, bench.services.customers
        self._runner, self._actions, self._view_state = bench.runner, bench.actions, bench.view_state
        clock = bench.services.desk.clock
        self._wanted = self._told = ""
        self._filling = self.has_arrived = False
        # What is listed was asked for so; None until anything has been.
        self._listed: CustomerQuery | None = None
        self._everybody = _READ_AT_ONCE + 1
        self.model: BlockModel[CustomerLine] = BlockModel(
            self._lines, lambda line: line.customer.name, lambda line: spoken(line, clock.now().local), self
        )
        self.view = BlockList(self.model, _("Customers"), ROW)
        self.view.setObjectName("customer_list")
        self.view.setItemDelegate(CustomerDelegate(bench.appearance, lambda: clock.now().local, self))
        self.filter = FilterBar(kept_query(bench.view_state))
        self.form = NewCustomerForm()
        self.bulk_bar = BulkBar(bench.actions)
        self.states = StateStack(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        for part in (self.filter, self.form, self.states, self.bulk_bar):
            layout.addWidget(part, 1 if part is self.states else 0)
        self._connect(bench)
        self.states.show_busy(_("Reading customers…"))
        self._load()

    @property
    def error(self) -> str:
        """The sentence about what was typed to filter by."""
        return self.filter.error

    def search(self, expression: str) -> None:
        """Show the customers that fit a filter expression."""
        self.filter.ask_for(CustomerQuery(text=expression.strip(), sort=self._query.sort))

    def selected(self) -> Customer | None:
        """The current customer."""
        index = self.view.currentIndex()
        if not index.isValid():
            return None
        self.model.ensure(index.row(), index.row())
        line = self.model.record(index)
        return line.customer if line else None

    def selected_ids(self) -> list[int]:
        """Ids of all that are selected, in the order of the list."""
        return self.view.selected_keys()

    def selected_count(self) -> int:
        """How many are selected."""
        return self.view.selected_count()

    def ids_on_screen(self) -> Sequence[int]:
        """Ids of all that are listed, in order."""
        return self.model.keys

    def rows_in_sight(self) -> range:
        """The rows that can be seen, wholly or in part; none while they are being read, or there is nobody."""
        if self.states.message() or self._runner.busy(_SLOT):
            return range(0)
        return self.view.rows_in_sight()

    def scroll_to(self, left: LeftList) -> None:
        """Have the rows that were left in sight where they were."""
        row = self.model.row_of(left.ids[0])
        if row is not None:
            self.view.verticalScrollBar().setValue(row * ROW + left.hidden)

    def open(self, uid: str) -> None:
        """Select a customer, among all if need be; before the list was first read, only if it is among those listed."""
        self._wanted = uid
        if self._listed is not None and not self._select_wanted():
            self._show_everybody()

    def open_after_change(self, uid: str) -> None:
        """Select a customer that is about to come into the list."""
        self._wanted = uid
        self.filter.ask_for(CustomerQuery(sort=self._query.sort, descending=self._query.descending))

    @property
    def _query(self) -> CustomerQuery:
        return self.filter.query

    def _show_everybody(self) -> None:
        everybody = CustomerQuery(sort=self._query.sort, descending=self._query.descending)
        if self._query == everybody:
            self._load()
        else:
            self.filter.ask_for(everybody)

    def _lines(self, ids: Sequence[int]) -> Mapping[int, CustomerLine]:
        try:
            return self._service.lines(ids)
        except CrmError as error:
            self._show_failure(error)
            return {}

    def _load(self) -> None:
        query = self._query

        def read() -> _Read:
            return self._service.ids(query), self._service.counts()

        if self._everybody > _READ_AT_ONCE:
            self._runner.start(
                _SLOT, lambda _watch: read(), done=lambda found: self._show(found, query), failed=self._show_failure
            )
            return
        self._runner.cancel(_SLOT)
        try:
            found = read()
        except CrmError as error:
            self._show_failure(error)
        else:
            self._show(found, query)

    def _follow(self, changes: Changes) -> None:
        """Read the rows touched again, and who is in the list now."""
        try:
            touched = self._customers.touched_by(changes)
        except CrmError as error:
            self._show_failure(error)
            return
        self.model.forget(touched.ids if touched else None)
        if touched is None or touched.uids:
            self._load()

    def _show(self, found: _Read, query: CustomerQuery) -> None:
        """Show these rows; the wanted one is selected, else those that were, else what is in the place of the last."""
        ids, counts = found
        if query.is_everybody:
            self._everybody = len(ids)
        self.filter.show_count(len(ids))
        self.filter.show_waiting(counts)
        before, place = self.model.key(self.view.currentIndex()), self.view.currentIndex().row()
        selected, scrolled = self.view.selected_keys(), self.view.verticalScrollBar().value()
        is_first, same, self._listed = self._listed is None, self._listed == query, query
        # While rows go, the view selects neighbours nobody chose.
        self._filling = True
        self.model.show_keys(ids)
        row = self.model.row_of(before) if before is not None else None
        if row is None:
            row = min(max(place, 0), len(ids) - 1) if same else 0
            selected = []
        if not self._select_wanted():
            stays = self.model.key(self.view.currentIndex()) == before is not None
            if not stays or self.view.selected_count() != len(selected):
                self.view.select_keys(selected, row if ids else None)
            self._keep_in_sight(scrolled, same=same)
        self._filling = False
        self._show_state(len(ids), query)
        self._tell()
        if is_first:
            self._take_keyboard()
            self._tell_of_arrival()

    def _tell_of_arrival(self) -> None:
        if not self.has_arrived:
            self.has_arrived = True
            self.arrived.emit()

    def _take_keyboard(self) -> None:
        """The list is where a person begins, unless they write somewhere already."""
        if self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self.view.setFocus()

    def _keep_in_sight(self, scrolled: int, *, same: bool) -> None:
        if same:
            self.view.verticalScrollBar().setValue(scrolled)
        elif self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def _select_wanted(self) -> bool:
        """Select the customer somebody asked for, if it is here; whether it was."""
        row_id = self._service.id_of(self._wanted) if self._wanted else None
        row = self.model.row_of(row_id) if row_id is not None else None
        if row is None:
            return False
        self._wanted = ""
        self.view.select_keys([], row)
        self.view.scrollTo(self.model.index(row))
        return True

    def _show_state(self, count: int, query: CustomerQuery) -> None:
        if count:
            self.states.show_content()
        elif query.is_everybody:
            self.states.show_empty(
                "users",
                _("No customers yet"),
                _("Bring them in from a sheet, or add the first one by hand."),
                self._actions.several("workspace.import", "customer.new"),
            )
        elif query.scope is Scope.DUE_TODAY and not query.text.strip():
            self.states.show_empty(
                "calendar-clock",
                _("Nothing due today"),
                _("No customer has a step planned for today."),
                self._actions.several("customers.show_all"),
            )
        else:
            self.states.show_empty(
                "search",
                _("Nobody found"),
                _("No customer fits what you searched for."),
                self._actions.several("customers.show_all"),
            )

    def _show_failure(self, error: CrmError) -> None:
        if isinstance(error, ValidationError):
            self.filter.show_error(error.message)
        elif not was_cancelled(error):
            self.states.show_failure(error.message)
        self._tell_of_arrival()

    def _tell(self) -> None:
        """Tell which customer is the current one, if it is another than before, and how many are selected."""
        if self._filling:
            return
        customer = self.selected()
        uid = customer.uid if customer else ""
        if uid != self._told or not uid:
            self._told = uid
            self.customer_selected.emit(uid)
        self.bulk_bar.show_count(self.view.selected_count())
        self.picked.emit()

    def _jump(self, word: str) -> None:
        """Go to the first customer, from the current one on, whose name begins so."""
        try:
            matching = set(self._service.ids_starting_with(word))
        except CrmError as error:
            self._show_failure(error)
            return
        start = max(0, self.view.currentIndex().row()) + (len(word) == 1)
        keys = self.model.keys
        for row in (*range(start, len(keys)), *range(min(start, len(keys)))):
            if keys[row] in matching:
                self.view.select_keys([], row)
                self.view.scrollTo(self.model.index(row))
                return

    def _changed_query(self, query: CustomerQuery) -> None:
        keep_query(self._view_state, query)
        self._load()

    def _connect(self, bench: Workbench) -> None:
        chosen = self.view.selectionModel()
        chosen.currentChanged.connect(lambda _now, _before: self._tell())
        chosen.selectionChanged.connect(lambda _now, _before: self._tell())
        self.filter.query_changed.connect(self._changed_query)
        self.filter.field.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.closed.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.bulk_bar.cleared.connect(lambda: self.view.select_keys([], max(0, self.view.currentIndex().row())))
        self.bulk_bar.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.model.edited.connect(self.renamed)
        self.view.typed.connect(self._jump)
        bench.appearance.changed.connect(self.view.viewport().update)
        bench.bus.changed.connect(self._follow)
