"""How a wish changes when a mark of a chart is chosen or a chip is dropped. Pure: knows no widget and reads nothing."""

from dataclasses import replace

from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.insight.loss_board import LossBoard

FIELDS: dict[Dimension, tuple[str, ...]] = {
    Dimension.PERIOD: ("since", "until", "undated", "month"),
    Dimension.MONTH: ("month",),
    Dimension.REASON: ("reasons",),
    Dimension.OWNER: ("owners",),
    Dimension.STAGE: ("stages",),
    Dimension.REVIEW: ("reviews",),
    Dimension.COMPETITOR: ("competitors",),
    Dimension.SOURCE: ("sources",),
    Dimension.TAG: ("tags",),
    Dimension.COHORT: ("cohort",),
    Dimension.DAYS: ("days",),
    Dimension.TOUCHES: ("touches",),
    Dimension.VOICE: ("voices",),
}
"""The wishes about a dimension, by their names."""


def collapsed(board: LossBoard | None, uids: frozenset[str]) -> frozenset[str]:
    """The reasons without those below one that is among them."""
    entries = board.reasons if board else ()
    return uids - frozenset(entry.uid for entry in entries if entry.parent in uids)


def without(wanted: PoolFilter, dimension: Dimension) -> PoolFilter:
    """The wish with one dimension given up."""
    return replace(wanted, **{name: getattr(PoolFilter(), name) for name in FIELDS[dimension]})


def in_reason(board: LossBoard, uid: str) -> PoolFilter | None:
    """The wish narrowed down to a reason of the first level; None where all that is wished of it lies elsewhere."""
    wanted = board.wanted
    if not wanted.reasons or uid in wanted.reasons:
        return replace(wanted, reasons=frozenset({uid}))
    below = frozenset(entry.uid for entry in board.reasons_in(uid)) & wanted.reasons
    return replace(wanted, reasons=below) if below else None
