"""Which fields a person has changed since the import that brought them: another import of the old file keeps those."""

from collections.abc import Mapping

from crmdesk.store.queries.history import columns_edited_by_hand
from crmdesk.store.workspace import Source


def edited_since_import(source: Source, table: str, wanted: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Of the columns asked about, by uid of the row, those that were last changed by hand."""
    asked = {uid: columns for uid, columns in wanted.items() if columns}
    edited = columns_edited_by_hand(source, table, list(asked))
    return {uid: columns & edited.get(uid, set()) for uid, columns in asked.items()}
