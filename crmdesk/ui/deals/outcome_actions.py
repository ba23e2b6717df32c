"""What commands do about deals that have ended: say anew why, and whether and when to try again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.loss_accounts import LossWords, WinWords
from crmdesk.ui import wording
from crmdesk.ui.bulk_work import BulkWork
from crmdesk.ui.deals.lose_dialog import LoseDialog, Lost, about_deal
from crmdesk.ui.deals.voice_dialog import words_of_reasons
from crmdesk.ui.deals.win_back_dialog import WinBackDialog
from crmdesk.ui.deals.win_back_fields import WinBackPlan
from crmdesk.ui.deals.win_dialog import WinDialog
from crmdesk.ui.workbench import Workbench


class OutcomeActions(QObject):
    """``deal`` tells which is selected at the moment."""

    def __init__(self, bench: Workbench, deal: Callable[[], Deal | None], parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._deal, self._many = bench, deal, BulkWork(bench, self)
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
        choices = self._services.loss_accounts.choices()
        dialog = WinDialog(about_deal(deal), choices, said, account.competitors, self._bench)
        dialog.submitted.connect(lambda words: self._keep_win(dialog, uid, words))
        dialog.open_once()

    def change_selected_reason(self) -> None:
        """Ask anew why the deal selected was lost."""
        if (deal := self._deal()) is not None:
            self.change_reason([deal.uid])

    def change_reason(self, uids: Sequence[str]) -> None:
        """Ask anew why deals were lost: of one all that is said, of several for another primary reason."""
        if len(uids) == 1:
            dialog = self._reason_dialog(uids)
            dialog.show_met(self._services.competitors.met(uids[0]))
            dialog.show_loss(self._services.loss_voices.losses_of(uids[0])[0])
            dialog.submitted.connect(lambda lost: self._keep_reason(dialog, uids[0], lost))
            dialog.open_once()
        else:
            self._ask_primary(uids, LossWords(""), None)

    def give_reason(self, uids: Sequence[str], reason: str) -> None:
        """Give deals another primary reason, by its name; what it asks for and they do not tell is asked."""
        told = ngettext("{n} deal moved to “{reason}”", "{n} deals moved to “{reason}”", len(uids))
        # The number is put in last of all, and a name may have braces.
        literal = reason.replace("{", "{{").replace("}", "}}")
        self._give(uids, LossWords(reason), told.format(n="{n}", reason=literal))

    def _ask_primary(self, uids: Sequence[str], words: LossWords, error: CrmError | None) -> None:
        """Ask for another primary reason of deals; ``error`` is what was wrong with these words."""
        dialog = self._reason_dialog(uids)
        dialog.show_words(words)
        told = ngettext("The reason of {n} deal is changed.", "The reasons of {n} deals are changed.", len(uids))
        dialog.submitted.connect(lambda lost: self._give(uids, lost.words, told, dialog.finish))
        dialog.open_once()
        if error is not None:
            dialog.show_error(error)

    def _give(
        self,
        uids: Sequence[str],
        words: LossWords,
        told: str,
        finished: Callable[[CrmError | None], None] | None = None,
    ) -> None:
        def refused(error: CrmError) -> None:
            if isinstance(error, ValidationError):
                self._ask_primary(uids, words, error)
            else:
                self._bench.notice.tell(error.message)

        self._many.do(
            lambda watch: self._services.loss_reasons.change_reasons(uids, words, watch),
            len(uids),
            doing=self._changing(uids),
            told=told,
            finished=finished,
            refused=refused,
        )

    def plan_win_back(self, lost: Sequence[LostDeal]) -> None:
        """Ask whether, when and after what lost deals can be won back; what was said of the only one is offered."""
        if len(lost) == 1:
            self._plan_one(lost[0].deal_uid)
        else:
            self._plan(_several(len(lost)), [loss.loss_uid for loss in lost], WinBackPlan())

    def plan_selected_win_back(self) -> None:
        """The same of the deal selected."""
        if (deal := self._deal()) is not None:
            self._plan_one(deal.uid)

    def give_up(self) -> None:
        """The deal selected is not to be won back."""
        if (deal := self._deal()) is None:
            return
        losses = self._services.loss_voices.losses_of(deal.uid)[:1]
        self._operations.attempt(
            lambda: self._services.win_backs.discard([loss.uid for loss in losses]),
            _("“{deal}” is given up.").format(deal=deal.name),
        )

    def _reason_dialog(self, uids: Sequence[str]) -> LoseDialog:
        about = about_deal(self._services.deals.find_deal(uids[0])) if len(uids) == 1 else _several(len(uids))
        choices = self._services.loss_accounts.choices()
        return LoseDialog(about, choices, self._services.desk.clock, self._bench)

    def _keep_reason(self, dialog: LoseDialog, deal: str, lost: Lost) -> None:
        reasons = self._services.loss_reasons
        told = _("The reason is changed.")
        dialog.finish(self._operations.perform(lambda: reasons.change_reason(deal, lost.words), told))

    def _keep_win(self, dialog: FormDialog, deal: str, words: WinWords) -> None:
        told = _("What spoke against it is noted.")
        dialog.finish(self._operations.perform(lambda: self._services.wins.change(deal, words), told))

    def _plan_one(self, deal: str) -> None:
        loss = self._services.loss_voices.losses_of(deal)[0]
        before = WinBackPlan(loss.verdict, loss.why, loss.win_back_on, loss.trigger)
        self._plan(about_deal(self._services.deals.find_deal(deal)), [loss.uid], before)

    def _plan(self, about: str, losses: Sequence[str], before: WinBackPlan) -> None:
        dialog = WinBackDialog(about, before, self._services.desk.clock, self._bench)
        dialog.submitted.connect(lambda plan: self._keep_plan(dialog, losses, plan))
        dialog.open_once()

    def _keep_plan(self, dialog: FormDialog, losses: Sequence[str], plan: WinBackPlan) -> None:
        self._many.do(
            lambda watch: self._services.win_backs.set_win_back(
                losses, plan.verdict, why=plan.why, on=plan.on, trigger=plan.trigger, watch=watch
            ),
            len(losses),
            doing=self._changing(losses),
            told=_("Noted whether and when to try again."),
            finished=dialog.finish,
        )

    @staticmethod
    def _changing(uids: Sequence[str]) -> str:
        return ngettext("Changing {n} deal…", "Changing {n} deals…", len(uids))


def _several(n: int) -> str:
    return ngettext("{n} deal", "{n} deals", n).format(n=wording.number(n))
