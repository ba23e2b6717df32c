"""The deals of an import: matched, added or brought up to date; what they became of goes through ``outcomes``."""

from dataclasses import dataclass
from typing import Any

from crmdesk.domain.deal import DealDraft, DealStatus
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money, check_currency
from crmdesk.exchange.tables.records import DealText, ImportRow, SheetKind
from crmdesk.services.importing.edits import edited_rows, without_edits
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.lists import Reasons, Stages
from crmdesk.services.importing.matching import DealIndex
from crmdesk.services.importing.request import DuplicatePolicy
from crmdesk.services.outcomes import Outcome, apply_outcomes
from crmdesk.store.queries.identities import Identities
from crmdesk.store.repos import members
from crmdesk.store.repos.deals import add_deals, change_deals
from crmdesk.store.times import created_when, milliseconds


@dataclass(slots=True)
class _New:
    """A deal decided on but not yet written."""

    number: int
    customer: int
    text: DealText


class DealStep:
    """Third step: every row about a deal gets its deal, and the deal its outcome."""

    def __init__(self, job: Job, known: Identities, stages: Stages, reasons: Reasons) -> None:
        self._job = job
        self._known = known
        self._stages = stages
        self._reasons = reasons
        self._index = DealIndex(known.deals.values())
        self._new: dict[int, _New] = {}
        self._told: list[tuple[int, int, DealText]] = []
        self._outcomes: list[Outcome] = []

    def run(self) -> None:
        """Match all rows, then write what is new, what has changed and how deals ended."""
        for number, row in self._job.going():
            # Rows of our own sheet of losses say nothing of the deal itself.
            if row.deal is not None and (row.kind is not SheetKind.LOSSES or row.deal.status is not None):
                self._decide(number, row, row.deal)
        texts = [new.text for new in self._new.values()] + [text for _number, _at, text in self._told]
        owners = members.ensure(self._job.unit, {text.owner or self._job.request.owner for text in texts})
        self._write_new(owners)
        self._write_changes(owners)
        apply_outcomes(
            self._job.unit,
            self._outcomes,
            actor_id=self._job.me() if self._outcomes else None,
            import_batch_id=self._job.batch_id,
            with_entries=not self._job.brings_history,
        )

    def _decide(self, number: int, row: ImportRow, text: DealText) -> None:
        customer = self._job.customer_of[number]
        at = self._find(customer, text)
        is_main = row.kind is SheetKind.DEALS
        known = at is not None and at > 0
        if known and is_main and self._job.policy is DuplicatePolicy.SKIP:
            self._job.skipped.add(number)
            return
        if at is None or (known and is_main and self._job.policy is DuplicatePolicy.NEW):
            at = -len(self._new) - 1
            self._new[at] = _New(number, customer, text)
            self._index.add(at, text.uid, text.external_id)
        elif known and self._job.policy is DuplicatePolicy.UPDATE:
            self._told.append((number, at, text))
        self._job.deal_of[number] = at

    def _find(self, customer: int, text: DealText) -> int | None:
        found = self._index.find(text.uid, text.external_id)
        if found is None:
            created = self._job.moment(text.created)
            at = milliseconds(created) if created else None
            found = self._index.find_by_name(customer, text.name, at, text.external_id)
        return found

    def _write_new(self, owners: dict[str, int]) -> None:
        drafts = [self._draft(new, owners) for new in self._new.values()]
        ids = dict(zip(self._new, add_deals(self._job.unit, drafts), strict=True))
        self._job.deal_of = {number: ids.get(at, at) for number, at in self._job.deal_of.items()}
        self._job.new_deals.update(ids.values())
        for number, at in self._job.deal_of.items():
            if at in self._job.new_deals:
                self._job.ledger.note(number, "deal", at, Effect.CREATED)
        for draft, (at, new) in zip(drafts, self._new.items(), strict=True):
            if new.text.status not in (None, DealStatus.OPEN):
                stage = self._stages.find(new.text.stage)
                self._end(ids[at], draft.customer_id, new.text, stage, draft.amount, draft.currency)
                if new.text.status is DealStatus.LOST:
                    self._job.ledger.note(new.number, "loss", -ids[at], Effect.CREATED)

    def _draft(self, new: _New, owners: dict[str, int]) -> DealDraft:
        text = new.text
        stage = self._stages.find(text.stage)
        going = text.status in (None, DealStatus.OPEN, DealStatus.HOLD) and not text.uid
        currency = check_currency(text.currency or self._job.desk.currency)
        return DealDraft(
            customer_id=new.customer,
            name=text.name.strip(),
            currency=currency,
            created_at=self._created(text),
            owner_id=owners.get(text.owner or self._job.request.owner),
            # How far a closed deal had come is not guessed; a foreign one that goes on stands at least at the beginning.
            stage_id=stage or (self._stages.first if going else None),
            amount=None if text.amount is None else Money.of(text.amount, currency),
            probability=text.probability,
            expected_close=text.expected_close.value.date() if text.expected_close else None,
            external_id=text.external_id,
            import_batch_id=self._job.batch_id,
            uid="" if self._index.was_there(text.uid) else text.uid,
            extra=text.extra,
        )

    def _created(self, text: DealText) -> Moment:
        now = self._job.unit.now
        created = self._job.moment(text.created or text.closed) or now
        return created if created.utc <= now.utc else now

    def _write_changes(self, owners: dict[str, int]) -> None:
        columns = {at: self._differing(at, text, owners) for _number, at, text in self._told}
        ours = {at for _number, at, text in self._told if text.uid == self._known.deals[at]["uid"]}
        final = without_edits(self._job.unit, "deal", self._known.deals, columns, ours=ours)
        foreign = {at: self._known.deals[at] for at in columns if at not in ours}
        decided = edited_rows(self._job.unit, "deal", foreign, "status")
        self._job.decided.update(number for number, at, _text in self._told if at in decided)
        change_deals(self._job.unit, {at: changed for at, changed in final.items() if changed})
        for number, at, text in self._told:
            ended = at not in decided and self._end_known(at, text)
            effect = Effect.UPDATED if final[at] or ended else Effect.UNCHANGED
            self._job.ledger.note(number, "deal", at, effect)

    def _differing(self, at: int, text: DealText, owners: dict[str, int]) -> dict[str, Any]:
        row = self._known.deals[at]
        currency = check_currency(text.currency or row["currency"])
        told: dict[str, Any] = {
            "owner_id": owners.get(text.owner),
            "stage_id": self._stages.find(text.stage),
            "probability": text.probability,
            "expected_close": text.expected_close.value.date().isoformat() if text.expected_close else None,
            "external_id": (text.external_id or None) if not row["external_id"] else None,
            "extra": {**row["extra"], **text.extra} if text.extra else None,
        }
        if text.amount is not None:
            told |= {"amount_minor": Money.of(text.amount, currency).minor, "currency": currency}
        if text.uid == row["uid"]:
            told["name"] = text.name.strip()
            created = self._job.moment(text.created)
            told |= created_when(created) if created else {}
        return {name: value for name, value in told.items() if value is not None and value != row[name]}

    def _end_known(self, at: int, text: DealText) -> bool:
        """Give a deal that was there the outcome the row tells, if it is another one."""
        row = self._known.deals[at]
        closed = self._job.moment(text.closed)
        same_time = closed is None or row["closed_at"] == milliseconds(closed)
        if text.status is None:
            return False
        if text.status.value == row["status"] and (same_time or not text.status.is_closed):
            return False
        amount = None if row["amount_minor"] is None else Money(row["amount_minor"], row["currency"])
        self._end(at, row["customer_id"], text, row["stage_id"], amount, row["currency"])
        return True

    def _end(
        self, at: int, customer: int, text: DealText, stage: int | None, amount: Money | None, currency: str
    ) -> None:
        status = text.status or DealStatus.OPEN
        lost = status is DealStatus.LOST
        reason = self._reasons.find(text.lost_reason, text.lost_subreason) if lost else None
        self._outcomes.append(
            Outcome(
                deal_id=at,
                customer_id=customer,
                currency=currency,
                status=status,
                at=self._job.moment(text.closed),
                stage_id=(self._stages.find(text.stage_at_loss) or stage) if lost else stage,
                amount=amount,
                reason_id=reason,
                competitors=text.competitors if lost else (),
                title=self._reasons.names.get(reason, "") if reason else "",
                note=text.lost_note if lost else text.win_reason,
                win_back_on=text.win_back_on.value.date() if lost and text.win_back_on else None,
                hold_until=text.hold_until.value.date() if text.hold_until else None,
                reviewed=bool(text.reviewed),
                loss_uid=text.loss_uid,
            )
        )
