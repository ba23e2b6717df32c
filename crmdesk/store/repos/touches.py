"""Adding touches to the timeline and changing their state."""

from collections.abc import Iterable, Mapping
from typing import Any

from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import TouchDraft, TouchStatus
from crmdesk.store.repos.changes import change_rows
from crmdesk.store.schema import TouchRow
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit


def add_touches(unit: Unit, drafts: Iterable[TouchDraft]) -> list[int]:
    """Add touches; returns their ids in order. A planned touch is due when it is to occur."""
    return unit.insert(TouchRow, (_row(draft) for draft in drafts))


def _row(draft: TouchDraft) -> dict[str, Any]:
    return {
        "uid": draft.uid,
        "customer_id": draft.customer_id,
        "contact_id": draft.contact_id,
        "deal_id": draft.deal_id,
        "kind_id": draft.kind_id,
        "status": draft.status.value,
        "direction": draft.direction.value,
        **occurrence(draft),
        "recorded_at": milliseconds(draft.recorded_at),
        "recorded_offset": draft.recorded_at.offset,
        "actor_id": draft.actor_id,
        "recorded_by_id": draft.recorded_by_id,
        "minutes": draft.minutes,
        "title": draft.title,
        "body": draft.body,
        "detail": dict(draft.detail),
        "source": draft.source,
        "source_key": draft.source_key,
        "import_batch_id": draft.import_batch_id,
        "system": draft.system,
        "extra": dict(draft.extra),
    }


def occurrence(draft: TouchDraft) -> dict[str, Any]:
    """The columns that say when a touch occurs; a planned one is due then."""
    planned = draft.status is TouchStatus.PLANNED
    return {**occurred_when(draft.occurred_at), "due_at": milliseconds(draft.occurred_at) if planned else None}


def occurred_when(occurred_at: Moment) -> dict[str, Any]:
    """The columns that say when a touch occurred."""
    return {
        "occurred_at": milliseconds(occurred_at),
        "occurred_offset": occurred_at.offset,
        "occurred_precision": occurred_at.precision.value,
        "local_day": occurred_at.local_date.isoformat(),
    }


def change_touches(unit: Unit, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set fields of touches: status, title, body, direction, minutes, detail, deal_id."""
    change_rows(unit, TouchRow, changes)
