"""The failure pool as a screen asks for it: which losses, in which order, and one lost deal as a row of a table.

Reasons, colleagues and stages are meant by their uids, so that a wish can be kept and asked of another workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from crmdesk.domain.loss import Voice
from crmdesk.domain.money import Money

NOBODY = ""
"""The uid that stands for nobody as owner, and for no known stage."""


def none_of(group: str) -> str:
    """The uid that stands for having no tag of a group (by its uid), to be wished for like one of its tags."""
    return f"none:{group}"


def said_by(voice: Voice, reason: str = "") -> str:
    """What a wish says of a voice: that it names a reason (by its uid), or just any."""
    return f"{voice.value}:{reason}"


class Review(StrEnum):
    """What a manager may still want to do about a loss: find out why, look at it, hear both sides, try again."""

    UNKNOWN = "unknown"
    NOT_REVIEWED = "not_reviewed"
    DISAGREE = "disagree"
    WORTH = "worth"
    DUE = "due"
    WAITING = "waiting"
    NEVER = "never"


class Dimension(StrEnum):
    """By what losses are told apart; a count by one of them leaves its own wish aside."""

    PERIOD = "period"
    MONTH = "month"
    REASON = "reason"
    OWNER = "owner"
    STAGE = "stage"
    REVIEW = "review"
    COMPETITOR = "competitor"
    SOURCE = "source"
    TAG = "tag"
    COHORT = "cohort"
    DAYS = "days"
    TOUCHES = "touches"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class PoolFilter:
    """Which losses are wanted; an empty set means all of them.

    ``reasons`` has uids of reasons (meaning all below them too), of sub-reasons, and ``NOT_RECORDED``. ``since`` and
    ``until`` are both included. ``undated`` wants only losses of which the day is not known. ``month`` is a part of
    the period, as 2026-03, 2026-Q1 or 2026. ``competitors``, ``sources`` and ``tags`` are uids; any one of them is
    enough; ``NOBODY`` means none known, for tags ``none_of`` a group. ``cohort`` is the month the deal was created
    in, ``days`` how many days it was open, ``touches`` how many touches there were in its last 30 days, both ends
    included (None: no upper end). ``voices`` are made by ``said_by``: each voice among them names one of its reasons
    primarily.
    With ``won``, deals that were won are wanted instead of lost ones, by the day they were won and by what spoke
    against them.
    """

    reasons: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    reviews: frozenset[Review] = frozenset()
    since: date | None = None
    until: date | None = None
    undated: bool = False
    month: str = ""
    competitors: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    cohort: str = ""
    days: tuple[int, int | None] | None = None
    touches: tuple[int, int | None] | None = None
    won: bool = False
    voices: frozenset[str] = frozenset()

    @property
    def has_period(self) -> bool:
        """Whether the losses of only some days are wanted."""
        return self.since is not None or self.until is not None

    def __bool__(self) -> bool:
        return self != PoolFilter()

    @property
    def size(self) -> int:
        """How many things it names that a workspace may have."""
        named = (self.reasons, self.owners, self.stages, self.competitors, self.sources, self.tags, self.voices)
        return sum(map(len, named))

    def following(self, heirs: Mapping[str, str]) -> "PoolFilter":
        """The same with what was merged into something else (by uid) as that."""

        def now(uids: frozenset[str]) -> frozenset[str]:
            return frozenset(heirs.get(uid, uid) for uid in uids)

        voices = (one.partition(":") for one in self.voices)
        return replace(
            self,
            reasons=now(self.reasons),
            competitors=now(self.competitors),
            sources=now(self.sources),
            tags=now(self.tags),
            voices=frozenset(f"{voice}{colon}{heirs.get(uid, uid)}" for voice, colon, uid in voices),
        )

    def within(self, known: "KnownUids") -> "PoolFilter":
        """The same without what the workspace does not have (any more)."""
        return replace(
            self,
            reasons=self.reasons & known.reasons,
            owners=self.owners & known.owners,
            stages=self.stages & known.stages,
            competitors=self.competitors & known.competitors,
            sources=self.sources & known.sources,
            tags=self.tags & known.tags,
            voices=frozenset(one for one in self.voices if one.partition(":")[2] in known.reasons | {""}),
        )


@dataclass(frozen=True, slots=True)
class KnownUids:
    """The uids a workspace has."""

    reasons: frozenset[str]
    owners: frozenset[str]
    stages: frozenset[str]
    competitors: frozenset[str]
    sources: frozenset[str]
    tags: frozenset[str]


class PoolColumn(StrEnum):
    """What lost deals can be ordered by."""

    DEAL = "deal"
    REASON = "reason"
    STAGE = "stage"
    COMPETITOR = "competitor"
    AMOUNT = "amount"
    LOST = "lost"
    OWNER = "owner"
    WIN_BACK = "win_back"


@dataclass(frozen=True, slots=True)
class PoolOrder:
    """The order of lost deals; what is not known always comes last."""

    column: PoolColumn = PoolColumn.LOST
    descending: bool = True


@dataclass(frozen=True, slots=True)
class LostDeal:
    """A loss in force with its deal. ``touch_uid`` is its entry on the timeline, empty if there is none.

    ``reason`` is empty where none was recorded. ``competitors`` are by name all that the loss names or that were met
    in the deal besides: by these deals are counted, narrowed down and ordered. A deal that was won is listed
    likewise: ``loss_id`` is then 0 and ``loss_uid`` empty, ``lost_on`` the day it was won, and ``reason`` what spoke
    against it most.
    """

    loss_id: int
    loss_uid: str
    deal_uid: str
    customer_uid: str
    touch_uid: str
    deal: str
    customer: str
    owner: str
    stage: str
    reason: str
    subreason: str
    competitors: tuple[str, ...]
    amount: Money | None
    lost_on: date | None
    win_back: str
    win_back_on: date | None
    reviewed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many losses, how many of them without an amount, and the sums of the others in minor units by currency."""

    n: int = 0
    unpriced: int = 0
    sums: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        sums = dict(self.sums)
        for currency, minor in other.sums:
            sums[currency] = sums.get(currency, 0) + minor
        return Tally(self.n + other.n, self.unpriced + other.unpriced, tuple(sorted(sums.items())))

    def money(self) -> tuple[Money, ...]:
        """The sums that are not nothing, by the currencies' codes."""
        return tuple(Money(minor, currency) for currency, minor in self.sums if minor)


@dataclass(frozen=True, slots=True)
class PoolTallies:
    """Losses counted by uids, each dimension under the wishes about all the others.

    ``everything`` and, by reason, ``ranks`` count them under no wish at all, ``months`` by month (as 2026-03) and
    reason, whatever is wished of either. ``undated`` are those without a day that fit but for the period. A tag counts
    with all below it. ``overlapping`` are reasons of the first level with all below, where a deal can have several.
    """

    total: Tally = Tally()
    everything: Tally = Tally()
    undated: Tally = Tally()
    reasons: dict[str, Tally] = field(default_factory=dict)
    owners: dict[str, Tally] = field(default_factory=dict)
    stages: dict[str, Tally] = field(default_factory=dict)
    reviews: dict[str, Tally] = field(default_factory=dict)
    competitors: dict[str, Tally] = field(default_factory=dict)
    sources: dict[str, Tally] = field(default_factory=dict)
    tags: dict[str, Tally] = field(default_factory=dict)
    overlapping: dict[str, Tally] = field(default_factory=dict)
    months: dict[tuple[str, str], Tally] = field(default_factory=dict)
    ranks: dict[str, Tally] = field(default_factory=dict)
