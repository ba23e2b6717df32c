"""Tags in groups; an assignment has a first day and, once it no longer holds, a last."""

from dataclasses import dataclass
from datetime import date

MOST_LEVELS = 4
"""So deep may tags stand below each other, as in 大区 / 省 / 市 / 区."""


@dataclass(frozen=True, slots=True)
class TagGroup:
    """A family of tags; ``applies_to`` is customer, contact or deal, ``colour`` a place in the palette of data."""

    id: int
    uid: str
    key: str
    name: str
    applies_to: str
    single_choice: bool
    colour: int | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the name of its group; ``aliases`` are the other words, and the keys, by which it is found."""

    id: int
    uid: str
    key: str
    name: str
    group_id: int
    group: str
    parent_id: int | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldTag:
    """A tag that a customer has, with the group it stands in; ``colour`` is a place in the palette of data."""

    name: str
    group: str
    colour: int


@dataclass(frozen=True, slots=True)
class TagAssignmentDraft:
    """A tag about to be put on a customer, or on one of its people or deals."""

    tag_id: int
    customer_id: int
    from_day: date
    contact_id: int | None = None
    deal_id: int | None = None
    touch_id: int | None = None
    by_id: int | None = None
