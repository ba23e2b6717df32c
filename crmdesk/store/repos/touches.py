"""Adding touches to the timeline and changing their state."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import TouchDraft, TouchStatus
from crmdesk.store.repos.attachments import delete_attachments_of
from crmdesk.store.repos.changes import change_rows
from crmdesk.store.repos.lead_place import FirstTouches
from crmdesk.store.schema import LossEventRow, LossReasonLinkRow, TagAssignmentRow, TouchRow, WinReasonLinkRow
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit

_EVIDENCE = (
    (LossReasonLinkRow, LossReasonLinkRow.evidence_touch_id),
    (WinReasonLinkRow, WinReasonLinkRow.evidence_touch_id),
)
_REFERENCES = ((TagAssignmentRow, TagAssignmentRow.touch_id), (LossEventRow, LossEventRow.touch_id), *_EVIDENCE)

_MOVING = {"customer_id", "occurred_at", "status"}


def add_touches(unit: Unit, drafts: Iterable[TouchDraft]) -> list[int]:
    """Add touches; returns their ids in order. A planned touch is due when it is to occur.

    A lead that was obtained later than one of them was obtained on the day of the first of them.
    """
    first = FirstTouches()
    ids = unit.insert(TouchRow, (_row(draft) for draft in first.watch(drafts)))
    first.put_leads_before(unit)
    return ids


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
    """Set columns of touches by id; leads stay before them as ``add_touches`` keeps them."""
    change_rows(unit, TouchRow, changes)
    moved = [row_id for row_id, columns in changes.items() if _MOVING & set(columns)]
    if moved:
        first = FirstTouches()
        first.look_up(unit, moved)
        first.put_leads_before(unit)


def delete_touches(unit: Unit, ids: Sequence[int]) -> None:
    """Remove touches with their files; what they gave rise to (tags, losses, reasons) forgets where it came from."""
    delete_attachments_of(unit, ids)
    _forget(unit, ids, _REFERENCES)
    unit.delete(TouchRow, ids)


def bear_nothing_out(unit: Unit, ids: Sequence[int]) -> None:
    """Let touches that go to another customer be evidence of nothing any more."""
    _forget(unit, ids, _EVIDENCE)


def _forget(unit: Unit, ids: Sequence[int], references: Sequence[tuple[Any, Any]]) -> None:
    for model, column in references:
        rows = unit.connection.execute(select(model.id).where(column.in_(ids))).scalars().all()
        unit.update(model, [{"id": row_id, column.key: None} for row_id in rows])


def take_tags_along(unit: Unit, touch_ids: Sequence[int], customer_id: int) -> None:
    """Let tags that touches put on a customer follow them to another, who may have them already."""
    held = select(TagAssignmentRow.tag_id).where(
        TagAssignmentRow.customer_id == customer_id, TagAssignmentRow.to_day.is_(None)
    )
    query = select(TagAssignmentRow.id, TagAssignmentRow.tag_id).where(
        TagAssignmentRow.touch_id.in_(touch_ids), TagAssignmentRow.customer_id != customer_id
    )
    known = set(unit.connection.execute(held).scalars())
    rows = unit.connection.execute(query).all()
    moving = {row.tag_id: row.id for row in rows if row.tag_id not in known}.values()
    unit.delete(TagAssignmentRow, [row.id for row in rows if row.id not in moving])
    unit.update(TagAssignmentRow, [{"id": row_id, "customer_id": customer_id} for row_id in moving])
