"""The imports a workspace has seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from crmdesk.domain.moment import Moment
from crmdesk.store import journal
from crmdesk.store.queries.sample_rows import SAMPLE
from crmdesk.store.schema import ChangeRow, ChangeSetRow, ImportBatchRow
from crmdesk.store.times import moment
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import: its files, when, by whom, rows by effect; ``change_set`` is what can be taken back, if it can."""

    uid: str
    files: str
    at: Moment
    by: str
    counts: Mapping[str, int]
    change_set: int | None


def import_batches(source: Source, actor: str, limit: int | None = None) -> list[ImportBatch]:
    """The imports in force, the newest first; those of ``actor`` can be taken back unless that was done already."""
    query = (
        select(
            ImportBatchRow,
            ChangeSetRow.id.label("change_set"),
            ChangeSetRow.at,
            ChangeSetRow.offset,
            ChangeSetRow.actor,
        )
        .join(ChangeRow, (ChangeRow.row_uid == ImportBatchRow.uid) & (ChangeRow.table_name == "import_batch"))
        .join(ChangeSetRow, ChangeSetRow.id == ChangeRow.change_set_id)
        .where(ChangeRow.before.is_(None), ChangeSetRow.kind == journal.Kind.DO.value, ImportBatchRow.kind != SAMPLE)
        .order_by(ImportBatchRow.id.desc())
        .limit(limit)
    )
    mine = {target.id for target in journal.undo_targets(source.connection, actor)}
    return [
        ImportBatch(
            row.uid,
            row.files,
            moment(row.at, row.offset),
            row.actor,
            row.counts,
            row.change_set if row.change_set in mine else None,
        )
        for row in source.connection.execute(query)
    ]
