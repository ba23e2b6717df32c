"""What a filled quick note does besides its sentence: stages, next steps, entries, tags, the customer's own reasons.

Each effect is applied in the unit of work that logs the touch, so the whole note is one undo.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crmdesk.domain.attachment import FileSource, KeptFile
from crmdesk.domain.deal import Deal, DealStatus, Stage
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.domain.record_json import to_json
from crmdesk.domain.template_effect import (
    AnswerEffect,
    AttachmentEffect,
    Effect,
    EngagementEffect,
    EntryEffect,
    FirstTouchEffect,
    LossVoiceEffect,
    NextStepEffect,
    RelationEffect,
    ReopenEffect,
    ScoreEffect,
    StageEffect,
    TagEffect,
    WinBackEffect,
)
from crmdesk.domain.touch import TouchDraft, TouchStatus, status_at
from crmdesk.domain.touch_detail import facts_of, told_value
from crmdesk.i18n import _
from crmdesk.services.attached_files import AttachedFiles
from crmdesk.services.attaching import attach_in
from crmdesk.services.deals import DealService, outcome_of
from crmdesk.services.desk import Desk
from crmdesk.services.fact_reading import FactReader
from crmdesk.services.first_touchpoints import tell_channel_in
from crmdesk.services.tags import TagService
from crmdesk.services.watch import Unwatched
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.customers import customers_by_id
from crmdesk.store.queries.deals import deals_by_id, deals_of
from crmdesk.store.queries.first_touchpoints import CHANNELS
from crmdesk.store.queries.identities import losses_in_force
from crmdesk.store.queries.touches import by_ids
from crmdesk.store.repos.competitors import add_competitors_to, ensure_competitors
from crmdesk.store.repos.losses import change_losses, set_reasons
from crmdesk.store.repos.touches import add_touches, change_touches
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_LONGEST_VOICE = 3


@dataclass(frozen=True, slots=True)
class Occasion:
    """The touch a note was filled in for; ``kept`` are files taken in already, by path."""

    customer_id: int
    deal_id: int | None
    touch_id: int
    kind_key: str
    occurred_at: Moment
    actor_id: int
    kept: Mapping[str, KeptFile] = field(default_factory=dict)


class TemplateEffects:
    """Applies the effects of ``domain.template_effect``."""

    def __init__(self, desk: Desk, deals: DealService, tags: TagService) -> None:
        self._desk = desk
        self._deals = deals
        self._tags = tags
        self._appliers: Mapping[type[Any], Callable[[Unit, Any, Occasion], None]] = {
            StageEffect: self._stage,
            NextStepEffect: self._next_step,
            EntryEffect: self._entry,
            TagEffect: self._tag,
            FirstTouchEffect: self._first_touch,
            LossVoiceEffect: self._loss_voice,
            WinBackEffect: self._win_back,
            ReopenEffect: self._reopen,
            ScoreEffect: self._kept("score"),
            EngagementEffect: self._kept("engagement"),
            RelationEffect: self._kept("relation"),
            AnswerEffect: self._kept("answer"),
            AttachmentEffect: self._attach,
        }

    def apply(self, unit: Unit, effects: Iterable[Effect], occasion: Occasion) -> None:
        """Apply each effect in order."""
        for effect in effects:
            self._appliers[type(effect)](unit, effect, occasion)

    def _stage(self, unit: Unit, effect: StageEffect, occasion: Occasion) -> None:
        deal = self._deal(unit, occasion)
        target = stage_ahead(unit, deal, effect.stage_key)
        if deal is not None and target is not None:
            self._deals.move_in(unit, deal, target)

    def _next_step(self, unit: Unit, effect: NextStepEffect, occasion: Occasion) -> None:
        due = self._due(effect.when, effect.days, occasion) or occasion.occurred_at
        self._add(unit, occasion, "note", due, title=effect.text, status=TouchStatus.PLANNED)

    def _entry(self, unit: Unit, effect: EntryEffect, occasion: Occasion) -> None:
        detail = self._told(unit, effect, occasion)
        if effect.kind == occasion.kind_key:
            self._keep(unit, occasion, detail)
            return
        due = self._due(effect.due, effect.days, occasion)
        if due is not None and effect.kind == "promise":
            # It is made now and stands on the timeline as what was said.
            detail["due"], due = due.local_date.isoformat(), None
        self._add(unit, occasion, effect.kind, due or occasion.occurred_at, body=effect.text, detail=detail)

    def _told(self, unit: Unit, effect: EntryEffect, occasion: Occasion) -> dict[str, Any]:
        """What the entry keeps; what it tells of its kind as if a person had told it, where that can be read."""
        detail: dict[str, Any] = to_json(effect.detail)
        kind = next(kind for kind in catalogue.touch_kinds(unit) if kind.key == effect.kind)
        customer = customers_by_id(unit, [occasion.customer_id])[occasion.customer_id]
        reader = FactReader(self._desk, unit, customer.uid)
        for fact in facts_of(kind.key, kind.touch_class):
            told = told_value(detail, fact)
            if isinstance(told, str):
                with suppress(ValidationError):
                    detail |= reader.read(kind, {fact.key: told})
        return detail

    def _tag(self, unit: Unit, effect: TagEffect, occasion: Occasion) -> None:
        self._assign(unit, effect.group_key, effect.tag_key, occasion)

    def _first_touch(self, unit: Unit, effect: FirstTouchEffect, occasion: Occasion) -> None:
        channel = catalogue.tag_by_keys(unit, CHANNELS, effect.channel_key)
        if channel is None or not tell_channel_in(unit, occasion.customer_id, channel.id):
            return
        self._keep(unit, occasion, {"first_touch": effect.channel_key})
        # Where nobody has said how the lead was got, this is the best that is known of it.
        if not customers_by_id(unit, [occasion.customer_id])[occasion.customer_id].source:
            self._assign(unit, CHANNELS, effect.channel_key, occasion)

    def _assign(self, unit: Unit, group_key: str, tag_key: str, occasion: Occasion) -> None:
        tag = catalogue.tag_by_keys(unit, group_key, tag_key)
        if tag is not None:
            day = occasion.occurred_at.local_date
            self._tags.assign_ids_in(unit, occasion.customer_id, [tag.id], day, touch_id=occasion.touch_id)

    def _loss_voice(self, unit: Unit, effect: LossVoiceEffect, occasion: Occasion) -> None:
        self._keep(unit, occasion, {"loss_voice": to_json(effect)})
        if len(effect.reason_keys) > _LONGEST_VOICE:
            raise ValidationError(_("Give at most three reasons."), field="reason")
        loss = self._loss(unit, occasion)
        if loss is None:
            return
        reasons = [reason for reason in catalogue.loss_reasons(unit) if reason.parent_id is None]
        ids = {key: reason.id for reason in reasons for key in reason.keys}
        named = [ids[key] for key in effect.reason_keys if key in ids]
        set_reasons(unit, loss["id"], dict.fromkeys(named, 1), Voice.CUSTOMER, occasion.touch_id)
        competitors = ensure_competitors(unit, effect.competitors)
        add_competitors_to(unit, {loss["id"]: competitors.values()})

    def _win_back(self, unit: Unit, effect: WinBackEffect, occasion: Occasion) -> None:
        self._keep(unit, occasion, {"win_back": to_json(effect.verdict)})
        loss = self._loss(unit, occasion)
        if loss is not None:
            due = self._due(effect.when, effect.days, occasion)
            day = due.local_date.isoformat() if due else None
            kept = day if effect.verdict != "open" else day or loss["win_back_on"]
            change_losses(unit, {loss["id"]: {"win_back": WinBack(effect.verdict).value, "win_back_on": kept}})

    def _reopen(self, unit: Unit, _effect: ReopenEffect, occasion: Occasion) -> None:
        loss = self._loss(unit, occasion)
        if loss is not None:
            deal = deals_by_id(unit, [loss["deal_id"]])[loss["deal_id"]]
            self._deals.end_in(unit, deal, outcome_of(deal, DealStatus.OPEN, occasion.occurred_at))

    def _attach(self, unit: Unit, effect: AttachmentEffect, occasion: Occasion) -> None:
        file = occasion.kept.get(effect.path)
        if file is None:
            [file] = AttachedFiles(self._desk).keep([FileSource(Path(effect.path))], Unwatched())
        attach_in(unit, self._desk, occasion.touch_id, [file])

    def _kept(self, name: str) -> Callable[[Unit, Any, Occasion], None]:
        """Effects that are facts about the touch itself."""

        def keep(unit: Unit, effect: Any, occasion: Occasion) -> None:
            facts = {key: value for key, value in to_json(effect).items() if key != "do"}
            self._keep(unit, occasion, {name: next(iter(facts.values())) if len(facts) == 1 else facts})

        return keep

    def _keep(self, unit: Unit, occasion: Occasion, facts: Mapping[str, Any]) -> None:
        detail = by_ids(unit, [occasion.touch_id])[occasion.touch_id].detail
        merged = {**detail, **facts}
        if "engagement" in detail and "engagement" in facts:
            merged["engagement"] = max(detail["engagement"], facts["engagement"])
        change_touches(unit, {occasion.touch_id: {"detail": merged}})

    def _add(
        self,
        unit: Unit,
        occasion: Occasion,
        kind_key: str,
        at: Moment,
        *,
        title: str = "",
        body: str = "",
        detail: Mapping[str, Any] | None = None,
        status: TouchStatus | None = None,
    ) -> None:
        kind = next(kind.id for kind in catalogue.touch_kinds(unit) if kind.key == kind_key)
        draft = TouchDraft(
            customer_id=occasion.customer_id,
            kind_id=kind,
            occurred_at=at,
            recorded_at=unit.now,
            status=status or status_at(at, unit.now),
            deal_id=occasion.deal_id,
            actor_id=occasion.actor_id,
            recorded_by_id=occasion.actor_id,
            title=title,
            body=body,
            detail=detail or {},
        )
        add_touches(unit, [draft])

    def _due(self, when: WallTime | None, days: int | None, occasion: Occasion) -> Moment | None:
        """The time said, else so many days after the touch; None when neither is."""
        if when is not None:
            return self._desk.clock.localise(when)
        return None if days is None else self._desk.day_after(occasion.occurred_at.local_date, days)

    def _deal(self, unit: Unit, occasion: Occasion) -> Deal | None:
        return deals_by_id(unit, [occasion.deal_id])[occasion.deal_id] if occasion.deal_id is not None else None

    def _loss(self, unit: Unit, occasion: Occasion) -> dict[str, Any] | None:
        return loss_meant(unit, occasion.customer_id, occasion.deal_id)


def stage_ahead(source: Source, deal: Deal | None, stage_key: str) -> Stage | None:
    """The stage, if the deal is open and has not come as far yet."""
    if deal is None or deal.status is not DealStatus.OPEN:
        return None
    stages = catalogue.stages(source)
    place = next((stage.position for stage in stages if stage.id == deal.stage_id), -1)
    return next((stage for stage in stages if stage_key in (stage.key, stage.uid) and stage.position > place), None)


def loss_meant(source: Source, customer_id: int, deal_id: int | None) -> dict[str, Any] | None:
    """The loss in force a note is about: of its deal, else the customer's latest."""
    deals = [deal_id] if deal_id is not None else [deal.id for deal in deals_of(source, customer_id)]
    return max(losses_in_force(source, deals).values(), key=lambda loss: loss["lost_at"] or 0, default=None)
