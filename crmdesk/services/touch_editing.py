"""Changing what stands on a timeline: correcting, moving, doing, putting off, deleting. Each is one undo.

What the program wrote because a deal changed is not edited here: it says what was true.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import CustomerRef, storable
from crmdesk.domain.errors import ConflictError, NotFoundError, ValidationError
from crmdesk.domain.moment import Moment
from crmdesk.domain.plain_time import read_time
from crmdesk.domain.touch import AUTOMATIC_KINDS, ORIGINAL, Direction, Touch, TouchKind, TouchStatus
from crmdesk.i18n import _, ngettext
from crmdesk.services.choices import KINDS, choose
from crmdesk.services.desk import Desk
from crmdesk.services.fact_reading import FactReader, with_facts
from crmdesk.services.tags import TagService, hashtags
from crmdesk.services.touch_states import fulfilled
from crmdesk.services.wording import touch_headline, touch_text
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.customers import contacts
from crmdesk.store.queries.lookup import find_customer, find_deal
from crmdesk.store.queries.timeline import touches_by_uid
from crmdesk.store.repos.touches import bear_nothing_out, change_touches, delete_touches, occurred_when, take_tags_along
from crmdesk.store.text.folding import fold
from crmdesk.store.times import milliseconds
from crmdesk.store.workspace import Source

_MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class TouchEdit:
    """What is to become of a touch, in words; None leaves a field as it is, an empty text (or 0 minutes) empties it.

    ``facts`` are those that change, by key, as ``FactReader`` reads them; facts of another kind stay where they are.
    """

    text: str | None = None
    kind: str | None = None
    at: str | None = None
    direction: Direction | None = None
    minutes: int | None = None
    deal: str | None = None
    contact: str | None = None
    facts: Mapping[str, str] | None = None


class TouchEditing:
    """Corrections to touches, named by their uids."""

    def __init__(self, desk: Desk, tags: TagService) -> None:
        self._desk = desk
        self._tags = tags

    def edit_touch(self, uid: str, edit: TouchEdit) -> Changes:
        """Correct a touch. New ``#tags`` in its text are put on the customer.

        Raises ValidationError naming the field it cannot read, and ConflictError for what the program wrote itself.
        """
        with self._desk.change() as unit:
            touch = _written(unit, [uid])[0]
            unit.describe(_("Edit a touch with “{name}”").format(name=touch.customer))
            customer = find_customer(unit, touch.customer_uid)
            kind = _kind(unit, touch, edit.kind)
            columns = {
                **_text_columns(touch, edit.text),
                "kind_id": kind.id,
                **self._time_columns(touch, edit.at),
                **_place_columns(unit, customer, edit),
            }
            if edit.facts:
                facts = FactReader(self._desk, unit, customer.uid).read(kind, edit.facts)
                columns["detail"] = with_facts(columns.get("detail", touch.detail), facts)
            if edit.direction is not None:
                columns["direction"] = edit.direction.value
            if edit.minutes is not None:
                columns["minutes"] = _minutes(edit.minutes)
            change_touches(unit, {touch.id: {**columns, **_original_kept(touch, edit.text, columns)}})
            if edit.text is not None:
                new = [tag for tag in hashtags(edit.text) if tag not in hashtags(touch_text(touch))]
                self._tags.assign_in(unit, customer.id, new, touch.occurred_at.local_date, touch_id=touch.id)
        return unit.changes

    def complete_touch(self, uid: str) -> Changes:
        """What was planned has been done, now; a promise is kept."""
        with self._desk.change() as unit:
            touch = _planned(unit, uid)
            unit.describe(_("Do “{what}”").format(what=touch_headline(touch)))
            change_touches(unit, {touch.id: fulfilled(touch, unit.now)})
        return unit.changes

    def reschedule_touch(self, uid: str, when: str) -> tuple[Moment, Changes]:
        """Put off what is planned to a time in plain words; returns the time they mean.

        Raises ValidationError (field ``next``) when they say none, or one that is over.
        """
        with self._desk.change() as unit:
            touch = _planned(unit, uid)
            due = self._desk.clock.localise(read_time(when, self._desk.clock.now().local))
            if due.local_date < self._desk.today():
                raise ValidationError(
                    _("The next step lies in the past; give a time that is still to come."), field="next"
                )
            unit.describe(_("Put off “{what}”").format(what=touch_headline(touch)))
            change_touches(unit, {touch.id: {**occurred_when(due), "due_at": milliseconds(due)}})
        return due, unit.changes

    def delete_touches(self, uids: Sequence[str]) -> Changes:
        """Move touches to the bin."""
        with self._desk.change() as unit:
            touches = _written(unit, uids)
            delete_touches(unit, [touch.id for touch in touches])
            unit.describe(
                ngettext("Delete a touch with “{name}”", "Delete {count} touches with “{name}”", len(touches)).format(
                    count=len(touches), name=touches[0].customer
                )
            )
        return unit.changes

    def move_touches(self, uids: Sequence[str], customer: str, deal: str = "") -> Changes:
        """Move touches to a customer and to one of its deals, or to none.

        People belong to their customer and stay behind; tags that the touches brought along follow.
        """
        with self._desk.change() as unit:
            touches = _written(unit, uids)
            target = find_customer(unit, customer)
            deal_id = find_deal(unit, deal, target.id).id if deal else None
            unit.describe(
                ngettext("Move a touch to “{name}”", "Move {count} touches to “{name}”", len(touches)).format(
                    count=len(touches), name=target.name
                )
            )
            strangers = [touch.id for touch in touches if touch.customer_uid != target.uid]
            take_tags_along(unit, strangers, target.id)
            bear_nothing_out(unit, strangers)
            columns = {touch.id: {"customer_id": target.id, "deal_id": deal_id} for touch in touches}
            for touch_id in strangers:
                columns[touch_id] |= {"contact_id": None}
            change_touches(unit, columns)
        return unit.changes

    def pin_touch(self, uid: str, *, pinned: bool) -> Changes:
        """Keep a touch at the top of its timeline, or let it go back to its place."""
        label = _("Pin a touch") if pinned else _("Unpin a touch")
        with self._desk.change(label) as unit:
            change_touches(unit, {_found(unit, [uid])[0].id: {"pinned": pinned}})
        return unit.changes

    def _time_columns(self, touch: Touch, words: str | None) -> Mapping[str, Any]:
        if words is None:
            return {}
        now, planned = self._desk.clock.now(), touch.status is TouchStatus.PLANNED
        try:
            at = self._desk.clock.localise(read_time(words, now.local, past=not planned))
        except ValidationError as error:
            raise ValidationError(error.message, field="at") from error
        if not planned and at.utc > now.utc:
            raise ValidationError(_("This has happened already; it cannot lie in the future."), field="at")
        detail = {name: value for name, value in touch.detail.items() if name != "date_unknown"}
        return {**occurred_when(at), "due_at": milliseconds(at) if planned else None, "detail": detail}


def _found(source: Source, uids: Sequence[str]) -> list[Touch]:
    known = touches_by_uid(source, uids)
    if not uids or len(known) != len(set(uids)):
        raise NotFoundError(_("This is no longer on the timeline."))
    return [known[uid] for uid in dict.fromkeys(uids)]


def _written(source: Source, uids: Sequence[str]) -> list[Touch]:
    touches = _found(source, uids)
    if any(touch.system for touch in touches):
        raise ConflictError(
            _("The program wrote this when a deal or a customer changed; it cannot be edited, only undone.")
        )
    return touches


def _planned(source: Source, uid: str) -> Touch:
    [touch] = _found(source, [uid])
    if touch.status is not TouchStatus.PLANNED:
        raise ConflictError(_("This is not planned any more."))
    return touch


def _original_kept(touch: Touch, text: str | None, columns: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was brought in from elsewhere stays known as it came, however often it is corrected."""
    before = touch_text(touch)
    if not touch.source or text is None or text.strip() == before or ORIGINAL in touch.detail:
        return {}
    return {"detail": {**columns.get("detail", touch.detail), ORIGINAL: before}}


def _text_columns(touch: Touch, text: str | None) -> Mapping[str, Any]:
    if text is None:
        return {}
    kept = storable(text, "text").strip()
    if not touch.title:
        return {"body": kept}
    # What began with a title keeps one: its first line.
    title, _line, body = kept.partition("\n")
    return {"title": title.strip(), "body": body.strip()}


def _kind(source: Source, touch: Touch, words: str | None) -> TouchKind:
    """The kind that words name; without any the one it is."""
    kinds = touch_kinds(source)
    if words is None:
        return next(kind for kind in kinds if touch.kind == (kind.key or kind.name))
    return choose([kind for kind in kinds if kind.key not in AUTOMATIC_KINDS], words, "kind", KINDS)


def _place_columns(source: Source, customer: CustomerRef, edit: TouchEdit) -> Mapping[str, Any]:
    columns: dict[str, Any] = {}
    if edit.deal is not None:
        columns["deal_id"] = find_deal(source, edit.deal, customer.id).id if edit.deal else None
    if edit.contact is not None:
        columns["contact_id"] = _contact(source, customer, edit.contact) if edit.contact.strip() else None
    return columns


def _contact(source: Source, customer: CustomerRef, name: str) -> int:
    for person in contacts(source, customer.id):
        if fold(person.name) == fold(name.strip()) or person.uid == name:
            return person.id
    raise NotFoundError(
        _("“{name}” is nobody at “{customer}”.").format(name=name.strip(), customer=customer.name), field="contact"
    )


def _minutes(minutes: int) -> int | None:
    if not 0 <= minutes <= _MOST_MINUTES:
        raise ValidationError(_("The length is between 0 and 1440 minutes."), field="minutes")
    return minutes or None
