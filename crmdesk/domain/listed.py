"""The entries of the lists a company edits, retired ones included, each with how much it is used.

``deletable`` is said of an entry of the user's own that nothing refers to; any other can only be retired.
"""

from dataclasses import dataclass
from datetime import date

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.template import Template


@dataclass(frozen=True, slots=True)
class StageEntry:
    """A stage; ``deals`` counts those that stand in it now, ``rot_days`` makes one without a touch neglected."""

    uid: str
    name: str
    retired: bool
    deletable: bool
    probability: int
    rot_days: int | None
    exit_criteria: str
    deals: int


@dataclass(frozen=True, slots=True)
class ReasonDemands:
    """What a loss reason asks of the person who gives it, and after how many days to try again."""

    ask_competitor: bool = False
    ask_note: bool = False
    ask_win_back_date: bool = False
    win_back_days: int | None = None


@dataclass(frozen=True, slots=True)
class ReasonEntry:
    """A loss reason, or a sub-reason below ``parent_uid``; ``losses`` counts those it was given for.

    A ``system`` reason is the program's own: it can neither be renamed nor retired.
    """

    uid: str
    name: str
    retired: bool
    deletable: bool
    parent_uid: str | None
    system: bool
    demands: ReasonDemands
    losses: int


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A tag group; ``colour`` is a place in the palette of data, ``tags`` counts those in use in it.

    ``pack`` is the key of the industry pack it came with, empty for none.
    """

    uid: str
    name: str
    retired: bool
    deletable: bool
    single_choice: bool
    colour: int | None
    applies_to: AppliesTo
    pack: str
    tags: int


@dataclass(frozen=True, slots=True)
class TagAlias:
    """Another word for a tag."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A tag, perhaps below another; ``holders`` counts the customers, people or deals that have it now."""

    uid: str
    name: str
    retired: bool
    deletable: bool
    parent_uid: str | None
    holders: int
    aliases: tuple[TagAlias, ...] = ()


@dataclass(frozen=True, slots=True)
class TagTarget:
    """A tag that another can be merged into."""

    uid: str
    name: str
    group: str
    holders: int


@dataclass(frozen=True, slots=True)
class TagMerge:
    """What merging a tag would do: so many customers, people or deals have it now, ``both`` the other as well."""

    name: str
    into: str
    applies_to: AppliesTo
    holders: int
    both: int


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A quick-note template. One that was ever used is not deleted; whether it was, only deleting finds out."""

    uid: str
    name: str
    retired: bool
    deletable: bool
    template: Template


@dataclass(frozen=True, slots=True)
class NoteUse:
    """How many touches were written with a template, and on which day the last was."""

    count: int
    last: date


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A colleague; ``customers`` counts those the colleague owns."""

    uid: str
    name: str
    retired: bool
    deletable: bool
    is_me: bool
    customers: int
