"""What the effects of quick notes are called, whether or not they would do anything now."""

from dataclasses import dataclass
from typing import Any

from crmdesk.domain.template_effect import (
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
from crmdesk.domain.template_fixed import FixedEffect, FixedEntry, FixedStep, FixedVoice, FixedWinBack
from crmdesk.domain.template_rule import (
    AnswerRule,
    EntryRule,
    LossVoiceRule,
    NextStepRule,
    Rule,
    ScoreRule,
    WinBackRule,
)
from crmdesk.i18n import _, ngettext
from crmdesk.services.fact_words import choice_name
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.first_touchpoints import CHANNELS
from crmdesk.store.workspace import Source

# Facts that say what sort of entry it is; the others are told in the entry.
_TELLING = ("side", "tone", "about")


@dataclass(frozen=True, slots=True)
class EffectNames:
    """Names by the lists of a workspace."""

    source: Source

    def of(self, effect: Effect | FixedEffect | Rule) -> str:
        """What it does, in a few words; empty for what nobody needs to be told."""
        match effect:
            case EntryEffect(kind, detail=detail) | FixedEntry(kind, detail=detail) | EntryRule(kind, detail=detail):
                return self._entry(kind, detail) + _due(effect)
            case NextStepEffect() | FixedStep() | NextStepRule():
                return _step(effect)
            case LossVoiceEffect() | LossVoiceRule() | FixedVoice():
                return self._voice(effect)
            case WinBackEffect() | WinBackRule() | FixedWinBack():
                return _win_back(effect)
            case _:
                return self._plain(effect)

    def _plain(self, effect: Any) -> str:
        match effect:
            case StageEffect(stage_key):
                return _("stage → {stage}").format(stage=self._stage(stage_key))
            case TagEffect(group_key, tag_key):
                return _("tag: {tag}").format(tag=self.tag(group_key, tag_key))
            case FirstTouchEffect(channel_key):
                return _("first touchpoint: {channel}").format(channel=self.tag(CHANNELS, channel_key))
            case EngagementEffect(level):
                return _("engagement: level {level}").format(level=level)
            case _:
                return _other(effect)

    def tag(self, group_key: str, tag_key: str) -> str:
        """What a tag is called; one that is not here by what the note calls it."""
        tag = catalogue.tag_by_keys(self.source, group_key, tag_key)
        return tag.name if tag is not None else tag_key

    def _stage(self, stage_key: str) -> str:
        stages = catalogue.stages(self.source)
        return next((stage.name for stage in stages if stage_key in (stage.key, stage.uid)), stage_key)

    def _entry(self, kind_key: str, detail: Any) -> str:
        names = {kind.key: kind.name for kind in catalogue.touch_kinds(self.source)}
        sorts = [choice_name(str(detail[key])) for key in _TELLING if detail.get(key)]
        name = names.get(kind_key, kind_key)
        if not sorts:
            return _("entry: {kind}").format(kind=name)
        return _("entry: {kind} ({sort})").format(kind=name, sort=_(", ").join(sorts))

    def _voice(self, effect: LossVoiceEffect | LossVoiceRule | FixedVoice) -> str:
        if isinstance(effect, LossVoiceRule):
            return _("the customer's reason kept")
        keys = (effect.reason_key,) if isinstance(effect, FixedVoice) else effect.reason_keys
        names = {key: reason.name for reason in catalogue.loss_reasons(self.source) for key in reason.keys}
        if not keys:
            return _("the customer's reason kept")
        return _("the customer's reason: {reason}").format(reason=_(", ").join(names.get(key, key) for key in keys))


def _due(effect: EntryEffect | FixedEntry | EntryRule) -> str:
    days = None if isinstance(effect, EntryRule) else effect.days
    if days is None:
        return ""
    return ngettext(", due in {n} day", ", due in {n} days", days).format(n=days)


def _step(effect: NextStepEffect | FixedStep | NextStepRule) -> str:
    if isinstance(effect, NextStepEffect) and effect.when is not None:
        return _("next step: {day}").format(day=effect.when.value.date().isoformat())
    days = effect.days
    if days is None:
        return _("next step on the day answered")
    return ngettext("next step: in {n} day", "next step: in {n} days", days).format(n=days)


def _win_back(effect: WinBackEffect | WinBackRule | FixedWinBack) -> str:
    if isinstance(effect, WinBackRule):
        return _("win-back kept")
    if effect.verdict == "closed":
        return _("win-back: never")
    if effect.days is not None:
        return ngettext("win-back: in {n} day", "win-back: in {n} days", effect.days).format(n=effect.days)
    return _("win-back: possible") if effect.verdict == "open" else _("win-back kept")


def _other(effect: Any) -> str:
    said = ""
    match effect:
        case ReopenEffect():
            said = _("reopen the deal")
        case RelationEffect(change):
            said = _("relation: closer") if change == "closer" else _("relation: as before")
        case ScoreEffect(score):
            said = _("score: {score}").format(score=score)
        case ScoreRule():
            said = _("score kept")
        case AnswerRule():
            said = _("answer to an interview question kept")
    return said
