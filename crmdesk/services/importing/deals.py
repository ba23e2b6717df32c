"""The deals of an import: matched, added or brought up to date; what they became of goes through ``outcomes``."""

from dataclasses import replace
from typing import Any

from crmdesk.domain.deal import DealDraft, DealStatus
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money, check_currency, money_or_none
from crmdesk.exchange.tables.records import DealText, ImportRow, SheetKind
from crmdesk.services.importing.completion import completed
from crmdesk.services.importing.edits import edited_rows, without_edits
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.judgements import note_changed_deals
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.lists import Stages
from crmdesk.services.importing.matching import DealIndex, NamedDeal
from crmdesk.services.importing.reason_words import Reasons
from crmdesk.services.importing.request import DuplicatePolicy
from crmdesk.services.outcomes import Outcome, apply_outcomes, correct_dates
from crmdesk.store.queries.identities import Identities
from crmdesk.store.repos import members
from crmdesk.store.repos.deals import add_deals, change_deals
from crmdesk.store.text.folding import fold
from crmdesk.store.times import created_when, milliseconds


class DealStep:
    """Third step: every row about a deal gets its deal, and the deal its outcome."""

    def __init__(self, job: Job, known: Identities, stages: Stages, reasons: Reasons) -> None:
        self._job = job
        self._known = known
        self._stages = stages
        self._reasons = reasons
        self._index = DealIndex(known.deals.values())
        self._texts: dict[int, DealText] = {}
        self._new: dict[int, tuple[int, int]] = {}  # first row and customer of deals decided on, by negative number
        self._outcomes: list[Outcome] = []
        self._dates: dict[int, Moment] = {}
        # Of several losses of a deal our own sheet lists the latest first; the one in force has not been lifted.
        self._loss_uids: dict[str, str] = {}
        for row in job.rows:
            if row.kind is SheetKind.LOSSES and row.deal is not None and row.deal.reopened is None:
                self._loss_uids.setdefault(row.deal.uid, row.deal.loss_uid)

    def run(self) -> None:
        """Match all rows, then write what is new, what has changed and how deals ended."""
        # A report of losses adds to what the sheet of deals says.
        for number, row in sorted(self._job.going(), key=lambda numbered: numbered[1].kind is SheetKind.LOSSES):
            # Rows of our own sheet of losses say nothing of the deal itself.
            if row.deal is not None and (row.kind is not SheetKind.LOSSES or row.deal.status is not None):
                self._decide(number, row, row.deal)
        owners = members.ensure(
            self._job.unit, {text.owner or self._job.request.owner for text in self._texts.values()}
        )
        self._write_new(owners)
        self._write_changes(owners)
        apply_outcomes(
            self._job.unit,
            self._outcomes,
            actor_id=self._job.me() if self._outcomes else None,
            import_batch_id=self._job.batch_id,
            with_entries=not self._job.brings_history,
        )
        correct_dates(self._job.unit, self._dates)

    def _decide(self, number: int, row: ImportRow, text: DealText) -> None:
        customer = self._job.customer_of[number]
        created = self._job.past(text.created)
        wanted = NamedDeal(-len(self._new) - 1, text.external_id, milliseconds(created) if created else None)
        at = self._index.find(text.uid, text.external_id)
        if at is None:
            at = self._index.find_by_name(customer, fold(text.name), wanted, row.sheet)
        is_main = row.kind is SheetKind.DEALS
        known = at is not None and at > 0
        if known and is_main and self._job.policy is DuplicatePolicy.SKIP:
            self._job.skipped.add(number)
            return
        if at is None or (known and is_main and self._job.policy is DuplicatePolicy.NEW):
            at = wanted.id
            self._new[at] = (number, customer)
            self._index.add(wanted, text.uid, customer, fold(text.name))
        self._index.take(row.sheet, at)
        if at < 0 or self._job.policy is DuplicatePolicy.UPDATE:
            self._tell(at, text, is_report=not is_main)
        self._job.deal_of[number] = at

    def _tell(self, at: int, text: DealText, *, is_report: bool) -> None:
        if is_report and (at > 0 or at in self._texts):
            # What a report of losses says was lost is not what the deal is worth.
            text = replace(text, amount=None, currency="")
        before = self._texts.get(at, text)
        if is_report and before.status is DealStatus.OPEN:
            before = replace(before, status=text.status)
        self._texts[at] = completed(before, text)

    def _write_new(self, owners: dict[str, int]) -> None:
        drafts = [self._draft(at, customer, owners) for at, (_number, customer) in self._new.items()]
        ids = dict(zip(self._new, add_deals(self._job.unit, drafts), strict=True))
        self._job.deal_of = {number: ids.get(at, at) for number, at in self._job.deal_of.items()}
        self._job.new_deals.update(ids.values())
        self._job.customer_of_deal = {row_id: row["customer_id"] for row_id, row in self._known.deals.items()}
        self._job.customer_of_deal |= {ids[at]: customer for at, (_number, customer) in self._new.items()}
        for number, at in self._job.deal_of.items():
            if at in self._job.new_deals:
                self._job.ledger.note(number, "deal", at, Effect.CREATED)
        for draft, (at, (number, _customer)) in zip(drafts, self._new.items(), strict=True):
            text = self._texts[at]
            if text.status not in (None, DealStatus.OPEN):
                stage = self._stages.find(text.stage)
                known_loss = replace(text, loss_uid=text.loss_uid or self._loss_uids.get(text.uid, ""))
                self._end(ids[at], draft.customer_id, known_loss, stage, draft.amount, draft.currency)
                if text.status is DealStatus.LOST:
                    self._job.ledger.note(number, "loss", -ids[at], Effect.CREATED)

    def _draft(self, at: int, customer: int, owners: dict[str, int]) -> DealDraft:
        text = self._texts[at]
        stage = self._stages.find(text.stage)
        going = text.status in (None, DealStatus.OPEN, DealStatus.HOLD) and not text.uid
        currency = check_currency(text.currency or self._job.desk.currency)
        return DealDraft(
            customer_id=customer,
            name=text.name.strip(),
            currency=currency,
            created_at=self._created(text),
            owner_id=owners.get(text.owner or self._job.request.owner),
            # How far a closed deal had come is not guessed; a foreign one that goes on stands at least at the start.
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
        return self._job.past(text.created) or self._job.past(text.closed) or self._job.unit.now

    def _write_changes(self, owners: dict[str, int]) -> None:
        unit, known = self._job.unit, self._known.deals
        told = {at: text for at, text in self._texts.items() if at > 0}
        columns = {at: self._differing(at, text, owners) for at, text in told.items()}
        ours = {at for at, text in told.items() if text.uid == known[at]["uid"]}
        final = without_edits(unit, "deal", known, columns, ours=ours)
        decided = edited_rows(unit, "deal", {at: known[at] for at in told if at not in ours}, "status")
        change_deals(unit, {at: changed for at, changed in final.items() if changed})
        note_changed_deals(self._job, known, final)
        ended = {at for at, text in told.items() if at not in decided and self._end_known(at, text)}
        for number, at in self._job.deal_of.items():
            if at in told:
                effect = Effect.UPDATED if final[at] or at in ended else Effect.UNCHANGED
                self._job.ledger.note(number, "deal", at, effect)
            if at in decided:
                self._job.decided.add(number)

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
        if text.hold_until is not None and row["status"] == DealStatus.HOLD.value:
            told["hold_until"] = text.hold_until.value.date().isoformat()
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
        if text.status is None:
            return False
        if text.status.value == row["status"]:
            return text.status.is_closed and self._correct_date(at, text)
        amount = money_or_none(row["amount_minor"], row["currency"])
        self._end(at, row["customer_id"], text, row["stage_id"], amount, row["currency"])
        return True

    def _correct_date(self, at: int, text: DealText) -> bool:
        """Give a deal that ended as the row tells the time the row tells, if it is another one."""
        closed = self._job.moment(text.closed)
        if closed is None or milliseconds(closed) == self._known.deals[at]["closed_at"]:
            return False
        self._dates[at] = closed
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
                reasons={reason: 1} if reason else {},
                competitors=text.competitors if lost else (),
                title=self._reasons.names.get(reason, "") if reason else "",
                note=text.lost_note if lost else text.win_reason,
                win_back_on=text.win_back_on.value.date() if lost and text.win_back_on else None,
                hold_until=text.hold_until.value.date() if text.hold_until else None,
                reviewed=bool(text.reviewed),
                loss_uid=text.loss_uid,
            )
        )
