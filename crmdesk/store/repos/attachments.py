"""Putting files on touches and taking them off."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from crmdesk.domain.attachment import KeptFile
from crmdesk.domain.ids import new_uids
from crmdesk.store.chunks import chunked
from crmdesk.store.schema import AttachmentRow
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit


def add_attachments(
    unit: Unit, touch_id: int, files: Sequence[KeptFile], added_by: int, *, document: str = ""
) -> list[str]:
    """Put files whose bytes are kept on a touch; returns their uids in order.

    Each is the first version of a document of its own, or they are the next ones of ``document``.
    """
    last = _last_version(unit, document)
    uids = new_uids(len(files))
    rows = [
        {
            "uid": uid,
            "touch_id": touch_id,
            "name": file.name,
            "digest": file.digest,
            "size": file.size,
            "media_type": file.media_type,
            "document": document or uid,
            "version": last + (place if document else 1),
            "added_at": milliseconds(unit.now),
            "added_offset": unit.now.offset,
            "added_by_id": added_by,
        }
        for place, (uid, file) in enumerate(zip(uids, files, strict=True), start=1)
    ]
    unit.insert(AttachmentRow, rows)
    return uids


def rename_attachment(unit: Unit, row_id: int, name: str) -> None:
    """Call a file otherwise."""
    unit.update(AttachmentRow, [{"id": row_id, "name": name}])


def delete_attachments(unit: Unit, ids: Sequence[int]) -> None:
    """Take files off their touches; their bytes stay, so that this can be undone."""
    unit.delete(AttachmentRow, ids)


def delete_attachments_of(unit: Unit, touches: Collection[int]) -> None:
    """Take all files off touches that are about to go."""
    for part in chunked(list(touches)):
        held = select(AttachmentRow.id).where(AttachmentRow.touch_id.in_(part))
        unit.delete(AttachmentRow, unit.connection.execute(held).scalars().all())


def _last_version(unit: Unit, document: str) -> int:
    if not document:
        return 0
    query = select(func.max(AttachmentRow.version)).where(AttachmentRow.document == document)
    return unit.connection.execute(query).scalar() or 0
