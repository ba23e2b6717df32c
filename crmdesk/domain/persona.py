"""Who is like the customers that sign: what is known of every customer, on its way to those who count it.

Made by the store and read by insight, which do not know each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.outcome_texts import Numbers
from crmdesk.domain.portrait import PortraitFamily, PortraitTag


class Likeness(StrEnum):
    """Whether a customer's tags are rather those of customers that sign; ``UNTOLD`` where they do not tell."""

    LIKE = "like"
    UNLIKE = "unlike"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class TagInTree:
    """A tag; ``above`` is the place of the one above it in its tree, counted from 1, 0 for none."""

    tag: PortraitTag
    above: int


@dataclass(frozen=True, slots=True)
class PersonaTexts:
    """Who the customers are, which tags they have themselves, and when they signed first.

    ``groups`` has for each key of the store the place of the customer's group in ``CustomerGroup``, counted from 1, and
    0 for who is no customer; ``counted`` likewise, but for those who are looked at. held: customer, tag (a key of
    ``places``). signed: customer, day (a proleptic ordinal). ``places`` are those of tags in ``tags``, counted from 1,
    by their keys in the store; what was merged has the place of what it became.
    """

    groups: bytes
    counted: bytes
    held: Numbers
    signed: Numbers
    tags: tuple[TagInTree, ...]
    places: Mapping[int, int]
    families: tuple[PortraitFamily, ...]
