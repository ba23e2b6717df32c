"""What an import tells of losses that are on record: the sheet of losses of our own workbook, and later reasons."""

from collections.abc import Collection, Sequence
from typing import Any

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.money import Money
from crmdesk.exchange.tables.records import DealText, ImportRow, SheetKind
from crmdesk.services.importing.edits import without_edits
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.lists import Stages
from crmdesk.services.importing.reason_words import Reasons
from crmdesk.store.queries.identities import deal_ids, losses_by_id
from crmdesk.store.queries.losses import competitor_ids, counting_reasons
from crmdesk.store.repos import members
from crmdesk.store.repos.competitors import add_competitors_to, ensure_competitors
from crmdesk.store.repos.losses import LossDraft, add_losses, change_losses, lost_when, set_reasons
from crmdesk.store.times import milliseconds

_SECOND = 1000


class LossStep:
    """Fourth step: losses get what the rows tell of them."""

    def __init__(self, job: Job, stages: Stages, reasons: Reasons) -> None:
        self._job = job
        self._stages = stages
        self._reasons = reasons
        self._losses = losses_by_id(job.unit)
        self._by_uid = {row["uid"]: row_id for row_id, row in self._losses.items()}
        self._in_force = {row["deal_id"]: row_id for row_id, row in self._losses.items() if row["reopened_at"] is None}
        self._primary = counting_reasons(job.unit)
        self._competitors = competitor_ids(job.unit)
        self._reviewers: dict[str, int] = {}

    def run(self) -> None:
        """Compare each row with its loss and write what differs."""
        told = [
            (number, row, row.deal)
            for number, row in self._job.going()
            if row.deal and self._tells_of_loss(number, row)
        ]
        deals = deal_ids(self._job.unit, {text.uid for _number, _row, text in told if text.uid})
        self._reviewers = members.ensure(self._job.unit, {text.reviewed_by for _n, _r, text in told})
        uids = {text.loss_uid for _number, _row, text in told} - {""}
        known: list[tuple[int, int, DealText]] = []
        for number, _row, text in told:
            deal = self._job.deal_of.get(number) or deals.get(text.uid)
            loss = self._by_uid.get(text.loss_uid) or self._standing(deal, text, uids)
            if loss is not None:
                known.append((number, loss, text))
            elif text.status is not None:
                # Another row about the deal came first and says that it ended otherwise.
                continue
            elif deal is not None:
                self._add_past(number, deal, text)
            else:
                self._job.skipped.add(number)
        self._compare(known)

    def _standing(self, deal: int | None, text: DealText, uids: Collection[str]) -> int | None:
        """The loss in force of a deal, unless another row is about that one."""
        loss = self._in_force.get(deal) if deal else None
        is_taken = loss is not None and text.loss_uid and self._losses[loss]["uid"] in uids
        return None if is_taken else loss

    def _tells_of_loss(self, number: int, row: ImportRow) -> bool:
        if row.deal is None or number in self._job.decided:
            return False
        later = row.deal.status is DealStatus.LOST and self._job.deal_of.get(number) not in self._job.new_deals
        return later or (row.kind is SheetKind.LOSSES and row.deal.status is None)

    def _compare(self, told: Sequence[tuple[int, int, DealText]]) -> None:
        unit = self._job.unit
        changes: dict[int, dict[str, Any]] = {}
        for _number, loss, text in told:
            row = self._losses[loss]
            columns = {name: value for name, value in self._columns(text, row).items() if value != row[name]}
            changes.setdefault(loss, {}).update(columns)
        ours = {loss for _number, loss, text in told if text.loss_uid}
        final = without_edits(unit, "loss_event", self._losses, changes, ours=ours)
        change_losses(unit, {loss: columns for loss, columns in final.items() if columns})
        named = ensure_competitors(unit, {name for _number, _loss, text in told for name in text.competitors})
        for number, loss, text in told:
            more = self._set_reason(loss, text)
            held = self._competitors.setdefault(loss, set())
            told_of = dict.fromkeys(named[name] for name in text.competitors if name in named)
            missing = [competitor for competitor in told_of if competitor not in held]
            if missing:
                add_competitors_to(unit, {loss: missing})
                held.update(missing)
            effect = Effect.UPDATED if final[loss] or more or missing else Effect.UNCHANGED
            self._job.ledger.note(number, "loss", loss, effect)

    def _set_reason(self, loss: int, text: DealText) -> bool:
        """Let the reason that counts be the one told, in the voice that gave it; False when it is so already."""
        reason = self._reasons.find(text.lost_reason, text.lost_subreason)
        counting, voice = self._primary.get(loss, (None, Voice.SELLER))
        if reason is None or reason == counting:
            return False
        set_reasons(self._job.unit, loss, {reason: 1}, voice)
        self._primary[loss] = (reason, voice)
        return True

    def _columns(self, text: DealText, row: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        closed = self._job.moment(text.closed)
        if closed is not None and milliseconds(closed) != row["lost_at"]:
            told |= lost_when(closed)
        if text.lost_note:
            told["note"] = text.lost_note
        if text.win_back_on is not None:
            told["win_back_on"] = text.win_back_on.value.date().isoformat()
        told |= _texts(text)
        told |= self._review(text, row["reviewed_at"])
        if row["reopened_at"] is not None and (lifted := self._job.moment(text.reopened)) is not None:
            told |= _unless_same("reopened_at", milliseconds(lifted), row["reopened_at"])
        stage = self._stages.find(text.stage_at_loss)
        if stage is not None:
            told["stage_id"] = stage
        if text.amount is not None and text.loss_uid:
            currency = text.currency or row["currency"]
            told |= {"amount_minor": Money.of(text.amount, currency).minor, "currency": currency}
        return told

    def _review(self, text: DealText, known: int | None) -> dict[str, Any]:
        """The columns of a review that is told, or taken back; when and by whom as far as the row says so."""
        if text.reviewed is None:
            return {}
        if not text.reviewed:
            return {"reviewed_at": None} if known is not None else {}
        told = self._job.moment(text.reviewed_on)
        at = milliseconds(told) if told else known or milliseconds(self._job.unit.now)
        reviewer = self._reviewers.get(text.reviewed_by)
        return _unless_same("reviewed_at", at, known) | ({"reviewed_by_id": reviewer} if reviewer else {})

    def _add_past(self, number: int, deal: int, text: DealText) -> None:
        """A loss of a deal that has been opened again since: on record, but not in force."""
        currency = text.currency or self._job.desk.currency
        reason = self._reasons.find(text.lost_reason, text.lost_subreason) or self._reasons.not_recorded
        competitors = ensure_competitors(self._job.unit, text.competitors)
        draft = LossDraft(
            deal_id=deal,
            currency=currency,
            lost_at=self._job.moment(text.closed),
            stage_id=self._stages.find(text.stage_at_loss),
            amount=None if text.amount is None else Money.of(text.amount, currency),
            reasons={reason: 1},
            competitor_ids=tuple(competitors.values()),
            note=text.lost_note,
            win_back_on=text.win_back_on.value.date() if text.win_back_on else None,
            uid=text.loss_uid,
        )
        [loss] = add_losses(self._job.unit, [draft])
        lifted = milliseconds(self._job.moment(text.reopened) or self._job.unit.now)
        change_losses(self._job.unit, {loss: {"reopened_at": lifted, **_texts(text), **self._review(text, None)}})
        self._job.ledger.note(number, "loss", loss, Effect.CREATED)


def _unless_same(column: str, told: int, known: int | None) -> dict[str, int]:
    """A column with an instant; a cell of a workbook holds no more than seconds."""
    return {} if known is not None and told // _SECOND == known // _SECOND else {column: told}


def _texts(text: DealText) -> dict[str, str]:
    """What our own sheet tells of a loss in words; a verdict that is none is left aside."""
    told = {name: getattr(text, name) for name in ("win_back_why", "win_back_trigger", "finding", "lesson")}
    if text.win_back in set(WinBack):
        told["win_back"] = WinBack(text.win_back).value
    return {name: value for name, value in told.items() if value}
