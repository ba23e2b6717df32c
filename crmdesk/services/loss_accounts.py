"""What a person says about a loss, in words, and the reasons it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import NOT_RECORDED, LossReason, WinBack
from crmdesk.domain.loss_account import GivenReason, LossAccount, check_reasons
from crmdesk.i18n import _
from crmdesk.services.choices import REASONS, choose, fitting_entries, other_words
from crmdesk.services.desk import Desk
from crmdesk.services.rival_prices import TypedPrice
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
    for a ``trigger``. ``verdict`` and ``why`` say whether it can be won back. ``prices`` are what competitors asked.
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
    prices: tuple[TypedPrice, ...] = ()


@dataclass(frozen=True, slots=True)
class WinWords:
    """What a person says about a deal that was won: what spoke against it, the primary one first, and whom it beat.

    ``prices`` are what those asked.
    """

    reasons: tuple[ReasonWords, ...] = ()
    competitors: tuple[str, ...] = ()
    note: str = ""
    prices: tuple[TypedPrice, ...] = ()


@dataclass(frozen=True, slots=True)
class LossChoices:
    """What can be said about a loss: the reasons a person may give, parents first, and the competitors known.

    ``words`` has by a reason's id what else it is called, ``uses`` how often it was given lately.
    """

    reasons: tuple[LossReason, ...]
    words: Mapping[int, frozenset[str]]
    uses: Mapping[int, int]
    competitors: tuple[str, ...]


class LossAccounts:
    """Reading what can be said about a loss."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def win_words(self, said: Sequence[str], competitors: Sequence[str] = ()) -> WinWords:
        """What was said about a deal that was won, each as ``reason_words`` reads it; what is no reason is a note."""
        with self._desk.read() as source:
            reasons = [reason for reason in loss_reasons(source) if not reason.retired]
        named = [text for text in said if fitting_entries(reasons, text.partition(":")[0], REASONS)]
        return WinWords(
            reasons=tuple(map(reason_words, named)),
            competitors=tuple(competitors),
            note="\n".join(text for text in said if text not in named),
        )

    def choices(self) -> LossChoices:
        """What a person can choose from now."""
        with self._desk.read() as source:
            reasons = [reason for reason in loss_reasons(source) if not reason.retired and reason.key != NOT_RECORDED]
            return LossChoices(
                reasons=tuple(reasons),
                words={reason.id: other_words(reason, REASONS) for reason in reasons},
                uses=reason_uses(source),
                competitors=tuple(competitor_names(source)),
            )


def reason_words(text: str) -> ReasonWords:
    """``REASON``, ``REASON:SUB`` or ``REASON:SUB:WEIGHT`` as typed on the command line; the sub-reason may be empty.

    Raises ValidationError for a weight that is no number.
    """
    reason, _colon, rest = text.partition(":")
    subreason, _colon, weight = rest.partition(":")
    if weight.strip() and not (weight.strip().isascii() and weight.strip().isdigit()):
        raise ValidationError(_("“{text}” is no weight.").format(text=weight.strip()[:40]), field="weight")
    return ReasonWords(reason.strip(), subreason.strip(), int(weight) if weight.strip() else 1)


def read_account(source: Source, words: LossWords) -> LossAccount:
    """The account with the reasons of the workspace.

    Raises ValidationError or AmbiguousError for a reason that is missing or not clear.
    """
    if not words.reason.strip():
        raise ValidationError(_("A lost deal needs a reason, or “unknown” if you do not know it yet."), field="reason")
    return LossAccount(
        reasons=read_reasons(source, (ReasonWords(words.reason, words.subreason, words.weight), *words.more)),
        competitors=read_names(words.competitors),
        note=storable(words.note, "note"),
        win_back_on=words.win_back_on,
        no_win_back=words.no_win_back,
        verdict=words.verdict,
        why=storable(words.why, "why").strip(),
        trigger=storable(words.trigger, "trigger").strip(),
    )


def read_obstacles(source: Source, words: WinWords) -> tuple[GivenReason, ...]:
    """What spoke against a deal that was won all the same.

    Raises ValidationError or AmbiguousError for a reason that is not clear, ValidationError for what is none.
    """
    reasons = read_reasons(source, words.reasons)
    check_reasons(reasons)
    if any(given.reason.key == NOT_RECORDED for given in reasons):
        raise ValidationError(_("Name what spoke against it, or leave it out."), field="reason")
    return reasons


def read_reasons(source: Source, words: Sequence[ReasonWords]) -> tuple[GivenReason, ...]:
    """Reasons in words as those of the workspace.

    Raises ValidationError or AmbiguousError for one that is missing or not clear.
    """
    reasons = [reason for reason in loss_reasons(source) if not reason.retired]
    return tuple(GivenReason(*find_reasons(reasons, each.reason, each.subreason), each.weight) for each in words)


def read_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names of competitors as they are kept, each once."""
    return tuple(dict.fromkeys(storable(name, "competitor").strip() for name in names if name.strip()))


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
