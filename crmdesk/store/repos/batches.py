"""The record of an import."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from crmdesk.store.schema import ImportBatchRow
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit


def add_batch(unit: Unit, kind: str, files: Sequence[str]) -> int:
    """Begin the record; returns its id."""
    row = {"kind": kind, "files": ", ".join(files), "imported_at": milliseconds(unit.now), "counts": {}}
    return unit.insert(ImportBatchRow, [row])[0]


def finish_batch(unit: Unit, batch_id: int, counts: Mapping[str, Any]) -> str:
    """Keep what came of the import; returns the uid of the record."""
    unit.update(ImportBatchRow, [{"id": batch_id, "counts": dict(counts)}])
    return unit.connection.execute(select(ImportBatchRow.uid).where(ImportBatchRow.id == batch_id)).scalar_one()


def forget_batch(unit: Unit, batch_id: int) -> str:
    """Drop the record of an import that changed nothing; returns an empty uid."""
    unit.delete(ImportBatchRow, [batch_id])
    return ""
