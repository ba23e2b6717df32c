"""What was done, when and by whom; and what is in the bin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from crmdesk.domain.moment import Moment
from crmdesk.store.chunks import chunked
from crmdesk.store.journal import Kind
from crmdesk.store.schema import ChangeRow, ChangeSetRow
from crmdesk.store.times import moment
from crmdesk.store.workspace import Source

# What a person thinks of as a thing that can be deleted; the rows below it come back with it.
_BINNED = ("customer", "contact", "deal", "touch", "tag", "template", "attachment")


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change set; ``kind`` is do, undo or redo, ``rows`` how many rows it changed."""

    id: int
    kind: str
    label: str
    actor: str
    at: Moment
    rows: int


@dataclass(frozen=True, slots=True)
class BinnedRecord:
    """Something deleted that can come back; ``change_set`` is the deletion."""

    table: str
    uid: str
    name: str
    deleted_at: Moment
    deleted_by: str
    change_set: int


def history(source: Source, limit: int | None = None) -> list[HistoryEntry]:
    """The change sets, the newest first."""
    query = select(ChangeSetRow).order_by(ChangeSetRow.id.desc()).limit(limit)
    return [
        HistoryEntry(row.id, row.kind, row.label, row.actor, moment(row.at, row.offset), row.row_count)
        for row in source.connection.execute(query)
    ]


def newest_change(source: Source) -> int:
    """The id of the newest change set; 0 in a workspace nobody has changed."""
    return source.connection.execute(select(func.max(ChangeSetRow.id))).scalar() or 0


def bin_records(source: Source, limit: int | None = None, *, uid: str | None = None) -> list[BinnedRecord]:
    """Deleted records that have not come back, the latest deleted first; with ``uid`` that one only."""
    later, deletion, deleted_in = aliased(ChangeRow), aliased(ChangeRow), aliased(ChangeSetRow)
    back = exists(select(later.id).where(later.row_uid == ChangeRow.row_uid, later.id > ChangeRow.id))
    # A record whose making was merely undone is not in the bin; one that was deleted, brought back and let go again is.
    deleted = exists(
        select(deletion.id)
        .join(deleted_in, deleted_in.id == deletion.change_set_id)
        .where(deletion.row_uid == ChangeRow.row_uid, deletion.after.is_(None), deleted_in.kind != Kind.UNDO.value)
    )
    query = (
        select(ChangeRow, ChangeSetRow.at, ChangeSetRow.offset, ChangeSetRow.actor)
        .join(ChangeSetRow, ChangeSetRow.id == ChangeRow.change_set_id)
        .where(ChangeRow.after.is_(None), ChangeRow.table_name.in_(_BINNED), ~back, deleted)
        .order_by(ChangeRow.id.desc())
        .limit(limit)
    )
    if uid is not None:
        query = query.where(ChangeRow.row_uid == uid)
    return [
        BinnedRecord(
            row.table_name, row.row_uid, _name(row.before), moment(row.at, row.offset), row.actor, row.change_set_id
        )
        for row in source.connection.execute(query)
    ]


def _name(image: dict[str, Any]) -> str:
    return str(image.get("name") or image.get("title") or image.get("body") or "")


def former_names(source: Source, table: str) -> dict[str, set[str]]:
    """What renamed rows of a table were called before, by uid."""
    name = ChangeRow.before["name"].as_string()
    query = select(ChangeRow.row_uid, name).where(
        ChangeRow.table_name == table, ChangeRow.after.is_not(None), name.is_not(None)
    )
    found: dict[str, set[str]] = {}
    for uid, former in source.connection.execute(query):
        found.setdefault(uid, set()).add(former)
    return found


def columns_edited_by_hand(source: Source, table: str, uids: Sequence[str]) -> dict[str, set[str]]:
    """Columns of rows that a change set other than an import has changed, by uid; journal columns are names."""
    importing = select(ChangeRow.change_set_id).where(ChangeRow.table_name == "import_batch")
    edited: dict[str, set[str]] = {}
    for part in chunked(uids):
        query = select(ChangeRow.row_uid, ChangeRow.after).where(
            ChangeRow.table_name == table,
            ChangeRow.row_uid.in_(part),
            ChangeRow.before.is_not(None),
            ChangeRow.after.is_not(None),
            ChangeRow.change_set_id.not_in(importing),
        )
        for uid, after in source.connection.execute(query):
            edited.setdefault(uid, set()).update(after)
    return edited
