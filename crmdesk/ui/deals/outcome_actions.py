"""What commands do about deals that have ended: say anew why, and whether and when to try again."""

from collections.abc import Callable, Sequence

from crmdesk.domain.changes import Changes
from crmdesk.domain.deal import Deal
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.loss_accounts import WinWords
from crmdesk.ui import wording
from crmdesk.ui.deals.lose_dialog import LoseDialog, Lost, about_deal
from crmdesk.ui.deals.voice_dialog import words_of_reasons
from crmdesk.ui.deals.win_back_dialog import WinBackDialog
from crmdesk.ui.deals.win_back_fields import WinBackPlan
from crmdesk.ui.deals.win_dialog import WinDialog
from crmdesk.ui.workbench import Workbench


class OutcomeActions:
    """``deal`` tells which is selected at the moment."""

    def __init__(self, bench: Workbench, deal: Callable[[], Deal | None]) -> None:
        self._bench, self._deal = bench, deal
        self._services, self._operations = bench.services, bench.operations

    def explain_selected_win(self) -> None:
        """Ask what spoke against the deal selected, which was won."""
        if (deal := self._deal()) is not None:
            self.explain_win(deal.uid)

    def explain_win(self, uid: str) -> None:
        """Ask in spite of what a deal was won."""
        deal, account = self._services.deals.find_deal(uid), self._services.wins.account(uid)
        said = WinWords(
            words_of_reasons(account.obstacles), tuple(one.name for one in account.competitors), account.note
        )
        dialog = WinDialog(about_deal(deal), self._services.loss_accounts.choices(), said, self._bench)
        dialog.submitted.connect(lambda words: self._keep_win(dialog, uid, words))
        dialog.open_once()

    def change_selected_reason(self) -> None:
        """Ask anew why the deal selected was lost."""
        if (deal := self._deal()) is not None:
            self.change_reason([deal.uid])

    def change_reason(self, uids: Sequence[str]) -> None:
        """Ask anew why deals were lost, and put that in the place of what was said; of several as one change."""
        dialog = LoseDialog(
            self._about(uids), self._services.loss_accounts.choices(), self._services.desk.clock, self._bench
        )
        if len(uids) == 1:
            dialog.show_loss(self._services.loss_voices.losses_of(uids[0])[0])
        else:
            dialog.change_reasons(single=False)
        dialog.submitted.connect(lambda lost: self._keep_reason(dialog, uids, lost))
        dialog.open_once()

    def plan_win_back(self, uids: Sequence[str]) -> None:
        """Ask whether, when and after what lost deals can be won back; what was said of the only one is offered."""
        losses = [self._services.loss_voices.losses_of(uid)[0] for uid in uids]
        [only] = losses if len(losses) == 1 else [None]
        before = WinBackPlan(only.verdict, only.why, only.win_back_on, only.trigger) if only else WinBackPlan()
        dialog = WinBackDialog(self._about(uids), before, self._services.desk.clock, self._bench)
        dialog.submitted.connect(lambda plan: self._keep_plan(dialog, [loss.uid for loss in losses], plan))
        dialog.open_once()

    def plan_selected_win_back(self) -> None:
        """The same of the deal selected."""
        if (deal := self._deal()) is not None:
            self.plan_win_back([deal.uid])

    def give_up(self) -> None:
        """The deal selected is not to be won back."""
        if (deal := self._deal()) is None:
            return
        losses = self._services.loss_voices.losses_of(deal.uid)[:1]
        self._operations.attempt(
            lambda: self._services.win_backs.discard([loss.uid for loss in losses]),
            _("“{deal}” is given up.").format(deal=deal.name),
        )

    def _about(self, uids: Sequence[str]) -> str:
        if len(uids) == 1:
            return about_deal(self._services.deals.find_deal(uids[0]))
        return ngettext("{n} deal", "{n} deals", len(uids)).format(n=wording.number(len(uids)))

    def _keep_reason(self, dialog: LoseDialog, deals: Sequence[str], lost: Lost) -> None:
        reasons = self._services.loss_reasons

        def change() -> Changes:
            if len(deals) == 1:
                return reasons.change_reason(deals[0], lost.words)
            return reasons.change_reasons(deals, lost.words)

        dialog.finish(self._operations.perform(change, _("The reason is changed.")))

    def _keep_win(self, dialog: FormDialog, deal: str, words: WinWords) -> None:
        told = _("What spoke against it is noted.")
        dialog.finish(self._operations.perform(lambda: self._services.wins.change(deal, words), told))

    def _keep_plan(self, dialog: FormDialog, losses: Sequence[str], plan: WinBackPlan) -> None:
        dialog.finish(
            self._operations.perform(
                lambda: self._services.win_backs.set_win_back(
                    losses, plan.verdict, why=plan.why, on=plan.on, trigger=plan.trigger
                ),
                _("Noted whether and when to try again."),
            )
        )
