"""The dialog that asks where touches belong: a customer, found by name, pinyin or initials, and perhaps a deal of it.

Searches beside the window's thread. Moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.finding import Findings
from crmdesk.ui import wording
from crmdesk.ui.workbench import Workbench

_SLOT = "touch.move"
_MOST = 40
_PAUSE = 120


@dataclass(frozen=True, slots=True)
class MoveTarget:
    """Where touches go; ``customer`` and ``deal`` are uids, the deal may be empty."""

    customer: str
    name: str
    deal: str


@dataclass(frozen=True, slots=True)
class _Place:
    uid: str
    name: str


class MoveDialog(FormDialog):
    """Submits a ``MoveTarget``."""

    def __init__(self, bench: Workbench, touches: Sequence[Touch], parent: QWidget | None = None) -> None:
        count = len(touches)
        title = ngettext("Move a touch", "Move {count} touches", count).format(count=wording.number(count))
        super().__init__(title, _("People stay with their customer; tags that came along follow."), _("Move"), parent)
        self._bench = bench
        here = _Place(touches[0].customer_uid, touches[0].customer)
        self.words = _PickerField(_("Name, pinyin or initials"), name=_("Customer to move to"))
        self.found = RecordModel[_Place](
            (Column("name", _("Customer"), lambda place: place.name),), lambda place: place.uid, self
        )
        self.view = QListView()
        self.view.setProperty("look", "picker")
        self.view.setAccessibleName(_("Customers found"))
        self.view.setModel(self.found)
        self.view.setMinimumHeight(180)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.words.list = self.view
        self.deal = Combo()
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.view)
        place.setFocusProxy(self.words)
        self.add_field("customer", _("Customer"), place)
        self.add_field("deal", _("Deal"), self.deal)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._typing.timeout.connect(self._search)
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self.view.selectionModel().currentChanged.connect(self._offer_deals)
        self.view.activated.connect(lambda _index: self.submit())
        self._show([here])

    @override
    def value(self) -> MoveTarget:
        chosen = self.found.record(self.view.currentIndex())
        if chosen is None:
            raise ValidationError(_("Choose a customer."), field="customer")
        return MoveTarget(chosen.uid, chosen.name, str(self.deal.currentData() or ""))

    def _search(self) -> None:
        words, finding = self.words.text(), self._bench.services.finding
        if words.strip():
            self._bench.runner.start(
                _SLOT, lambda _watch: finding.find(words, limit=_MOST), done=self._take, failed=self._fail
            )

    def _take(self, found: Findings) -> None:
        self._show([_Place(found_one.customer.uid, found_one.customer.name) for found_one in found.customers])

    def _fail(self, error: CrmError) -> None:
        if not was_cancelled(error):
            self.show_error(error)

    def _show(self, places: Sequence[_Place]) -> None:
        self.found.refresh(places)
        self.view.setCurrentIndex(self.found.index(0, 0) if places else QModelIndex())

    def _offer_deals(self) -> None:
        self.deal.clear()
        self.deal.addItem(_("No deal in particular"), "")
        chosen = self.found.record(self.view.currentIndex())
        if chosen is None:
            return
        try:
            deals = self._bench.services.customers.card(chosen.uid).deals
        except CrmError as error:
            self.show_error(error)
            return
        for deal in deals:
            self.deal.addItem(deal.name, deal.uid)


class _PickerField(SearchField):
    """Up and down choose in the list below while the words are being typed."""

    list: QListView | None = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.list is not None:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.list.currentIndex().row() + step
            if 0 <= row < self.list.model().rowCount():
                self.list.setCurrentIndex(self.list.model().index(row, 0))
            return
        super().keyPressEvent(event)
