"""The list of customers at the left: name, owner, where they stand, and when they were last spoken to."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import Customer, CustomerStatus
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import draw_chip, draw_line
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.theme import Theme
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.workbench import Workbench

_SLOT = "customers"
_ROW = 64
_SIDE = 16.0


def spoken(customer: Customer) -> str:
    """A customer as a screen reader says it."""
    return ", ".join(part for part in (customer.name, wording.customer_status(customer.status), customer.owner) if part)


def status_colours(status: CustomerStatus, theme: Theme) -> tuple[str, str]:
    """Text and ground of the chip of a status."""
    return {
        CustomerStatus.PROSPECT: (theme.accent, theme.chip_accent),
        CustomerStatus.SIGNED: (theme.positive, theme.chip_positive),
        CustomerStatus.LOST: (theme.negative, theme.chip_negative),
    }[status]


class CustomerDelegate(QStyledItemDelegate):
    """Two lines a customer."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.today = date.min

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        customer: Customer = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state, theme)
        inside = rect.adjusted(_SIDE, 9, -_SIDE, -9)
        upper, lower = QRectF(inside), QRectF(inside)
        upper.setHeight(22)
        lower.setTop(inside.bottom() - 22)
        moment = customer.last_touch_at
        last = wording.day(moment.local_date, self.today) if moment else ""
        draw_line(painter, upper, customer.name, theme.text, theme.sizes.body, bold=True)
        chip = draw_chip(
            painter,
            lower,
            wording.customer_status(customer.status),
            status_colours(customer.status, theme),
            theme.sizes.small,
        )
        lower.setLeft(lower.left() + chip + 8)
        taken = draw_line(painter, lower, last, theme.muted, theme.sizes.small, right=True)
        draw_line(painter, lower.adjusted(0, 0, -taken - 8, 0), customer.owner, theme.muted, theme.sizes.small)
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, QColor(theme.chip_accent if selected else theme.hover if hovered else theme.surface))
        if selected:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.grid), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class CustomerList(QFrame):
    """Reads itself, and again when something changes; emits the uid of the customer selected, or an empty one."""

    customer_selected = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_left")
        self.setMinimumWidth(240)
        self._services, self._runner, self._actions = bench.services, bench.runner, bench.actions
        self._expression = ""
        # What the customers listed were searched by; None while they are being read.
        self._listed: str | None = None
        self._wanted = ""
        self.model: RecordModel[Customer] = RecordModel(
            (Column("name", _("Customer"), lambda customer: customer.name),), lambda one: one.uid, self, spoken=spoken
        )
        self._filling = False
        self._delegate = CustomerDelegate(bench.appearance, self)
        self.view = QListView()
        self.view.setObjectName("customer_list")
        self.view.setAccessibleName(_("Customers"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._tell_selected)
        bench.appearance.changed.connect(self.view.viewport().update)
        self.states = StateStack(self.view)
        self._count = label("", "muted")
        self._wrong = label("", "error", wrap=True)
        self._wrong.setContentsMargins(16, 0, 16, 8)
        self._wrong.hide()
        self._lay_out()
        bench.bus.changed.connect(self._reload)
        self.states.show_busy(_("Reading customers…"))
        self._load()

    @property
    def error(self) -> str:
        """The sentence about what was searched for."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def search(self, expression: str) -> None:
        """Show the customers that fit a filter expression."""
        self._expression = expression.strip()
        self._load()

    def selected(self) -> Customer | None:
        """The customer selected."""
        return self.model.record(self.view.currentIndex())

    def open(self, uid: str) -> None:
        """Select a customer, among all if need be."""
        self._wanted = uid
        if not self._select(uid):
            self.search("")

    def open_after_change(self, uid: str) -> None:
        """Select a customer that is about to come into the list."""
        self._wanted, self._expression = uid, ""

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
        # Before a change that adds a customer, the search is given up and the list not yet read.
        if touched is None or self._listed != "" or self._expression != "":
            self._load()
        elif touched.uids:
            self._show_list(touched.applied_to(self.model.records), "")

    def _show_list(self, customers: Sequence[Customer], expression: str) -> None:
        self._listed = expression
        self._show(customers)
        if not customers and self._expression:
            self.states.show_empty("search", _("Nobody found"), _("No customer fits what you searched for."), ())
        elif not customers:
            self.states.show_empty(
                "users",
                _("No customers yet"),
                _("Bring them in from a sheet, or add the first one by hand."),
                self._actions.several("workspace.import", "customer.new"),
            )

    def _show(self, customers: Sequence[Customer]) -> None:
        """Show these and select the one wanted, else the one that was selected, else the first."""
        self._delegate.today = self._services.desk.today()
        self._wrong.hide()
        self._count.setText(wording.number(len(customers)))
        before = self.selected()
        # While rows go, the view selects neighbours nobody chose.
        self._filling = True
        self.model.refresh(customers)
        chosen = next((uid for uid in (self._wanted, before.uid if before else "") if self._select(uid)), "")
        if not chosen and customers:
            self._select(customers[0].uid)
        self._filling = False
        if chosen == self._wanted:
            self._wanted = ""
        self.states.show_content()
        after = self.selected()
        if after is None or before is None or after.uid != before.uid:
            self.customer_selected.emit(after.uid if after else "")

    def _show_failure(self, error: CrmError) -> None:
        if isinstance(error, ValidationError):
            self._wrong.setText(error.message)
            self._wrong.show()
        elif not was_cancelled(error):
            self.states.show_failure(error.message)

    def _select(self, uid: str) -> bool:
        row = self.model.row_of(uid)
        if row is None:
            return False
        self.view.setCurrentIndex(self.model.index(row, 0))
        self.view.scrollTo(self.model.index(row, 0))
        return True

    def _tell_selected(self, current: QModelIndex) -> None:
        if not self._filling:
            customer = self.model.record(current)
            self.customer_selected.emit(customer.uid if customer else "")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.setSpacing(8)
        head.addWidget(label(_("Customers"), "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._wrong)
        layout.addWidget(self.states, 1)
