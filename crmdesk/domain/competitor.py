"""Competitors: what is known of them, and how they were met in deals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Competitor:
    """A competitor by name, with what it is good and bad at; a ``retired`` one is no longer offered."""

    uid: str
    name: str
    strengths: str
    weaknesses: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class MetCompetitor:
    """A competitor met in a deal, with the price it asked where that is known; ``in_loss`` if a loss names it."""

    uid: str
    name: str
    price: Money | None
    in_loss: bool


class Meetings(StrEnum):
    """Which of the deals in which a competitor was met."""

    ALL = "all"
    LOST = "lost"
    WON = "won"
    OPEN = "open"
    PRICED = "priced"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A deal in which a competitor was met: our amount, its price where known, and the day the deal ended or began."""

    deal_uid: str
    deal: str
    customer: str
    customer_uid: str
    status: DealStatus
    amount: Money | None
    price: Money | None
    seen_on: date
