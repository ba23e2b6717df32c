"""What a person has changed since the import that brought it: another import of the old file keeps that."""

from collections.abc import Collection, Mapping
from typing import Any

from crmdesk.store.queries.history import columns_edited_by_hand
from crmdesk.store.workspace import Source

Columns = Mapping[str, Any]


def without_edits(
    source: Source,
    table: str,
    rows: Mapping[int, Columns],
    changes: Mapping[int, Columns],
    *,
    ours: Collection[int],
) -> dict[int, dict[str, Any]]:
    """The changes to rows without the columns last changed by hand.

    All is by the id of the row. Changes to ``ours`` come from our own workbook and stand as they are.
    """
    asked = {at: rows[at]["uid"] for at, columns in changes.items() if columns and at not in ours}
    edited = columns_edited_by_hand(source, table, list(asked.values()))
    return {
        at: {name: value for name, value in columns.items() if name not in edited.get(asked.get(at, ""), ())}
        for at, columns in changes.items()
    }


def edited_rows(source: Source, table: str, rows: Mapping[int, Columns], column: str) -> set[int]:
    """Ids of those rows whose column was changed by hand."""
    edited = columns_edited_by_hand(source, table, [row["uid"] for row in rows.values()])
    return {at for at, row in rows.items() if column in edited.get(row["uid"], ())}
