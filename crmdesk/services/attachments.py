"""Files on touches: putting them there, versions of a document, names, taking them off. Each is one undo.

The bytes come first (``AttachedFiles.keep``), which may take long and changes nothing that anybody sees; what is done
here afterwards takes no longer than any other change.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from crmdesk.domain.attachment import Attachment, Document, KeptFile
from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.errors import NotFoundError, ValidationError
from crmdesk.domain.file_name import shown_name
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _, ngettext
from crmdesk.services.attaching import add_touch_after, add_touch_for, attach_in
from crmdesk.services.desk import Desk
from crmdesk.store.attached_files import bytes_of, present_if_readable
from crmdesk.store.queries import attachments as queries
from crmdesk.store.queries import touches as touch_queries
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.queries.timeline import touches_by_uid
from crmdesk.store.repos import members
from crmdesk.store.repos.attachments import delete_attachments, rename_attachment
from crmdesk.store.workspace import Source


class AttachmentService:
    """What files there are and where they belong. Touches, attachments and customers are named by uid."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def attach(self, touch: str, files: Sequence[KeptFile]) -> tuple[tuple[Attachment, ...], Changes]:
        """Put files on a touch.

        Raises NotFoundError when the touch, or the bytes of a file, are gone.
        """
        with self._desk.change() as unit:
            known = _touch(unit, touch)
            unit.describe(_files_label(files, known.customer))
            added = attach_in(unit, self._desk, known.id, files)
        return added, unit.changes

    def attach_to_customer(self, customer: str, files: Sequence[KeptFile], kind: str = "") -> tuple[Touch, Changes]:
        """Put files on a new touch with a customer, of the kind given by key or name, else of the likeliest kind.

        Raises NotFoundError when the customer, or the bytes of a file, are gone; ValidationError for no files at all.
        """
        if not files:
            raise ValidationError(_("There is no file to attach."), field="file")
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            unit.describe(_files_label(files, known.name))
            me = members.ensure_one(unit, self._desk.actor)
            touch_id = add_touch_for(unit, known.id, files, kind, me)
            attach_in(unit, self._desk, touch_id, files)
            touch = touch_queries.by_ids(unit, [touch_id])[touch_id]
        return touch, unit.changes

    def add_version(self, attachment: str, file: KeptFile) -> tuple[Attachment, Changes]:
        """Put a newer version of a document on a new touch of the same kind, with the same customer and deal.

        Raises NotFoundError when the attachment, or the bytes of the file, are gone.
        """
        with self._desk.change() as unit:
            before = _held(unit, [attachment])[0]
            touch = _touch(unit, before.touch_uid)
            unit.describe(_("Add a version of “{name}”").format(name=shown_name(before.name)))
            touch_id = add_touch_after(unit, touch, file, members.ensure_one(unit, self._desk.actor))
            [added] = attach_in(unit, self._desk, touch_id, [file], document=before.document)
        return added, unit.changes

    def rename(self, attachment: str, name: str) -> Changes:
        """Call a file otherwise.

        Raises ValidationError (field ``name``) when nothing is left of the name.
        """
        new = storable(name, "name").strip()
        if not new:
            raise ValidationError(_("A file needs a name."), field="name")
        with self._desk.change() as unit:
            known = _held(unit, [attachment])[0]
            unit.describe(_("Rename file “{name}”").format(name=shown_name(known.name)))
            rename_attachment(unit, queries.attachment_ids(unit, [attachment])[attachment], new)
        return unit.changes

    def remove(self, attachments: Sequence[str]) -> Changes:
        """Move files to the bin; their touches stay."""
        with self._desk.change() as unit:
            held = _held(unit, attachments)
            label = ngettext("Remove file “{name}”", "Remove {count} files", len(held))
            unit.describe(label.format(name=shown_name(held[0].name), count=len(held)))
            delete_attachments(unit, list(queries.attachment_ids(unit, attachments).values()))
        return unit.changes

    def of_touches(self, touches: Collection[str]) -> dict[str, tuple[Attachment, ...]]:
        """The files on touches, by the uid of each touch that has any, in the order they were put there."""
        with self._desk.read() as source:
            found: dict[str, list[Attachment]] = {}
            for attachment in self._told(source, queries.attachments_of_touches(source, touches)):
                found.setdefault(attachment.touch_uid, []).append(attachment)
        return {touch: tuple(files) for touch, files in found.items()}

    def documents(self, customer: str) -> tuple[Document, ...]:
        """Every document of a customer with all its versions, the one that changed last first."""
        with self._desk.read() as source:
            found = queries.documents_of(source, find_customer(source, customer).id)
            told = iter(self._told(source, [version for document in found for version in document.versions]))
            return tuple(
                replace(document, versions=tuple(next(told) for _version in document.versions)) for document in found
            )

    def attachment(self, uid: str) -> Attachment | None:
        """A file as it stands; None when it has been removed."""
        with self._desk.read() as source:
            found = list(queries.attachments_by_uid(source, [uid]).values())
            return next(iter(self._told(source, found)), None)

    def touches_of(self, changes: Changes) -> frozenset[str]:
        """The uids of the touches whose files a change has touched, those included that files have left."""
        uids = changes.uids.get("attachment", ())
        with self._desk.read() as source:
            return frozenset(queries.touches_of_attachments(source, uids)) if uids else frozenset()

    def _told(self, source: Source, attachments: Sequence[Attachment]) -> list[Attachment]:
        """The same with the truth about which bytes are gone."""
        if not attachments:
            return []
        store = bytes_of(self._desk.workspace, source)
        present = present_if_readable(store, {each.digest for each in attachments})
        return [each if each.digest in present else replace(each, is_missing=True) for each in attachments]


def _touch(source: Source, uid: str) -> Touch:
    touch = touches_by_uid(source, [uid]).get(uid)
    if touch is None:
        raise NotFoundError(_("This is no longer on the timeline."))
    return touch


def _held(source: Source, uids: Sequence[str]) -> list[Attachment]:
    known = queries.attachments_by_uid(source, uids)
    if not uids or len(known) != len(set(uids)):
        raise NotFoundError(_("This file has been removed."))
    return [known[uid] for uid in uids]


def _files_label(files: Sequence[KeptFile], customer: str) -> str:
    label = ngettext("Attach “{file}” with “{name}”", "Attach {count} files with “{name}”", len(files))
    return label.format(file=shown_name(files[0].name) if files else "", count=len(files), name=customer)
