"""Writing the deals of the sample company: how they moved on, how they ended, and what was asked elsewhere.

Stages and outcomes become entries on the timeline as the services write them.
"""

import random
from collections.abc import Iterator, Mapping, Sequence

from crmdesk.domain.deal import DealDraft, DealStatus
from crmdesk.domain.loss import Voice
from crmdesk.domain.money import Money
from crmdesk.domain.touch import TouchDraft
from crmdesk.services.demo.endings import Endings
from crmdesk.services.demo.hindsight import Hindsight
from crmdesk.services.demo.plot import Affair
from crmdesk.services.demo.telling import Telling
from crmdesk.services.demo.written import Written
from crmdesk.services.outcomes import apply_outcomes
from crmdesk.services.stage_entries import stage_entry
from crmdesk.store.queries.identities import losses_in_force
from crmdesk.store.queries.loss_voices import ids_of_deal
from crmdesk.store.repos.competitors import ensure_competitors, set_prices
from crmdesk.store.repos.deals import add_deals
from crmdesk.store.repos.losses import change_losses, set_reasons
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.times import milliseconds


class DealWriting:
    """Comes after the customers, whose deals they are."""

    def __init__(self, written: Written, telling: Telling, hindsight: Hindsight, chance: random.Random) -> None:
        self._written, self._unit, self._telling = written, written.unit, telling
        self._hindsight, self._chance = hindsight, chance
        self._endings = Endings(written, telling, hindsight, chance)

    def write_affairs(self, affairs: Sequence[Affair], names: Mapping[Affair, str]) -> None:
        """Deals with their moves from stage to stage, and how they ended."""
        ids = add_deals(self._unit, [self._deal(affair, names[affair]) for affair in affairs])
        self._written.deals = dict(zip(affairs, ids, strict=True))
        add_touches(self._unit, [entry for affair in affairs for entry in self._moves(affair)])
        self._write_earlier_losses(affairs)
        for owner, member in enumerate(self._written.members):
            outcomes = [
                self._endings.outcome(affair)
                for affair in affairs
                if affair.party.owner == owner and affair.status is not DealStatus.OPEN
            ]
            apply_outcomes(self._unit, outcomes, actor_id=member)
        self._review([affair for affair in affairs if affair.loss is not None])
        self._write_prices([affair for affair in affairs if affair.rival])

    def _write_earlier_losses(self, affairs: Sequence[Affair]) -> None:
        """Some deals had been lost before and were taken up again."""
        earlier = self._hindsight.earlier_losses(affairs)
        for owner, member in enumerate(self._written.members):
            mine = {affair: loss for affair, loss in earlier.items() if affair.party.owner == owner}
            lost = [self._endings.earlier(affair, loss) for affair, loss in mine.items()]
            again = [
                self._endings.ended(affair, DealStatus.OPEN, affair.moves[-1][0], loss.reopened)
                for affair, loss in mine.items()
            ]
            for outcomes in (lost, again):
                apply_outcomes(self._unit, outcomes, actor_id=member)
        in_time = {
            loss: {"reopened_at": milliseconds(self._written.past(earlier[affair].reopened))}
            for affair, deal in self._written.deals.items()
            if affair in earlier
            for loss in ids_of_deal(self._unit, deal)
        }
        change_losses(self._unit, in_time)

    def _write_prices(self, affairs: Sequence[Affair]) -> None:
        """Whom deals were up against, and what was asked there as far as anybody found out."""
        names = ensure_competitors(self._unit, [self._telling.rival(affair) for affair in affairs])
        for affair in affairs:
            asked = self._hindsight.price(affair)
            price = None if asked is None else Money.of(asked, self._written.currency)
            set_prices(self._unit, self._written.deals[affair], {names[self._telling.rival(affair)]: price})

    def _deal(self, affair: Affair, name: str) -> DealDraft:
        going = affair.status in (DealStatus.OPEN, DealStatus.HOLD)
        return DealDraft(
            customer_id=self._written.customers[affair.party],
            name=name,
            currency=self._written.currency,
            created_at=self._written.past(affair.begun),
            owner_id=self._written.members[affair.party.owner],
            stage_id=self._written.stages[affair.moves[-1][0]].id,
            amount=Money.of(affair.amount, self._written.currency),
            expected_close=self._telling.day(-self._chance.uniform(5, 80)) if going else None,
            import_batch_id=self._written.batch_id,
        )

    def _moves(self, affair: Affair) -> Iterator[TouchDraft]:
        before = ""
        for stage, at in affair.moves:
            after = self._written.stages[stage].name
            yield stage_entry(
                customer_id=self._written.customers[affair.party],
                deal_id=self._written.deals[affair],
                kind_id=self._written.kinds["stage"],
                before=before,
                after=after,
                at=self._written.past(at),
                actor_id=self._written.members[affair.party.owner],
            )
            before = after

    def _review(self, lost: Sequence[Affair]) -> None:
        """A manager has looked at half of the losses, and sees some otherwise than the seller."""
        losses = losses_in_force(self._unit, [self._written.deals[affair] for affair in lost])
        reviewed: dict[int, dict[str, object]] = {}
        for affair in lost:
            if affair.ended is None or affair.ended < 5 or self._chance.random() > 0.5:
                continue
            loss = losses[self._written.deals[affair]]["id"]
            at = self._written.past(affair.ended - self._chance.uniform(1, 4))
            reviewed[loss] = {"reviewed_at": milliseconds(at), "reviewed_by_id": self._written.members[0]}
            if affair.loss is not None and affair.loss.silence > 25 and self._chance.random() < 0.25:
                reason, subreason = self._written.reasons("process", "long_silence")
                set_reasons(self._unit, loss, {(subreason or reason).id: 1}, Voice.MANAGER)
        change_losses(self._unit, reviewed)
