"""Effects that a chip, a question or a whole template has by itself, and what becomes of them once a note is filled in.

They are what is written in a template; ``template_effect`` has what the service applies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from crmdesk.domain.moment import WallTime
from crmdesk.domain.template_effect import (
    Effect,
    EngagementEffect,
    EntryEffect,
    FirstTouchEffect,
    LossVoiceEffect,
    NextStepEffect,
    RelationEffect,
    ReopenEffect,
    StageEffect,
    Stored,
    TagEffect,
    WinBackEffect,
)


@dataclass(frozen=True, slots=True)
class FixedEntry:
    """An entry of its own with these facts (see ``domain.touch_detail``), due so many ``days`` after the touch.

    Without a ``text`` it says what was answered.
    """

    do: ClassVar[str] = "entry"
    kind: str
    text: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    days: int | None = None


@dataclass(frozen=True, slots=True)
class FixedStep:
    """A next step so many days after the touch."""

    do: ClassVar[str] = "next_step"
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class FixedVoice:
    """The customer names this reason for the loss."""

    do: ClassVar[str] = "loss_voice"
    reason_key: str


@dataclass(frozen=True, slots=True)
class FixedWinBack:
    """Whether (``open``, ``after``, ``closed``), and in how many days, the customer may be asked again."""

    do: ClassVar[str] = "win_back"
    verdict: str
    days: int | None = None


FixedEffect = (
    StageEffect
    | TagEffect
    | FirstTouchEffect
    | EngagementEffect
    | RelationEffect
    | ReopenEffect
    | FixedEntry
    | FixedStep
    | FixedVoice
    | FixedWinBack
)


@dataclass(frozen=True, slots=True)
class Source:
    """What brings an effect about: its place in the template, what was said there, and the answers to keep."""

    origin: str
    text: str
    stored: dict[str, Stored] = field(default_factory=dict)
    when: WallTime | None = None


def came_of(fixed: FixedEffect, source: Source) -> Effect:
    """What a fixed effect comes to. A date that was answered is when an entry is due."""
    match fixed:
        case FixedEntry(kind, text, detail, days):
            due = None if days is not None else source.when
            said = text or source.text
            return EntryEffect(kind, said, {**source.stored, **detail}, due, days, source.origin)
        case FixedStep(days, text):
            return NextStepEffect(None, days, text)
        case FixedVoice(reason_key):
            return LossVoiceEffect((reason_key,), "", ())
        case FixedWinBack(verdict, days):
            return WinBackEffect(verdict, None, days)
        case _:
            return fixed


def settled(usual: Sequence[Effect], answered: Sequence[Effect]) -> tuple[Effect, ...]:
    """The effects of a whole note: one next step, one verdict and one voice are left of several.

    A date that was typed counts before what an answer brings along, and that before what is usual; then the earliest
    next step counts, the last verdict, the first touchpoint named and the highest engagement.
    """
    effects = [*usual, *answered]
    chosen: dict[type[Effect], Effect] = {}
    if steps := [effect for effect in effects if isinstance(effect, NextStepEffect)]:
        chosen[NextStepEffect] = min(steps, key=lambda step: (step.when is None, step not in answered, step.days or 0))
    if verdicts := [effect for effect in effects if isinstance(effect, WinBackEffect)]:
        chosen[WinBackEffect] = min(reversed(verdicts), key=lambda each: (each.when is None, each not in answered))
    if channels := [effect for effect in effects if isinstance(effect, FirstTouchEffect)]:
        chosen[FirstTouchEffect] = min(channels, key=lambda channel: channel not in answered)
    if levels := [effect for effect in effects if isinstance(effect, EngagementEffect)]:
        chosen[EngagementEffect] = max(levels, key=lambda each: each.level)
    if voices := [effect for effect in effects if isinstance(effect, LossVoiceEffect)]:
        chosen[LossVoiceEffect] = _one_voice(voices)
    left: list[Effect] = []
    for effect in effects:
        kept = chosen.get(type(effect), effect)
        if kept not in left:
            left.append(kept)
    return tuple(left)


def _one_voice(voices: Sequence[LossVoiceEffect]) -> LossVoiceEffect:
    reasons = dict.fromkeys(reason for voice in voices for reason in voice.reason_keys)
    competitors = dict.fromkeys(name for voice in voices for name in voice.competitors)
    own_words = next((voice.own_words for voice in voices if voice.own_words), "")
    return LossVoiceEffect(tuple(reasons), own_words, tuple(competitors))
