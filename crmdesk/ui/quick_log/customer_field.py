"""A line for a customer: found while typing by name, pinyin, initials, number or a person there.

Searches beside the window's thread; whoever leaves the line before an answer has come waits for it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from crmdesk.domain.customer import Customer
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.widgets.fields import SearchField, mark_wrong
from crmdesk.services.finding import FoundCustomer
from crmdesk.ui.workbench import Workbench

_SLOT = "quick_log.customer"
_PAUSE = 60
"""Milliseconds after a letter before it is searched for."""
_MOST, _EDGE = 7, 12


class CustomerField(SearchField):
    """Emits ``changed`` when it stands for another customer, ``entered`` when Enter has taken one.

    ``recent`` tells the uids of those looked at lately: they are offered before anything is typed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, bench: Workbench, recent: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(_("Who was it with? Name, pinyin, initials or phone"), name=_("Customer"), parent=parent)
        self._bench, self._recent = bench, recent
        self.customer: Customer | None = None
        self._answered = ""
        self.found = RecordModel[FoundCustomer](
            (Column("name", _("Customer"), _told),), lambda found: found.customer.uid, self
        )
        self.list = QListView()
        # A child of the window, over what lies below the line; it never takes the keyboard.
        self.list.hide()
        self.list.setModel(self.found)
        self.list.setProperty("look", "popup")
        self.list.setAccessibleName(_("Customers found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._take(self.found.record(index), by_hand=True))
        self.destroyed.connect(self.list.deleteLater)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._typing.timeout.connect(self._search)
        self.textEdited.connect(lambda _text: self._typing.start())

    @property
    def is_offering(self) -> bool:
        """Whether customers are offered at the moment."""
        return self.list.isVisible()

    def enter(self) -> None:
        """Go there, and offer those looked at lately."""
        self.setFocus()
        self.selectAll()
        self._offer_recent()

    def show_customer(self, customer: Customer | None) -> None:
        """Stand for this customer, or for nobody."""
        self._typing.stop()
        self.list.hide()
        self.customer = customer
        self.setText(customer.name if customer is not None else "")
        self.setCursorPosition(0)
        mark_wrong(self, wrong=False)

    def settle(self) -> bool:
        """Take what is typed for the first customer it fits; whether it stands for one then."""
        self._typing.stop()
        typed = self.text().strip()
        if self.customer is not None and typed in ("", self.customer.name):
            self.show_customer(self.customer)
        elif typed:
            if self._answered != typed:
                self._show(typed, self._bench.services.finding.named(typed, _MOST))
            self._take(self.found.record(self.list.currentIndex()))
        self.list.hide()
        return self.customer is not None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                if self.settle():
                    self.entered.emit()
            case Qt.Key.Key_Escape if self.is_offering or self._is_being_typed():
                self.show_customer(self.customer)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.selectAll()
        self._offer_recent()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.preeditString():
            self._typing.stop()
            self.list.hide()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.settle()

    def _is_being_typed(self) -> bool:
        return self.text() != (self.customer.name if self.customer is not None else "")

    def _walk(self, step: int) -> None:
        if not self.is_offering:
            self._offer_recent()
            return
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.found.rowCount():
            self.list.setCurrentIndex(self.found.index(row, 0))

    def _search(self) -> None:
        typed, finding = self.text().strip(), self._bench.services.finding
        if not typed:
            self._offer_recent()
            return
        self._bench.runner.start(
            _SLOT,
            lambda _watch: finding.named(typed, _MOST),
            done=lambda found: self._answer(typed, found),
            # Leaving the line asks once more, and says what is wrong.
            failed=lambda _error: None,
        )

    def _answer(self, typed: str, found: Sequence[FoundCustomer]) -> None:
        if typed == self.text().strip() and self.hasFocus():
            self._show(typed, found)

    def _offer_recent(self) -> None:
        try:
            recent = self._bench.services.finding.customers(self._recent()[:_MOST])
        except CrmError:
            return
        # Not for a text that is typed: nobody was searched for yet.
        self._show("", recent)

    def _show(self, typed: str, found: Sequence[FoundCustomer]) -> None:
        self._answered = typed
        self.found.refresh(found)
        self.list.setCurrentIndex(self.found.index(0 if found else -1, 0))
        if not (found and self.hasFocus()):
            self.list.hide()
            return
        window = self.window()
        self.list.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        self.list.setGeometry(corner.x(), corner.y(), self.width(), len(found) * self.list.sizeHintForRow(0) + _EDGE)
        self.list.show()
        self.list.raise_()

    def _take(self, found: FoundCustomer | None, *, by_hand: bool = False) -> None:
        before = self.customer
        if found is None:
            self.customer = None
            mark_wrong(self, wrong=True)
        else:
            self.show_customer(found.customer)
        if before != self.customer:
            self.changed.emit()
        if by_hand:
            self.entered.emit()


def _told(found: FoundCustomer) -> str:
    return " · ".join(part for part in (found.customer.name, found.through) if part)
