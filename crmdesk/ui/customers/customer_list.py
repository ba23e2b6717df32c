"""The list of customers at the left: name, owner, where they stand, and when they were last spoken to."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPen
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

from crmdesk.domain.customer import Customer, CustomerStatus
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import draw_chip, draw_line
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording

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
    """The list with its heading and its states; emits the uid of the customer selected, or an empty one."""

    customer_selected = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_left")
        self.setMinimumWidth(240)
        self.model: RecordModel[Customer] = RecordModel(
            (Column("name", _("Customer"), lambda customer: customer.name),), lambda one: one.uid, self, spoken=spoken
        )
        self._filling = False
        self._delegate = CustomerDelegate(appearance, self)
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
        appearance.changed.connect(self.view.viewport().update)
        self.states = StateStack(self.view)
        self._count = label("", "muted")
        self._wrong = label("", "error", wrap=True)
        self._wrong.setContentsMargins(16, 0, 16, 8)
        self._wrong.hide()
        self._lay_out()

    def show_customers(self, customers: Sequence[Customer], today: date, *, wanted: str = "") -> None:
        """Show these and select the one wanted, else the one that was selected, else the first."""
        self._delegate.today = today
        self._wrong.hide()
        self._count.setText(wording.number(len(customers)))
        before = self.selected()
        # While rows go, the view selects neighbours nobody chose.
        self._filling = True
        self.model.refresh(customers)
        chosen = next((uid for uid in (wanted, before.uid if before else "") if self.select(uid)), "")
        if not chosen and customers:
            self.select(customers[0].uid)
        self._filling = False
        self.states.show_content()
        after = self.selected()
        if after is None or before is None or after.uid != before.uid:
            self.customer_selected.emit(after.uid if after else "")

    def show_nothing(self, title: str, sentence: str, icon_name: str, actions: Sequence[QAction]) -> None:
        """Say why there are no customers."""
        self.show_customers((), self._delegate.today)
        self.states.show_empty(icon_name, title, sentence, actions)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with what was searched for; the list stays as it was."""
        self._wrong.setText(sentence)
        self._wrong.show()

    @property
    def error(self) -> str:
        """The sentence about what was searched for."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def selected(self) -> Customer | None:
        """The customer selected."""
        return self.model.record(self.view.currentIndex())

    def select(self, uid: str) -> bool:
        """Select a customer; tells whether it is in the list."""
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
