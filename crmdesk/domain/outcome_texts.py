"""All deals and how they ended on the way from the workspace to those who count them, whole columns as one text each.

Made by the store and read by insight, which do not know each other. A text holds whole numbers, one per row, separated
by commas: nothing the standard library has can be both written and read faster.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Numbers: TypeAlias = Mapping[str, str]
"""Columns of one length by name."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of one of the workspace's lists by its key there; ``now`` is what it was merged into, else itself.

    ``above`` is the entry it is below, 0 for none; ``group`` the uid of a tag's group.
    """

    id: int
    now: int
    uid: str
    name: str
    key: str = ""
    above: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeTexts:
    """``deals`` and ``losses`` (those in force) in the order of their keys; days are proleptic ordinals, 0 unknown.

    deals: id, customer, created and closed (days), ended (milliseconds of UTC), stage, owner, amount, currency (its
    place in ``currencies``), priced (0 or 1), status (0 open, 1 won, 2 lost). losses: id, deal, lost (day), ended,
    stage, amount, currency, priced, reviewed, hopeless, worth, waiting, win_back (day). reasons: loss, reason, voice (0
    seller, 1 manager, 2 customer), only the primary ones. loss_competitors: loss, competitor. deal_competitors: deal,
    competitor. prices: deal, competitor, minor, currency. tried (losses after which the deal was taken up again, in the
    order of their keys): id, deal, lost (day), stage, again (1 if it was lost once more). obstacles: deal, reason,
    primary. tags: customer, tag, deal (0 for one that is not on a deal). Lists are in the order to show.
    """

    deals: Numbers
    losses: Numbers
    reasons: Numbers
    loss_competitors: Numbers
    deal_competitors: Numbers
    prices: Numbers
    tried: Numbers
    obstacles: Numbers
    tags: Numbers
    currencies: tuple[str, ...]
    stages: tuple[Listed, ...]
    owners: tuple[Listed, ...]
    reason_names: tuple[Listed, ...]
    competitors: tuple[Listed, ...]
    tag_names: tuple[Listed, ...]
    tag_groups: tuple[Listed, ...]
