"""What a filled template does besides writing its sentence. Small facts for the service to apply; no rules here.

==================  ==============================================================================================
effect              the service …
==================  ==============================================================================================
StageEffect         moves the open deal forward to the stage, never back
NextStepEffect      plans the next step at ``when``, or ``days`` from the touch
EntryEffect         adds an entry of ``kind`` to the timeline, or, when the touch itself is of that kind, gives the
                    touch the entry's detail
TagEffect           gives the customer a tag of the group
FirstTouchEffect    keeps the channel (a tag of the group ``source``) as first touchpoint, unless one is known
LossVoiceEffect     adds the customer's own reasons to the loss, the first one primary
WinBackEffect       keeps whether and when the customer may be asked again (``verdict``: open, after, closed)
ScoreEffect         keeps the recommendation score
EngagementEffect    lifts the engagement depth to the level, never lowers it
RelationEffect      flags the relation: ``closer`` or ``same``
ReopenEffect        reopens the lost deal
AnswerEffect        keeps the answer to an interview question
AttachmentEffect    attaches the file to the touch
==================  ==============================================================================================

What the default templates do:

==================  ==============================================================================================
template            effects
==================  ==============================================================================================
first_call          heard: first touchpoint; reached: stage contact, level 2; next step
visit               next step
need_confirmed      need entry, stage need
demo_feedback       feedback entries (liked; disliked; missed), stage solution, level 4; wants a quote: level 5
quote_sent          quote entry, next step (in 3 days unless said otherwise)
price_objection     objection entry
negotiation         promise entries (ours; theirs), level 5
buying_signal       signal entry, level 4 or 5 by the signal
chat_follow_up      next step; an answer: level 2
complaint           promise entry with its due date, feedback entry marked as pain
after_signing       score, answer to the question ``scene``, referral entry (the ask)
referral_asked      referral entry
lost_talk           customer's voice on the loss, win-back verdict and date
business_dinner     relation flag
exhibition_lead     lead entry, first touchpoint exhibition, level 1; grade: tag of the group ``level``; card photo
win_back_call       reopen, or a new win-back date
==================  ==============================================================================================
"""

from dataclasses import dataclass, field
from typing import ClassVar

from crmdesk.domain.moment import WallTime
from crmdesk.domain.money import Money

# What is kept of one answer: chip keys or free names, an amount, or one text (plain decimals, dates in ISO 8601).
Stored = str | tuple[str, ...] | Money


@dataclass(frozen=True, slots=True)
class StageEffect:
    """The deal has come as far as this stage."""

    do: ClassVar[str] = "stage"
    stage_key: str


@dataclass(frozen=True, slots=True)
class NextStepEffect:
    """Something is to be done at ``when``, else ``days`` after the touch; exactly one of the two is known."""

    when: WallTime | None
    days: int | None
    text: str


@dataclass(frozen=True, slots=True)
class EntryEffect:
    """A need, quote, objection, promise … of its own; ``due``, or ``days`` after the touch, it must be kept.

    ``origin`` tells entries of one kind apart that come of different answers.
    """

    kind: str
    text: str
    detail: dict[str, Stored]
    due: WallTime | None = None
    days: int | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class TagEffect:
    """The customer has the tag."""

    do: ClassVar[str] = "tag"
    group_key: str
    tag_key: str


@dataclass(frozen=True, slots=True)
class FirstTouchEffect:
    """The customer first met us through this channel."""

    do: ClassVar[str] = "first_touch"
    channel_key: str


@dataclass(frozen=True, slots=True)
class LossVoiceEffect:
    """Why we lost, as the customer tells it."""

    reason_keys: tuple[str, ...]
    own_words: str
    competitors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WinBackEffect:
    """Whether the door is ``open``, to be tried ``after`` a date or so many ``days``, or ``closed``."""

    verdict: str
    when: WallTime | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class ScoreEffect:
    """The customer would recommend us with this score, 0–10."""

    score: int


@dataclass(frozen=True, slots=True)
class EngagementEffect:
    """The customer shows at least this engagement level."""

    do: ClassVar[str] = "engagement"
    level: int


@dataclass(frozen=True, slots=True)
class RelationEffect:
    """How the relation has changed."""

    do: ClassVar[str] = "relation"
    change: str


@dataclass(frozen=True, slots=True)
class ReopenEffect:
    """The lost deal lives again."""

    do: ClassVar[str] = "reopen"


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """An interview question has been answered."""

    question: str
    text: str
    detail: dict[str, Stored] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttachmentEffect:
    """A file belongs to the touch."""

    path: str


Effect = (
    StageEffect
    | TagEffect
    | FirstTouchEffect
    | EngagementEffect
    | RelationEffect
    | ReopenEffect
    | NextStepEffect
    | EntryEffect
    | LossVoiceEffect
    | WinBackEffect
    | ScoreEffect
    | AnswerEffect
    | AttachmentEffect
)


def effect_key(effect: Effect) -> str:
    """What an effect is about, the same however the rest of the note is filled in."""
    about: tuple[str, ...]
    match effect:
        case StageEffect(stage_key):
            about = ("stage", stage_key)
        case TagEffect(group_key, tag_key):
            about = ("tag", group_key, tag_key)
        case FirstTouchEffect(channel_key):
            about = ("first_touch", channel_key)
        case EntryEffect(kind, _text, detail):
            told = detail.get("about", detail.get("tone", ""))
            about = ("entry", kind, str(detail.get("side", "")), str(told), effect.origin)
        case _:
            about = (type(effect).__name__,)
    return ":".join(part for part in about if part)
