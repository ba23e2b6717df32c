"""What somebody says about a loss; what its reasons demand is checked here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import HEAVIEST, MOST_REASONS, NOT_RECORDED, UNKNOWN, LossReason, WinBack
from crmdesk.i18n import _


@dataclass(frozen=True, slots=True)
class GivenReason:
    """A reason somebody gives, with how much it weighs beside the others of the same outcome."""

    reason: LossReason
    subreason: LossReason | None = None
    weight: int = 1

    @property
    def chosen(self) -> LossReason:
        """The sub-reason where one is given."""
        return self.subreason or self.reason

    @property
    def title(self) -> str:
        """``Price › Over budget``."""
        return " › ".join(one.name for one in (self.reason, self.subreason) if one is not None)


def weights_of(reasons: Iterable[GivenReason]) -> dict[int, int]:
    """How much each reason weighs by its id, the primary one first."""
    return {given.chosen.id: given.weight for given in reasons}


def put_first(named: Sequence[GivenReason], before: Sequence[GivenReason]) -> tuple[GivenReason, ...]:
    """Reasons named anew in the place of the primary one of ``before``; the others stay while there is room.

    What was given in more detail stays so, with its weight. The new primary one weighs no less than the one in whose
    place it comes, so that it does not count for less than those behind it. Not knowing stands alone.
    """
    if any(given.reason.key in (UNKNOWN, NOT_RECORDED) for given in named):
        return tuple(named)
    first, *more = (_as_before(given, before) for given in named)
    first = replace(first, weight=max(given.weight for given in (first, *before[:1])))
    chosen = (first, *more)
    others = (given for given in before[1:] if not any(_is_alike(given, other) for other in chosen))
    return (*chosen, *others)[:MOST_REASONS]


def _as_before(given: GivenReason, before: Sequence[GivenReason]) -> GivenReason:
    known = next((other for other in before if _is_alike(given, other)), None)
    if known is None:
        return given
    return replace(given, subreason=given.subreason or known.subreason, weight=max(known.weight, given.weight))


def _is_alike(one: GivenReason, other: GivenReason) -> bool:
    """Whether they cannot stand together: a reason and one below it count as one."""
    whole = one.subreason is None or other.subreason is None
    return one.chosen.id == other.chosen.id or (one.reason.id == other.reason.id and whole)


@dataclass(frozen=True, slots=True)
class LossAccount:
    """What a person says about a loss, the primary reason first.

    ``no_win_back`` leaves out the reason's own waiting time; ``trigger`` is an event to wait for instead of a day.
    """

    reasons: tuple[GivenReason, ...]
    competitors: tuple[str, ...] = ()
    note: str = ""
    win_back_on: date | None = None
    no_win_back: bool = False
    verdict: WinBack = WinBack.UNKNOWN
    why: str = ""
    trigger: str = ""


def check_account(account: LossAccount, lost_on: date) -> date | None:
    """Check that everything the reasons ask for is there; returns the day to try again, if there is one.

    Raises ValidationError naming the missing input.
    """
    check_reasons(account.reasons)
    _demand_a_reason(account.reasons)
    flags = [flag for given in account.reasons for flag in (given.reason, given.subreason) if flag is not None]
    demanding = next((flag for flag in reversed(flags) if flag.ask_competitor), None)
    if demanding and not account.competitors:
        raise ValidationError(
            _("“{reason}” asks which competitor it was.").format(reason=demanding.name), field="competitor"
        )
    demanding = next((flag for flag in reversed(flags) if flag.ask_note), None)
    if demanding and not account.note.strip():
        raise ValidationError(_("“{reason}” asks for a note.").format(reason=demanding.name), field="note")
    return _day_to_try_again(account, flags, lost_on)


def check_reasons(reasons: Sequence[GivenReason]) -> None:
    """Check that reasons of one outcome can stand together; a reason and one below it count as one.

    Raises ValidationError for too many of them, for one given twice, and for a weight that is none.
    """
    if len(reasons) > MOST_REASONS:
        raise ValidationError(_("Give at most {n} reasons.").format(n=MOST_REASONS), field="reason")
    levels: dict[int, list[GivenReason]] = {}
    for given in reasons:
        if not 1 <= given.weight <= HEAVIEST:
            raise ValidationError(
                _("A weight is a whole number from 1 to {most}.").format(most=HEAVIEST), field="weight"
            )
        levels.setdefault(given.reason.id, []).append(given)
    for alike in levels.values():
        if len({given.chosen.id for given in alike}) < len(alike) or (
            len(alike) > 1 and any(given.subreason is None for given in alike)
        ):
            raise ValidationError(_("“{reason}” is given twice.").format(reason=alike[0].reason.name), field="reason")
        if alike[0].reason.key == UNKNOWN and len(reasons) > 1:
            raise ValidationError(
                _("“{reason}” stands alone; leave it out beside other reasons.").format(reason=alike[0].reason.name),
                field="reason",
            )


def check_verdict(verdict: WinBack, on: date | None, trigger: str) -> None:
    """Check that nothing is waited for where trying again makes no sense.

    Raises ValidationError.
    """
    if verdict is WinBack.NO and (on is not None or trigger.strip()):
        raise ValidationError(
            _("What cannot be won back has no day or event to try again."),
            field="win_back" if on is not None else "trigger",
        )


def _demand_a_reason(reasons: Sequence[GivenReason]) -> None:
    if not reasons or any(given.reason.key == NOT_RECORDED for given in reasons):
        raise ValidationError(
            _("Give a reason, or “unknown” if you do not know it yet; only an import may leave it out."), field="reason"
        )


def _day_to_try_again(account: LossAccount, flags: Sequence[LossReason], lost_on: date) -> date | None:
    check_verdict(account.verdict, account.win_back_on, account.trigger)
    if account.no_win_back or account.verdict is WinBack.NO:
        return None
    demanding = next((flag for flag in reversed(flags) if flag.ask_win_back_date), None)
    if demanding and account.win_back_on is None and not account.trigger.strip():
        raise ValidationError(
            _("“{reason}” asks for the day to try again.").format(reason=demanding.name), field="win_back"
        )
    if account.win_back_on is not None:
        if account.win_back_on < lost_on:
            raise ValidationError(_("The day to try again lies before the loss."), field="win_back")
        return account.win_back_on
    if account.trigger.strip():
        return None
    days = account.reasons[0].reason.win_back_days
    return None if days is None else lost_on + timedelta(days=days)
