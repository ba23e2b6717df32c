"""What the screen of lost deals reads off the window's thread: the counts, and the deals in the form they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crmdesk.domain.loss_pool import LostDeal, PoolFilter, PoolOrder
from crmdesk.domain.pool_look import PoolMode
from crmdesk.insight.loss_board import LossBoard
from crmdesk.services.loss_pool import PoolService
from crmdesk.services.win_backs import WinBackService
from crmdesk.ui.losses.queue_columns import Queued
from crmdesk.ui.losses.reason_board import Pile, piles_of

PAGE = 200
"""So many rows of the list are read at once."""

PILE_PAGE = 40
"""So many cards of a column are read at once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted under a wish, and the first deals that fit it, in one form."""

    board: LossBoard
    losses: Sequence[LostDeal] = ()
    piles: Sequence[Pile] = ()
    queue: Sequence[Queued] = ()


def read_pool(
    pool: PoolService, win_backs: WinBackService, wanted: PoolFilter, order: PoolOrder, mode: PoolMode, limit: int
) -> Reading:
    """Count, and read as much as is in sight at first; ``limit`` is how many rows a list has."""
    board = pool.board(wanted)
    wanted = board.wanted
    if mode is PoolMode.QUEUE:
        items = {item.candidate.loss_id: item for item in win_backs.queue()}
        losses = pool.losses_among(list(items), wanted)
        return Reading(board, queue=[Queued(loss, items[loss.loss_id]) for loss in losses])
    if mode is PoolMode.BOARD:
        piles = [
            replace(pile, losses=tuple(pool.deals(pile.wanted, order, limit=PILE_PAGE))) for pile in piles_of(board)
        ]
        return Reading(board, piles=piles)
    return Reading(board, pool.deals(wanted, order, limit=limit))
