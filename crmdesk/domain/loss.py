"""Losing a deal: an event with reasons in three voices."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money

UNKNOWN = "unknown"
NOT_RECORDED = "not_recorded"


class Voice(StrEnum):
    """Whose account of the reason it is; charts prefer the manager's, then the seller's."""

    SELLER = "seller"
    CUSTOMER = "customer"
    MANAGER = "manager"


class WinBack(StrEnum):
    """Whether a lost deal can be won back, as far as anybody has said so."""

    UNKNOWN = ""
    YES = "yes"
    MAYBE = "maybe"
    NO = "closed"

    @classmethod
    def _missing_(cls, value: object) -> "WinBack | None":
        # What quick notes wrote when a customer said that we may ask again.
        return cls.MAYBE if value in ("open", "after") else None


MOST_REASONS = 3
"""So many reasons can be given for one outcome; the first is the primary one."""

HEAVIEST = 9
"""A reason weighs from 1 to this beside the others of the same outcome."""


AREAS = ("product", "price", "service", "channel", "selling")
"""Where the remedy for a reason can lie; a company may have words of its own besides."""

LONGEST_AREA = 20
LONGEST_WAIT = 3650
"""Characters of an area; days after which to try again."""


@dataclass(frozen=True, slots=True)
class LossReason:
    """A reason, or below ``parent_id`` a sub-reason, with what must be said when it is given.

    ``aliases`` are the other words by which it is found, ``was`` the keys and uids of reasons that were merged into it.
    """

    id: int
    uid: str
    key: str
    name: str
    parent_id: int | None
    area: str
    win_back_days: int | None
    ask_win_back_date: bool
    ask_competitor: bool
    ask_note: bool
    system: bool
    retired: bool
    aliases: tuple[str, ...] = ()
    was: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All that quick notes and other documents may call it by."""
        return (*((self.key,) if self.key else ()), self.uid, *self.was)


@dataclass(frozen=True, slots=True)
class PooledDeal:
    """A deal in the failure pool with its latest loss; ``more`` are its reasons besides the primary one, in words."""

    id: int
    uid: str
    name: str
    customer: str
    customer_uid: str
    owner: str
    amount: Money | None
    created_at: Moment
    external_id: str
    loss_id: int
    loss_uid: str
    lost_at: Moment | None
    stage_at_loss: str
    reason: str
    subreason: str
    competitors: tuple[str, ...]
    note: str
    reviewed: bool
    win_back: str
    win_back_on: date | None
    more: tuple[str, ...] = ()
    win_back_why: str = ""
    win_back_trigger: str = ""


@dataclass(frozen=True, slots=True)
class LossFact:
    """One loss event as statistics see it. Empty texts and tuples mean unknown, as ``None`` does.

    ``reason`` is the primary one (the manager's, else the seller's); it counts only if ``recorded``. ``remedy`` is the
    area in which the reason could be remedied. ``tags`` are pairs of group and tag. One fact may stand for as many
    losses as are ``alike`` in all that is asked of it; ``amount`` is then their sum.
    """

    event_uid: str
    deal_uid: str
    customer: str
    lost_on: date | None
    amount: Money | None
    reason: str
    subreason: str
    stage: str
    competitors: tuple[str, ...]
    owner: str
    sources: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    remedy: str
    recorded: bool
    alike: int = 1
