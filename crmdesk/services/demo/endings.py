"""How the deals of the sample company ended, as the services take it: with reasons, competitors, verdicts and notes."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import WinBack
from crmdesk.domain.loss_account import GivenReason, LossAccount, weights_of
from crmdesk.domain.money import Money
from crmdesk.services.deals import loss_outcome
from crmdesk.services.demo.hindsight import EarlierLoss, Hindsight, Keys
from crmdesk.services.demo.plot import Affair
from crmdesk.services.demo.telling import Telling
from crmdesk.services.demo.written import Written
from crmdesk.services.loss_entries import competitor_facts, loss_facts, loss_title, told, win_title
from crmdesk.services.outcomes import Outcome

_TRIED = 0.92


class Endings:
    """Makes outcomes of deals that are written; writes nothing itself."""

    def __init__(self, written: Written, telling: Telling, hindsight: Hindsight, chance: random.Random) -> None:
        self._written, self._telling = written, telling
        self._hindsight, self._chance = hindsight, chance

    def outcome(self, affair: Affair) -> Outcome:
        """How a deal that is no longer open stands now."""
        ended = affair.ended if affair.ended is not None else max(affair.moves[-1][1] - 4, 0.2)
        outcome = self.ended(affair, affair.status, affair.moves[-1][0], ended)
        if affair.status is DealStatus.HOLD:
            until = self._telling.day(-self._chance.uniform(10, 150))
            return replace(outcome, hold_until=until, title=until.isoformat())
        if affair.status is DealStatus.WON:
            return self._won(affair, outcome)
        return self._lost(affair, outcome) if affair.loss is not None else outcome

    def earlier(self, affair: Affair, loss: EarlierLoss) -> Outcome:
        """That a deal was lost once before."""
        reasons = (GivenReason(*self._written.reasons(*loss.reason)),)
        outcome = self.ended(affair, DealStatus.LOST, loss.stage, loss.lost)
        return replace(outcome, title=loss_title(reasons), reasons=weights_of(reasons))

    def ended(self, affair: Affair, status: DealStatus, stage: str, days: float) -> Outcome:
        """That a deal came to a status in a stage, so many days ago."""
        return Outcome(
            deal_id=self._written.deals[affair],
            customer_id=self._written.customers[affair.party],
            currency=self._written.currency,
            status=status,
            at=self._written.past(days),
            stage_id=self._written.stages[stage].id,
            amount=Money.of(affair.amount, self._written.currency),
        )

    def _won(self, affair: Affair, outcome: Outcome) -> Outcome:
        obstacles = self._given(self._hindsight.obstacles(affair))
        rivals = (self._telling.rival(affair),) if affair.rival else ()
        return replace(
            outcome,
            note=self._telling.words(affair.party, affair, "win_note"),
            title=win_title(obstacles),
            facts=told(competitor_facts(rivals)),
            reasons=weights_of(obstacles),
            competitors=rivals,
        )

    def _lost(self, affair: Affair, outcome: Outcome) -> Outcome:
        if affair.loss is None or affair.ended is None or outcome.at is None:
            return outcome
        reason, subreason = self._written.reasons(affair.loss.reason, affair.loss.subreason)
        rivals = (self._telling.rival(affair),) if affair.rival else ()
        note = self._telling.words(affair.party, affair, "loss_note") if self._chance.random() < 0.7 else ""
        needs_note = reason.ask_note or (subreason is not None and subreason.ask_note)
        verdict, why, trigger = self._hindsight.verdict()
        reasons = self._given(self._hindsight.also(affair))
        waits = verdict is not WinBack.NO and any(given.reason.ask_win_back_date for given in reasons)
        account = LossAccount(
            reasons=reasons,
            competitors=rivals,
            note=note or (self._telling.words(affair.party, affair, "loss_note") if needs_note else ""),
            win_back_on=self._telling.day(affair.ended - 150) if waits else None,
            verdict=verdict,
            why=why,
            trigger=trigger,
        )
        said = loss_outcome(outcome, account, outcome.at.local_date)
        due = self._still_to_try(said.win_back_on)
        if verdict is WinBack.YES:
            due = said.win_back_on
        return replace(said, win_back_on=due, facts=told(loss_facts(account, due)))

    def _given(self, reasons: Sequence[tuple[Keys, int]]) -> tuple[GivenReason, ...]:
        return tuple(GivenReason(*self._written.reasons(*keys), weight) for keys, weight in reasons)

    def _still_to_try(self, day: date | None) -> date | None:
        """The day to try again, unless that has been done since, as mostly it has."""
        is_over = day is not None and day < self._telling.now.date()
        return None if is_over and self._chance.random() < _TRIED else day
