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
    """What a loss reason asks of the person who gives it, when to try again, and in which ``area`` the remedy lies.

    Trying again makes sense after so many days, on a day that is asked, or not at all. The area is the key of one of
    ``loss.AREAS``, a word of the user's own, or empty: that of the reason above.
    """

    ask_competitor: bool = False
    ask_note: bool = False
    ask_win_back_date: bool = False
    win_back_days: int | None = None
    area: str = ""

    @property
    def can_be_won_back(self) -> bool:
        """Whether trying again makes sense."""
        return self.ask_win_back_date or self.win_back_days is not None


@dataclass(frozen=True, slots=True)
class ReasonEntry:
    """A loss reason, or a sub-reason below ``parent_uid``.

    ``given`` counts what it, or what stands below it, was given for. A ``system`` reason is the program's own: it can
    neither be renamed nor retired.
    """

    uid: str
    name: str
    retired: bool
    deletable: bool
    parent_uid: str | None
    system: bool
    demands: ReasonDemands
    given: "ReasonUse"
    aliases: tuple["Alias", ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonUse:
    """So many losses have a reason in any voice, so many won deals were won in spite of it, so many notes name it."""

    losses: int = 0
    wins: int = 0
    notes: int = 0

    @property
    def is_any(self) -> bool:
        """Whether it was ever given."""
        return bool(self.losses or self.wins or self.notes)


@dataclass(frozen=True, slots=True)
class ReasonTarget:
    """A reason that another can be merged into; ``above`` is the name of the reason it stands below, or empty."""

    uid: str
    name: str
    above: str
    given: ReasonUse


@dataclass(frozen=True, slots=True)
class ReasonMerge:
    """What merging a reason, with so many sub-reasons below it, would do: what moves, and what the other has then."""

    name: str
    into: str
    moving: ReasonUse
    then: ReasonUse
    below: int


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
class Alias:
    """Another word for an entry."""

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
    aliases: tuple[Alias, ...] = ()


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
class CompetitorEntry:
    """A competitor, with what it is good and bad at and what else it is called."""

    uid: str
    name: str
    retired: bool
    deletable: bool
    strengths: str
    weaknesses: str
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetitorTarget:
    """A competitor that another can be merged into; it was met in so many ``deals``."""

    uid: str
    name: str
    deals: int


@dataclass(frozen=True, slots=True)
class CompetitorMerge:
    """What merging a competitor would do: in so many deals it was met, in ``both`` with the other, ``then`` in all."""

    name: str
    into: str
    deals: int
    both: int
    then: int


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
