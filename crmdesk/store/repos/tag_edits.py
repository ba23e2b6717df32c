"""Assignments of tags that become those of others. Which may is decided elsewhere."""

from collections.abc import Iterable, Sequence

from crmdesk.domain.tag_spans import TagSpan
from crmdesk.store.schema import TagAssignmentRow
from crmdesk.store.unit import Unit


def put_spans(unit: Unit, spans: Iterable[TagSpan]) -> None:
    """Let assignments be of other tags, or end on other days."""
    unit.update(
        TagAssignmentRow,
        [
            {"id": span.id, "tag_id": span.tag_id, "to_day": span.to_day.isoformat() if span.to_day else None}
            for span in spans
        ],
    )


def remove_spans(unit: Unit, span_ids: Sequence[int]) -> None:
    """Take away assignments that went into others."""
    unit.delete(TagAssignmentRow, span_ids)
