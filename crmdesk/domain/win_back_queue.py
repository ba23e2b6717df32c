"""Lost deals worth another try, with what a try may bring."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crmdesk.domain.loss import WinBack
from crmdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class WinBackCandidate:
    """A loss in force that nobody has given up; ``probability`` is that of the stage it was lost in, 0 to 100."""

    loss_id: int
    loss_uid: str
    deal: str
    deal_uid: str
    customer: str
    customer_uid: str
    owner: str
    lost_on: date | None
    reason: str
    reason_uid: str
    subreason: str
    amount: Money | None
    probability: int
    verdict: WinBack
    why: str
    due_on: date | None
    trigger: str


class RateOf(StrEnum):
    """Where the rate of an expected value comes from."""

    REASON = "reason"
    ALL = "all"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class WinBackItem:
    """A candidate with what a try may bring: ``expected`` is its amount times ``rate`` (0 to 1), None if unpriced.

    ``n`` tries that ended stand behind the rate, none behind the probability of a stage.
    """

    candidate: WinBackCandidate
    expected: Money | None
    rate: float
    rate_of: RateOf
    n: int

    def is_due(self, today: date) -> bool:
        """Whether the day to try again has come."""
        return self.candidate.due_on is not None and self.candidate.due_on <= today
