"""Competitors: what is known of them, and how they were met in deals."""

from dataclasses import dataclass

from crmdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Competitor:
    """A competitor by name, with what it is good and bad at."""

    uid: str
    name: str
    strengths: str
    weaknesses: str


@dataclass(frozen=True, slots=True)
class MetCompetitor:
    """A competitor met in a deal, with the price it asked where that is known; ``in_loss`` if a loss names it."""

    uid: str
    name: str
    price: Money | None
    in_loss: bool
