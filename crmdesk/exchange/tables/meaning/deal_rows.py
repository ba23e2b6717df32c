"""The deal a row speaks of, put together: outcome, dates, amount, name."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.money import minor_digits
from crmdesk.exchange.tables.meaning.amounts import Amount
from crmdesk.exchange.tables.meaning.drafts import Draft
from crmdesk.exchange.tables.meaning.outcomes import Signs, outcome_of
from crmdesk.exchange.tables.meaning.values import whole_percent
from crmdesk.exchange.tables.records import DealText, SheetKind, TagText
from crmdesk.i18n import _

DAYS_OF_CLOSING = frozenset(("closed", "won_at", "lost_at"))
"""The fields of a deal that say when it ended."""

FLAGS = ("is_won", "is_lost", "is_closed", "active")
_REASONS = ("lost_reason", "lost_subreason", "lost_note", "stage_at_loss", "competitors", "win_back_on")
_ENDED_BY = {
    DealStatus.WON: ("won_at", "closed", "close"),
    DealStatus.LOST: ("lost_at", "closed", "close"),
    DealStatus.INVALID: ("closed", "close", "lost_at"),
}


class ContradictionError(Exception):
    """A row names two outcomes; ``words`` are how it says so."""

    def __init__(self, words: tuple[str, str]) -> None:
        super().__init__(*words)
        self.words = words


def deal_of(draft: Draft, kind: SheetKind, fallback: str, currency: str, *, own: bool) -> DealText | None:
    """The deal, or None if the row says nothing about one. ``fallback`` names a deal without title and product.

    Raises ContradictionError.
    """
    facts = draft.facts["deal"]
    if not facts.keys() - {"owner", "note"}:
        draft.leave("deal")
        return None
    # Its customer has been lent it; other deals of the same customer may say something else.
    draft.leave("deal", "note")
    _set_money(draft, facts, currency)
    if own:
        return DealText(**facts)
    _set_outcome(draft, facts, kind)
    _set_dates(draft, facts)
    product = facts.pop("product", "")
    if product:
        draft.tags.append(TagText("product", product, "deal"))
    facts["name"] = facts.get("name") or product or fallback or facts.get("external_id", "")
    return DealText(**facts)


def _set_money(draft: Draft, facts: dict[str, Any], default: str) -> None:
    """Amount and currency: the sign in the cell goes before the column of currencies, the header, the workspace."""
    amount: Amount | None = facts.get("amount")
    if amount is not None:
        facts["currency"] = amount.currency or facts.get("currency") or amount.header_currency or default
        smallest = Decimal(1).scaleb(-minor_digits(facts["currency"]))
        rounded = amount.value.quantize(smallest, ROUND_HALF_EVEN)
        if rounded != amount.value:
            draft.leave("deal", "amount")
        facts["amount"] = rounded
    percent: Decimal | None = facts.get("probability")
    if percent is not None:
        if percent != whole_percent(percent):
            draft.leave("deal", "probability")
        facts["probability"] = whole_percent(percent)


def _set_outcome(draft: Draft, facts: dict[str, Any], kind: SheetKind) -> None:
    status = facts.pop("status", None)
    signs = Signs(
        status,
        facts.pop("stage", None),
        **{flag: facts.get(flag) for flag in FLAGS},
        probability=facts.get("probability"),
    )
    outcome = outcome_of(signs)
    if outcome.contradiction:
        raise ContradictionError(outcome.contradiction)
    decided = outcome.status
    if decided is None and kind is SheetKind.LOSSES:
        decided = DealStatus.LOST
    if status is not None and status.outcome is None:
        draft.tags.append(TagText("status", status.text, "deal"))
    if decided is None or (signs.active is not None and decided is not DealStatus.LOST):
        draft.leave("deal", "active")
    for flag in FLAGS:
        facts.pop(flag, None)
    facts["status"], facts["stage"] = decided, outcome.stage
    if decided is not DealStatus.LOST:
        draft.leave("deal", *_REASONS)
    if decided is not DealStatus.WON:
        draft.leave("deal", "win_reason")


def _set_dates(draft: Draft, facts: dict[str, Any]) -> None:
    """One date of closing out of many columns: an ended deal's own, while ``Close Date`` of a running one is a plan."""
    lead = facts.pop("lead_created", None)
    facts["created"] = facts.get("created") or lead
    ended_by = _ENDED_BY.get(facts["status"], ())
    field = next((field for field in ended_by if field in facts), None)
    if field is not None:
        closed = facts.pop(field)
        draft.leave("deal", "closed")
        facts["closed"] = closed
    elif "close" in facts and "expected_close" not in facts:
        facts["expected_close"] = facts.pop("close")
    if field is None:
        # A day of closing on a deal that has not ended says something, but not that it has.
        for left in facts.keys() & DAYS_OF_CLOSING:
            draft.leave_with_remark("deal", left, _("A closing day without an outcome: it is kept beside the deal."))
    draft.leave("deal", "close", "won_at", "lost_at")
