"""What a person says about a loss, in words, and the reasons it names."""

from dataclasses import dataclass
from datetime import date

from crmdesk.domain.customer import storable
from crmdesk.domain.defaults import default_names
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import LossAccount, LossReason
from crmdesk.i18n import _
from crmdesk.services.choices import choose, fitting_entries
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.text.folding import fold
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class LossWords:
    """What a person says about a loss, in words: reasons by key or name."""

    reason: str
    subreason: str = ""
    competitors: tuple[str, ...] = ()
    note: str = ""
    win_back_on: date | None = None


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
    )


def find_reasons(reasons: list[LossReason], reason: str, subreason: str) -> tuple[LossReason, LossReason | None]:
    """The reason and sub-reason meant by words; a sub-reason alone brings its reason with it."""
    first_level = [entry for entry in reasons if entry.parent_id is None]
    reason = _in_workspace(reasons, reason)
    if not subreason and not fitting_entries(first_level, reason):
        below = fitting_entries([entry for entry in reasons if entry.parent_id is not None], reason)
        if len(below) == 1:
            return next(entry for entry in first_level if entry.id == below[0].parent_id), below[0]
    chosen = choose(first_level, reason, "reason")
    if not subreason.strip():
        return chosen, None
    below = [entry for entry in reasons if entry.parent_id == chosen.id]
    return chosen, choose(below, _in_workspace(below, subreason), "sub")


def _in_workspace(reasons: list[LossReason], text: str) -> str:
    """The words, or the key of the default reason that has this name in another language than the workspace's."""
    if fitting_entries(reasons, text):
        return text
    keys = {path[-1] for path, names in default_names("loss_reasons").items() if fold(text.strip()) in map(fold, names)}
    return next((entry.key for entry in reasons if entry.key in keys), text)
