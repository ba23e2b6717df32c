"""Who signs and who does not, in tags: the groups of customers compared and how many of each have a tag."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CustomerGroup(StrEnum):
    """The customers a cloud is drawn of; every customer is in exactly one of them."""

    SIGNED = "signed"
    PROSPECTS = "prospects"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class PortraitTag:
    """A tag of customers; ``level`` counts from 1 in a tree of tags, ``colour`` is a place in the palette of data."""

    uid: str
    name: str
    group_uid: str
    group: str
    colour: int
    level: int


@dataclass(frozen=True, slots=True)
class TagUse:
    """How many customers of each group have a tag; in a tree, who has a lower tag has those above it too."""

    tag: PortraitTag
    counts: Mapping[CustomerGroup, int]

    @property
    def total(self) -> int:
        """How many customers have it."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class PortraitFilter:
    """Which tags and customers are looked at.

    ``groups`` are uids of tag groups, none meaning all. ``level`` takes one level of those groups that are trees, and
    leaves flat groups as they are. ``since`` and ``until`` (both inclusive) say when a customer was obtained.
    """

    groups: frozenset[str] = frozenset()
    level: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PortraitFamily:
    """A group of tags of which customers have some; ``levels`` is 1 unless its tags stand in a tree."""

    uid: str
    name: str
    colour: int
    levels: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """The tags in use, most frequent first, over groups of so many customers each.

    ``families`` are the groups of tags there would be without a filter, in their order.
    """

    sizes: Mapping[CustomerGroup, int]
    uses: tuple[TagUse, ...]
    families: tuple[PortraitFamily, ...] = ()

    def share(self, use: TagUse, group: CustomerGroup) -> float:
        """The share of a group's customers that have a tag, 0 to 1."""
        return use.counts[group] / self.sizes[group] if self.sizes[group] else 0.0
