"""What commands do to the deal selected: ask where something must be asked, then have it done."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from crmdesk.domain.deal import Deal, Stage
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.type_ahead import prepare
from crmdesk.ui.deals.hold_dialog import HoldDialog
from crmdesk.ui.deals.lose_dialog import LoseDialog, Lost, about_deal
from crmdesk.ui.operations import FollowUp
from crmdesk.ui.workbench import Workbench

_NUMBERED = 9


class DealActions:
    """``deal`` tells which is selected at the moment, ``explain_win`` asks what spoke against one (by uid) just won."""

    def __init__(self, bench: Workbench, deal: Callable[[], Deal | None], explain_win: Callable[[str], None]) -> None:
        self._bench, self._deal, self._explain_win = bench, deal, explain_win
        self._services, self._operations = bench.services, bench.operations

    def move_on(self) -> None:
        """Move the deal selected to the next stage; let it be chosen where nobody knows which that is."""
        if (deal := self._deal()) is None:
            return
        stages = self._services.deal_edits.stages()
        place = next((at for at, stage in enumerate(stages) if stage.id == deal.stage_id), None)
        if place is None:
            self.move()
        elif place + 1 < len(stages):
            self._move(deal, stages[place + 1])
        else:
            self._bench.notice.tell(_("“{deal}” is in the last stage already.").format(deal=deal.name))

    def move(self) -> None:
        """Offer the stages to which the deal selected can be moved, each with its number; Enter takes the next one."""
        if (deal := self._deal()) is None:
            return
        menu = QMenu(self._bench.window)
        menu.setObjectName("stages")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, stage in enumerate(self._services.deal_edits.stages(), 1):
            key = f"&{number}  " if number <= _NUMBERED else ""
            action = menu.addAction(key + caption(stage.name))
            action.setCheckable(True)
            action.setChecked(stage.id == deal.stage_id)
            action.triggered.connect(lambda _checked=False, stage=stage: self._move(deal, stage))
        window = self._bench.window
        inside = window.rect().contains(window.mapFromGlobal(QCursor.pos()))
        middle = window.rect().center() - QPoint(menu.sizeHint().width() // 2, menu.sizeHint().height() // 2)
        menu.popup(QCursor.pos() if inside else window.mapToGlobal(middle))
        here = next((at for at, each in enumerate(menu.actions()) if each.isChecked()), -1)
        menu.setActiveAction(menu.actions()[min(here + 1, len(menu.actions()) - 1)])

    def win(self) -> None:
        """Sign the deal selected."""
        if (deal := self._deal()) is not None:
            self._operations.attempt(
                lambda: self._services.deals.win(deal.uid)[1],
                _("Won: {deal}").format(deal=deal.name),
                FollowUp(_("What spoke against it?"), lambda: self._explain_win(deal.uid)),
            )

    def lose(self) -> None:
        """Ask why the deal selected was lost, and record it."""
        if (deal := self._deal()) is None:
            return
        dialog = LoseDialog(
            about_deal(deal), self._services.loss_accounts.choices(), self._services.desk.clock, self._bench
        )
        dialog.show_met(self._services.competitors.met(deal.uid))
        dialog.submitted.connect(lambda lost: self._lose(dialog, deal.uid, lost))
        dialog.open_once()
        self._bench.runner.start("readings", lambda _watch: prepare(), done=_ignore, failed=_ignore)

    def hold(self) -> None:
        """Ask until when the deal selected is put aside, and do so."""
        if (deal := self._deal()) is None:
            return
        dialog = HoldDialog(deal, self._services.desk.clock, self._bench.window)
        dialog.submitted.connect(lambda until: self._hold(dialog, deal, until))
        dialog.open_once()

    def reopen(self) -> None:
        """Bring the deal selected back."""
        if (deal := self._deal()) is not None:
            self._operations.attempt(
                lambda: self._services.deals.reopen(deal.uid)[1], _("Reopened: {deal}").format(deal=deal.name)
            )

    def mark_invalid(self) -> None:
        """Take the deal selected out of every count."""
        if (deal := self._deal()) is not None:
            self._operations.attempt(
                lambda: self._services.deals.mark_invalid(deal.uid)[1],
                _("“{deal}” counts no longer.").format(deal=deal.name),
            )

    def _move(self, deal: Deal, stage: Stage) -> None:
        self._operations.attempt(
            lambda: self._services.deals.move_stage(deal.uid, stage.key or stage.name)[1],
            _("Moved to {stage}.").format(stage=stage.name),
        )

    def _hold(self, dialog: FormDialog, deal: Deal, until: date) -> None:
        dialog.finish(
            self._operations.perform(
                lambda: self._services.deals.hold(deal.uid, until)[1], _("On hold: {deal}").format(deal=deal.name)
            )
        )

    def _lose(self, dialog: LoseDialog, deal: str, lost: Lost) -> None:
        dialog.finish(
            self._operations.perform(
                lambda: self._services.deals.mark_lost(deal, lost.words, at=lost.at)[1],
                _("The deal is in the lost pool now."),
            )
        )


def _ignore(_result: object) -> None:
    """Nothing is shown when the readings are there: whoever types finds by them."""
