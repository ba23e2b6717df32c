"""Adding deals and changing them."""

from collections.abc import Iterable, Mapping
from typing import Any

from crmdesk.domain.deal import DealDraft
from crmdesk.domain.moment import Moment
from crmdesk.store.repos.changes import change_rows
from crmdesk.store.schema import DealRow
from crmdesk.store.text.folding import fold
from crmdesk.store.times import created_when, milliseconds
from crmdesk.store.unit import Unit


def add_deals(unit: Unit, drafts: Iterable[DealDraft]) -> list[int]:
    """Add deals; returns their ids in order."""
    return unit.insert(DealRow, (_row(draft) for draft in drafts))


def _row(draft: DealDraft) -> dict[str, Any]:
    return {
        "uid": draft.uid,
        "customer_id": draft.customer_id,
        "name": draft.name,
        "name_key": fold(draft.name),
        "owner_id": draft.owner_id,
        "stage_id": draft.stage_id,
        "status": draft.status.value,
        "amount_minor": draft.amount.minor if draft.amount else None,
        "currency": draft.amount.currency if draft.amount else draft.currency,
        "probability": draft.probability,
        **created_when(draft.created_at),
        "expected_close": draft.expected_close.isoformat() if draft.expected_close else None,
        **closing(draft.closed_at),
        "hold_until": draft.hold_until.isoformat() if draft.hold_until else None,
        "external_id": draft.external_id,
        "import_batch_id": draft.import_batch_id,
        "extra": dict(draft.extra),
    }


def closing(closed_at: Moment | None) -> dict[str, Any]:
    """The columns that say when a deal was closed."""
    return {
        "closed_at": milliseconds(closed_at) if closed_at else None,
        "closed_offset": closed_at.offset if closed_at else None,
        "closed_precision": closed_at.precision.value if closed_at else None,
    }


def change_deals(unit: Unit, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set columns of deals: stage_id, status, owner_id, amount_minor, currency, hold_until, ``closing`` and others."""
    change_rows(unit, DealRow, changes)
