"""The three voices on a loss: what the seller gave, what the customer said, and what the manager's review found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.errors import NotFoundError, ValidationError
from crmdesk.domain.loss import NOT_RECORDED, Voice
from crmdesk.domain.loss_account import check_reasons, weights_of
from crmdesk.domain.loss_voices import Evidence, LossEvent
from crmdesk.i18n import _, ngettext
from crmdesk.services.desk import Desk
from crmdesk.services.loss_accounts import ReasonWords, read_reasons
from crmdesk.services.loss_entries import retell
from crmdesk.services.watch import UNWATCHED, Watch, in_pieces
from crmdesk.store.queries.lookup import find_deal
from crmdesk.store.queries.loss_voices import ids_of_deal, loss_events, loss_ids, quotable
from crmdesk.store.queries.timeline import touches_by_uid
from crmdesk.store.queries.voices_at_once import Said, said_of
from crmdesk.store.repos import members
from crmdesk.store.repos.losses import change_losses, set_reasons, set_voices
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """What a manager's review found. Without ``reasons`` the seller's are confirmed.

    ``evidence`` is the uid of an entry of the customer's timeline, or empty; None leaves a text as it is.
    """

    reasons: tuple[ReasonWords, ...] = ()
    finding: str | None = None
    lesson: str | None = None
    evidence: str = ""


class LossVoiceService:
    """Reading and recording what was said of losses; a loss is meant by its uid."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def losses_of(self, deal: str) -> list[LossEvent]:
        """Every loss of a deal, the newest first: the one in force and those it was brought back from."""
        with self._desk.read() as source:
            return loss_events(source, ids_of_deal(source, find_deal(source, deal).id), self._offset)

    def loss(self, loss: str) -> LossEvent:
        """One loss with its voices.

        Raises NotFoundError when it is gone.
        """
        with self._desk.read() as source:
            return self._event(source, loss)

    def quotable(self, loss: str) -> list[Evidence]:
        """What was written down of the deal and its customer, the newest first: for choosing what to quote."""
        with self._desk.read() as source:
            return quotable(source, self._event(source, loss).id)

    def quote_customer(self, loss: str, reasons: Sequence[ReasonWords], touch: str = "") -> Changes:
        """Record why the customer says it did not buy, and the entry (by uid) in which it says so, if there is one.

        Raises ValidationError for reasons that cannot stand, NotFoundError for an entry of somebody else's timeline.
        """
        if not reasons:
            raise ValidationError(_("Name at least one reason the customer gave."), field="reason")

        def tell(unit: Unit, event: LossEvent) -> None:
            set_reasons(unit, event.id, _weights(unit, reasons), Voice.CUSTOMER, _evidence(unit, event, touch))

        return self._tell(loss, _("Note what the customer says about the loss of “{name}”"), tell)

    def silence_customer(self, loss: str) -> Changes:
        """Take back what the customer was quoted with."""
        return self._tell(
            loss,
            _("Take back what the customer says about the loss of “{name}”"),
            lambda unit, event: set_reasons(unit, event.id, {}, Voice.CUSTOMER),
        )

    def review(self, loss: str, words: ReviewWords) -> Changes:
        """Record what the manager's review found; the loss counts as reviewed, and by the manager's reasons.

        Raises ValidationError for reasons that cannot stand, NotFoundError for an entry of somebody else's timeline.
        """

        def tell(unit: Unit, event: LossEvent) -> None:
            evidence = _evidence(unit, event, words.evidence)
            if words.reasons:
                set_reasons(unit, event.id, _weights(unit, words.reasons), Voice.MANAGER, evidence)
            else:
                _agree(unit, [event.id], evidence)
            texts = {"finding": words.finding, "lesson": words.lesson}
            told = {name: storable(text, name).strip() for name, text in texts.items() if text is not None}
            change_losses(unit, {event.id: self._reviewed_now(unit)})
            _write(unit, event, told)

        return self._tell(loss, _("Review the loss of “{name}”"), tell)

    def confirm(self, losses: Sequence[str], watch: Watch = UNWATCHED) -> Changes:
        """The manager finds what the sellers found; all of it one change. What was found otherwise before is replaced.

        Losses that are gone are passed over. Raises CancelledError with nothing changed.
        """
        with self._desk.change(cancelled=watch.cancelled) as unit:
            ids = list(loss_ids(unit, losses).values())
            unit.describe(ngettext("Confirm {n} loss", "Confirm {n} losses", len(ids)).format(n=len(ids)))
            reviewed = self._reviewed_now(unit)
            for piece in in_pieces(ids, watch):
                _agree(unit, piece)
                change_losses(unit, dict.fromkeys(piece, reviewed))
        return unit.changes

    def take_back_review(self, loss: str) -> Changes:
        """The loss has not been reviewed, and counts by the seller's reasons again; what was written stays."""

        def tell(unit: Unit, event: LossEvent) -> None:
            set_reasons(unit, event.id, {}, Voice.MANAGER)
            change_losses(unit, {event.id: {"reviewed_at": None, "reviewed_by_id": None}})

        return self._tell(loss, _("Take back the review of “{name}”"), tell)

    def write_lesson(self, loss: str, lesson: str) -> Changes:
        """Say what would be done differently; an empty text takes it back."""
        text = storable(lesson, "lesson").strip()
        return self._tell(
            loss,
            _("Write down what the loss of “{name}” teaches"),
            lambda unit, event: _write(unit, event, {"lesson": text}),
        )

    def _tell(self, loss: str, label: str, tell: Callable[[Unit, LossEvent], None]) -> Changes:
        with self._desk.change() as unit:
            event = self._event(unit, loss)
            unit.describe(label.format(name=event.deal))
            tell(unit, event)
        return unit.changes

    def _event(self, source: Source, uid: str) -> LossEvent:
        ids = loss_ids(source, [uid])
        if not ids:
            raise NotFoundError(_("This loss is no longer on record."), field="loss")
        return loss_events(source, list(ids.values()), self._offset)[0]

    @property
    def _offset(self) -> int:
        return self._desk.clock.now().offset

    def _reviewed_now(self, unit: Unit) -> dict[str, Any]:
        return {
            "reviewed_at": milliseconds(unit.now),
            "reviewed_by_id": members.ensure_one(unit, self._desk.actor),
        }


def _agree(unit: Unit, losses: Sequence[int], evidence: int | None = None) -> None:
    """Let the manager say of losses what their sellers say."""
    said = said_of(unit, losses)
    found = {loss: said.get((loss, Voice.SELLER), Said({})).weights for loss in losses}
    set_voices(unit, {(loss, Voice.MANAGER): Said(weights, evidence) for loss, weights in found.items()})


def _write(unit: Unit, event: LossEvent, texts: dict[str, str]) -> None:
    """Keep what was found and learnt, also on the timeline, where it is looked for."""
    if texts:
        change_losses(unit, {event.id: texts})
        retell(unit, [event.id], {name: text or None for name, text in texts.items()})


def _weights(source: Source, words: Sequence[ReasonWords]) -> dict[int, int]:
    reasons = read_reasons(source, words)
    check_reasons(reasons)
    if any(given.reason.key == NOT_RECORDED for given in reasons):
        raise ValidationError(_("Only an import may leave the reason out."), field="reason")
    return weights_of(reasons)


def _evidence(source: Source, event: LossEvent, uid: str) -> int | None:
    if not uid:
        return None
    touch = touches_by_uid(source, [uid]).get(uid)
    if touch is None or touch.customer_uid != event.customer_uid:
        raise NotFoundError(_("This is not on the customer's timeline."), field="evidence")
    return touch.id
