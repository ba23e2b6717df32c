"""What commands do to the deal selected: ask where something must be asked, then have it done."""

from collections.abc import Callable

from crmdesk.domain.customer import Customer
from crmdesk.domain.deal import Deal
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.deals.deal_dialog import DealDialog, NewDeal
from crmdesk.ui.deals.lose_dialog import LoseDialog
from crmdesk.ui.workbench import Workbench


class DealActions:
    """``customer`` and ``deal`` tell which are selected at the moment."""

    def __init__(
        self, bench: Workbench, customer: Callable[[], Customer | None], deal: Callable[[], Deal | None]
    ) -> None:
        self._bench, self._customer, self._deal = bench, customer, deal
        self._services, self._operations = bench.services, bench.operations

    def add(self) -> None:
        """Ask for a new deal of the customer shown and add it."""
        customer = self._customer()
        if customer is None:
            return
        dialog = DealDialog(customer.name, self._services.desk.currency, self._bench.window)
        dialog.submitted.connect(lambda new: self._add(dialog, customer.uid, new))
        dialog.open_once()

    def win(self) -> None:
        """Sign the deal selected."""
        if (deal := self._deal()) is not None:
            self._operations.attempt(
                lambda: self._services.deals.win(deal.uid)[1], _("Won: {deal}").format(deal=deal.name)
            )

    def lose(self) -> None:
        """Ask why the deal selected was lost, and record it."""
        if (deal := self._deal()) is None:
            return
        dialog = LoseDialog(deal, self._services.losses.reasons(), self._services.desk.clock, self._bench.window)
        dialog.submitted.connect(lambda words: self._lose(dialog, deal.uid, words))
        dialog.open_once()

    def reopen(self) -> None:
        """Bring the deal selected back."""
        if (deal := self._deal()) is not None:
            self._operations.attempt(
                lambda: self._services.deals.reopen(deal.uid)[1], _("Reopened: {deal}").format(deal=deal.name)
            )

    def _add(self, dialog: FormDialog, customer: str, new: NewDeal) -> None:
        dialog.finish(
            self._operations.perform(
                lambda: self._services.deals.add_deal(customer, new.name, amount=new.amount)[1],
                _("Added: {name}").format(name=new.name.strip()),
            )
        )

    def _lose(self, dialog: FormDialog, deal: str, words: LossWords) -> None:
        dialog.finish(
            self._operations.perform(
                lambda: self._services.deals.mark_lost(deal, words)[1], _("The deal is in the lost pool now.")
            )
        )
