"""What the commands of the lost pool do to the deals selected in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_pool import LostDeal, PoolFilter, PoolOrder
from crmdesk.i18n import _, ngettext
from crmdesk.qt.clipboard import put_rows
from crmdesk.qt.tasks import was_cancelled
from crmdesk.ui import wording
from crmdesk.ui.bulk_work import BulkWork
from crmdesk.ui.losses.pool_deals import PoolDeals
from crmdesk.ui.owner_dialog import OwnerDialog
from crmdesk.ui.workbench import Workbench

_SLOT = "losses_export"


class LossActions(QObject):
    """Does it, or says why not. ``shown`` tells what is wished, in which order, and in words.

    ``plan_requested`` brings the deals of which somebody wants to say when to try again.
    """

    plan_requested = Signal(object)

    def __init__(
        self,
        bench: Workbench,
        deals: PoolDeals,
        shown: Callable[[], tuple[PoolFilter, PoolOrder, Sequence[str]]],
    ) -> None:
        super().__init__(deals)
        self._bench, self._deals, self._shown = bench, deals, shown
        self._many = BulkWork(bench, self)
        self._table = deals.table

    def win_back(self) -> None:
        """Reopen the deals selected."""
        deals = self._deal_uids()
        self._many.do(
            lambda watch: self._bench.services.pool.win_back(deals, watch),
            len(deals),
            doing=ngettext("Reopening {n} deal…", "Reopening {n} deals…", len(deals)),
            told=ngettext("{n} deal reopened", "{n} deals reopened", len(deals)),
        )

    def review(self, *, reviewed: bool) -> None:
        """Note that the losses selected have been looked at, or should be again."""
        losses = [loss for loss in self._deals.selected() if loss.reviewed is not reviewed]
        if not losses:
            self._bench.notice.tell(_("Nothing to change: they are marked so already."))
            return
        told = (
            ngettext("{n} loss marked as reviewed", "{n} losses marked as reviewed", len(losses))
            if reviewed
            else ngettext("{n} loss marked as not reviewed", "{n} losses marked as not reviewed", len(losses))
        )
        self._many.do(
            lambda watch: self._bench.services.pool.review(losses, reviewed=reviewed, watch=watch),
            len(losses),
            doing=self._changing(len(losses)),
            told=told,
        )

    def plan(self) -> None:
        """Ask whether, when or after what to try the losses selected again."""
        self.plan_requested.emit(self._deals.selected())

    def agree(self) -> None:
        """Note that the losses selected have been looked at, and that their sellers are right about the reasons."""
        losses = self._loss_uids()
        self._many.do(
            lambda watch: self._bench.services.loss_voices.confirm(losses, watch),
            len(losses),
            doing=self._changing(len(losses)),
            told=ngettext(
                "{n} loss reviewed: the salesperson is right",
                "{n} losses reviewed: the salesperson is right",
                len(losses),
            ),
        )

    def discard(self) -> None:
        """Never try the losses selected again; a notice offers to take it back."""
        losses = self._loss_uids()
        self._many.do(
            lambda watch: self._bench.services.win_backs.discard(losses, watch=watch),
            len(losses),
            doing=self._changing(len(losses)),
            told=ngettext("{n} deal will not be tried again", "{n} deals will not be tried again", len(losses)),
        )

    def give(self) -> None:
        """Ask for an owner and give the deals selected to them."""
        deals, edits = self._deal_uids(), self._bench.services.deal_edits
        about = ngettext("For {n} deal; undone in one step.", "For {n} deals; undone in one step.", len(deals))
        dialog = OwnerDialog(
            about.format(n=wording.number(len(deals))), self._bench.services.bulk.people(), self._bench.window
        )

        def change(owner: str) -> None:
            self._many.do(
                lambda watch: edits.set_owners(deals, owner, progress=watch.progress, cancelled=watch.cancelled),
                len(deals),
                doing=self._changing(len(deals)),
                told=ngettext("Owner of {n} deal changed.", "Owner of {n} deals changed.", len(deals)),
                finished=dialog.finish,
            )

        dialog.submitted.connect(change)
        dialog.open_once()

    def _loss_uids(self) -> list[str]:
        return [loss.loss_uid for loss in self._deals.selected()]

    def _deal_uids(self) -> list[str]:
        return [loss.deal_uid for loss in self._deals.selected()]

    @staticmethod
    def _changing(count: int) -> str:
        return ngettext("Changing {n} deal…", "Changing {n} deals…", count)

    def copy(self) -> None:
        """Put the rows selected on the clipboard, below the titles of the columns."""
        losses = self._deals.selected()
        rows = [self._table.titles(), *(self._table.cells(loss) for loss in losses)]
        put_rows(rows)
        copied = ngettext("{n} row copied", "{n} rows copied", len(losses))
        self._bench.notice.tell(copied.format(n=wording.number(len(losses))))

    def export(self) -> None:
        """Write all deals that fit, in the columns and the order shown, to a workbook."""
        kinds = _("Excel workbook (*.xlsx)")
        out = self._bench.files.save_file(
            self._bench.window, _("Export these losses"), _("Lost deals.xlsx"), kinds, ".xlsx"
        )
        if out is None:
            return
        wanted, order, notes = self._shown()
        columns = self._table.keys()
        services = self._bench.services
        self._bench.strip.begin(_("Writing {file}…").format(file=out.name))
        self._bench.runner.start(
            _SLOT,
            lambda _watch: self._write(out, services.pool.deals(wanted, order), columns, notes),
            done=lambda n: self._exported(out, n),
            failed=self._failed,
        )

    def _write(self, out: Path, losses: Sequence[LostDeal], columns: Sequence[str], notes: Sequence[str]) -> int:
        self._bench.services.exports.export_pool(out, losses, columns, notes)
        return len(losses)

    def _exported(self, out: Path, n: int) -> None:
        self._bench.strip.end()
        told = ngettext("{n} loss written to {file}", "{n} losses written to {file}", n)
        self._bench.notice.tell(told.format(n=wording.number(n), file=out.name))

    def _failed(self, error: CrmError) -> None:
        self._bench.strip.end()
        if not was_cancelled(error):
            self._bench.notice.tell(error.message)
