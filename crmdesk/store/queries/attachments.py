"""The files of touches and of customers. Whether their bytes are still there is not looked at here."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select, union_all

from crmdesk.domain.attachment import Attachment, Document, family_of
from crmdesk.store.chunks import chunked
from crmdesk.store.schema import AttachmentRow, ChangeRow, ChangeSetRow, CustomerRow, MemberRow, TouchKindRow, TouchRow
from crmdesk.store.times import moment
from crmdesk.store.workspace import Source


def attachments_of_touches(source: Source, touches: Collection[str]) -> list[Attachment]:
    """The files on touches with these uids, in the order they were put there."""
    return list(_found(source, TouchRow.uid, touches))


def attachments_by_uid(source: Source, uids: Collection[str]) -> dict[str, Attachment]:
    """The attachments with these uids that are still there."""
    return {attachment.uid: attachment for attachment in _found(source, AttachmentRow.uid, uids)}


def attachment_ids(source: Source, uids: Collection[str]) -> dict[str, int]:
    """The keys of attachments by uid."""
    query = select(AttachmentRow.uid, AttachmentRow.id)
    return {
        row.uid: row.id
        for part in chunked(list(uids))
        for row in source.connection.execute(query.where(AttachmentRow.uid.in_(part)))
    }


def documents_of(source: Source, customer_id: int) -> list[Document]:
    """The documents of a customer with all versions, the one with the newest version first."""
    query = (
        _select()
        .add_columns(
            _kind_key().label("kind"),
            TouchKindRow.name.label("kind_name"),
            func.coalesce(TouchRow.detail["state"].as_string(), "").label("state"),
        )
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(TouchRow.customer_id == customer_id)
        .order_by(AttachmentRow.added_at.desc(), AttachmentRow.version.desc(), AttachmentRow.id.desc())
    )
    rows: dict[str, list[Any]] = {}
    for row in source.connection.execute(query):
        rows.setdefault(row.document, []).append(row)
    return [
        Document(tuple(map(_attachment, versions)), versions[0].kind, versions[0].kind_name, versions[0].state)
        for versions in rows.values()
    ]


def touches_of_attachments(source: Source, uids: Collection[str]) -> set[str]:
    """The uids of all touches that these attachments, present or gone, are or were on, as the journal has it."""
    found: set[str] = set()
    for part in chunked(list(uids)):
        for image in (ChangeRow.before, ChangeRow.after):
            touch = image["touch_id"].as_string()
            query = select(touch).distinct().where(ChangeRow.row_uid.in_(part), touch.is_not(None))
            found.update(source.connection.execute(query).scalars())
    return found


def digests_named(source: Source) -> set[str]:
    """The digests of all bytes that an attachment has, or had according to the journal, which could bring it back."""
    table = literal(AttachmentRow.__tablename__)
    journalled = (
        select(image["digest"].as_string().label("digest")).where(ChangeRow.table_name == table, image.is_not(None))
        for image in (ChangeRow.before, ChangeRow.after)
    )
    query = union_all(select(AttachmentRow.digest), *journalled)
    return set(source.connection.execute(query).scalars()) - {None}


def names_by_digest(source: Source) -> dict[str, list[str]]:
    """What the attachments are called that have these bytes, by their digest."""
    found: dict[str, list[str]] = {}
    for digest, name in source.connection.execute(select(AttachmentRow.digest, AttachmentRow.name)).all():
        found.setdefault(digest, []).append(name)
    return found


def origin_of(source: Source) -> str:
    """What tells a workspace and its copies from all others: the uid of the first thing that happened in it."""
    query = select(ChangeSetRow.uid).order_by(ChangeSetRow.id).limit(1)
    return source.connection.execute(query).scalar() or ""


def _found(source: Source, uid: Any, uids: Collection[str]) -> Iterator[Attachment]:
    for part in chunked(list(uids)):
        yield from map(_attachment, source.connection.execute(_found_query(uid), {"uids": part}))


@cache
def _found_query(uid: Any) -> Select[*tuple[Any, ...]]:
    """Kept for each of the two columns, for making a statement takes as long as running it."""
    return _select().where(uid.in_(bindparam("uids", expanding=True))).order_by(AttachmentRow.id)


def _select() -> Select[*tuple[Any, ...]]:
    return (
        select(
            AttachmentRow.uid,
            AttachmentRow.name,
            AttachmentRow.digest,
            AttachmentRow.size,
            AttachmentRow.media_type,
            AttachmentRow.document,
            AttachmentRow.version,
            AttachmentRow.added_at,
            AttachmentRow.added_offset,
            TouchRow.uid.label("touch_uid"),
            CustomerRow.uid.label("customer_uid"),
            func.coalesce(MemberRow.name, "").label("added_by"),
        )
        .join(TouchRow, TouchRow.id == AttachmentRow.touch_id)
        .join(CustomerRow, CustomerRow.id == TouchRow.customer_id)
        .outerjoin(MemberRow, MemberRow.id == AttachmentRow.added_by_id)
    )


def _attachment(row: Any) -> Attachment:
    return Attachment(
        uid=row.uid,
        touch_uid=row.touch_uid,
        customer_uid=row.customer_uid,
        name=row.name,
        digest=row.digest,
        size=row.size,
        media_type=row.media_type,
        family=family_of(row.media_type),
        document=row.document,
        version=row.version,
        added_at=moment(row.added_at, row.added_offset),
        added_by=row.added_by,
    )


def _kind_key() -> ColumnElement[str]:
    return func.coalesce(func.nullif(TouchKindRow.key, ""), TouchKindRow.name)
