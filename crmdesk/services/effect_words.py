"""What a quick note's effects are called, for a person to agree to them or not. Only those that would do something."""

from collections.abc import Iterable
from dataclasses import dataclass

from crmdesk.domain.deal import Deal
from crmdesk.domain.template_effect import (
    Effect,
    EntryEffect,
    FirstTouchEffect,
    LossVoiceEffect,
    ReopenEffect,
    StageEffect,
    TagEffect,
    WinBackEffect,
    effect_key,
)
from crmdesk.services.effect_names import EffectNames
from crmdesk.services.template_effects import loss_meant, stage_ahead
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.first_touchpoints import first_touch_of
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
    customer_id: int
    deal: Deal | None
    kind_key: str

    def of(self, effects: Iterable[Effect]) -> tuple[EffectShown, ...]:
        """Each effect that would change something, once."""
        named = {effect_key(effect): words for effect in effects if (words := self._words(effect))}
        return tuple(EffectShown(key, words) for key, words in named.items())

    def _words(self, effect: Effect) -> str:
        return EffectNames(self.source).of(effect) if self._would_happen(effect) else ""

    def _would_happen(self, effect: Effect) -> bool:
        match effect:
            case StageEffect(stage_key):
                return stage_ahead(self.source, self.deal, stage_key) is not None
            case EntryEffect(kind):
                # Of the touch's own kind it is the touch itself.
                return kind != self.kind_key
            case TagEffect(group_key, tag_key):
                return catalogue.tag_by_keys(self.source, group_key, tag_key) is not None
            case FirstTouchEffect():
                return not first_touch_of(self.source, self.customer_id).channel
            case LossVoiceEffect() | WinBackEffect() | ReopenEffect():
                deal_id = self.deal.id if self.deal else None
                return loss_meant(self.source, self.customer_id, deal_id) is not None
            case _:
                return True
