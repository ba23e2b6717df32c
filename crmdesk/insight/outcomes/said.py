"""Which reason each voice names for the end of a deal, where voices differ, and which reason counts."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from crmdesk.domain.loss import NOT_RECORDED, UNKNOWN
from crmdesk.domain.outcome_texts import OutcomeTexts
from crmdesk.insight.outcomes.columns import LOST, Codes, Mask, Named, Pairs, Whole
from crmdesk.insight.outcomes.ended import Ended
from crmdesk.insight.outcomes.keys import Coded
from crmdesk.insight.outcomes.pairs import known_pairs
from crmdesk.insight.outcomes.texts import columns_by_name


def reasons_of(texts: OutcomeTexts) -> Coded:
    """A reason that says that none is recorded is none."""
    said = [one for one in texts.reason_names if one.key != NOT_RECORDED]
    return Coded(said, Named(NOT_RECORDED, "", NOT_RECORDED))


def said_of(links: dict[str, Whole], rows: Codes, known: Mask, reasons: Coded, count: int) -> Sequence[Codes]:
    """The primary reason of each voice (seller, manager, customer) in so many rows; -1 where it says nothing."""
    codes = reasons.of(links["reason"])
    said = [np.full(count, -1, np.int32) for _voice in range(3)]
    for voice, column in enumerate(said):
        chosen = known & (links["voice"] == voice)
        column[rows[chosen]] = codes[chosen]
    return said


def told_by(said: Sequence[Codes], names: Sequence[Named]) -> Sequence[Codes]:
    """The reason that each voice names; 0 where it does not know it, or says nothing."""
    silent = np.array([one.key == UNKNOWN for one in names])
    return [np.where((column < 0) | silent[column], 0, column).astype(np.int32) for column in said]


def are_differing(telling: Sequence[Codes], names: Sequence[Named]) -> Mask:
    """Where two voices name different reasons of the first level; one that names none disagrees with nobody."""
    levels = np.array([one.above or code for code, one in enumerate(names)], np.int32)
    differing = np.zeros(len(telling[0]), np.bool_)
    for one, other in combinations((levels[column] for column in telling), 2):
        differing |= (one > 0) & (other > 0) & (one != other)
    return differing


def reasons_and_obstacles(
    texts: OutcomeTexts, ended: Ended, reasons: Coded, said: Sequence[Codes]
) -> tuple[Codes, Pairs]:
    """The reason that counts, the manager's before the seller's, or the primary obstacle; and all obstacles."""
    counting = that_counts(said)
    links = columns_by_name(texts.obstacles)
    rows, known = ended.of_deals(links["deal"])
    known &= ended.deals["status"][rows] != LOST if len(rows) else known
    codes = reasons.of(links["reason"])
    primary = known & (links["primary"] > 0)
    counting[rows[primary]] = codes[primary]
    return counting, known_pairs(rows[known], codes[known], len(reasons.names))


def that_counts(said: Sequence[Codes]) -> Codes:
    """The reason that counts among those of the voices: the manager's before the seller's; 0 where neither says one."""
    seller, manager, _customer = said
    return np.where(manager >= 0, manager, np.maximum(seller, 0))
