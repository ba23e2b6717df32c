"""The tags by which lost customers differ from signed ones: where the target could be widened.

Knows neither the store nor the screen.
"""

from dataclasses import dataclass

from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.insight.log_odds import TagOdds, compare_groups


@dataclass(frozen=True, slots=True)
class LostTags:
    """Those that no signed customer has first, by how many were lost; then those surely more common among the lost.

    In each row ``a`` is of the ``signed`` customers, ``b`` of the ``lost``. Of ``tried`` tags with enough customers
    some differ by chance alone.
    """

    signed: int
    lost: int
    rows: tuple[TagOdds, ...]
    tried: int
    minimum: int


def lost_tags(portrait: Portrait, minimum: int) -> LostTags:
    """The tags of at least ``minimum`` lost customers that no signed customer has, or surely fewer of them."""
    compared = compare_groups(portrait, CustomerGroup.SIGNED, CustomerGroup.LOST, minimum=minimum)
    frequent = [row for row in compared.rows if row.enough and row.b >= minimum]
    only = sorted((row for row in frequent if not row.a), key=lambda row: (-row.b, row.high))
    more = sorted((row for row in frequent if row.a and row.high < 0), key=lambda row: row.high)
    return LostTags(compared.n_a, compared.n_b, (*only, *more), len(frequent), minimum)
