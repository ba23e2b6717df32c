"""Entries of lists put below each other, merged, and called by other words. Which may be is decided elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crmdesk.store.repos.edited_lists import EditedList, add_entry
from crmdesk.store.unit import Unit


def add_alias(
    unit: Unit, edited: EditedList, target_id: int, word: str, values: Mapping[str, Any] | None = None
) -> str:
    """Let an entry be found by another word; returns the uid of the word.

    It is an entry like one that was merged: retired, and leading to the other. ``values`` are its other columns.
    """
    return add_entry(unit, edited, word, {**(values or {}), "merged_into_id": target_id, "retired": True})


def remove_aliases(unit: Unit, edited: EditedList, row_ids: Sequence[int]) -> None:
    """Let entries no longer be found by words."""
    unit.delete(edited.row, row_ids)


def turn_into_alias(unit: Unit, edited: EditedList, row_id: int, words: Iterable[int], target_id: int) -> None:
    """Make an entry, and the words that led to it, words for another."""
    above = {"parent_id": None} if edited.has("parent_id") else {}
    unit.update(edited.row, [{"id": row_id, "merged_into_id": target_id, "retired": True, **above}])
    unit.update(edited.row, [{"id": word, "merged_into_id": target_id} for word in words])


def put_below(unit: Unit, edited: EditedList, row_ids: Iterable[int], parent_id: int | None) -> None:
    """Let entries stand below another, or below none."""
    unit.update(edited.row, [{"id": row_id, "parent_id": parent_id} for row_id in row_ids])
