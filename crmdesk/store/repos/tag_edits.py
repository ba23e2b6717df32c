"""Tags put below each other, merged, and called by other words as well. Which may be is decided elsewhere."""

from collections.abc import Iterable, Sequence

from crmdesk.domain.ids import new_uid
from crmdesk.domain.tag_spans import TagSpan
from crmdesk.store.schema import TagAssignmentRow, TagRow
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def add_alias(unit: Unit, tag_id: int, group_id: int, name: str) -> str:
    """Let a tag be found by another word; returns the uid of the word.

    It is a tag like one that was merged: retired, and leading to the other.
    """
    uid = new_uid()
    row = {"uid": uid, "key": "", "group_id": group_id, "name": name, "name_key": fold(name)}
    unit.insert(TagRow, [{**row, "merged_into_id": tag_id, "retired": True}])
    return uid


def remove_aliases(unit: Unit, row_ids: Sequence[int]) -> None:
    """Let tags no longer be found by words."""
    unit.delete(TagRow, row_ids)


def turn_into_alias(unit: Unit, tag_id: int, words: Iterable[int], target_id: int) -> None:
    """Make a tag, and the words that led to it, words for another."""
    unit.update(TagRow, [{"id": tag_id, "merged_into_id": target_id, "retired": True, "parent_id": None}])
    unit.update(TagRow, [{"id": word, "merged_into_id": target_id} for word in words])


def put_below(unit: Unit, tag_ids: Iterable[int], parent_id: int | None) -> None:
    """Let tags stand below another, or below none."""
    unit.update(TagRow, [{"id": tag_id, "parent_id": parent_id} for tag_id in tag_ids])


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
