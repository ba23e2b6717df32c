"""Where in the pipeline deals end: how many reached a stage, were lost there, are there still, and went on.

A deal has reached every stage up to the furthest one known of it (that at its loss, else its present one), so a stage
that was skipped counts as passed; a deal that was won has passed them all. Knows neither the store nor the screen.
"""

from dataclasses import dataclass, replace

import numpy as np

from crmdesk.domain.loss_pool import NOBODY, PoolFilter
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Mask, OutcomeColumns, Whole
from crmdesk.insight.outcomes.measures import worth
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

WON_KEY = "won"
"""The key of the deals that were won."""


@dataclass(frozen=True, slots=True)
class StagePart:
    """One stage. ``reached`` = ``lost`` + ``still`` + ``on.part``; ``amount`` is that of the lost, in minor units.

    ``on`` is the share that went on of the deals decided there (went on or lost); those still there are in neither.
    """

    uid: str
    name: str
    reached: int
    lost: int
    amount: int
    still: int
    on: Share


@dataclass(frozen=True, slots=True)
class StagePath:
    """The stages in their order, and the end of the path: n = all ``lost`` + all ``still`` + ``won`` + ``unplaced``.

    ``unplaced`` are deals of which no stage is known, ``unplaced_lost`` those of them that were lost.
    """

    stated: Stated
    stages: tuple[StagePart, ...]
    won: int
    unplaced: int
    unplaced_lost: int
    currency: str

    @property
    def lost(self) -> int:
        """How many deals were lost at a known stage."""
        return sum(stage.lost for stage in self.stages)

    def wish(self, key: str) -> PoolFilter | None:
        """The deals lost at a stage (for its uid, ``NOBODY`` for none known), or those that were won."""
        if key == WON_KEY:
            return replace(self.stated.wanted, stages=frozenset(), won=True)
        known = {stage.uid for stage in self.stages} | {NOBODY}
        return replace(self.stated.wanted, stages=frozenset({key}), won=False) if key in known else None


def stage_path(columns: OutcomeColumns, chosen: Mask, stated: Stated, *, currency: str) -> StagePath:
    """Count the ``chosen`` rows; amounts are added up in one currency alone."""
    lost, still = (_by_stage(columns, chosen & (columns.status == status)) for status in (LOST, OPEN))
    won = int(np.count_nonzero(chosen & (columns.status == WON)))
    ended = chosen & (columns.status == LOST)
    amounts = np.zeros(len(columns.stages), np.int64)
    np.add.at(amounts, columns.stage[ended], worth(columns, currency)[ended])
    parts: list[StagePart] = []
    on = won
    # From the end: what went on from a stage is all that reached the next one.
    for code in range(len(columns.stages) - 1, 0, -1):
        stage = columns.stages[code]
        lost_here, still_here = int(lost[code]), int(still[code])
        decided = share_of(on, on + lost_here, stated.minimum)
        reached = on + lost_here + still_here
        parts.append(StagePart(stage.uid, stage.name, reached, lost_here, int(amounts[code]), still_here, decided))
        on = reached
    return StagePath(stated, tuple(reversed(parts)), won, int(lost[0] + still[0]), int(lost[0]), currency)


def _by_stage(columns: OutcomeColumns, which: Mask) -> Whole:
    return np.bincount(columns.stage[which], minlength=len(columns.stages)).astype(np.int64)
