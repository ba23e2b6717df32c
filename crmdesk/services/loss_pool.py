"""The failure pool on screen: counted, listed page by page, reviewed, and deals won back out of it."""

from collections.abc import Sequence

from crmdesk.domain.changes import Changes
from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import LossReason
from crmdesk.domain.loss_pool import NOBODY, LostDeal, PoolFilter, PoolOrder
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import LossBoard, loss_board
from crmdesk.insight.loss_replay import LossReplay, replay_of
from crmdesk.services.deals import outcome_of
from crmdesk.services.desk import Desk
from crmdesk.services.outcomes import apply_outcomes
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.identities import deal_ids
from crmdesk.store.queries.loss_pool import lost_deals, pool_keys, tallies
from crmdesk.store.queries.loss_replay import loss_story
from crmdesk.store.repos import members
from crmdesk.store.repos.losses import change_losses
from crmdesk.store.text.folding import fold
from crmdesk.store.text.name_order import name_order
from crmdesk.store.times import milliseconds


class PoolService:
    """Losses in force: every lost deal has exactly one, so counting events counts deals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def board(self, wanted: PoolFilter) -> LossBoard:
        """Everything counted under a wish; what the workspace does not have (any more) is left out of the wish."""
        today = self._desk.today()
        with self._desk.read() as source:
            reasons = loss_reasons(source)
            keys = pool_keys(source, reasons)
            known = wanted.within(keys.known())
            counts = tallies(source, keys, known, today)
        return loss_board(
            known,
            counts,
            reasons,
            owners=keys.owner_names | {NOBODY: _("Nobody")},
            stages=keys.stage_names | {NOBODY: _("Unknown stage")},
            currency=self._desk.currency,
            today=today,
        )

    def deals(
        self, wanted: PoolFilter, order: PoolOrder, *, limit: int | None = None, offset: int = 0
    ) -> list[LostDeal]:
        """One page of the lost deals that fit, in order; without a limit all of them."""
        with self._desk.read() as source:
            reasons = loss_reasons(source)
            keys = pool_keys(source, reasons)
            return lost_deals(
                source,
                keys,
                wanted.within(keys.known()),
                self._desk.today(),
                order=order,
                reasons=_by_name(reasons),
                limit=limit,
                offset=offset,
            )

    def replay(self, loss: LostDeal) -> LossReplay | None:
        """How a deal came to be lost; None when the loss is gone."""
        with self._desk.read() as source:
            story = loss_story(source, loss.loss_id)
        return replay_of(story) if story else None

    def win_back(self, deals: Sequence[str]) -> Changes:
        """Bring lost deals back, all of them as one change; those that are not lost any more stay as they are."""
        with self._desk.change() as unit:
            found = deals_by_id(unit, list(deal_ids(unit, deals).values())).values()
            lost = [deal for deal in found if deal.status is DealStatus.LOST]
            if len(lost) == 1:
                unit.describe(_("Reopen deal “{name}”").format(name=lost[0].name))
            else:
                unit.describe(ngettext("Reopen {n} deal", "Reopen {n} deals", len(lost)).format(n=len(lost)))
            apply_outcomes(
                unit,
                [outcome_of(deal, DealStatus.OPEN, unit.now) for deal in lost],
                actor_id=members.ensure_one(unit, self._desk.actor),
            )
        return unit.changes

    def review(self, losses: Sequence[LostDeal], *, reviewed: bool) -> Changes:
        """Note that losses have been looked at and their lessons learnt, or that they still should be."""
        label = (
            ngettext("Mark {n} loss as reviewed", "Mark {n} losses as reviewed", len(losses))
            if reviewed
            else ngettext("Mark {n} loss as not reviewed", "Mark {n} losses as not reviewed", len(losses))
        )
        with self._desk.change(label.format(n=len(losses))) as unit:
            columns = {
                "reviewed_at": milliseconds(unit.now) if reviewed else None,
                "reviewed_by_id": members.ensure_one(unit, self._desk.actor) if reviewed else None,
            }
            change_losses(unit, {loss.loss_id: columns for loss in losses if loss.reviewed is not reviewed})
        return unit.changes


def _by_name(reasons: Sequence[LossReason]) -> list[LossReason]:
    """Reasons with those below them, by the names a person reads."""
    names = {reason.id: name_order(fold(reason.name)) for reason in reasons}
    return sorted(
        reasons, key=lambda one: (names.get(one.parent_id or one.id, ""), one.parent_id is not None, names[one.id])
    )
