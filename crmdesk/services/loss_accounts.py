"""What a person says about a loss, in words, and the reasons it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import NOT_RECORDED, LossAccount, LossReason, WinBack
from crmdesk.i18n import _
from crmdesk.services.choices import REASONS, choose, fitting_entries, names_abroad
from crmdesk.services.desk import Desk
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.queries.customer_sheet import competitor_names, reason_uses
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """A reason in words, by key or name, with how much it weighs beside the others of the same outcome (1 to 9)."""

    reason: str
    subreason: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class LossWords:
    """What a person says about a loss, in words: reasons by key or name, ``more`` besides the primary one.

    Without ``win_back_on`` the reason's own waiting time is taken, unless the person has said ``no_win_back`` or waits
    for a ``trigger``. ``verdict`` and ``why`` say whether it can be won back.
    """

    reason: str
    subreason: str = ""
    competitors: tuple[str, ...] = ()
    note: str = ""
    win_back_on: date | None = None
    no_win_back: bool = False
    weight: int = 1
    more: tuple[ReasonWords, ...] = ()
    verdict: WinBack = WinBack.UNKNOWN
    why: str = ""
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class WinWords:
    """What a person says about a deal that was won: what spoke against it, the primary one first, and whom it beat."""

    reasons: tuple[ReasonWords, ...] = ()
    competitors: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class LossChoices:
    """What can be said about a loss: the reasons a person may give, parents first, and the competitors known.

    ``words`` has by a reason's id what it is called in other languages, ``uses`` how often it was given lately.
    """

    reasons: tuple[LossReason, ...]
    words: Mapping[int, frozenset[str]]
    uses: Mapping[int, int]
    competitors: tuple[str, ...]


class LossAccounts:
    """Reading what can be said about a loss."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def choices(self) -> LossChoices:
        """What a person can choose from now."""
        with self._desk.read() as source:
            reasons = [reason for reason in loss_reasons(source) if not reason.retired and reason.key != NOT_RECORDED]
            return LossChoices(
                reasons=tuple(reasons),
                words={reason.id: names_abroad(REASONS, reason.key) for reason in reasons},
                uses=reason_uses(source),
                competitors=tuple(competitor_names(source)),
            )


def read_account(source: Source, words: LossWords) -> LossAccount:
    """The account with the reasons of the workspace.

    Raises ValidationError or AmbiguousError for a reason that is missing or not clear.
    """
    if not words.reason.strip():
        raise ValidationError(_("A lost deal needs a reason, or “unknown” if you do not know it yet."), field="reason")
    reasons = [reason for reason in loss_reasons(source) if not reason.retired]
    reason, subreason = find_reasons(reasons, words.reason, words.subreason)
    return LossAccount(
        reason=reason,
        subreason=subreason,
        competitors=tuple(name.strip() for name in words.competitors if name.strip()),
        note=storable(words.note, "note"),
        win_back_on=words.win_back_on,
        no_win_back=words.no_win_back,
    )


def find_reasons(reasons: list[LossReason], reason: str, subreason: str) -> tuple[LossReason, LossReason | None]:
    """The reason and sub-reason meant by words; a sub-reason alone brings its reason with it."""
    first_level = [entry for entry in reasons if entry.parent_id is None]
    if not subreason.strip() and not fitting_entries(first_level, reason, REASONS):
        below = fitting_entries([entry for entry in reasons if entry.parent_id is not None], reason, REASONS)
        if len(below) == 1:
            return next(entry for entry in first_level if entry.id == below[0].parent_id), below[0]
    chosen = choose(first_level, reason, "reason", REASONS)
    if not subreason.strip():
        return chosen, None
    return chosen, choose([entry for entry in reasons if entry.parent_id == chosen.id], subreason, "sub", REASONS)
