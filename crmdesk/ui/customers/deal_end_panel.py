"""How the deal selected ended: every loss with its reasons, whether to win it back, what a win was in spite of.

Reads beside the window and changes nothing itself.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.domain.competitor import MetCompetitor
from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_voices import LossEvent
from crmdesk.domain.money import Money
from crmdesk.domain.win_back_queue import WinBackItem
from crmdesk.i18n import _
from crmdesk.qt.looks import show_look
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.services.wins import WinAccount
    from crmdesk.wiring import Services

_SLOT = "deal_end"


@dataclass(frozen=True, slots=True)
class DealEnd:
    """What is known of it; ``again`` is its place in the queue of deals to win back, ``win`` of one that is won."""

    deal: Deal
    losses: tuple[LossEvent, ...]
    again: WinBackItem | None
    win: "WinAccount | None"
    met: tuple[MetCompetitor, ...]


def read_end(services: "Services", customer: str, deal: Deal) -> DealEnd:
    """Read it.

    Raises NotFoundError when the deal is gone.
    """
    is_lost, is_won = deal.status is DealStatus.LOST, deal.status is DealStatus.WON
    queue = services.win_backs.queue(customer=customer) if is_lost else []
    return DealEnd(
        deal,
        tuple(services.loss_voices.losses_of(deal.uid)),
        next((item for item in queue if item.candidate.deal_uid == deal.uid), None),
        services.wins.account(deal.uid) if is_won else None,
        tuple(services.competitors.met(deal.uid)),
    )


class DealEndPanel(QWidget):
    """Shows nothing while there is nothing to say."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._customer = ""
        self._deal: Deal | None = None
        self.again = _WinBackCard(bench)
        self.losses, self.win = label("", wrap=True), label("", wrap=True)
        self.met = label("", "muted", wrap=True)
        actions = bench.actions
        self._rows = {
            self.losses: (
                CommandButton(actions["deal.change_reason"], "pencil", look="inside", text=""),
                CommandButton(actions["deal.review"], "eye", look="inside", text=""),
            ),
            self.win: (CommandButton(actions["deal.spoke_against"], "pencil", look="inside", text=""),),
            self.met: (CommandButton(actions["deal.competitors"], "users-round", look="inside", text=""),),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.again)
        for text, buttons in self._rows.items():
            row = QHBoxLayout()
            row.setSpacing(2)
            row.addWidget(text, 1)
            for button in buttons:
                row.addWidget(button)
            layout.addLayout(row)
        bench.bus.changed.connect(lambda _changes: self._read_again())
        self.hide()

    def show_deal(self, customer: str, deal: Deal | None) -> None:
        """Read about a deal of a customer (by uid) and show it."""
        self._customer, self._deal = customer, deal
        self._bench.runner.cancel(_SLOT)
        if deal is None:
            self.hide()
        else:
            self._read(customer, deal)

    def _read_again(self) -> None:
        # What is said of an ending touches no customer: who shows it sees to it.
        if self._deal is not None:
            self._read(self._customer, self._deal)

    def _read(self, customer: str, deal: Deal) -> None:
        services = self._bench.services
        self._bench.runner.start(
            _SLOT, lambda _watch: read_end(services, customer, deal), done=self._show, failed=self._give_up
        )

    def _show(self, end: DealEnd) -> None:
        today = self._bench.services.desk.today()
        lost = end.deal.status is DealStatus.LOST
        self.again.setVisible(lost)
        if lost and end.losses:
            self.again.show_loss(end.losses[0], end.again, today)
        self._say(self.losses, "\n".join(loss_line(loss, today) for loss in end.losses))
        self._say(self.win, win_line(end.win) if end.win is not None else "")
        met = " · ".join(" ".join(part for part in (one.name, wording.amount(one.price)) if part) for one in end.met)
        self._say(self.met, _("Competitors: {names}").format(names=met) if met else _("No competitor noted"))
        for button in self._rows[self.losses]:
            button.setVisible(lost)
        self.show()

    def _say(self, part: QLabel, text: str) -> None:
        part.setText(text)
        part.setVisible(bool(text))
        for button in self._rows[part]:
            button.setVisible(bool(text))

    def _give_up(self, _error: CrmError) -> None:
        self.hide()


class _WinBackCard(QFrame):
    """Whether and when to try again, what that may bring, and what can be done."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.setProperty("look", "step")
        self.plan, self.worth = label("", "section", wrap=True), label("", wrap=True)
        buttons = FlowLayout(gap=4)
        actions = bench.actions
        for command, icon, text in (
            ("deal.reopen", "rotate-ccw", _("Win back")),
            ("deal.plan_win_back", "calendar-clock", _("Later…")),
            ("deal.give_up", "ban", ""),
        ):
            buttons.addWidget(CommandButton(actions[command], icon, look="link", text=text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 6)
        layout.setSpacing(2)
        layout.addWidget(self.plan)
        layout.addWidget(self.worth)
        layout.addLayout(buttons)

    def show_loss(self, loss: LossEvent, item: WinBackItem | None, today: date) -> None:
        """Show what is planned for a loss."""
        verdict = dict(wording.verdicts()).get(loss.verdict, "")
        due = item is not None and item.is_due(today)
        when = wording.day(loss.win_back_on, today)
        parts = (verdict, _("{day}, due").format(day=when) if due else when, loss.trigger)
        told = " · ".join(part for part in parts if part)
        self.plan.setText(_("Win back: {plan}").format(plan=told or _("not said")))
        show_look(self, "step" if due else "inset")
        expected = item.expected if item is not None else None
        bring = _("may bring {amount}").format(amount=wording.amount(_rounded(expected))) if expected else ""
        worth = (loss.why, bring)
        self.worth.setText(" · ".join(part for part in worth if part))
        self.worth.setVisible(bool(self.worth.text()))


def _rounded(money: Money) -> Money:
    """An expectation is not known to the cent."""
    return Money.of(money.amount.to_integral_value(), money.currency)


def loss_line(loss: LossEvent, today: date) -> str:
    """One loss: when, why, at which stage, and whether the deal was brought back."""
    said = loss.counting
    reasons = " · ".join(one.title for one in said.reasons) if said is not None else ""
    day = wording.day_within(loss.lost_at.local_date, today) if loss.lost_at is not None else _("on an unknown day")
    parts = (_("Lost {day}").format(day=day), reasons or _("not recorded"), loss.stage, wording.amount(loss.amount))
    told = " · ".join(part for part in parts if part)
    if loss.reopened_on is None:
        return told
    return _("{loss}; won back {day}").format(loss=told, day=wording.day_within(loss.reopened_on, today))


def win_line(win: "WinAccount") -> str:
    """In spite of what it was won."""
    reasons = " · ".join(one.title for one in win.obstacles)
    return _("Won in spite of: {reasons}").format(reasons=reasons or _("nothing noted yet"))
