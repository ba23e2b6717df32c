"""Whom the customers that sign are like: a customer's tags, weighed by what sets signed customers apart from prospects.

The weight of a tag is its log-odds ratio (``insight.log_odds``), as on the bars. A customer is like those that sign if
the weights of its tags sum to more than 0: its tags, taken to be independent of each other, are then likelier among
signed customers than among prospects. That is the classifier known as naive Bayes with even odds before anything is
known (M. E. Maron, "Automatic Indexing: An Experimental Inquiry", Journal of the ACM 8, 1961), of the tags one has.

- A tag weighs only if as many customers have it as are enough. In a tree the lowest such tag counts, for those above
  it say the same again. Whose tags weigh nothing is untold, not unlike.
- Nobody is judged by itself. Lost customers have no part in the weights. Signed customers and prospects are judged by
  the weights that there would be without them (leave-one-out), which is exact and cheap: what changes with who is left
  out is the same for all of a group that have a tag.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from crmdesk.domain.persona import Likeness
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.insight.log_odds import log_odds_ratio
from crmdesk.insight.outcomes.columns import Codes, Mask, Pairs, Whole
from crmdesk.insight.outcomes.pairs import lifted, once
from crmdesk.insight.outcomes.stated import Share, share_of
from crmdesk.insight.persona.columns import PLACES, PersonaColumns, of_rows

Weights: TypeAlias = NDArray[np.float64]

_NOTHING = 1e-9
"""Weights that sum to so little cancel each other out but for rounding."""

_LEFT_OUT = {CustomerGroup.SIGNED: (1, 0), CustomerGroup.PROSPECTS: (0, 1), CustomerGroup.LOST: (0, 0)}
"""How many signed customers and prospects are left out where one of a group is judged."""


@dataclass(frozen=True, slots=True)
class GroupLikeness:
    """The share of a group's customers that are not like those that sign; ``untold`` more have no tag that weighs."""

    group: CustomerGroup
    unlike: Share
    untold: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every group by its likeness to signed customers, by the weights of ``tags`` tags; ``minimum`` were enough."""

    groups: tuple[GroupLikeness, ...]
    tags: int
    minimum: int

    def of(self, group: CustomerGroup) -> GroupLikeness:
        """One of the groups."""
        return next(each for each in self.groups if each.group is group)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """For each row whether it is told anything of and whether it is like; ``tags`` is how many weigh for a stranger."""

    told: Mask
    like: Mask
    tags: int

    def rows(self, likeness: Likeness, among: Mask) -> Whole:
        """The rows of a likeness among some."""
        which = {
            Likeness.LIKE: self.told & self.like,
            Likeness.UNLIKE: self.told & ~self.like,
            Likeness.UNTOLD: ~self.told,
        }[likeness]
        return np.flatnonzero(among & which)


def judge(columns: PersonaColumns, minimum: int) -> Judged:
    """Judge every customer; ``minimum`` signed customers and prospects together must have a tag that weighs."""
    all_pairs = lifted(columns.held, columns.names)
    sizes = {group: int(np.count_nonzero(columns.of_group(group))) for group in CustomerGroup}
    counts = {
        group: np.bincount(all_pairs.codes[columns.of_group(group)[all_pairs.rows]], minlength=len(columns.names))
        for group in (CustomerGroup.SIGNED, CustomerGroup.PROSPECTS)
    }
    score = np.zeros(len(columns.group))
    told = np.zeros(len(columns.group), np.bool_)
    tags = 0
    for group in CustomerGroup:
        less_a, less_b = _LEFT_OUT[group]
        a, b = counts[CustomerGroup.SIGNED] - less_a, counts[CustomerGroup.PROSPECTS] - less_b
        n_a, n_b = sizes[CustomerGroup.SIGNED] - less_a, sizes[CustomerGroup.PROSPECTS] - less_b
        if n_a < 1 or n_b < 1:
            continue
        weighs = (a + b >= minimum) & (a >= 0) & (b >= 0)
        weighs[0] = False
        weights = _weights(a, n_a, b, n_b, weighs)
        tags = int(np.count_nonzero(weighs))
        weighing = _lowest(of_rows(columns.held, columns.of_group(group)), weighs, columns)
        score += np.bincount(weighing.rows, weights[weighing.codes], minlength=len(score))
        told[weighing.rows] = True
    return Judged(told, score > _NOTHING, tags)


def coverage_of(columns: PersonaColumns, judged: Judged, minimum: int) -> Coverage:
    """Count those that are looked at, group by group."""
    groups = []
    for group in CustomerGroup:
        among = columns.counted == PLACES[group]
        unlike, like, untold = (
            len(judged.rows(each, among)) for each in (Likeness.UNLIKE, Likeness.LIKE, Likeness.UNTOLD)
        )
        groups.append(GroupLikeness(group, share_of(unlike, unlike + like, minimum), untold))
    return Coverage(tuple(groups), judged.tags, minimum)


def _weights(a: Whole, n_a: int, b: Whole, n_b: int, weighs: Mask) -> Weights:
    weights = np.zeros(len(a))
    for code in np.flatnonzero(weighs).tolist():
        weights[code] = log_odds_ratio(int(a[code]), n_a, int(b[code]), n_b)[0]
    return weights


def _lowest(held: Pairs, weighs: Mask, columns: PersonaColumns) -> Pairs:
    """In place of each tag the lowest on its way up that weighs, without those that are above another of these."""
    above: Codes = np.array([one.above for one in columns.names], np.int32)
    codes = held.codes
    while (climbing := (codes > 0) & ~weighs[codes]).any():
        codes = np.where(climbing, above[codes], codes)
    known = codes > 0
    found = once(held.rows[known], codes[known], len(columns.names))
    below = above[found.codes] > 0
    over = lifted(Pairs(found.rows[below], above[found.codes[below]]), columns.names)
    packed, higher = (each.rows.astype(np.int64) * len(columns.names) + each.codes for each in (found, over))
    kept = ~np.isin(packed, higher) if len(higher) else np.ones(len(packed), np.bool_)
    return Pairs(found.rows[kept], found.codes[kept])
