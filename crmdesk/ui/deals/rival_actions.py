"""What can be done about the competitors met in a deal: each act is one change, and can be taken back."""

from collections.abc import Callable

from crmdesk.domain.changes import Changes
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.ui.deals.competitors_dialog import CompetitorsDialog
from crmdesk.ui.deals.lose_dialog import about_deal
from crmdesk.ui.workbench import Workbench


class RivalActions:
    """``deal`` tells which is selected at the moment."""

    def __init__(self, bench: Workbench, deal: Callable[[], Deal | None]) -> None:
        self._bench, self._deal, self._service = bench, deal, bench.services.competitors

    def open(self) -> None:
        """Show the competitors met in the deal selected."""
        if (deal := self._deal()) is None:
            return
        uid = deal.uid
        dialog = CompetitorsDialog(about_deal(deal), self._bench.window)
        dialog.met.connect(lambda name, price: self._meet(dialog, uid, name, price))
        dialog.price_entered.connect(
            lambda rival, price: self._edit(dialog, uid, rival, lambda: self._service.set_price(uid, rival, price))
        )
        dialog.described.connect(
            lambda rival, good, bad: self._edit(
                dialog, uid, rival, lambda: self._service.describe(rival, strengths=good, weaknesses=bad)
            )
        )
        dialog.forgotten.connect(
            lambda rival: self._do(dialog, uid, lambda: self._service.forget(uid, rival), _("Taken out."))
        )
        dialog.finished.connect(dialog.deleteLater)
        self._show(dialog, uid)
        dialog.open()

    def _show(self, dialog: CompetitorsDialog, deal: str) -> None:
        dialog.show_met(self._service.met(deal), {one.uid: one for one in self._service.competitors()})

    def _meet(self, dialog: CompetitorsDialog, deal: str, name: str, price: str) -> None:
        told = _("Met: {competitor}").format(competitor=name.strip())
        if self._do(dialog, deal, lambda: self._service.meet(deal, name, price=price), told) is None:
            dialog.empty()

    def _edit(self, dialog: CompetitorsDialog, deal: str, rival: str, work: Callable[[], Changes]) -> None:
        error = self._bench.operations.perform(work, _("Changed."))
        dialog.cards[rival].finish(error)
        if error is None:
            self._show(dialog, deal)

    def _do(self, dialog: CompetitorsDialog, deal: str, work: Callable[[], Changes], told: str) -> CrmError | None:
        error = self._bench.operations.perform(work, told)
        if error is None:
            self._show(dialog, deal)
        else:
            dialog.show_error(error)
        return error
