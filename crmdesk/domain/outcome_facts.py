"""Facts about losses that were tried again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crmdesk.domain.money import Money


class SecondTry(StrEnum):
    """What became of a lost deal that was taken up again."""

    OPEN = "open"
    WON = "won"
    LOST_AGAIN = "lost_again"


@dataclass(frozen=True, slots=True)
class TriedAgain:
    """A loss after which the deal was taken up again, with what came of that.

    ``reason_uid`` is that of the one that counts (the manager's, else the seller's), empty where none is known;
    ``recovered`` is the amount of a deal won.
    """

    deal_id: int
    reason_uid: str
    stage_uid: str
    lost_on: date | None
    became: SecondTry
    recovered: Money | None
