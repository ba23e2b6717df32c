"""What a quick note's effects are called, for a person to agree to them or not. Only those that would do something."""

from collections.abc import Iterable
from dataclasses import dataclass

from crmdesk.domain.deal import Deal
from crmdesk.domain.template_effect import (
    Effect,
    EngagementEffect,
    EntryEffect,
    FirstTouchEffect,
    LossVoiceEffect,
    NextStepEffect,
    ReopenEffect,
    ScoreEffect,
    StageEffect,
    TagEffect,
    WinBackEffect,
    effect_key,
)
from crmdesk.i18n import _, ngettext
from crmdesk.services.desk import Desk
from crmdesk.services.template_effects import loss_meant, stage_ahead
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.customers import customers_by_id
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class EffectShown:
    """One effect in words; ``key`` is what switches it off."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class EffectWords:
    """Words for effects of a touch of one kind with one customer, about one deal or none."""

    source: Source
    desk: Desk
    customer_id: int
    deal: Deal | None
    kind_key: str

    def of(self, effects: Iterable[Effect]) -> tuple[EffectShown, ...]:
        """Each effect that would change something, once."""
        named = {effect_key(effect): words for effect in effects if (words := self._words(effect))}
        return tuple(EffectShown(key, words) for key, words in named.items())

    def _words(self, effect: Effect) -> str:  # noqa: PLR0911  # one line per effect reads best
        match effect:
            case StageEffect(stage_key):
                return self._stage(stage_key)
            case NextStepEffect():
                return self._next_step(effect)
            case EntryEffect(kind):
                return self._entry(kind)
            case TagEffect(group_key, tag_key):
                return _("tag: {tag}").format(tag=self._tag(group_key, tag_key))
            case FirstTouchEffect(channel_key):
                return self._first_touch(channel_key)
            case EngagementEffect(level):
                return _("engagement: level {level}").format(level=level)
            case ScoreEffect(score):
                return _("score: {score}").format(score=score)
            case LossVoiceEffect() | WinBackEffect() | ReopenEffect():
                return self._about_loss(effect)
            case _:
                return ""

    def _stage(self, stage_key: str) -> str:
        stage = stage_ahead(self.source, self.deal, stage_key)
        return _("stage → {stage}").format(stage=stage.name) if stage else ""

    def _next_step(self, effect: NextStepEffect) -> str:
        if effect.when is not None:
            day = self.desk.clock.localise(effect.when).local_date
            return _("next step: {day}").format(day=day.isoformat())
        days = effect.days or 0
        return ngettext("next step: in {n} day", "next step: in {n} days", days).format(n=days)

    def _entry(self, kind_key: str) -> str:
        # Of the touch's own kind it is the touch itself.
        if kind_key == self.kind_key:
            return ""
        names = {kind.key: kind.name for kind in catalogue.touch_kinds(self.source)}
        return _("entry: {kind}").format(kind=names.get(kind_key, kind_key))

    def _tag(self, group_key: str, tag_key: str) -> str:
        tag = catalogue.tag_by_keys(self.source, group_key, tag_key)
        return tag.name if tag is not None else tag_key

    def _first_touch(self, channel_key: str) -> str:
        if customers_by_id(self.source, [self.customer_id])[self.customer_id].source:
            return ""
        return _("first touchpoint: {channel}").format(channel=self._tag("source", channel_key))

    def _about_loss(self, effect: LossVoiceEffect | WinBackEffect | ReopenEffect) -> str:
        if loss_meant(self.source, self.customer_id, self.deal.id if self.deal else None) is None:
            return ""
        if isinstance(effect, ReopenEffect):
            return _("reopen the deal")
        return _("win-back kept") if isinstance(effect, WinBackEffect) else _("the customer's reason kept")
