"""Loss reasons as they travel from one workspace to another, and what taking them in does to those that are there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.listed import ReasonDemands
from crmdesk.domain.loss import LONGEST_AREA, LONGEST_WAIT
from crmdesk.i18n import _

MOST_REASONS, MOST_WORDS = 1000, 50
"""A set has at most so many reasons and sub-reasons, a reason at most so many other words."""

_KEY = re.compile(r"[a-z0-9_]{0,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SharedReason:
    """A reason with its sub-reasons; ``key`` is empty for one of the user's own, ``words`` are its other words.

    Without ``demands`` nothing is said of what it asks; else of all but the fields of it that are ``unsaid``. What
    stands below a retired one is retired as well.
    """

    name: str
    key: str = ""
    words: tuple[str, ...] = ()
    demands: ReasonDemands | None = None
    unsaid: tuple[str, ...] = ()
    retired: bool = False
    below: tuple["SharedReason", ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonSet:
    """Reasons under a name."""

    name: str
    reasons: tuple[SharedReason, ...]


class ReasonOutcome(StrEnum):
    """What becomes of a reason of a set; one that is in use here and retired there becomes retired."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """What taking a set in does with one reason, called as it is here; ``above`` is the one it stands below."""

    name: str
    above: str
    outcome: ReasonOutcome


def check_reason_set(reasons: ReasonSet) -> ReasonSet:
    """The set, if a workspace can hold it.

    Raises ValidationError for too much of anything, what is there twice, or what no reason can be.
    """
    checked_name(reasons.name)
    if not reasons.reasons:
        raise ValidationError(_("There is no loss reason in it."))
    if sum(1 + len(reason.below) for reason in reasons.reasons) > MOST_REASONS:
        raise ValidationError(_("It has more than {most} loss reasons.").format(most=MOST_REASONS))
    _check_names(reasons.reasons)
    for reason in reasons.reasons:
        check_reason(reason)
        _check_names(reason.below)
        for lower in reason.below:
            check_reason(lower)
            if lower.below:
                raise ValidationError(_("A sub-reason has nothing below it."))
    return reasons


def check_reason(reason: SharedReason) -> None:
    """Refuse what no reason can be, whatever stands below it.

    Raises ValidationError with one sentence.
    """
    for name in (reason.name, *reason.words):
        checked_name(name)
    if not _KEY.fullmatch(reason.key):
        raise ValidationError(_("“{key}” is no key.").format(key=reason.key))
    if len(reason.words) > MOST_WORDS:
        raise ValidationError(_("“{name}” has too many other words.").format(name=reason.name))
    if reason.demands is not None:
        check_demands(reason.demands)


def check_demands(demands: ReasonDemands) -> None:
    """Refuse what no reason can ask.

    Raises ValidationError for a wait that is no number of days from 0 to ten years or an area that is too long.
    """
    days = demands.win_back_days
    if days is not None and not 0 <= days <= LONGEST_WAIT:
        raise ValidationError(
            _("Give a number of days up to {most}, or nothing.").format(most=LONGEST_WAIT), field="win_back_days"
        )
    if len(demands.area.strip()) > LONGEST_AREA:
        raise ValidationError(_("Give the area in at most {most} characters.").format(most=LONGEST_AREA), field="area")


def walk(reasons: ReasonSet) -> Iterator[tuple[SharedReason, SharedReason | None]]:
    """Every reason with the one it stands below, which comes before it."""
    for reason in reasons.reasons:
        yield reason, None
        yield from ((lower, reason) for lower in reason.below)


def _check_names(reasons: Sequence[SharedReason]) -> None:
    seen: set[str] = set()
    for reason in reasons:
        if reason.name.casefold() in seen:
            raise ValidationError(_("“{name}” is in it twice.").format(name=reason.name))
        seen.add(reason.name.casefold())
