"""Every loss of a deal as an event of its own: what the seller, the customer and the manager's review say of it."""

from dataclasses import dataclass
from datetime import date

from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class SaidReason:
    """A reason as a voice gives it. ``top_uid`` is its reason of the first level, by which voices are compared.

    One merged into another is said as that one.
    """

    uid: str
    top_uid: str
    key: str
    reason: str
    subreason: str
    weight: int

    @property
    def title(self) -> str:
        """``Price › Over budget``."""
        return " › ".join(part for part in (self.reason, self.subreason) if part)


@dataclass(frozen=True, slots=True)
class Evidence:
    """An entry of the timeline that bears a voice out."""

    touch_uid: str
    kind: str
    kind_name: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class VoiceAccount:
    """What one voice says: its reasons, the primary one first, and the entry it is taken from."""

    voice: Voice
    reasons: tuple[SaidReason, ...]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class LossEvent:
    """One loss with all that is known of it; ``reopened_on`` is None while it is in force.

    ``lesson`` is what would be done differently, ``finding`` what the review found. ``touch_uid`` is its entry on the
    timeline, empty where there is none.
    """

    id: int
    uid: str
    deal: str
    deal_uid: str
    customer: str
    customer_uid: str
    lost_at: Moment | None
    stage: str
    amount: Money | None
    competitors: tuple[str, ...]
    note: str
    verdict: WinBack
    why: str
    win_back_on: date | None
    trigger: str
    finding: str
    lesson: str
    reviewed_on: date | None
    reviewed_by: str
    reopened_on: date | None
    touch_uid: str
    voices: tuple[VoiceAccount, ...]

    def voice(self, voice: Voice) -> VoiceAccount | None:
        """What that voice says, if it says anything."""
        return next((one for one in self.voices if one.voice is voice), None)

    @property
    def counting(self) -> VoiceAccount | None:
        """The voice that counts: the manager's, else the seller's."""
        return self.voice(Voice.MANAGER) or self.voice(Voice.SELLER)
