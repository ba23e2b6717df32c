"""What the replay shows of a deal, read at once. Knows no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss_pool import LostDeal
from crmdesk.domain.loss_voices import LossEvent
from crmdesk.insight.loss_replay import LossReplay

if TYPE_CHECKING:
    from crmdesk.services.wins import WinAccount
    from crmdesk.wiring import Services


@dataclass(frozen=True, slots=True)
class Retold:
    """A deal with its losses, the newest first; ``win`` is what is said of one that is won."""

    deal: LostDeal
    replay: LossReplay | None
    losses: Sequence[LossEvent]
    win: "WinAccount | None"

    @property
    def is_lost(self) -> bool:
        """Whether it is lost as things stand."""
        return self.win is None and bool(self.losses)


def retell(services: "Services", deal: LostDeal) -> Retold:
    """Read it.

    Raises NotFoundError when the deal is gone.
    """
    is_won = services.deals.find_deal(deal.deal_uid).status is DealStatus.WON
    return Retold(
        deal,
        services.pool.replay(deal),
        services.loss_voices.losses_of(deal.deal_uid),
        services.wins.account(deal.deal_uid) if is_won else None,
    )
