"""Deals: adding them, moving them through the stages, ending them and bringing them back."""

from dataclasses import replace
from datetime import date

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name, storable
from crmdesk.domain.deal import Deal, DealDraft, DealStatus, Stage
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.filter import Filter
from crmdesk.domain.loss_account import LossAccount, check_account, weights_of
from crmdesk.domain.moment import Moment
from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.meaning.synonyms import read_glossary
from crmdesk.i18n import _
from crmdesk.services.choices import STAGES, choose, fitting_entries
from crmdesk.services.desk import Desk
from crmdesk.services.loss_accounts import LossWords, WinWords, read_account, read_names, read_obstacles
from crmdesk.services.loss_entries import competitor_facts, loss_facts, loss_title, told, win_title
from crmdesk.services.outcomes import Outcome, apply_outcomes
from crmdesk.services.persona import read_filter
from crmdesk.services.rival_prices import note_prices
from crmdesk.services.stage_entries import stage_entry
from crmdesk.services.typed_amounts import typed_amount
from crmdesk.services.wording import deal_status_word
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.deals import deals, deals_by_id
from crmdesk.store.queries.filters import deal_conditions
from crmdesk.store.queries.lookup import find_customer, find_deal, owner_of_customer
from crmdesk.store.repos import members
from crmdesk.store.repos.deals import add_deals, change_deals
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_UNOPPOSED = WinWords()


class DealService:
    """The one way to change a deal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list_deals(self, expression: str = "") -> list[Deal]:
        """Deals that fit a filter expression, the newest first."""
        with self._desk.read() as source:
            return deals(source, deal_conditions(source, self._filter(expression), self._desk.day_span))

    def find_deal(self, name: str) -> Deal:
        """The deal meant by a uid, a name or part of one."""
        with self._desk.read() as source:
            return _deal(source, name)

    def add_deal(self, customer: str, name: str, *, amount: str = "", stage: str = "") -> tuple[Deal, Changes]:
        """Add an open deal; without a stage it begins at the first."""
        title = checked_name(name)
        worth = typed_amount(amount, self._desk.currency)
        with self._desk.change(_("Add deal “{name}”").format(name=title)) as unit:
            owner = find_customer(unit, customer)
            begin = self._stage(unit, stage) if stage else catalogue.stages(unit)[0]
            me = members.ensure_one(unit, self._desk.actor)
            [deal_id] = add_deals(
                unit,
                [
                    DealDraft(
                        customer_id=owner.id,
                        name=title,
                        currency=worth.currency if worth else self._desk.currency,
                        created_at=unit.now,
                        # Whoever looks after the customer looks after its deals, unless nobody does yet.
                        owner_id=owner_of_customer(unit, owner.id) or me,
                        stage_id=begin.id,
                        amount=worth,
                    )
                ],
            )
            _note_move(unit, owner.id, deal_id, "", begin.name, me)
            deal = deals_by_id(unit, [deal_id])[deal_id]
        return deal, unit.changes

    def move_stage(self, deal: str, stage: str) -> tuple[Deal, Changes]:
        """Move an open deal to another stage; never to an outcome."""
        with self._desk.change() as unit:
            moved = _deal(unit, deal)
            _require(moved, DealStatus.OPEN, DealStatus.HOLD)
            target = self._stage(unit, stage)
            unit.describe(_("Move deal “{name}” to “{stage}”").format(name=moved.name, stage=target.name))
            self.move_in(unit, moved, target)
            result = deals_by_id(unit, [moved.id])[moved.id]
        return result, unit.changes

    def move_in(self, unit: Unit, deal: Deal, target: Stage) -> None:
        """Move a deal within a unit of work; nothing happens when it is there already."""
        if deal.stage_id != target.id:
            change_deals(unit, {deal.id: {"stage_id": target.id}})
            me = members.ensure_one(unit, self._desk.actor)
            _note_move(unit, deal.customer_id, deal.id, deal.stage, target.name, me)

    def win(self, deal: str, words: WinWords = _UNOPPOSED, *, at: Moment | None = None) -> tuple[Deal, Changes]:
        """Sign a deal, in spite of what spoke against it if anything did."""
        with self._desk.change() as unit:
            won = _deal(unit, deal)
            unit.describe(_("Win deal “{name}”").format(name=won.name))
            _require(won, DealStatus.OPEN, DealStatus.HOLD)
            obstacles, competitors = read_obstacles(unit, words), read_names(words.competitors)
            outcome = replace(
                outcome_of(won, DealStatus.WON, self._past(at)),
                title=win_title(obstacles),
                note=storable(words.note, "note"),
                facts=told(competitor_facts(competitors)),
                reasons=weights_of(obstacles),
                competitors=competitors,
            )
            result = self.end_in(unit, won, outcome)
            note_prices(unit, won.id, won.currency, words.prices)
        return result, unit.changes

    def mark_lost(self, deal: str, words: LossWords, *, at: Moment | None = None) -> tuple[Deal, Changes]:
        """Lose a deal for a reason.

        Raises ValidationError naming what the reasons ask for and is missing.
        """
        with self._desk.change() as unit:
            lost = _deal(unit, deal)
            unit.describe(_("Lose deal “{name}”").format(name=lost.name))
            _require(lost, DealStatus.OPEN, DealStatus.HOLD)
            when = self._past(at)
            account = read_account(unit, words)
            outcome = loss_outcome(outcome_of(lost, DealStatus.LOST, when), account, when.local_date)
            result = self.end_in(unit, lost, outcome)
            note_prices(unit, lost.id, lost.currency, words.prices)
        return result, unit.changes

    def reopen(self, deal: str) -> tuple[Deal, Changes]:
        """Bring a closed or held deal back; the loss stays on record as reopened."""
        with self._desk.change() as unit:
            closed = _deal(unit, deal)
            unit.describe(_("Reopen deal “{name}”").format(name=closed.name))
            if closed.status is DealStatus.OPEN:
                raise ConflictError(_("“{name}” is open already.").format(name=closed.name), field="deal")
            result = self.end_in(unit, closed, outcome_of(closed, DealStatus.OPEN, unit.now))
        return result, unit.changes

    def hold(self, deal: str, until: date) -> tuple[Deal, Changes]:
        """Put an open deal aside until a day."""
        if until <= self._desk.today():
            raise ValidationError(_("Give a day in the future to resume the deal."), field="until")
        with self._desk.change() as unit:
            held = _deal(unit, deal)
            unit.describe(_("Hold deal “{name}”").format(name=held.name))
            _require(held, DealStatus.OPEN, DealStatus.HOLD)
            outcome = outcome_of(held, DealStatus.HOLD, unit.now)
            result = self.end_in(unit, held, replace(outcome, title=until.isoformat(), hold_until=until))
        return result, unit.changes

    def mark_invalid(self, deal: str) -> tuple[Deal, Changes]:
        """Take a deal out of every count: it never was one."""
        with self._desk.change() as unit:
            invalid = _deal(unit, deal)
            unit.describe(_("Mark deal “{name}” invalid").format(name=invalid.name))
            _require(invalid, DealStatus.OPEN, DealStatus.HOLD)
            result = self.end_in(unit, invalid, outcome_of(invalid, DealStatus.INVALID, unit.now))
        return result, unit.changes

    def end_in(self, unit: Unit, deal: Deal, outcome: Outcome) -> Deal:
        """Give a deal an outcome within a unit of work."""
        apply_outcomes(unit, [outcome], actor_id=members.ensure_one(unit, self._desk.actor))
        return deals_by_id(unit, [deal.id])[deal.id]

    def _past(self, at: Moment | None) -> Moment:
        now = self._desk.clock.now()
        if at is not None and at.utc > now.utc:
            raise ValidationError(_("This lies in the future; a deal ends when it has ended."), field="at")
        return at or now

    def _stage(self, source: Source, text: str) -> Stage:
        stages = catalogue.stages(source)
        # In any language, and as other programs call them.
        if not fitting_entries(stages, text, STAGES) and squash(text) in read_glossary().cells["outcome"]:
            raise ValidationError(
                _(
                    "“{name}” is an outcome, not a stage; use “deal win”, “deal lose”, “deal hold” or “deal invalid”."
                ).format(name=text),
                field="stage",
            )
        return choose(stages, text, "stage", STAGES)

    def _filter(self, expression: str) -> Filter:
        return read_filter(self._desk, expression)


def _deal(source: Source, text: str) -> Deal:
    found = find_deal(source, text)
    return deals_by_id(source, [found.id])[found.id]


def outcome_of(deal: Deal, status: DealStatus, at: Moment) -> Outcome:
    """An outcome of the deal as it stands."""
    return Outcome(
        deal_id=deal.id,
        customer_id=deal.customer_id,
        currency=deal.currency,
        status=status,
        at=at,
        stage_id=deal.stage_id,
        amount=deal.amount,
    )


def loss_outcome(outcome: Outcome, account: LossAccount, lost_on: date) -> Outcome:
    """The outcome with everything that is said about the loss.

    Raises ValidationError naming what the reasons ask for and is missing.
    """
    win_back_on = check_account(account, lost_on)
    return replace(
        outcome,
        title=loss_title(account.reasons),
        note=account.note,
        facts=told(loss_facts(account, win_back_on)),
        reasons=weights_of(account.reasons),
        competitors=account.competitors,
        win_back=account.verdict,
        win_back_on=win_back_on,
        win_back_why=account.why,
        win_back_trigger=account.trigger,
    )


def _require(deal: Deal, *allowed: DealStatus) -> None:
    if deal.status not in allowed:
        raise ConflictError(
            _("“{name}” is closed already ({status}); reopen it first.").format(
                name=deal.name, status=deal_status_word(deal.status)
            ),
            field="deal",
        )


def _note_move(unit: Unit, customer_id: int, deal_id: int, before: str, after: str, actor_id: int) -> None:
    kind = next(kind.id for kind in catalogue.touch_kinds(unit) if kind.key == "stage")
    entry = stage_entry(
        customer_id=customer_id,
        deal_id=deal_id,
        kind_id=kind,
        before=before,
        after=after,
        at=unit.now,
        actor_id=actor_id,
    )
    add_touches(unit, [entry])
