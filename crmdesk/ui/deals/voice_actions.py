"""What commands do about the voices on a loss: review it, and quote what the customer says of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_voices import Evidence, LossEvent
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.services.loss_voices import ReviewWords
from crmdesk.services.wording import touch_text
from crmdesk.ui.deals.quote_dialog import Quoted, QuoteDialog
from crmdesk.ui.deals.review_dialog import ReviewDialog
from crmdesk.ui.workbench import Workbench


class VoiceActions(QObject):
    """``deal`` and ``touch`` tell which are selected at the moment.

    ``touch_opened`` brings customer, deal and entry (by uid) that somebody wants to see; what is half reviewed then
    waits for the next time.
    """

    touch_opened = Signal(str, str, str)

    def __init__(
        self, bench: Workbench, deal: Callable[[], Deal | None], touch: Callable[[], Touch | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench, self._deal, self._touch = bench, deal, touch
        self._voices, self._operations = bench.services.loss_voices, bench.operations
        self._drafts: dict[str, ReviewWords] = {}

    def review_selected(self) -> None:
        """Review the loss of the deal selected."""
        if (deal := self._deal()) is not None:
            self.review(deal.uid)

    def review(self, deal: str) -> None:
        """Review the latest loss of a deal."""
        losses = self._losses([deal])
        if losses:
            self._review(losses[0])

    def quote_selected(self) -> None:
        """Quote the touch selected as the customer's reason for a loss, of the deal selected if that is lost."""
        touch = self._touch()
        if touch is None:
            return
        card = self._bench.services.customers.card(touch.customer_uid)
        selected = self._deal()
        first = {touch.deal_uid, selected.uid if selected is not None else ""}
        deals = sorted(card.deals, key=lambda deal: deal.uid not in first)
        self._quote(self._losses([deal.uid for deal in deals]), touch)

    def quote(self, deal: str) -> None:
        """Say what the customer says about the latest loss of a deal."""
        self._quote(self._losses([deal])[:1], None)

    def _review(self, loss: LossEvent) -> None:
        services = self._bench.services
        entries = self._voices.quotable(loss.uid)
        dialog = ReviewDialog(loss, services.loss_accounts.choices(), entries, services.desk.today(), self._bench)
        if (draft := self._drafts.pop(loss.uid, None)) is not None:
            dialog.show_draft(draft)
        dialog.submitted.connect(lambda words: self._reviewed(dialog, loss, words))
        dialog.take_back_requested.connect(lambda: self._take_back(dialog, loss))
        dialog.touch_requested.connect(lambda uid: self._leave(dialog, loss, uid))
        dialog.open_once()

    def _reviewed(self, dialog: ReviewDialog, loss: LossEvent, words: ReviewWords) -> None:
        told = _("Reviewed: {deal}").format(deal=loss.deal)
        dialog.finish(self._operations.perform(lambda: self._voices.review(loss.uid, words), told))

    def _take_back(self, dialog: ReviewDialog, loss: LossEvent) -> None:
        told = _("Not reviewed any more: {deal}").format(deal=loss.deal)
        dialog.finish(self._operations.perform(lambda: self._voices.take_back_review(loss.uid), told))

    def _leave(self, dialog: ReviewDialog, loss: LossEvent, touch: str) -> None:
        self._drafts[loss.uid] = dialog.value()
        dialog.reject()
        self.touch_opened.emit(loss.customer_uid, loss.deal_uid, touch)

    def _quote(self, losses: Sequence[LossEvent], touch: Touch | None) -> None:
        if not losses:
            self._bench.notice.tell(_("No deal of this customer has been lost."))
            return
        services = self._bench.services
        entries = self._voices.quotable(losses[0].uid)
        if touch is not None and all(entry.touch_uid != touch.uid for entry in entries):
            entries = [_evidence(touch), *entries]
        dialog = QuoteDialog(losses, services.loss_accounts.choices(), entries, services.desk.today(), self._bench)
        if touch is not None:
            dialog.entries.choose(touch.uid)
        dialog.submitted.connect(lambda quoted: self._quoted(dialog, quoted))
        dialog.silence_requested.connect(lambda loss: self._silence(dialog, loss))
        dialog.open_once()

    def _quoted(self, dialog: QuoteDialog, quoted: Quoted) -> None:
        dialog.finish(
            self._operations.perform(
                lambda: self._voices.quote_customer(quoted.loss, quoted.reasons, quoted.touch),
                _("The customer's reason is noted."),
            )
        )

    def _silence(self, dialog: QuoteDialog, loss: str) -> None:
        told = _("The customer's reason is taken back.")
        dialog.finish(self._operations.perform(lambda: self._voices.silence_customer(loss), told))

    def _losses(self, deals: Sequence[str]) -> list[LossEvent]:
        try:
            return [loss for deal in deals for loss in self._voices.losses_of(deal)]
        except CrmError as error:
            self._bench.notice.tell(error.message)
            return []


def _evidence(touch: Touch) -> Evidence:
    return Evidence(touch.uid, touch.kind, touch.kind_name, touch.occurred_at.local_date, touch_text(touch))
