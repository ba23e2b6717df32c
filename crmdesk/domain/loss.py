"""Losing a deal: an event with reasons in three voices. What a reason demands is checked here."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money
from crmdesk.i18n import _

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


MOST_REASONS = 3
"""So many reasons can be given for one outcome; the first is the primary one."""


@dataclass(frozen=True, slots=True)
class LossReason:
    """A reason, or below ``parent_id`` a sub-reason, with what must be said when it is given."""

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


@dataclass(frozen=True, slots=True)
class LossAccount:
    """What a person says about a loss; ``no_win_back`` when trying again makes no sense."""

    reason: LossReason
    subreason: LossReason | None
    competitors: tuple[str, ...]
    note: str
    win_back_on: date | None
    no_win_back: bool = False


@dataclass(frozen=True, slots=True)
class PooledDeal:
    """A deal in the failure pool with its latest loss."""

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


def check_account(account: LossAccount, lost_on: date) -> date | None:
    """Check that everything the reason asks for is there; returns the day to try again, if there is one.

    Raises ValidationError naming the missing input.
    """
    flags = [account.reason] + ([account.subreason] if account.subreason else [])
    if account.reason.key == NOT_RECORDED:
        raise ValidationError(
            _("Give a reason, or “unknown” if you do not know it yet; only an import may leave it out."), field="reason"
        )
    if any(flag.ask_competitor for flag in flags) and not account.competitors:
        raise ValidationError(
            _("“{reason}” asks which competitor it was.").format(reason=flags[-1].name), field="competitor"
        )
    if any(flag.ask_note for flag in flags) and not account.note.strip():
        raise ValidationError(_("“{reason}” asks for a note.").format(reason=flags[-1].name), field="note")
    if account.no_win_back:
        return None
    if any(flag.ask_win_back_date for flag in flags) and account.win_back_on is None:
        raise ValidationError(
            _("“{reason}” asks for the day to try again.").format(reason=flags[-1].name), field="win_back"
        )
    if account.win_back_on is not None:
        if account.win_back_on < lost_on:
            raise ValidationError(_("The day to try again lies before the loss."), field="win_back")
        return account.win_back_on
    days = account.reason.win_back_days
    return None if days is None else lost_on + timedelta(days=days)


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
