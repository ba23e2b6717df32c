"""Putting files on a touch as part of a larger change, and the touches that files come with when there is none yet."""

from collections.abc import Sequence

from crmdesk.domain.attachment import Attachment, KeptFile, kind_for
from crmdesk.domain.errors import NotFoundError
from crmdesk.domain.touch import AUTOMATIC_KINDS, Touch, TouchDraft, TouchKind
from crmdesk.i18n import _
from crmdesk.services.choices import KINDS, choose
from crmdesk.services.desk import Desk
from crmdesk.store.attached_files import bytes_of
from crmdesk.store.queries.attachments import attachments_by_uid
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.touches import references_of
from crmdesk.store.repos import members
from crmdesk.store.repos.attachments import add_attachments
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_PLAIN = "note"


def attach_in(
    unit: Unit, desk: Desk, touch_id: int, files: Sequence[KeptFile], *, document: str = ""
) -> tuple[Attachment, ...]:
    """Put files on a touch, each as a document of its own or all as the next versions of ``document``.

    Raises NotFoundError when the bytes of one are gone: no record is written without them.
    """
    if not files:
        return ()
    present = bytes_of(desk.workspace, unit).present({file.digest for file in files})
    if any(file.digest not in present for file in files):
        raise NotFoundError(_("The bytes of this file are gone; attach it once more."), field="file")
    me = members.ensure_one(unit, desk.actor)
    uids = add_attachments(unit, touch_id, files, me, document=document)
    added = attachments_by_uid(unit, uids)
    return tuple(added[uid] for uid in uids)


def add_touch_for(unit: Unit, customer_id: int, files: Sequence[KeptFile], kind: str, actor_id: int) -> int:
    """Add a touch that has just happened, of the kind named or else of the likeliest; returns its id."""
    kinds = _kinds(unit)
    chosen = choose(kinds, kind, "kind", KINDS) if kind.strip() else _likeliest(kinds, files)
    draft = TouchDraft(customer_id, chosen.id, unit.now, unit.now, actor_id=actor_id, recorded_by_id=actor_id)
    return add_touches(unit, [draft])[0]


def add_touch_after(unit: Unit, before: Touch, file: KeptFile, actor_id: int) -> int:
    """Add a touch that has just happened, with the same customer, person and deal; returns its id.

    It is of the same kind, but for kinds that only the program notes.
    """
    customer_id, contact_id, deal_id = references_of(unit, before.id)
    kinds = _kinds(unit)
    kind = next((kind for kind in kinds if before.kind in (kind.key, kind.name)), _likeliest(kinds, [file]))
    draft = TouchDraft(
        customer_id,
        kind.id,
        unit.now,
        unit.now,
        contact_id=contact_id,
        deal_id=deal_id,
        actor_id=actor_id,
        recorded_by_id=actor_id,
    )
    return add_touches(unit, [draft])[0]


def _kinds(source: Source) -> list[TouchKind]:
    return [kind for kind in touch_kinds(source) if kind.key not in AUTOMATIC_KINDS]


def _likeliest(kinds: Sequence[TouchKind], files: Sequence[KeptFile]) -> TouchKind:
    """What the first file that says something tells of; a plain note where none does."""
    keys = [kind_for(file) for file in files]
    wanted = next((key for key in keys if key != _PLAIN), _PLAIN)
    return next(kind for kind in kinds if kind.key == wanted)
