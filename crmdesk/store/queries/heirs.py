"""What became of entries that were merged into others, for wishes that still name them."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import aliased

from crmdesk.store.schema import CompetitorRow, LossReasonRow, TagRow
from crmdesk.store.workspace import Source

_MERGED = (LossReasonRow, TagRow, CompetitorRow)


def heirs(source: Source) -> Mapping[str, str]:
    """The uids of reasons, tags and competitors into which others were merged, by the uids of these."""
    found: dict[str, str] = {}
    for row in _MERGED:
        into = aliased(row)
        query = select(row.uid.label("before"), into.uid.label("after")).join(into, into.id == row.merged_into_id)
        found.update((pair.before, pair.after) for pair in source.connection.execute(query))
    return found
