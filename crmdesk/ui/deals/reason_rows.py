"""The rows of the tree of loss reasons while somebody looks for one: what is used most, all of it, or what fits."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from crmdesk.domain.loss import UNKNOWN, LossReason
from crmdesk.i18n import _
from crmdesk.services.loss_accounts import LossChoices
from crmdesk.services.type_ahead import fits

_MOST_USED = 4
_FEWEST_REASONS_FOR_USES = 2


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason, at a place that ``key`` names; without one it is the title of what follows.

    ``below`` is the first-level reason a sub-reason stands under, named in ``text`` where it is not shown above it.
    ``number`` is the key that chooses it while nothing is typed, 0 for none; ``is_whole`` that nothing is below it.
    """

    key: str
    text: str
    reason: LossReason | None = None
    below: LossReason | None = None
    indented: bool = False
    opens: bool = False
    number: int = 0
    is_whole: bool = True


def reason_rows(choices: LossChoices, typed: str, opened: Collection[int]) -> list[ReasonRow]:
    """What to show; the first-level reasons in ``opened`` show what is below them."""
    if typed.strip():
        return _fitting(choices, typed)
    return [*_most_used(choices), *_all(choices, opened)]


def likeliest(choices: LossChoices, rows: Sequence[ReasonRow], typed: str) -> int | None:
    """The place of the row that is meant: one that begins as typed, else one that fits itself, else the first."""
    reasons = [(place, row.reason) for place, row in enumerate(rows) if row.reason is not None]
    begins = [place for place, reason in reasons if reason.name.casefold().startswith(typed.strip().casefold())]
    fitting = [place for place, reason in reasons if _fits(choices, reason, typed)]
    return next(iter((*begins, *fitting, *(place for place, _reason in reasons))), None)


def _most_used(choices: LossChoices) -> Iterator[ReasonRow]:
    by_id = {reason.id: reason for reason in choices.reasons}
    used = sorted((at for at in choices.uses if at in by_id), key=lambda at: -choices.uses[at])[:_MOST_USED]
    known = [by_id[at] for at in used if by_id[at].key != UNKNOWN]
    if len(known) < _FEWEST_REASONS_FOR_USES:
        return
    yield ReasonRow("title used", _("Most used"))
    for number, reason in enumerate(known, 1):
        above = by_id.get(reason.parent_id or 0)
        text = f"{above.name} › {reason.name}" if above else reason.name
        yield ReasonRow(f"used {reason.id}", text, reason, above, number=number)
    yield ReasonRow("title all", _("All reasons"))


def _all(choices: LossChoices, opened: Collection[int]) -> Iterator[ReasonRow]:
    for reason in _first_level(choices):
        below = _below(choices, reason)
        opens = bool(below) and reason.id not in opened
        yield ReasonRow(f"{reason.id}", reason.name, reason, opens=opens, is_whole=not below)
        if reason.id in opened:
            for each in below:
                yield ReasonRow(f"{each.id}", each.name, each, reason, indented=True)


def _fitting(choices: LossChoices, typed: str) -> list[ReasonRow]:
    """Reasons that fit with everything below them, and what fits below others; not knowing is always an answer."""
    found: list[ReasonRow] = []
    for reason in _first_level(choices):
        whole = _fits(choices, reason, typed)
        below = [each for each in _below(choices, reason) if whole or _fits(choices, each, typed)]
        if whole or below or reason.key == UNKNOWN:
            found.append(ReasonRow(f"{reason.id}", reason.name, reason, is_whole=not _below(choices, reason)))
            found.extend(ReasonRow(f"{each.id}", each.name, each, reason, indented=True) for each in below)
    return found


def _first_level(choices: LossChoices) -> list[LossReason]:
    return [reason for reason in choices.reasons if reason.parent_id is None]


def _below(choices: LossChoices, reason: LossReason) -> list[LossReason]:
    return [each for each in choices.reasons if each.parent_id == reason.id]


def _fits(choices: LossChoices, reason: LossReason, typed: str) -> bool:
    return fits(typed, reason.name, choices.words.get(reason.id, ()))
