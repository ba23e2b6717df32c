"""What sets one group of customers apart from another: the log-odds of each tag, smoothed, with an interval.

The method is the log-odds ratio with an informative Dirichlet prior of B. L. Monroe, M. P. Colaresi and K. M. Quinn,
"Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict",
Political Analysis 16(4), 2008. There a word is one of very many, and what is counted is every time it is said. Here a
customer has a tag or does not, so the model is applied to each tag by itself, with two categories, and what is counted
are customers: of the ``n`` customers of a group, ``y`` have the tag. The prior is the same for both groups: it is worth
``PRIOR`` further customers in each (the paper's α0), a share ``p`` of whom have the tag:

    p = (y_a + y_b + 1/2) / (n_a + n_b + 1)               the share in both groups together; the halves, which are
                                                          Jeffreys' prior, keep it off 0 and 1
    α = PRIOR · p
    log odds of a group = ln((y + α) / (n + PRIOR − y − α))
    log odds ratio      = that of a − that of b
    variance            ≈ 1/(y_a + α) + 1/(n_a + PRIOR − y_a − α) + the same two of b
    interval            = log odds ratio ± 1.96 · √variance

The paper drops the second and fourth term of the variance, because any one word is rare; a tag may be had by most, so
they stay. Pure functions over counts; knows neither the store nor the screen.
"""

from dataclasses import dataclass
from math import log, sqrt

from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitTag, TagUse

PRIOR = 10.0
"""How many customers the prior is worth in each group."""

MINIMUM = 5
"""So many customers of both groups together must have a tag before anything is made of it, unless said otherwise."""

_QUANTILE = 1.959963984540054
"""Of the normal distribution, for an interval that holds 95 %."""


@dataclass(frozen=True, slots=True)
class TagOdds:
    """A tag that ``a`` customers of one group and ``b`` of the other have.

    ``log_odds`` is in natural logarithms, above 0 where the tag is more common in the first group; the truth lies
    between ``low`` and ``high`` with a probability of 95 %. It is ``enough`` to go by when both groups have customers
    and so many as were asked for have the tag in both groups together.
    """

    tag: PortraitTag
    a: int
    b: int
    log_odds: float
    low: float
    high: float
    enough: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tags of two groups of ``n_a`` and ``n_b`` customers, from most typical of the first to most of the second."""

    group_a: CustomerGroup
    group_b: CustomerGroup
    n_a: int
    n_b: int
    rows: tuple[TagOdds, ...]


def compare_groups(
    portrait: Portrait, group_a: CustomerGroup, group_b: CustomerGroup, *, minimum: int = MINIMUM
) -> Comparison:
    """Compare two groups by the tags that customers of either have.

    Exchanging the groups negates each number exactly and turns the order round, but for tags that are level, which
    stay in the order of their groups and names.
    """
    n_a, n_b = portrait.sizes[group_a], portrait.sizes[group_b]

    def compared(use: TagUse) -> TagOdds:
        a, b = use.counts[group_a], use.counts[group_b]
        odds, spread = log_odds_ratio(a, n_a, b, n_b)
        enough = a + b >= minimum and n_a > 0 and n_b > 0
        return TagOdds(use.tag, a, b, odds, odds - spread, odds + spread, enough)

    rows = [compared(use) for use in portrait.uses if use.counts[group_a] or use.counts[group_b]]
    rows.sort(key=lambda row: (-row.log_odds, row.tag.group, row.tag.name, row.tag.uid))
    return Comparison(group_a, group_b, n_a, n_b, tuple(rows))


def log_odds_ratio(a: int, n_a: int, b: int, n_b: int) -> tuple[float, float]:
    """The smoothed log-odds ratio of ``a`` of ``n_a`` against ``b`` of ``n_b``, and half the width of its interval."""
    alpha = PRIOR * ((a + b + 0.5) / (n_a + n_b + 1))
    with_a, without_a = a + alpha, n_a + PRIOR - a - alpha
    with_b, without_b = b + alpha, n_b + PRIOR - b - alpha
    odds = log(with_a / without_a) - log(with_b / without_b)
    # Added group by group, so that exchanging them changes no rounding.
    variance = (1 / with_a + 1 / without_a) + (1 / with_b + 1 / without_b)
    return odds, _QUANTILE * sqrt(variance)
