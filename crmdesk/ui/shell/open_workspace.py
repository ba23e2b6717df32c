"""An open workspace in the window: its services, its screens, and what commands do to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.notices import Notice
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.services.customers import NewCustomer
from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.actions import Actions
from crmdesk.ui.change_bus import ChangeBus
from crmdesk.ui.customers.customer_dialog import CustomerDialog
from crmdesk.ui.customers.customer_view import CustomerView
from crmdesk.ui.deals.deal_dialog import DealDialog, NewDeal
from crmdesk.ui.deals.lose_dialog import LoseDialog
from crmdesk.ui.exchange.table_flow import TableFlow
from crmdesk.ui.losses.loss_view import LossView
from crmdesk.ui.operations import Operations
from crmdesk.ui.shell.outside_watch import OutsideWatch

if TYPE_CHECKING:
    from crmdesk.wiring import Services


@dataclass(frozen=True, slots=True)
class Equipment:
    """The parts of the window that a workspace works with."""

    window: QWidget
    actions: Actions
    appearance: Appearance
    runner: TaskRunner
    notice: Notice
    strip: JobStrip
    files: FileChooser


class OpenWorkspace(QObject):
    """Lives as long as the workspace is open."""

    def __init__(self, services: "Services", equipment: Equipment) -> None:
        super().__init__(equipment.window)
        self.services, self._equipment = services, equipment
        self.bus = ChangeBus(self)
        self.operations = Operations(services.history, self.bus, equipment.notice, self)
        # Before anything is read, so that no change is missed between.
        self.outside = OutsideWatch(services.history, self.bus, equipment.window, self)
        runner, actions, appearance = equipment.runner, equipment.actions, equipment.appearance
        self.customers = CustomerView(services, self.operations, self.bus, runner, actions, appearance)
        self.losses = LossView(services, self.bus, runner, actions, appearance)
        self.tables = TableFlow(
            services,
            self.operations,
            self.bus,
            runner,
            equipment.strip,
            equipment.notice,
            equipment.files,
            equipment.window,
        )

    def new_customer(self) -> None:
        """Ask for a customer and add it."""
        dialog = CustomerDialog(self._equipment.window)
        dialog.submitted.connect(lambda new: self._add_customer(dialog, new))
        _open(dialog)

    def new_deal(self) -> None:
        """Ask for a deal of the customer shown and add it."""
        customer = self.customers.selected_customer()
        if customer is None:
            return
        dialog = DealDialog(customer.name, self.services.desk.currency, self._equipment.window)
        dialog.submitted.connect(lambda new: self._add_deal(dialog, customer.uid, new))
        _open(dialog)

    def win_deal(self) -> None:
        """Sign the deal selected."""
        if (deal := self.customers.selected_deal()) is not None:
            self.operations.attempt(
                lambda: self.services.deals.win(deal.uid)[1], _("Won: {deal}").format(deal=deal.name)
            )

    def lose_deal(self) -> None:
        """Ask why the deal selected was lost, and record it."""
        if (deal := self.customers.selected_deal()) is None:
            return
        dialog = LoseDialog(deal, self.services.losses.reasons(), self.services.desk.clock, self._equipment.window)
        dialog.submitted.connect(lambda words: self._lose(dialog, deal.uid, words))
        _open(dialog)

    def reopen_deal(self) -> None:
        """Bring the deal selected back."""
        if (deal := self.customers.selected_deal()) is not None:
            self.operations.attempt(
                lambda: self.services.deals.reopen(deal.uid)[1], _("Reopened: {deal}").format(deal=deal.name)
            )

    def close(self) -> None:
        """Take the screens away."""
        self.outside.timer.stop()
        for screen in (self.customers, self.losses):
            screen.setParent(None)
            screen.deleteLater()
        self.deleteLater()

    def _add_customer(self, dialog: FormDialog, new: NewCustomer) -> None:
        alike: list[str] = []

        def add() -> Changes:
            customer, changes, likenesses = self.services.customers.add_customer(new)
            alike.extend(likeness.second.name for likeness in likenesses)
            self.customers.open_after_change(customer.uid)
            return changes

        error = self.operations.perform(add, _("Added: {name}").format(name=new.name.strip()))
        _finish(dialog, error)
        if alike and error is None:
            self._equipment.notice.tell(
                _("Added, but “{name}” is here already and may be the same.").format(name=alike[0]),
                _("Undo"),
                self.operations.undo,
            )

    def _add_deal(self, dialog: FormDialog, customer: str, new: NewDeal) -> None:
        error = self.operations.perform(
            lambda: self.services.deals.add_deal(customer, new.name, amount=new.amount)[1],
            _("Added: {name}").format(name=new.name.strip()),
        )
        _finish(dialog, error)

    def _lose(self, dialog: FormDialog, deal: str, words: LossWords) -> None:
        error = self.operations.perform(
            lambda: self.services.deals.mark_lost(deal, words)[1], _("The deal is in the lost pool now.")
        )
        _finish(dialog, error)


def _open(dialog: FormDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _finish(dialog: FormDialog, error: CrmError | None) -> None:
    if error is None:
        dialog.accept()
    else:
        dialog.show_error(error)
