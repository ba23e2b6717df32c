"""What becomes of a promise, an enquiry, a piece of feedback, a pain, a document: each verb is one undo.

Nothing is derived here: how long an answer took is the distance between two touches.
"""

from collections.abc import Mapping
from typing import Any

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ConflictError, NotFoundError, ValidationError
from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.fact_reading import FactReader, with_facts
from crmdesk.services.wording import touch_headline
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.timeline import touches_by_uid
from crmdesk.store.repos.touches import change_touches, occurred_when
from crmdesk.store.unit import Unit


class TouchStates:
    """Moves touches, named by their uids, from one state to another.

    Each verb raises NotFoundError for a touch that is gone and ConflictError for one of another kind.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep_promise(self, uid: str) -> Changes:
        """It was done as promised."""
        return self._set(uid, "promise", _("Keep promise “{what}”"), state="kept")

    def break_promise(self, uid: str) -> Changes:
        """It was not done as promised."""
        return self._set(uid, "promise", _("Break promise “{what}”"), state="broken")

    def reopen_promise(self, uid: str) -> Changes:
        """It is still to be seen."""
        return self._set(uid, "promise", _("Reopen promise “{what}”"), state="open")

    def answer_enquiry(self, uid: str, answer: str) -> Changes:
        """It was answered by another entry of the same timeline, which is not older than the question.

        Raises NotFoundError (field ``answered_by``) for an entry of another timeline.
        """
        with self._desk.change() as unit:
            enquiry = _found(unit, uid, "enquiry")
            unit.describe(_("Answer enquiry “{what}”").format(what=touch_headline(enquiry)))
            answer_in(unit, self._desk, enquiry, answer)
        return unit.changes

    def unanswer_enquiry(self, uid: str) -> Changes:
        """It has not been answered yet."""
        return self._set(uid, "enquiry", _("Take back the answer to “{what}”"), answered_by=None)

    def pass_on_feedback(self, uid: str) -> Changes:
        """Those whom it concerns know it."""
        return self._set(uid, "feedback", _("Pass on feedback “{what}”"), state="passed_on")

    def answer_feedback(self, uid: str) -> Changes:
        """The customer knows what became of it."""
        return self._set(uid, "feedback", _("Answer feedback “{what}”"), state="answered")

    def raise_pain(self, uid: str) -> Changes:
        """The customer has been told of a pain it did not speak of by itself."""
        return self._set(uid, "pain", _("Raise pain “{what}”"), told="yes")

    def ease_objection(self, uid: str) -> Changes:
        """It does not stand in the way any more."""
        return self._set(uid, "objection", _("Ease objection “{what}”"), state="eased")

    def advance_document(self, uid: str, state: str) -> Changes:
        """It was sent, replied to or accepted: one of the states of ``domain.touch_detail``."""
        with self._desk.change() as unit:
            document = _found(unit, uid)
            unit.describe(_("Change status of “{what}”").format(what=touch_headline(document)))
            kind = next(kind for kind in touch_kinds(unit) if document.kind == (kind.key or kind.name))
            _tell(unit, document, FactReader(self._desk, unit, document.customer_uid).read(kind, {"state": state}))
        return unit.changes

    def explain_change(self, uid: str, why: str) -> Changes:
        """Say why a value was changed; an empty text takes it back."""
        words = storable(why, "why").strip()
        return self._set(uid, "value", _("Say why “{what}”"), why=words or None)

    def _set(self, uid: str, kind: str, label: str, **facts: str | None) -> Changes:
        with self._desk.change() as unit:
            touch = _found(unit, uid, kind)
            unit.describe(label.format(what=touch_headline(touch)))
            _tell(unit, touch, facts)
        return unit.changes


def fulfilled(touch: Touch, now: Moment) -> dict[str, Any]:
    """The columns of what was planned and has come to pass now; a promise so planned was due then, and is kept."""
    columns: dict[str, Any] = {**occurred_when(now), "status": TouchStatus.DONE.value, "due_at": None}
    if touch.kind == "promise":
        due = touch.occurred_at.local_date.isoformat()
        columns["detail"] = {"due": due, **touch.detail, "state": "kept"}
    return columns


def _found(unit: Unit, uid: str, kind: str = "") -> Touch:
    touch = touches_by_uid(unit, [uid]).get(uid)
    if touch is None:
        raise NotFoundError(_("This is no longer on the timeline."))
    if kind and touch.kind != kind:
        raise ConflictError(_("This is something else by now."))
    return touch


def _tell(unit: Unit, touch: Touch, facts: Mapping[str, Any]) -> None:
    planned = fulfilled(touch, unit.now) if touch.status is TouchStatus.PLANNED else {}
    change_touches(unit, {touch.id: {**planned, "detail": with_facts(planned.get("detail", touch.detail), facts)}})


def enquiry_in(unit: Unit, uid: str) -> Touch:
    """The enquiry with a uid, within a unit of work.

    Raises NotFoundError where it is gone and ConflictError where it is something else by now.
    """
    return _found(unit, uid, "enquiry")


def answer_in(unit: Unit, desk: Desk, enquiry: Touch, answer: str) -> None:
    """Note within a unit of work by which entry (by uid) an enquiry was answered.

    Raises NotFoundError (field ``answered_by``) for an entry of another timeline, ValidationError for one that is
    older than the question (the same field) or still to come (field ``at``).
    """
    kind = next(kind for kind in touch_kinds(unit) if kind.key == "enquiry")
    facts = FactReader(desk, unit, enquiry.customer_uid).read(kind, {"answered_by": answer})
    _refuse_wrong_time(enquiry, touches_by_uid(unit, [answer])[answer])
    _tell(unit, enquiry, facts)


def _refuse_wrong_time(enquiry: Touch, answer: Touch) -> None:
    if answer.uid == enquiry.uid or answer.occurred_at.local_date < enquiry.occurred_at.local_date:
        raise ValidationError(_("An answer comes after the question."), field="answered_by")
    if answer.status is TouchStatus.PLANNED:
        raise ValidationError(_("What is only planned answers nothing yet."), field="at")
